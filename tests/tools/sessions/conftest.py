import pytest
from django.test import Client

from tests.factories import UserFactory


@pytest.fixture
def member_client(client):
    client.force_login(UserFactory())
    return client


@pytest.fixture
def csrf_client():
    return Client(enforce_csrf_checks=True)
