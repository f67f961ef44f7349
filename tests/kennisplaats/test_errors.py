import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import include, path
from psycopg_pool import PoolTimeout

from kennisplaats import urls
from tests.factories import UserFactory
from tests.pages import parse


def broken(request):
    raise RuntimeError("geheim")


def forbidden(request):
    raise PermissionDenied("geheim")


def lost(request, kind):
    raise {"operational": OperationalError, "interface": InterfaceError, "pool": PoolTimeout}[kind](
        "geheim"
    )


urlpatterns = [
    path("stuk/", broken),
    path("verboden/", forbidden),
    path("kwijt/<kind>/", lost),
    path("", include(urls)),
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


@pytest.fixture(autouse=True)
def _own_urls(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def client():
    """Give a client that sees the page of an error, as a visitor does."""
    return Client(raise_request_exception=False)


def heading(response):
    page = parse(response)
    assert page.one("html")["lang"] == "nl"
    assert page.one("title").text.endswith("Kennisplaats")
    assert "geheim" not in page.text
    return page.one("h1").text


@pytest.mark.parametrize(
    "url", ["/bestaat-niet/", "/praktijkvoorbeelden/%F0%9F%98%80/", "/begrippen/", "/%00/", "/<b>/"]
)
def test_not_found(client, url):
    response = client.get(url)

    assert response.status_code == 404
    assert heading(response) == "Deze pagina bestaat niet"
    assert parse(response).one("form", role="search")["action"] == "/zoeken/"


def test_address_without_its_last_slash_is_completed(client):
    response = client.get("/kennis?q=rust")

    assert (response.status_code, response["Location"]) == (301, "/kennis/?q=rust")


@pytest.mark.django_db
def test_forbidden(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # whether content changed, before anything else
        response = client.get("/verboden/")

    assert response.status_code == 403
    assert heading(response) == "U mag deze pagina niet zien"


@pytest.mark.django_db
def test_form_without_proof_of_origin():
    client = Client(enforce_csrf_checks=True)
    editor = UserFactory(is_staff=True, password="een lang wachtwoord")

    response = client.post(
        "/account/login/", {"login": editor.email, "password": "een lang wachtwoord"}
    )

    assert response.status_code == 403
    assert heading(response) == "Het formulier is verlopen"
    assert "sessionid" not in response.cookies


@pytest.mark.django_db
def test_fault_of_ours(client, django_assert_num_queries):
    client.force_login(UserFactory())

    with django_assert_num_queries(1):  # whether content changed, before anything else
        response = client.get("/stuk/")

    assert response.status_code == 500
    assert heading(response) == "Er ging iets mis"


def test_fault_of_ours_without_static_files(client, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)  # as on a server where they were never collected

    response = client.get("/privacy/")

    assert response.status_code == 500
    assert heading(response) == "Er ging iets mis"
    assert response["Cache-Control"] == "no-store"


def too_many(url):
    return f"{url}?{'&'.join(['thema=schulden'] * 2_001)}"


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        pytest.param(too_many("/praktijkvoorbeelden/"), {}, id="too many questions"),
        pytest.param("/privacy/", {"Host": "elders.example"}, id="not our address"),
    ],
)
@pytest.mark.django_db
def test_request_that_makes_no_sense(client, url, headers):
    response = client.get(url, headers=headers)

    assert response.status_code == 400
    assert heading(response) == "Dit verzoek klopt niet"


@pytest.mark.parametrize("kind", ["operational", "interface", "pool"])
@pytest.mark.django_db
def test_database_lost(client, django_assert_num_queries, kind):
    with django_assert_num_queries(1):  # whether content changed, before anything else
        response = client.get(f"/kwijt/{kind}/")

    assert response.status_code == 503
    assert heading(response) == "Even niet bereikbaar"
    assert (response["Retry-After"], response["Cache-Control"]) == ("60", "no-store")
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "url", ["/", "/praktijkvoorbeelden/", "/kennis/x/", "/themas/", "/zoeken/?q=x", "/over/"]
)
@pytest.mark.django_db
def test_database_is_left_alone_once_it_is_lost(client, url):
    asked = []

    def refuse(execute, sql, *args):
        asked.append(sql)
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        response = client.get(url)

    assert response.status_code == 503
    assert heading(response) == "Even niet bereikbaar"
    assert len(asked) == 1


@pytest.mark.usefixtures("database_away")
def test_database_server_that_is_not_there(client):
    response = client.get("/praktijkvoorbeelden/")

    assert response.status_code == 503
    assert heading(response) == "Even niet bereikbaar"
    assert client.get("/privacy/").status_code == 200
