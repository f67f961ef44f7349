import stat

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.demo import current_code
from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

EMAIL = "redacteur@kennisplaats.example"


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


@pytest.fixture
def login_file(tmp_path):
    return tmp_path / "inloggen.txt"


def told(login_file):
    """Return the address and the password that the file tells, of exactly two lines."""
    address, password = login_file.read_text(encoding="utf-8").splitlines()
    return address.removeprefix("E-mailadres: "), password.removeprefix("Wachtwoord: ")


def run(login_file, capsys):
    call_command("demo_curator", "--login-file", str(login_file))
    return capsys.readouterr().out.strip()


def test_makes_a_curator_who_can_log_in_with_what_the_file_tells(login_file, capsys):
    said = run(login_file, capsys)

    address, password = told(login_file)
    user = authenticate(username=address, password=password)
    assert (user.email, user.name, user.is_staff, user.is_superuser) == (
        EMAIL,
        "Demo-redacteur",
        True,
        True,
    )
    assert said == f"De inloggegevens staan in {login_file}."


def test_file_is_only_for_its_owner_and_nothing_is_left_beside_it(login_file, capsys):
    run(login_file, capsys)

    assert stat.S_IMODE(login_file.stat().st_mode) == 0o600
    assert list(login_file.parent.iterdir()) == [login_file]


def test_again_changes_nothing(login_file, capsys):
    run(login_file, capsys)
    before = login_file.stat().st_mtime_ns, told(login_file), User.objects.get().password

    said = run(login_file, capsys)

    assert (login_file.stat().st_mtime_ns, told(login_file), User.objects.get().password) == before
    assert said == f"De inloggegevens in {login_file} kloppen nog."


def damage_nothing_but_password(login_file):
    user = User.objects.get()
    user.set_password("zelf-gekozen-wachtwoord")
    user.save()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda file: file.unlink(), id="the file is gone"),
        pytest.param(lambda file: file.write_text(""), id="the file is empty"),
        pytest.param(lambda file: file.write_bytes(b"\xff\xfe"), id="the file is no text"),
        pytest.param(
            lambda file: file.write_text(f"E-mailadres: {EMAIL}\nWachtwoord: verkeerd\n"),
            id="the file tells another password",
        ),
        pytest.param(damage_nothing_but_password, id="the account got another password"),
        pytest.param(lambda _file: User.objects.all().delete(), id="the account is gone"),
    ],
)
def test_repairs_what_does_not_match_any_more(login_file, capsys, damage):
    run(login_file, capsys)
    _, before = told(login_file)
    damage(login_file)

    run(login_file, capsys)

    address, password = told(login_file)
    assert authenticate(username=address, password=password) == User.objects.get()
    assert password != before
    assert stat.S_IMODE(login_file.stat().st_mode) == 0o600


def test_second_step_is_set_up_and_only_a_demo_tells_its_code(login_file, capsys, settings):
    run(login_file, capsys)
    curator = User.objects.get()
    before = current_code(curator)
    Authenticator.objects.all().delete()

    run(login_file, capsys)

    assert len(before) == len(current_code(curator)) == 6
    assert EmailAddress.objects.get().verified
    assert current_code(UserFactory(is_staff=True)) == ""
    settings.DEMO = False
    assert current_code(curator) == ""


def test_refuses_outside_a_demo(settings, login_file):
    settings.DEMO = False

    with pytest.raises(CommandError) as refused:
        call_command("demo_curator", "--login-file", str(login_file))

    assert str(refused.value) == "Dit is geen demo (DEMO staat uit): hier komt geen demo-account."
    assert (login_file.exists(), User.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        pytest.param("map/inloggen.txt", "No such file or directory", id="no such folder"),
        pytest.param("", "Is a directory", id="the folder itself"),
    ],
)
def test_makes_no_account_when_the_file_cannot_be_written(tmp_path, place, reason):
    login_file = tmp_path / place

    with pytest.raises(CommandError) as refused:
        call_command("demo_curator", "--login-file", str(login_file))

    assert str(refused.value) == f"Kan {login_file} niet schrijven: {reason}."
    assert (User.objects.count(), list(tmp_path.iterdir())) == (0, [])


def test_leaves_the_old_password_and_no_file_when_writing_fails_halfway(login_file, capsys):
    run(login_file, capsys)
    before = User.objects.get().password
    login_file.unlink()
    login_file.mkdir()
    (login_file / "iets").touch()

    with pytest.raises(CommandError):
        call_command("demo_curator", "--login-file", str(login_file))

    assert User.objects.get().password == before
    assert list(login_file.parent.iterdir()) == [login_file]
