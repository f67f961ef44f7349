import environ
import pytest

from bootstrap import variables
from bootstrap.data import DataFolder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in (*variables.OF_ONE_SITE, "STATIC_ROOT", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(variables, "CHECKOUT", tmp_path)
    folder = DataFolder(tmp_path / "data")
    folder.open()
    return folder


@pytest.mark.parametrize("name", ["een map", "100%25", "a+b", "wat?", "nr #1", "één", "a&b=c"])
def test_sqlite_url_is_read_back_as_the_same_file(tmp_path, name):
    path = tmp_path / name / "kennisplaats.sqlite3"

    assert environ.Env.db_url_config(variables.sqlite_url(path))["NAME"] == str(path)


def test_site_is_a_demo_for_this_machine(folder):
    found = variables.for_site(folder, host="127.0.0.2", port=8123)

    assert found["SITE_URL"] == "http://127.0.0.2:8123"
    assert found["DEMO"] == "1"
    assert found["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1],127.0.0.2"
    assert found["SECRET_KEY"] == folder.secret_key()
    assert found["STATIC_ROOT"] == str(folder.static)


def test_what_the_user_set_is_kept(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("ALLOWED_HOSTS", "kennis.example.nl")
    monkeypatch.setenv("SECRET_KEY_FILE", "/run/secrets/key")
    (tmp_path / ".env").write_text("DATABASE_URL=postgres://elders/db\nDEMO='0'  \n")

    found = variables.for_site(folder)

    assert found["ALLOWED_HOSTS"] == "kennis.example.nl"
    assert not {"SECRET_KEY", "DATABASE_URL", "DEMO"} & set(found)
    assert variables.has_own_database()
    assert not variables.is_demo()


def test_tests_do_not_depend_on_the_site_of_the_user(monkeypatch):
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("SECRET_KEY", "of the user")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    found = variables.for_tests("sqlite:///:memory:")

    assert found["DATABASE_URL"] == "sqlite:///:memory:"
    assert not {"DEMO", "SECRET_KEY", "PYTHONDONTWRITEBYTECODE"} & set(found)
