import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from kennisplaats.roles import EDITORS, MAY, SEE_HISTORY
from tests.factories import PracticeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return user


def test_group_has_what_the_table_says():
    given = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Permission.objects.filter(group__name=EDITORS)
        if not permission.codename.startswith(SEE_HISTORY)
    }

    assert given == {
        f"{app}.{act}_{model}"
        for app, models in MAY.items()
        for model, acts in models.items()
        for act in acts
    }


def test_every_model_of_the_content_is_decided_on():
    undecided = [
        f"{model._meta.app_label}.{model._meta.model_name}"
        for app in MAY
        for model in apps.get_app_config(app).get_models()
        if model._meta.model_name not in MAY[app]
        and not model._meta.model_name.startswith("historical")
    ]

    assert undecided == ["knowledge.profile"]


@pytest.mark.parametrize("path", ["/beheer/accounts/user/", "/beheer/auth/group/"])
def test_editor_does_not_manage_accounts(client, editor, path):
    assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/beheer/",
        "/beheer/practices/practice/",
        "/beheer/practices/practice/add/",
        "/beheer/knowledge/concept/",
    ],
)
def test_editor_curates(client, editor, path):
    assert client.get(path).status_code == 200


def test_editor_deletes_no_item(client, editor):
    practice = PracticeFactory()

    assert client.get(f"/beheer/practices/practice/{practice.pk}/delete/").status_code == 403


def test_staff_outside_the_group_sees_nothing_of_the_content(client):
    client.force_login(UserFactory(is_staff=True))

    assert client.get("/beheer/").status_code == 200
    assert client.get("/beheer/practices/practice/").status_code == 403
