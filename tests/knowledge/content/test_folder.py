from django.conf import settings

from knowledge.content.folder import shown


def test_file_of_the_project_is_shown_from_its_root():
    assert shown(settings.CONTENT_DIR / "practices" / "x.yaml") == "content/practices/x.yaml"


def test_other_file_is_shown_as_it_was_given(tmp_path):
    assert shown(tmp_path / "x.yaml") == f"{tmp_path}/x.yaml"
