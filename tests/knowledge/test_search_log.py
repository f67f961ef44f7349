"""What visitors look for is counted, and nothing of who they are."""

from datetime import date, timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.test import Client

from knowledge.models import AskedQuery, Click, MissedSearch
from knowledge.personal_data import looks_personal
from knowledge.search_log import (
    KEPT_DAYS,
    Asked,
    asked_at,
    first_kept,
    forget,
    note_click,
    note_question,
)
from tests.constraints import refusal
from tests.factories import (
    AskedQueryFactory,
    ClickFactory,
    ConceptFactory,
    DossierFactory,
    MissedSearchFactory,
    PracticeFactory,
    PublicationFactory,
    UserFactory,
)
from tests.pages import parse

pytestmark = pytest.mark.django_db

LOG = "/zoeken/log/"
MISSED = "/zoeken/gemist/"
DAY = date(2026, 3, 1)


def asked(words="huurschuld", path="/zoeken/", filters="", count=3):
    return Asked(words, path, filters, count)


def questions():
    return list(
        AskedQuery.objects.order_by("day", "words").values_list(
            "words", "filters", "count", "times"
        )
    )


# What is counted -----------------------------------------------------------


def test_script_has_a_question_counted_with_what_the_list_finds(client):
    PublicationFactory.create_batch(2, title="Rust in huis")
    PublicationFactory(title="Iets anders")

    response = client.post(LOG, {"list": "/zoeken/?q=Rust"})

    assert (response.status_code, response.content) == (204, b"")
    assert questions() == [("rust", "", 2, 1)]


def test_count_from_a_visitor_is_not_believed(client):
    client.post(LOG, {"list": "/zoeken/?q=rust", "count": "999"})

    assert questions() == [("rust", "", 0, 1)]


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        pytest.param("q=%20RUST%20%20en%09huis", "", id="case and white space"),
        pytest.param("q=rust+en+huis&sorteer=titel&pagina=2", "", id="order and page"),
        pytest.param(
            "thema=wonen&q=rust+en+huis&thema=schulden",
            "thema=schulden&thema=wonen",
            id="choices in any order",
        ),
        pytest.param("q=rust+en+huis&thema=spook&utm=x", "", id="what does not exist"),
        pytest.param("q=rust+en+huis&kind=kennis", "kind=kennis", id="a tab"),
        pytest.param("q=rust+en+huis&synoniemen=nee", "synoniemen=nee", id="a switch"),
    ],
)
def test_question_is_kept_as_it_was_meant(question, filters):
    for slug in ("schulden", "wonen"):
        ConceptFactory(slug=slug)

    found = asked_at(f"/zoeken/?{question}")

    assert found == Asked("rust en huis", "/zoeken/", filters, 0)


def test_choices_count_in_what_is_found():
    debts = ConceptFactory(slug="schulden")
    PublicationFactory(title="Rust", concepts=[debts])
    PublicationFactory(title="Rust")

    found = asked_at("/kennis/?q=rust&thema=schulden")

    assert found == Asked("rust", "/kennis/", "thema=schulden", 1)


@pytest.mark.parametrize("path", ["/zoeken/", "/kennis/", "/praktijkvoorbeelden/", "/dossiers/"])
def test_every_list_is_counted(path):
    for factory in (PublicationFactory, PracticeFactory, DossierFactory):
        factory(title="Rust")

    found = asked_at(f"{path}?q=rust")

    assert (found.path, found.count) == (path, 3 if path == "/zoeken/" else 1)


def test_too_many_choices_are_kept_as_far_as_they_fit():
    slugs = [f"een-thema-met-een-heel-lange-naam-{number:02}" for number in range(20)]
    for slug in slugs:
        ConceptFactory(slug=slug)

    found = asked_at(f"/zoeken/?q=rust&{urlencode([('thema', slug) for slug in slugs])}")

    assert found.filters == urlencode([("thema", slug) for slug in slugs[:9]])


def test_same_question_is_counted_on_by_day():
    for day in (DAY, DAY, DAY + timedelta(days=1)):
        note_question(asked(), day)
    note_question(asked(count=5), DAY)

    assert questions() == [("huurschuld", "", 5, 3), ("huurschuld", "", 3, 1)]


def test_question_that_somebody_else_counts_at_this_moment_is_counted_on():
    AskedQueryFactory(words="huurschuld", day=DAY, times=4)

    note_question(asked(), DAY)

    assert questions() == [("huurschuld", "", 3, 5)]


def test_opened_result_is_counted_with_its_question(client):
    publication = PublicationFactory(title="Rust", slug="rust")
    facts = {"list": "/zoeken/?q=rust"}

    client.post(LOG, facts)
    response = client.post(LOG, {**facts, "item": "/kennis/rust/"})

    assert response.status_code == 204
    assert questions() == [("rust", "", 1, 1)]
    assert [(click.item_id, click.times) for click in Click.objects.all()] == [(publication.pk, 1)]


def test_result_that_is_opened_again_is_counted_on():
    item = PublicationFactory().pk

    for _time in range(2):
        note_click(asked(), item, DAY)

    assert list(Click.objects.values_list("item", "times")) == [(item, 2)]
    assert questions() == [("huurschuld", "", 3, 0)]


# What is refused -----------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param({}, "Het adres ontbreekt of is te lang.", id="nothing"),
        pytest.param({"list": "/zoeken/"}, "Er zijn geen zoekwoorden.", id="no words"),
        pytest.param({"list": "/zoeken/?q=%00"}, "Er zijn geen zoekwoorden.", id="no letters"),
        pytest.param(
            {"list": "/over/?q=rust"}, "Dit is geen lijst van de kennisplaats.", id="page"
        ),
        pytest.param(
            {"list": "/gezond/?q=x"}, "Dit is geen lijst van de kennisplaats.", id="health"
        ),
        pytest.param({"list": "/weg/?q=rust"}, "Dit adres bestaat niet.", id="no page"),
        pytest.param({"list": "//[?q=rust"}, "Dit adres bestaat niet.", id="no address"),
        pytest.param(
            {"list": "https://elders.example/zoeken/?q=rust"},
            "Dit is een adres van een andere website.",
            id="elsewhere",
        ),
        pytest.param(
            {"list": f"/zoeken/?q={'x' * 5_000}"},
            "Het adres ontbreekt of is te lang.",
            id="too long",
        ),
        *[
            pytest.param(
                {"list": "/zoeken/?q=rust", "item": item},
                "Dit is geen resultaat van de kennisplaats.",
                id=f"item {item}",
            )
            for item in ("/kennis/geheim/", "/kennis/weg/", "/begrippen/thema/rust/", "/over/")
        ],
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(client, facts, reason):
    PublicationFactory(slug="geheim", status="draft")
    ConceptFactory(slug="rust")

    response = client.post(LOG, facts)

    assert (response.status_code, response.content.decode()) == (400, reason)
    assert questions() == []


@pytest.mark.parametrize(
    ("site", "status"),
    [("same-origin", 204), ("same-site", 400), ("cross-site", 400), ("none", 400)],
)
def test_only_our_own_pages_are_counted(client, site, status):
    response = client.post(LOG, {"list": "/zoeken/?q=rust"}, headers={"Sec-Fetch-Site": site})

    assert response.status_code == status
    assert AskedQuery.objects.count() == (status == 204)


def test_reading_the_log_address_counts_nothing(client):
    response = client.get(LOG, {"list": "/zoeken/?q=rust"})

    assert response.status_code == 405
    assert questions() == []


def test_counting_knows_nobody(client):
    editor = Client(enforce_csrf_checks=True)
    editor.force_login(UserFactory(is_staff=True))

    answers = [one.post(LOG, {"list": "/zoeken/?q=rust"}) for one in (client, editor)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert [answer.cookies for answer in answers] == [{}, {}]
    assert all("cookie" not in answer.get("Vary", "").lower() for answer in answers)
    assert questions() == [("rust", "", 0, 2)]


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("jan@voorbeeld.example", True),
        ("123456", True),
        ("bsn 1234.56.782", True),
        ("06 12 34 56 78", True),
        ("+31 (0)20-555 12 34", True),
        ("geboren 1-2-1990", True),
        ("geboren 01/02/90", True),
        ("1234AB", True),
        ("dorpsstraat 1 1234 ab 5", True),
        ("1234 ab", True),
        ("schulden 2024", False),
        ("2024 in utrecht", False),
        ("participatiewet 2015-2026", False),
        ("artikel 35 lid 1", False),
        ("4 van de 10 jongeren", False),
        ("", False),
    ],
)
def test_text_about_a_person_is_known(text, is_personal):
    assert looks_personal(text) is is_personal


def test_question_about_a_person_is_not_kept(client):
    PublicationFactory(slug="rust", body="jan@voorbeeld.example")
    facts = {"list": "/zoeken/?q=jan@voorbeeld.example"}

    answers = [client.post(LOG, facts), client.post(LOG, {**facts, "item": "/kennis/rust/"})]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert questions() == []


# What is forgotten ---------------------------------------------------------


def make_old_and_new(before):
    for factory in (AskedQueryFactory, MissedSearchFactory):
        factory(day=before - timedelta(days=1), words="te oud")
        factory(day=before, words="nog net")
    ClickFactory(asked=AskedQuery.objects.get(words="te oud"))


def words_kept():
    return {
        model: set(model.objects.values_list("words", flat=True))
        for model in (AskedQuery, MissedSearch)
    }


def test_what_is_too_old_is_forgotten():
    make_old_and_new(DAY)

    count = forget(DAY)

    assert count == 2
    assert words_kept() == {AskedQuery: {"nog net"}, MissedSearch: {"nog net"}}
    assert not Click.objects.exists()


def test_searches_are_kept_ninety_days():
    assert DAY - first_kept(DAY) == timedelta(days=KEPT_DAYS) == timedelta(days=90)


def test_first_question_of_a_day_forgets_what_is_too_old():
    make_old_and_new(first_kept(DAY))

    note_question(asked("nieuw"), DAY)

    assert words_kept() == {AskedQuery: {"nog net", "nieuw"}, MissedSearch: {"nog net"}}


def test_later_question_of_a_day_forgets_nothing(django_assert_num_queries):
    note_question(asked(), DAY)
    AskedQueryFactory(day=date(2020, 1, 1), words="te oud")

    note_question(asked(), DAY)

    assert AskedQuery.objects.filter(words="te oud").exists()


@pytest.mark.parametrize(
    ("options", "said", "left"),
    [
        pytest.param(["--dry-run"], "2 rijen zouden verwijderd worden.", 3, id="dry run"),
        pytest.param([], "2 rijen verwijderd.", 1, id="for real"),
    ],
)
def test_command_forgets_what_is_too_old(options, said, left):
    AskedQueryFactory(day=date(2020, 1, 1))
    AskedQueryFactory(day=date(2099, 1, 1))
    MissedSearchFactory(day=date(2020, 1, 1))
    out = StringIO()

    call_command("forget_searches", *options, stdout=out)

    assert out.getvalue().strip() == said
    assert AskedQuery.objects.count() + MissedSearch.objects.count() == left


# Over days -----------------------------------------------------------------


def test_questions_are_summed_over_days():
    first = AskedQueryFactory(words="rust", day=DAY, times=2, count=0)
    last = AskedQueryFactory(words="rust", day=DAY + timedelta(days=1), times=3, count=7)
    AskedQueryFactory(words="rust", day=DAY - timedelta(days=1), times=100)
    other = AskedQueryFactory(words="rust", filters="thema=wonen", day=DAY, times=1)
    for question, times in ((first, 1), (last, 4)):
        ClickFactory(asked=question, times=times)

    rows = AskedQuery.objects.summed(since=DAY).order_by("-total")

    assert [(row.pk, row.total, row.clicks, row.count) for row in rows] == [
        (last.pk, 5, 5, 7),
        (other.pk, 1, 0, other.count),
    ]


def test_question_is_one_row_a_day():
    row = AskedQueryFactory()
    again = AskedQuery(
        day=row.day, words=row.words, path=row.path, filters=row.filters, count=1, times=1
    )

    assert refusal(again) == ["Deze vraag is voor deze dag al geteld."]


def test_question_has_words():
    assert refusal(AskedQueryFactory.build(words=""), "asked_query_has_words") == [
        "Een zoekvraag heeft woorden."
    ]


def test_opened_result_is_one_row_a_question():
    row = ClickFactory()

    assert refusal(Click(asked=row.asked, item=row.item)) == [
        "Dit item is bij deze vraag al geteld."
    ]


def test_missed_search_has_words():
    assert refusal(MissedSearchFactory.build(words=""), "missed_search_has_words") == [
        "Vul in wat u had willen vinden."
    ]


# What a visitor missed -----------------------------------------------------


def test_missed_page_takes_over_what_was_searched_for(client):
    page = parse(client.get(MISSED, {"q": "huur\u202eschuld"}))

    assert page.one("input", name="words")["value"] == "huurschuld"
    assert page.one("form", method="post")["action"] == MISSED


def test_missed_search_is_kept_for_the_editors(client):
    sent = {"words": " huur\u202eschuld ", "note": "Een regeling.\r\nVan de gemeente."}

    response = client.post(MISSED, sent)

    assert response.url == "/zoeken/gemist/dank/"
    assert list(MissedSearch.objects.values_list("words", "note", "is_seen")) == [
        ("huurschuld", "Een regeling.\nVan de gemeente.", False)
    ]
    assert parse(client.get(response.url)).one("h1").text == "Dank u wel"


def test_missed_search_forgets_what_is_too_old(client):
    MissedSearchFactory(day=date(2020, 1, 1), words="te oud")

    client.post(MISSED, {"words": "nieuw"})

    assert list(MissedSearch.objects.values_list("words", flat=True)) == ["nieuw"]


def test_missed_search_of_a_program_is_not_kept(client):
    response = client.post(MISSED, {"words": "koop nu", "website": "https://spam.example"})

    assert response.url == "/zoeken/gemist/dank/"
    assert not MissedSearch.objects.exists()


PERSONAL = (
    "Hier lijkt een gegeven van een persoon in te staan, zoals een e-mailadres, een "
    "telefoonnummer, een postcode of een geboortedatum. Haal dat weg."
)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        pytest.param({"words": " "}, "words", "Vul in wat u had willen vinden.", id="nothing"),
        pytest.param(
            {"words": "x" * 201},
            "words",
            "Dit is te lang. Gebruik ten hoogste 200 tekens.",
            id="long words",
        ),
        pytest.param(
            {"note": "x" * 501},
            "note",
            "Dit is te lang. Gebruik ten hoogste 500 tekens; u hebt er 501.",
            id="a long note",
        ),
        pytest.param({"words": "jan@voorbeeld.example"}, "words", PERSONAL, id="personal words"),
        pytest.param({"note": "Bel 06-12345678"}, "note", PERSONAL, id="a personal note"),
    ],
)
def test_missed_page_tells_what_is_wrong_and_keeps_what_was_typed(client, typed, field, message):
    sent = {"words": "huurschuld", "note": "Een regeling.", **typed}

    response = client.post(MISSED, sent)

    page = parse(response)
    summary = page.one("section", data_kp_error_summary=True)
    assert response.status_code == 422
    assert [link["href"] for link in summary.all("a")] == [f"#id_{field}"]
    assert message in summary.text
    assert page.one(id=f"id_{field}_error").text == f"Invoerfout: {message}"
    assert page.one(id=f"id_{field}")["aria-describedby"].split()[-1] == f"id_{field}_error"
    assert page.one("input", name="words")["value"] == sent["words"].strip() or sent["words"] == " "
    assert page.one("textarea").text == sent["note"]
    assert page.one("title").text.startswith("Fout: ")
    assert not MissedSearch.objects.exists()


def test_missed_page_asks_for_proof_of_origin_and_is_kept_by_nobody():
    visitor = Client(enforce_csrf_checks=True)

    page, refused = visitor.get(MISSED), visitor.post(MISSED, {"words": "huurschuld"})

    assert "no-store" in page["Cache-Control"]
    assert refused.status_code == 403
    assert not MissedSearch.objects.exists()


def test_script_of_every_page_knows_where_questions_are_counted(client):
    pages = {path: parse(client.get(path)) for path in ("/zoeken/?q=rust", "/kennis/", "/themas/")}

    assert {
        path: page.one("script", data_log=True)["data-log"] for path, page in pages.items()
    } == {
        "/zoeken/?q=rust": LOG,
        "/kennis/": LOG,
        "/themas/": LOG,
    }
