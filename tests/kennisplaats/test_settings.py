import ast
import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from environ import Env

from kennisplaats.database import with_options

PRODUCTION = {
    "SECRET_KEY": "kq7Vw0-Zb3xT9_mF2yR8sL5uH1cJ6dN4pG-aE0iO7vQ3wX9zB2tY5rK8",
    "ALLOWED_HOSTS": "kennis.gemeente.example",
    "DATABASE_URL": "postgres://kp:geheim@db.example/kp",
    "SITE_URL": "https://kennis.gemeente.example",
    "SMTP_HOST": "mail.gemeente.example",
}


def run(*words, **environ):
    """Run Python in the checkout with only ``environ``, as on a server of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", *words],
        cwd=project.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def settings_with(*names, **environ):
    """Return the settings ``names`` as they are with ``environ``."""
    script = (
        "import json; from kennisplaats import settings as s;"
        f"print(json.dumps([getattr(s, name, None) for name in {names!r}]))"
    )
    done = run("-c", script, **environ)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({}, id="PostgreSQL"),
        pytest.param({"DATABASE_URL": "sqlite:////tmp/kennisplaats.sqlite3"}, id="SQLite"),
        pytest.param({"BEHIND_PROXY": "1"}, id="behind a proxy"),
    ],
)
def test_production_passes_all_checks(tmp_path, environ):
    done = run(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        **{**PRODUCTION, "STATIC_ROOT": str(tmp_path), **environ},
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("System check identified no issues")


def test_production_without_mail_is_told_so_and_still_passes(tmp_path):
    without = {"SITE_URL": "", "SMTP_HOST": "", "STATIC_ROOT": str(tmp_path)}

    done = run(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"), **PRODUCTION | without
    )

    assert done.returncode == 0, done.stderr
    assert "SMTP_HOST ontbreekt: mail wordt geschreven en blijft staan." in done.stderr


def test_models_and_migrations_agree(tmp_path):
    done = run(
        *("manage.py", "makemigrations", "--check", "--dry-run"),
        **{**PRODUCTION, "DATABASE_URL": f"sqlite:///{tmp_path / 'leeg.sqlite3'}"},
    )

    assert (done.returncode, done.stdout) == (0, "No changes detected\n")


@pytest.mark.parametrize("environ", [{}, {"SECRET_KEY": ""}], ids=["missing", "empty"])
def test_without_secret_key_one_sentence_says_so(environ):
    done = run("manage.py", "check", **environ)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "SECRET_KEY ontbreekt: geef een lange, willekeurige tekst (zie .env.example).\n"
    )


def test_secret_key_can_be_a_file(tmp_path):
    key = tmp_path / "key"
    key.write_text("uit een bestand")

    assert settings_with("SECRET_KEY", SECRET_KEY_FILE=str(key)) == ["uit een bestand"]


def test_what_is_not_set_is_safe():
    assert settings_with(
        *("DEBUG", "DEMO", "ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"),
        *("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY"),
        *("SECURE_PROXY_SSL_HEADER", "X_FRAME_OPTIONS"),
        SECRET_KEY="x",
    ) == [False, False, [], True, 31_536_000, True, True, True, None, "DENY"]


def test_a_demo_works_over_http():
    assert settings_with(
        *("DEBUG", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE"),
        SECRET_KEY="x",
        DEMO="1",
    ) == [False, False, 0, False]


@pytest.mark.parametrize(("https", "before"), [("1", "__Host-"), ("0", "")])
def test_cookies_are_bound_to_this_very_server_where_there_is_https(https, before):
    assert settings_with(
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", SECRET_KEY="x", HTTPS=https
    ) == [
        f"{before}sessionid",
        f"{before}csrftoken",
    ]


def test_organisation_is_a_way_in_only_when_all_is_known_of_it():
    known = {
        "OIDC_NAME": "Gemeente Voorbeeld",
        "OIDC_ISSUER": "https://inloggen.example/tenant/",
        "OIDC_CLIENT_ID": "kennisplaats",
        "OIDC_CLIENT_SECRET": "geheim",
    }
    [whole, rule] = settings_with(
        "SOCIALACCOUNT_PROVIDERS", "SECURE_CSP", SECRET_KEY="x", DEMO="1", **known
    )
    known["OIDC_CLIENT_SECRET"] = ""
    [part] = settings_with("SOCIALACCOUNT_PROVIDERS", SECRET_KEY="x", DEMO="1", **known)

    [app] = whole["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": "https://inloggen.example/tenant"}
    assert rule["form-action"] == ["'self'", "https://inloggen.example"]
    assert part == {}


def test_a_proxy_is_believed_only_when_told():
    assert settings_with("SECURE_PROXY_SSL_HEADER", SECRET_KEY="x", BEHIND_PROXY="1") == [
        ["HTTP_X_FORWARDED_PROTO", "https"]
    ]


def test_site_url_has_no_last_slash():
    assert settings_with("SITE_URL", SECRET_KEY="x", SITE_URL="https://a.example/") == [
        "https://a.example"
    ]


def mailers_with(**environ):
    names = ("MAILERS", "DEFAULT_FROM_EMAIL")
    mailers, sender = settings_with(*names, SECRET_KEY="x", **environ)
    assert mailers["default"] == {"BACKEND": "outbox.backend.EmailBackend"}
    return mailers["smtp"], sender


def test_mail_goes_out_through_the_server_that_is_told():
    smtp, sender = mailers_with(
        SMTP_HOST="mail.example",
        SMTP_PORT="2525",
        SMTP_USER="kp",
        SMTP_PASSWORD="geheim",
        MAIL_FROM="Kennis <kennis@gemeente.example>",
    )

    assert smtp["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert smtp["OPTIONS"] == {
        "host": "mail.example",
        "port": 2525,
        "username": "kp",
        "password": "geheim",
        "use_tls": True,
        "use_ssl": False,
        "timeout": 20,
    }
    assert sender == "Kennis <kennis@gemeente.example>"


@pytest.mark.parametrize(
    ("security", "use_tls", "use_ssl"),
    [("starttls", True, False), ("tls", False, True), ("geen", False, False)],
)
def test_mail_is_as_safe_as_the_server_can(security, use_tls, use_ssl):
    smtp, _sender = mailers_with(SMTP_HOST="mail.example", SMTP_SECURITY=security)

    options = smtp["OPTIONS"]
    assert (options["use_tls"], options["use_ssl"], options["port"]) == (use_tls, use_ssl, None)


def test_unknown_security_of_mail_is_refused_in_one_sentence():
    done = run("manage.py", "check", SECRET_KEY="x", SMTP_SECURITY="ssl")

    assert (done.returncode, done.stderr) == (
        1,
        "SMTP_SECURITY is starttls, tls of geen, en niet ssl.\n",
    )


def test_demo_mails_nobody_whatever_server_is_told():
    smtp, _sender = mailers_with(DEMO="1", SMTP_HOST="mail.example")

    assert smtp == {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


def test_example_names_every_variable_and_no_other():
    source = ast.parse((project.BASE_DIR / "kennisplaats" / "settings.py").read_text())
    read = {
        call.args[0].value
        for call in ast.walk(source)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }

    example = (project.BASE_DIR / ".env.example").read_text()

    named = re.findall(r"^#?\s?([A-Z][A-Z_]+)=", example, flags=re.MULTILINE)
    assert len(read) > 10
    assert sorted(named) == sorted(read)


# Database -----------------------------------------------------------------


@pytest.fixture
def two_connections(tmp_path, django_db_blocker):
    """Give two connections to one SQLite file, the second of them impatient."""
    url = f"sqlite:///{tmp_path / 'kennisplaats.sqlite3'}"
    first = with_options(Env.db_url_config(url), pool_size=8)
    second = {**first, "OPTIONS": {**first["OPTIONS"], "timeout": 0}}
    handlers = [ConnectionHandler({"default": wanted}) for wanted in (first, second)]
    with django_db_blocker.unblock():
        yield [handler["default"] for handler in handlers]
        for handler in handlers:
            handler.close_all()


def pragma(connection, name):
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_sqlite_is_safe_and_quick(two_connections):
    first, _second = two_connections

    assert [pragma(first, name) for name in ("journal_mode", "foreign_keys", "synchronous")] == [
        "wal",
        1,
        1,
    ]


def test_sqlite_takes_the_write_lock_at_the_start_of_a_transaction(two_connections):
    first, second = two_connections

    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n integer)")
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with second.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM t").fetchone() == (0,)  # readers go on
    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    first.rollback()
    first.set_autocommit(True)


def test_postgresql_has_a_pool_that_checks_its_connections():
    options = with_options(Env.db_url_config(PRODUCTION["DATABASE_URL"]), pool_size=8)

    pool = options["OPTIONS"]["pool"]
    assert (pool["min_size"], pool["max_size"]) == (1, 8)
    assert pool["timeout"] <= 5  # seconds that a visitor waits for the page that says so
    assert (options["CONN_HEALTH_CHECKS"], options["CONN_MAX_AGE"]) == (True, 0)


def test_own_database_options_win():
    url = f"{PRODUCTION['DATABASE_URL']}?sslmode=require&options=-c%20jit=on"

    options = with_options(Env.db_url_config(url), pool_size=8)["OPTIONS"]

    assert (options["sslmode"], options["options"]) == ("require", "-c jit=on")


@pytest.mark.parametrize("scheme", ["mysql", "oracle", "mssql"])
def test_only_two_engines_are_known(scheme):
    with pytest.raises(ValueError, match="werkt met SQLite en PostgreSQL"):
        with_options(Env.db_url_config(f"{scheme}://kp@db.example/kp"), pool_size=8)


def test_another_database_is_refused():
    done = run("manage.py", "check", **{**PRODUCTION, "DATABASE_URL": "mysql://kp@db.example/kp"})

    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == (
        "ValueError: DATABASE_URL noemt django.db.backends.mysql; "
        "de kennisplaats werkt met SQLite en PostgreSQL."
    )
