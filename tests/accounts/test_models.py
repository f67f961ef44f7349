import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError

from accounts.models import User
from tests.constraints import changed, refusal
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_user_logs_in_whatever_the_case_of_the_address():
    user = UserFactory(email="anna@gemeente.example", password="een-lang-wachtwoord")

    found = authenticate(username="Anna@Gemeente.EXAMPLE", password="een-lang-wachtwoord")

    assert found == user


def test_user_without_password_cannot_log_in_with_one():
    user = UserFactory(password=None)

    assert not user.has_usable_password()


def test_superuser_may_do_everything():
    user = User.objects.create_superuser("baas@gemeente.example", "een-lang-wachtwoord")

    assert (user.is_staff, user.is_superuser) == (True, True)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Anna de Vries", "Anna de Vries", id="the name"),
        pytest.param("", "anna@gemeente.example", id="the address where there is no name"),
    ],
)
def test_user_is_shown_as(name, shown):
    user = UserFactory.build(name=name, email="anna@gemeente.example")

    assert [str(user), user.get_full_name(), user.get_short_name()] == [shown] * 3


def test_user_address_is_unique_ignoring_case():
    UserFactory(email="anna@gemeente.example")
    other = UserFactory.build(email="Anna@gemeente.example", password="een-lang-wachtwoord")

    assert refusal(other, "user_email_unique_ignoring_case") == [
        "Er is al een account met dit e-mailadres."
    ]


def test_user_address_taken_is_said_once():
    UserFactory(email="anna@gemeente.example")
    other = UserFactory.build(email="anna@gemeente.example", password="een-lang-wachtwoord")

    with pytest.raises(ValidationError) as refused:
        other.full_clean()

    assert refused.value.messages == ["Er is al een account met dit e-mailadres."]


def test_user_has_an_address():
    user = changed(UserFactory(), email="")

    assert refusal(user, "user_email_not_empty") == ["Een account heeft een e-mailadres."]
