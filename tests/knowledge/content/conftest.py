import pytest

from tests.content_folder import ContentFolder


@pytest.fixture
def content(tmp_path):
    return ContentFolder(tmp_path)
