"""What holds for every page, on rows that the tests here share."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from tests.factories import UserFactory
from tests.kennisplaats.site import PAGES
from tests.pages import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]


# What every page has ------------------------------------------------------


@pytest.mark.parametrize("url", PAGES)
def test_every_page_has_a_heading_a_title_and_a_way_past_the_menu(page_at, url):
    page = page_at(url)

    body = page.one("body")
    skip_link = body.all("a")[0]
    assert page.one("html")["lang"] == "nl"
    assert page.one("h1").text
    assert page.one("title").text.endswith("Kennisplaats")
    assert (skip_link["class"], skip_link.text) == (
        "ams-skip-link ams-visually-hidden",
        "Ga naar de inhoud",
    )
    assert page.one("main")["id"] == skip_link["href"].removeprefix("#")


@pytest.mark.parametrize("url", PAGES)
def test_every_page_uses_an_id_once_and_refers_to_those_that_are_there(page_at, url):
    page = page_at(url)

    ids = [element["id"] for element in page.all(id=True)]
    referred = [
        id_
        for name in ("for", "aria-labelledby", "aria-controls", "aria-describedby")
        for element in page.all(**{name: True})
        for id_ in element[name].split()
    ]
    referred += [link["href"][1:] for link in page.all("a") if link["href"].startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(referred) <= set(ids)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_skips_no_level_of_headings(page_at, url):
    page = page_at(url)

    levels = [int(e.tag[1]) for e in page.one("main").walk() if e.tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize(
    ("url", "section"),
    [
        ("/themas/", "Thema's"),
        ("/praktijkvoorbeelden/eropaf/", "Praktijkvoorbeelden"),
        ("/kennis/", "Kennis"),
        ("/dossiers/vroeg-erbij/", "Dossiers"),
        ("/zoeken/", "Zoeken"),
        ("/", None),
    ],
)
def test_menu_marks_where_one_is(page_at, url, section):
    menu = page_at(url).one("nav", aria_label="Hoofdmenu")

    current = {link.text for link in menu.all("a", aria_current="page")}
    assert current == ({section} if section else set())


@pytest.mark.parametrize("url", PAGES)
def test_forms_of_visitors_only_ask(page_at, url):
    forms = page_at(url).all("form")

    assert all((form["method"], form["role"]) == ("get", "search") for form in forms)


# Weight -------------------------------------------------------------------


def kilobytes_sent(*contents):
    return sum(len(gzip.compress(content)) for content in contents) / 1000


def files_of(page, tag, **attrs):
    """Return the contents of the static files that the elements refer to."""
    addresses = [element.attrs.get("href") or element["src"] for element in page.all(tag, **attrs)]
    return [
        Path(staticfiles_storage.path(address.removeprefix(settings.STATIC_URL))).read_bytes()
        for address in addresses
    ]


@pytest.fixture(scope="module")
def hashed():
    """Return the addresses of all static files, each with the hash of what it holds."""
    return {
        staticfiles_storage.url(path)
        for finder in finders.get_finders()
        for path, _storage in finder.list(ignore_patterns=[])
    }


def test_styles_and_scripts_are_light(client):
    page = parse(client.get("/praktijkvoorbeelden/"))

    styles, scripts = files_of(page, "link", rel="stylesheet"), files_of(page, "script", src=True)

    assert (len(styles), len(scripts)) == (4, 2)
    assert kilobytes_sent(*styles) <= 40
    assert kilobytes_sent(*scripts) <= 25


@pytest.mark.parametrize("url", PAGES)
def test_every_file_a_page_loads_has_a_name_of_its_content(page_at, hashed, url):
    page = page_at(url)

    loaded = {
        element.attrs.get("href") or element.attrs.get("src")
        for tag in ("link", "script", "use", "img")
        for element in page.all(tag)
        if element.attrs.get("rel") != "canonical" and "type" not in element.attrs | {"rel": ""}
    }
    assert loaded
    assert {name.partition("#")[0] for name in loaded if name} <= hashed


def test_static_file_may_be_kept_for_ever(client):
    response = client.get(staticfiles_storage.url("kp/portal.css"))

    assert response.status_code == 200
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert b"".join(response)  # read to its end, the file is closed


def test_pages_are_the_same_for_who_is_logged_in(client):
    before = client.get("/praktijkvoorbeelden/").content
    client.force_login(UserFactory(is_staff=True))

    assert client.get("/praktijkvoorbeelden/").content == before
