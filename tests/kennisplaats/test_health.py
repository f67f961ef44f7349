import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import RequestFactory


def test_alive_asks_nothing_of_the_database(client):
    response = client.get("/gezond/")  # without the mark django_db a query is an error

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


def test_alive_under_a_server():
    # Not at the top: it looks at once for the static files, which a fixture collects.
    from kennisplaats.wsgi import application  # noqa: PLC0415

    response = application.get_response(RequestFactory().get("/gezond/"))

    assert (response.status_code, response.content) == (200, b'{"status": "ok"}')


@pytest.mark.django_db
def test_ready_when_the_database_answers(client):
    response = client.get("/gereed/")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client):
    MigrationRecorder.Migration.objects.filter(app="practices").latest("id").delete()

    response = client.get("/gereed/")

    assert response.status_code == 503
    assert response.json() == {"status": "migraties wachten", "migrations": 1}


@pytest.mark.django_db
def test_not_ready_while_the_database_refuses(client):
    def refuse(execute, *args):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        response = client.get("/gereed/")

    assert response.status_code == 503
    assert response.json() == {"status": "database niet bereikbaar"}


@pytest.mark.usefixtures("database_away")
def test_alive_but_not_ready_without_a_database_server(client):
    alive, ready = client.get("/gezond/"), client.get("/gereed/")

    assert (alive.status_code, ready.status_code) == (200, 503)
    assert ready.json() == {"status": "database niet bereikbaar"}


@pytest.mark.parametrize("url", ["/gezond/", "/gereed/"])
@pytest.mark.django_db
def test_health_can_be_asked_over_http_from_inside(client, settings, url):
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(url).status_code == 200
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405
    assert client.get("/").status_code == 301
