"""Whole pages that are kept: never a stale one, never one of somebody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from kennisplaats.pages import Page, Pages
from knowledge.models import Concept, KnowledgeItem
from tests.factories import (
    ConceptFactory,
    MunicipalityFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
    UserFactory,
)
from tests.factories.conversation import a_questionnaire, a_version
from tests.pages import ListPage, parse

pytestmark = pytest.mark.django_db

LIST = "/praktijkvoorbeelden/"
QUERIES_OF_A_KEPT_PAGE = 1


def test_second_visit_asks_only_for_the_version(client, django_assert_num_queries):
    PracticeFactory()
    first = client.get(LIST)

    with django_assert_num_queries(QUERIES_OF_A_KEPT_PAGE):
        second = client.get(LIST)

    assert second.content == first.content
    assert dict(second.items()) == dict(first.items())


def test_browser_that_has_the_page_is_told_so_without_making_it(client, django_assert_num_queries):
    PracticeFactory()
    tag = client.get(LIST)["ETag"]

    with django_assert_num_queries(QUERIES_OF_A_KEPT_PAGE):
        answer = Client().get(LIST, headers={"If-None-Match": f'"other", {tag}'})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def title(item):
    item.title = "Heel iets anders"
    item.save()


def source(item):
    SourceFactory(item=item, title="Nieuwe bron")


def concept(item):
    item.concepts.add(ConceptFactory(name="nieuw begrip"))


def renamed(item):
    Concept.objects.get(slug="oud").save()


def unpublished(item):
    item.status = KnowledgeItem.Status.ARCHIVED
    item.save()


def deleted(item):
    type(item).objects.filter(pk=item.pk).delete()


def updated(item):
    type(item).objects.filter(pk=item.pk).update(summary="Anders.")


def placed(item):
    item.municipalities.add(MunicipalityFactory())


@pytest.mark.parametrize(
    "change", [title, source, concept, renamed, unpublished, deleted, updated, placed]
)
@pytest.mark.parametrize("url", [LIST, f"{LIST}eerste/", "/", "/zoeken/?q=eerste"])
def test_no_page_outlives_a_change(client, change, url):
    item = PracticeFactory(slug="eerste", title="Eerste", concepts=[ConceptFactory(slug="oud")])
    before = client.get(url)["ETag"]

    change(item)

    answer = client.get(url, headers={"If-None-Match": before})
    assert answer.status_code != 304
    assert answer.get("ETag") != before


def test_item_appears_at_its_moment_though_nothing_changes(client):
    PracticeFactory(slug="later", published_at=timezone.now() + timedelta(milliseconds=300))
    seen = ListPage(client.get(LIST)).slugs
    assert seen == []

    while not seen and timezone.now() < KnowledgeItem.objects.get().published_at + timedelta(
        minutes=1
    ):
        seen = ListPage(client.get(LIST)).slugs

    assert seen == ["later"]


def test_example_of_an_outcome_shows_the_questionnaire_that_was_issued_last(client):
    asked = a_questionnaire()
    a_version(asked)
    before = client.get("/gesprekstool/voorbeeld/")["ETag"]

    a_version(asked)
    same = client.get("/gesprekstool/voorbeeld/", headers={"If-None-Match": before})
    first, *others = asked.themes
    a_version(replace(asked, themes=(replace(first, title="Wonen"), *others)))
    other = client.get("/gesprekstool/voorbeeld/", headers={"If-None-Match": before})

    assert (same.status_code, other.status_code) == (304, 200)


def test_change_that_is_rolled_back_leaves_the_page_as_it_is(client):
    item = PracticeFactory(title="Blijft")
    tag = client.get(LIST)["ETag"]

    with transaction.atomic():
        title(item)
        transaction.set_rollback(True)

    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 304


def test_part_for_htmx_and_whole_page_are_kept_apart(client):
    PracticeFactory()
    whole = client.get(LIST)
    part = client.get(LIST, headers={"HX-Request": "true"})

    assert client.get(LIST).content == whole.content
    assert client.get(LIST, headers={"HX-Request": "true"}).content == part.content
    assert whole.content != part.content
    assert whole["ETag"] != part["ETag"]


def test_compressed_and_plain_are_kept_apart(client):
    PracticeFactory()

    compressed = client.get(LIST, headers={"Accept-Encoding": "gzip"})
    plain = client.get(LIST)

    assert compressed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert parse(plain).one("h1").text == "Praktijkvoorbeelden"


@pytest.mark.parametrize(
    ("url", "status"),
    [
        pytest.param("/bestaat-niet/", 404, id="not found"),
        pytest.param("/account/login/", 200, id="log-in"),
        pytest.param("/gezond/", 200, id="health"),
        pytest.param(f"{LIST}?q={'a' * 2_000}", 200, id="very long address"),
    ],
)
def test_some_answers_are_never_kept(client, url, status):
    answer = client.get(url)

    assert answer.status_code == status
    assert "ETag" not in answer


def test_answer_that_sets_or_reads_a_cookie_is_never_kept(client):
    answer = client.get("/zoeken/gemist/")

    assert "Cookie" in answer["Vary"]
    assert "ETag" not in answer


def test_curator_sees_what_visitors_see_and_visitors_nothing_of_a_curator(client):
    PublicationFactory()
    curator = Client()
    curator.force_login(UserFactory(is_staff=True))

    of_curator, of_visitor = curator.get("/kennis/"), client.get("/kennis/")

    assert of_curator.content == of_visitor.content


def test_memory_for_pages_is_bounded():
    pages = Pages(most=250)

    for number in range(10):
        pages.put(str(number), Page(b"x" * 100, ()))

    assert pages.size == 200
    assert [number for number in range(10) if pages.get(str(number))] == [8, 9]
