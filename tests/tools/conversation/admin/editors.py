"""Editors in the beheer, and the forms that they send."""

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from kennisplaats.roles import EDITORS
from tests.factories import UserFactory
from tests.forms import filled_in, said


def signed_in(name):
    client, user = Client(), UserFactory(name=name, is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


def url(record, page, *args):
    name = f"admin:{record._meta.label_lower.replace('.', '_')}_{page}"
    return reverse(name, args=[record.pk, *args])


def opened(client, record):
    return filled_in(client.get(url(record, "change")), f"{record._meta.model_name}_form")


def save(client, record, **typed):
    """Save what the form shows with ``typed`` in it; return what is said on the next page."""
    response = client.post(url(record, "change"), {**opened(client, record), **typed})
    assert response.status_code == 302, said(response)
    return response
