"""Follows every link of the site, as a search engine would."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve

from knowledge.models import Concept, Dossier, Publication
from practices.models import Practice
from tests.pages import parse
from tools.reflection.models import Exercise

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]

MINE = "/mijn/"  # asks who you are first
# A further page of a list is read too; of its other states there is no end.
READ = re.compile(r"[^?]+|/(praktijkvoorbeelden|kennis|dossiers|reflectie)/\?pagina=[0-9]+")


@dataclass(frozen=True)
class Page:
    """What the tests below look at; hundreds of whole pages would fill the memory."""

    view: str
    links: frozenset[str]
    ids: frozenset[str]
    words: str
    evidence: str
    sources: list[str]

    @classmethod
    def read(cls, url, response):
        html = parse(response)
        links = (urlsplit(urljoin(url, link["href"])) for link in html.all("a", href=True))
        return cls(
            resolve(url.partition("?")[0]).view_name,
            frozenset(link.geturl() for link in links if not link.netloc and not link.scheme),
            frozenset(element["id"] for element in html.all(id=True)),
            html.one("main").text,
            "".join(part.text for part in html.all("section", aria_labelledby="bewijs")),
            [
                source.text
                for part in html.all("section", aria_labelledby="bronnen")
                for source in part.all("li")
            ],
        )


@pytest.fixture(scope="module")
def pages(content, visitor):
    """Give every page that can be reached from home, by its address."""
    found, seen, waiting = {}, set(), ["/"]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        response = visitor.get(url)
        if url == MINE:
            assert response.headers["Location"].startswith("/account/login/")
            continue
        assert response.status_code == 200, url
        if not response["Content-Type"].startswith("text/html"):
            b"".join(response)  # a file
            continue
        found[url] = Page.read(url, response)
        addresses = {link.partition("#")[0] for link in found[url].links}
        waiting += [address for address in addresses if READ.fullmatch(address)]
    return found


def addresses(*querysets):
    return {thing.get_absolute_url() for things in querysets for thing in things}


def test_everything_can_be_reached_from_home_and_no_link_is_broken(pages):
    kinds = (Practice, Publication, Dossier, Exercise)
    items = addresses(*(kind.objects.all() for kind in kinds))
    in_use = Concept.objects.filter(assignments__isnull=False).select_related("scheme")

    assert len(items) == 171 + 64 + 6 + 26
    assert (items | addresses(in_use)) - set(pages) == set()


def test_concept_that_nothing_carries_has_a_page_too(pages, visitor):
    concepts = addresses(Concept.objects.select_related("scheme"))

    left = {url: visitor.get(url).status_code for url in concepts - set(pages)}

    assert len(concepts) == 287
    assert set(left.values()) <= {200}


def test_links_into_lists_find_something(pages, visitor):
    asked = {
        link
        for page in pages.values()
        for link in page.links
        if "?" in link and not re.search(r"pagina=|kind=|\.(pdf|ics)\?", link)
    }

    empty = [url for url in asked if 'data-count="0"' in visitor.get(url).content.decode()]

    assert asked
    assert empty == []


def test_anchors_are_there(pages):
    broken = {
        (url, link)
        for url, page in pages.items()
        for link in page.links
        for address, mark, anchor in [link.partition("#")]
        if mark and anchor not in pages[address].ids
    }

    assert broken == set()


def test_no_page_shows_what_only_a_programmer_understands(pages):
    code = re.compile(r"\{\{|\{%|\{#|\bNone\b|\bNaN\b|object at 0x")

    assert {url for url, page in pages.items() if code.search(page.words)} == set()


def test_no_practice_is_called_recognised_unless_a_databank_did_so(pages):
    for practice in Practice.objects.all():
        said = pages[practice.get_absolute_url()].evidence
        recognised = practice.evidence_judge == Practice.Judge.DATABANK
        claims = said.replace("geen erkenning door een databank", "")
        assert ("erkenning door een databank" in claims) is recognised, practice.slug
        assert ("heeft de aanpak erkend" in claims) is recognised, practice.slug
        assert practice.evidence_databank in said


def test_every_item_shows_its_sources(pages):
    for url, page in pages.items():
        if page.view in {"practices:detail", "knowledge:detail", "reflection:detail"}:
            assert page.sources, url
            assert all("gezien op" in source for source in page.sources), url
