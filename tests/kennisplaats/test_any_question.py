"""Whatever is asked of a list, it answers: nothing of the question runs, and it counts well."""

from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.models import Concept, ConceptAssignment, Dossier, KnowledgeItem, Publication
from practices.models import Practice
from search.facets import members
from tests.kennisplaats.site import fill
from tests.narrowing import chosen_from, slugs
from tests.pages import ListPage

LISTS = [
    pytest.param("/praktijkvoorbeelden/", Practice, id="practices"),
    pytest.param("/kennis/", Publication, id="knowledge"),
    pytest.param("/dossiers/", Dossier, id="dossiers"),
]
SCHEMES = {
    **{name: name for name in ("thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied")},
    "soort": "soort-kennis",
}
MIXED = ["/zoeken/", "/begrippen/thema/schulden/", "/begrippen/thema/leeg/"]
NAMES = [
    *("q", "thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied", "provincie"),
    *("gemeente", "bewijs", "status", "soort", "kind", "sorteer", "pagina"),
]
KNOWN = [
    *("schulden", "huurschuld", "leeg", "jongeren", "onderzoek", "zeeland", "goes", "lopend"),
    *("onbekend", "goede-aanwijzingen", "niet-beoordeeld", "rust", "uitleg", "titel", "bewijs"),
    *("relevantie", "praktijkvoorbeeld", "kennis", "dossier", "1", "2", "-1", "0", ""),
]
NASTY = [
    *("\x00", "goes\x00", "a\x00b", "\ud800", "\udfff\ud800", "😀", "\u202erust\u2066", "\ufeff"),
    *("'; DROP TABLE knowledge_knowledgeitem; --", "%' OR 1=1 --", "\\", "%", "_", "*", '"'),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' autofocus onfocus='x"),
    *("{{ 7|add:7 }}", "{% load x %}", "</title></head>", "javascript:alert(1)", "&lt;b&gt;"),
    *("e\u0301" * 50, "ﷺ" * 200, "x" * 10_000, "a b " * 3_000, "9" * 400, "\r\nSet-Cookie: a=b"),
]

names = st.sampled_from(NAMES) | st.sampled_from(NASTY) | st.text(max_size=8)
values = st.sampled_from(KNOWN) | st.sampled_from(NASTY) | st.text(st.characters(), max_size=40)
# Mostly names and values that mean something, or nothing would ever be narrowed.
sensible = st.tuples(st.sampled_from(NAMES), st.sampled_from(KNOWN))
pairs = st.lists(sensible | st.tuples(names, values), max_size=12)


def encoded(text):
    return quote(text, safe="", errors="surrogatepass")


questions = pairs.map(
    lambda pairs: "&".join(f"{encoded(name)}={encoded(value)}" for name, value in pairs)
) | st.binary(max_size=60).map(lambda octets: quote_from_bytes(octets, safe="&=;+"))


@pytest.fixture(scope="module")
def site(module_transaction):
    fill()


def answered(visitor, url, question):
    """Return the page, after seeing that nothing in it comes from the question as HTML."""
    page = ListPage(visitor.get(f"{url}?{question}"))
    elements = list(page.html.walk())
    assert not page.response.cookies
    assert "cookie" not in page.response.get("Vary", "").lower()
    assert not [e for e in elements if e.tag in {"img", "style", "iframe", "b"} and e.attrs]
    assert not [name for e in elements for name in e.attrs if name.startswith("on")]
    assert not [e for e in elements if (e.attrs.get("href") or "").startswith("javascript")]
    assert len(page.html.all("script")) == len(page.html.all("script", src=True))
    assert len(page.html.all("h1")) == len(page.html.all("title")) == 1
    return page


@pytest.mark.parametrize(("url", "kind"), LISTS)
@given(question=questions)
@example(question="gemeente=%00&provincie=%00&thema=%00&bewijs=%00&status=%00&q=%00")
@example(question="thema=%ED%A0%80&q=%ED%A0%80&sorteer=%ED%A0%80&pagina=%ED%A0%80")
@example(question="thema=schulden&thema=leeg&doelgroep=jongeren&sorteer=bewijs&pagina=2")
@settings(max_examples=40)
@pytest.mark.django_db
def test_any_question_of_a_list(site, visitor, url, kind, question):
    page = answered(visitor, url, question)

    state, explanation = (page.response.context[name] for name in ("state", "explanation"))
    published = set(kind.objects.published().values_list("pk", flat=True))
    matched = set(members(explanation.answer.whole)) if explanation else published
    found = chosen_from(matched & published, state.chosen, SCHEMES)
    assert page.count == len(found) == len(page.slugs) == len(set(page.slugs))
    assert set(page.slugs) == slugs(found)


@pytest.mark.parametrize("url", MIXED)
@given(question=questions)
@example(question="q=%00&kind=%00&pagina=%00")
@example(question="q=rust&kind=spook&kind=dossier")
@example(question="q=%ED%A0%80&kind=%ED%A0%80")
@settings(max_examples=30)
@pytest.mark.django_db
def test_any_question_of_all_kinds_together(site, visitor, url, question):
    page = answered(visitor, url, question)

    assert page.count == len(page.slugs)
    assert sum(page.tabs.values()) == 2 * page.tabs.get("", 0)


@given(
    chosen=st.lists(
        st.tuples(st.sampled_from(["thema", "doelgroep"]), st.sampled_from(KNOWN[:4])), max_size=5
    )
)
@settings(max_examples=40)
@pytest.mark.django_db
def test_choices_mean_what_they_say(site, visitor, chosen):
    question = "&".join(f"{name}={value}" for name, value in chosen)

    page = ListPage(visitor.get(f"/praktijkvoorbeelden/?{question}"))

    expected = set(published("practice"))
    for scheme in ("thema", "doelgroep"):
        wanted = {value for name, value in chosen if name == scheme}
        known = Concept.objects.filter(scheme__slug=scheme, slug__in=wanted)
        if known:
            expected &= {slug for concept in known for slug in carriers(concept)}
    assert set(page.slugs) == expected


def published(kind):
    items = KnowledgeItem.objects.filter(kind=kind, status="published")
    return items.values_list("slug", flat=True)


def carriers(concept):
    """Return the practices that carry ``concept`` or something narrower, one step at a time."""
    direct = ConceptAssignment.objects.filter(tag=concept, content_object__kind="practice")
    yield from direct.values_list("content_object__slug", flat=True)
    for narrower in concept.narrower.all():
        yield from carriers(narrower)
