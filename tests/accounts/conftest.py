import pytest

from tests.accounts.door import ADDRESS, PASSWORD
from tests.factories import UserFactory


@pytest.fixture
def quick_passwords(settings):
    """Hash passwords quickly; the slowness of the real way protects nobody here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def member(db, quick_passwords):
    return UserFactory(email=ADDRESS, password=PASSWORD)


@pytest.fixture
def curator(db, quick_passwords):
    return UserFactory(email="redacteur@gemeente.example", password=PASSWORD, is_staff=True)
