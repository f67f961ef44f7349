"""What curators see of searches, and of a change to the concepts before it is saved."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from knowledge.models import AskedQuery, Concept, MissedSearch
from tests.factories import (
    AskedQueryFactory,
    ClickFactory,
    ConceptFactory,
    MissedSearchFactory,
    PublicationFactory,
    UserFactory,
)
from tests.forms import filled_in, said
from tests.pages import parse

pytestmark = pytest.mark.django_db

ASKED = reverse("admin:knowledge_askedquery_changelist")
MISSED = reverse("admin:knowledge_missedsearch_changelist")
SYNONYM = reverse("admin:knowledge_concept_synonym")
ADD = reverse("admin:knowledge_concept_add")
PROCEED, BACK = {"_effects_seen": "Opslaan"}, {"_back": "Terug"}


@pytest.fixture
def curator(client):
    """Give a client that is logged in as somebody who may do everything."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change_url(concept):
    return reverse("admin:knowledge_concept_change", args=[concept.pk])


def merge_url(concept):
    return reverse("admin:knowledge_concept_merge", args=[concept.pk])


def rows(response):
    return [
        [cell.text for cell in row.all() if cell.tag in {"td", "th"}]
        for row in parse(response).one("table", id="result_list").one("tbody").all("tr")
    ]


def words(response):
    return [asked.words for asked in response.context_data["cl"].result_list]


def effects(response):
    """Return the effects on a page, as (question, before, after)."""
    return [
        (effect.words, effect.before, effect.after)
        for effect in response.context_data["preview"].effects
    ]


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def labels_of(concept):
    return [label.label for label in concept.alternative_labels.all()]


def carried(slug, *, times=1):
    """Make a concept that some publications carry."""
    concept = ConceptFactory(slug=slug)
    for _time in range(times):
        PublicationFactory(concepts=[concept])
    return concept


# What was asked ------------------------------------------------------------


def test_asked_list_shows_sums_and_leads_to_the_search_and_to_a_synonym(curator):
    today = timezone.localdate()
    for days, times, count in ((1, 2, 3), (2, 3, 0)):
        ClickFactory(
            asked=AskedQueryFactory(
                words="huur & rust",
                path="/praktijkvoorbeelden/",
                filters="thema=schulden&thema=wonen",
                day=today - timedelta(days=days),
                times=times,
                count=count,
            )
        )

    response = curator.get(ASKED)

    assert rows(response) == [
        [
            "huur & rust",
            "maak synoniem",
            *("5", "3", "2"),
            "praktijkvoorbeelden (thema: schulden, thema: wonen)",
        ]
    ]
    table = parse(response).one("table", id="result_list")
    search, synonym = (link["href"] for link in table.one("tbody").all("a"))
    assert search == "/praktijkvoorbeelden/?q=huur+%26+rust&thema=schulden&thema=wonen"
    assert parse_qs(urlsplit(synonym).query) == {"woorden": ["huur & rust"]}
    assert urlsplit(synonym).path == SYNONYM
    assert response.context_data["title"] == "Waar bezoekers naar zochten"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param({}, ["vaak", "leeg", "geopend", "dubbel é"], id="most asked"),
        pytest.param({"toon": "zonder-resultaat"}, ["leeg"], id="no result"),
        pytest.param({"toon": "zonder-klik"}, ["vaak", "dubbel é"], id="no click"),
        pytest.param({"toon": "iets"}, ["vaak", "leeg", "geopend", "dubbel é"], id="unknown"),
        pytest.param({"q": "  DUBBEL  É "}, ["dubbel é"], id="words"),
    ],
)
def test_asked_list_shows_what_is_chosen(curator, asked, shown):
    AskedQueryFactory(words="vaak", times=9)
    AskedQueryFactory(words="leeg", times=5, count=0)
    ClickFactory(asked=AskedQueryFactory(words="geopend", times=3))
    AskedQueryFactory(words="dubbel é")

    response = curator.get(ASKED, asked)

    assert words(response) == shown


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("", {"deze week", "deze maand", "dit kwartaal"}),
        ("30", {"deze week", "deze maand"}),
        ("7", {"deze week"}),
        ("9999", {"deze week", "deze maand", "dit kwartaal"}),
    ],
)
def test_asked_list_sums_the_days_that_are_chosen(curator, period, shown):
    today = timezone.localdate()
    for days, question in [
        (3, "deze week"),
        (20, "deze maand"),
        (60, "dit kwartaal"),
        (100, "te oud"),
    ]:
        AskedQueryFactory(words=question, day=today - timedelta(days=days))

    response = curator.get(ASKED, {"periode": period})

    assert set(words(response)) == shown


@pytest.mark.parametrize("count", [1, 4])
def test_asked_list_query_count_is_constant(curator, django_assert_num_queries, count):
    for question in AskedQueryFactory.create_batch(count):
        ClickFactory(asked=question)

    with django_assert_num_queries(5):
        curator.get(ASKED)


def test_asked_questions_are_only_read(curator):
    asked = AskedQueryFactory()

    for page in ("change", "delete"):
        curator.post(
            reverse(f"admin:knowledge_askedquery_{page}", args=[asked.pk]), {"post": "yes"}
        )
    added = curator.get(reverse("admin:knowledge_askedquery_add"))

    assert added.status_code == 403
    assert AskedQuery.objects.filter(pk=asked.pk, words=asked.words).exists()


@pytest.mark.parametrize("count", [1, 4])
def test_missed_list_query_count_is_constant(curator, django_assert_num_queries, count):
    MissedSearchFactory.create_batch(count)

    with django_assert_num_queries(6):
        curator.get(MISSED)


def test_missed_list_shows_what_is_new_first(curator):
    MissedSearchFactory(words="gezien", is_seen=True)
    MissedSearchFactory(words="nieuw")

    response = curator.get(MISSED)

    assert words(response) == ["nieuw", "gezien"]
    assert response.context_data["title"] == "Wat bezoekers misten"
    links = [link["href"] for link in parse(response).one("table", id="result_list").all("a")]
    assert f"{SYNONYM}?woorden=nieuw" in links


@pytest.mark.parametrize(
    ("count", "message"), [(1, "1 melding is gezien."), (2, "2 meldingen zijn gezien.")]
)
def test_missed_searches_are_marked_as_seen(curator, count, message):
    missed = MissedSearchFactory.create_batch(count)
    left = MissedSearchFactory()

    response = curator.post(
        MISSED, {"action": "mark_seen", "_selected_action": [one.pk for one in missed]}
    )

    assert messages_of(response) == [message]
    assert list(MissedSearch.objects.filter(is_seen=False)) == [left]


def test_missed_search_can_be_thrown_away_but_not_rewritten(curator):
    missed = MissedSearchFactory(words="iets")
    page = reverse("admin:knowledge_missedsearch_change", args=[missed.pk])

    curator.post(page, {"words": "anders", "is_seen": "on"})
    kept = MissedSearch.objects.get()
    curator.post(reverse("admin:knowledge_missedsearch_delete", args=[missed.pk]), {"post": "yes"})

    assert (kept.words, kept.is_seen) == ("iets", True)
    assert curator.get(reverse("admin:knowledge_missedsearch_add")).status_code == 403
    assert not MissedSearch.objects.exists()


# Saving a concept ----------------------------------------------------------


def opened(curator, concept, **typed):
    """Return what the page of ``concept`` sends with this typed into it."""
    sent = filled_in(curator.get(change_url(concept)), "concept_form")
    return {**sent, "_continue": ["Opslaan"], **{name: [text] for name, text in typed.items()}}


def test_other_name_is_saved_after_its_effects_were_seen(curator):
    concept = carried("schulden", times=2)
    AskedQueryFactory(words="rood staan", times=4)
    sent = opened(curator, concept, **{"alternative_labels-0-label": "rood staan"})

    page = curator.post(change_url(concept), sent)
    before = labels_of(concept)
    again = {**filled_in_effects(page), **PROCEED}
    response = curator.post(change_url(concept), again)

    assert effects(page) == [("rood staan", 0, 2)]
    assert "rood staan" in parse(page).one("main").text
    assert before == []
    assert response.url == change_url(concept)  # the button that was pressed at first
    assert labels_of(concept) == ["rood staan"]


def filled_in_effects(page):
    """Return what the page with effects sends, whatever its button."""
    fields = parse(page).one("form", class_="kp-effects").all("input", type="hidden")
    sent = {}
    for one in fields:
        sent.setdefault(one["name"], []).append(one["value"])
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def test_way_back_from_the_effects_loses_nothing(curator):
    concept = carried("schulden")
    related = ConceptFactory.create_batch(2)
    AskedQueryFactory(words="schulden")
    sent = opened(
        curator,
        concept,
        **{"name": "geldzorgen", "scope_note": "Net getypt.", "alternative_labels-0-label": "rood"},
    ) | {"related": [str(one.pk) for one in related]}

    page = curator.post(change_url(concept), sent)
    response = curator.post(change_url(concept), {**filled_in_effects(page), **BACK})

    assert said(response) == []
    kept = filled_in(response, "concept_form")
    asked = {name: values for name, values in sent.items() if name != "_continue"}
    assert {name: kept.get(name) for name in asked} == asked
    concept.refresh_from_db()
    assert (concept.name, concept.scope_note, labels_of(concept)) == ("schulden", "", [])


def test_name_that_changes_no_question_is_saved_at_once_and_says_so(curator):
    concept = carried("schulden")
    AskedQueryFactory(words="iets heel anders")
    AskedQueryFactory(words="en nog iets")

    response = curator.post(change_url(concept), opened(curator, concept, name="Schulden"))

    assert messages_of(response)[0] == (
        "De 2 zoekvragen van de laatste tijd vinden hierna hetzelfde als eerst."
    )
    assert Concept.objects.get(pk=concept.pk).name == "Schulden"


@pytest.mark.parametrize(
    ("questions", "typed", "told"),
    [
        pytest.param(0, {"name": "geldzorgen"}, [], id="nothing was asked"),
        pytest.param(1, {"scope_note": "Anders."}, [], id="no name changes"),
        pytest.param(
            1,
            {"name": "geldzorgen"},
            ["De ene zoekvraag van de laatste tijd vindt hierna hetzelfde als eerst."],
            id="one question",
        ),
    ],
)
def test_concept_is_saved_at_once_when_there_is_nothing_to_see(curator, questions, typed, told):
    concept = carried("schulden")
    AskedQueryFactory.create_batch(questions)

    response = curator.post(change_url(concept), opened(curator, concept, **typed))

    assert response.url == change_url(concept)
    assert messages_of(response)[:-1] == told
    assert Concept.objects.filter(pk=concept.pk, **typed).exists()


def test_effects_of_hiding_a_name_are_shown_first(curator):
    concept = carried("schulden")
    concept.alternative_labels.create(label="geldgebrek")
    AskedQueryFactory(words="geldgbrek")
    sent = opened(curator, concept, **{"alternative_labels-0-is_hidden": "on"})

    page = curator.post(change_url(concept), sent)
    curator.post(change_url(concept), {**filled_in_effects(page), **PROCEED})

    assert effects(page) == [("geldgbrek", 1, 0)]
    assert concept.alternative_labels.get().is_hidden


def test_name_that_is_taken_away_is_shown_first(curator):
    concept = carried("schulden")
    concept.alternative_labels.create(label="rood staan")
    AskedQueryFactory(words="rood staan")
    sent = opened(curator, concept, **{"alternative_labels-0-DELETE": "on"})

    page = curator.post(change_url(concept), sent)

    assert effects(page) == [("rood staan", 1, 0)]
    assert labels_of(concept) == ["rood staan"]


def test_new_concept_is_shown_first(curator):
    PublicationFactory(title="Blauwe folder over een enveloppe")
    PublicationFactory(title="Brief van de belastingdienst")
    AskedQueryFactory(words="blauwe enveloppe")
    sent = {
        **filled_in(curator.get(ADD), "concept_form"),
        "scheme": [str(ConceptFactory().scheme.pk)],
        "name": ["blauwe enveloppe"],
        "slug": ["blauwe-enveloppe"],
        "alternative_labels-0-label": ["brief belastingdienst"],
    }

    page = curator.post(ADD, sent)
    is_there = Concept.objects.filter(slug="blauwe-enveloppe").exists()
    curator.post(ADD, {**filled_in_effects(page), **PROCEED})

    assert (effects(page), is_there) == ([("blauwe enveloppe", 1, 2)], False)
    assert labels_of(Concept.objects.get(slug="blauwe-enveloppe")) == ["brief belastingdienst"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param({"name": ""}, "Dit veld is verplicht.", id="no name"),
        pytest.param(
            {"alternative_labels-0-label": "x" * 101},
            "Zorg dat deze waarde niet meer dan 100 tekens bevat (het zijn er nu 101).",
            id="a long label",
        ),
    ],
)
def test_concept_that_cannot_be_saved_has_no_effects(curator, typed, message):
    concept = carried("schulden")
    AskedQueryFactory(words="schulden")

    response = curator.post(change_url(concept), opened(curator, concept, **typed))

    assert said(response) == [message]


# Making a synonym ----------------------------------------------------------


def test_words_become_another_name_after_the_effects_were_seen(curator):
    concept = carried("schulden", times=2)
    AskedQueryFactory(words="rood staan", count=0)

    form = curator.get(SYNONYM, {"woorden": "rood staan"})
    sent = {**filled_in(form, "concept_page_form"), "concept": [str(concept.pk)]}
    page = curator.post(SYNONYM, sent)
    before = labels_of(concept)
    response = curator.post(SYNONYM, {**filled_in_effects(page), **PROCEED})

    assert sent["label"] == ["rood staan"]
    assert (effects(page), before) == ([("rood staan", 0, 2)], [])
    assert (response.url, labels_of(concept)) == (ASKED, ["rood staan"])
    assert concept.alternative_labels.get().is_hidden
    assert messages_of(response) == [
        "Wie “rood staan” zoekt, vindt nu “schulden”. De naam blijft verborgen."
    ]
    assert LogEntry.objects.get().change_message == "Andere naam “rood staan” toegevoegd."


def test_synonym_that_changes_nothing_is_saved_at_once(curator):
    concept = carried("schulden")
    AskedQueryFactory(words="iets")

    response = curator.post(SYNONYM, {"label": "rood staan", "concept": concept.pk})

    assert labels_of(concept) == ["rood staan"]
    assert messages_of(response)[1:] == [
        "De ene zoekvraag van de laatste tijd vindt hierna hetzelfde als eerst."
    ]


def test_synonym_may_be_shown(curator):
    concept = carried("schulden")

    response = curator.post(SYNONYM, {"label": "rood staan", "concept": concept.pk})

    assert not concept.alternative_labels.get().is_hidden
    assert messages_of(response) == ["“rood staan” is nu een andere naam van “schulden”."]


def test_way_back_from_the_effects_of_a_synonym_loses_nothing(curator):
    concept = carried("schulden")
    AskedQueryFactory(words="rood staan")
    page = curator.post(SYNONYM, {"label": "rood staan", "concept": concept.pk})

    response = curator.post(SYNONYM, {**filled_in_effects(page), **BACK})

    assert filled_in(response, "concept_page_form") == {
        "label": ["rood staan"],
        "concept": [str(concept.pk)],
    }
    assert labels_of(concept) == []


@pytest.mark.parametrize(
    ("label", "message"),
    [
        pytest.param("", "Dit veld is verplicht.", id="nothing"),
        pytest.param("Schulden", "Zo heet dit begrip al.", id="its own name"),
        pytest.param("rood", "Dit begrip heeft deze naam al.", id="a name it has"),
    ],
)
def test_synonym_tells_what_is_wrong(curator, label, message):
    concept = carried("schulden")
    concept.alternative_labels.create(label="rood")

    response = curator.post(SYNONYM, {"label": label, "concept": concept.pk})

    errors = response.context_data["form"].errors
    assert [one for some in errors.values() for one in some] == [message]
    assert message in response.content.decode()
    assert labels_of(concept) == ["rood"]


# Merging -------------------------------------------------------------------


def test_concepts_are_merged_after_the_effects_were_seen(curator):
    source, target = carried("bron", times=2), carried("doel")
    ConceptFactory(slug="onder", broader=source)
    AskedQueryFactory(words="doel")

    page = curator.post(merge_url(source), {"target": target.pk})
    is_there = Concept.objects.filter(pk=source.pk).exists()
    response = curator.post(merge_url(source), {**filled_in_effects(page), **PROCEED})

    text = parse(page).one("main").text
    assert effects(page) == [("doel", 1, 3)]
    assert "2 items die het hebben, krijgen “doel”." in text
    assert "Wat er direct onder valt (1), komt onder “doel”." in text
    assert is_there
    assert response.url == change_url(target)
    assert messages_of(response) == ["“bron” is opgegaan in “doel”: 2 items gaan daar nu over."]
    assert not Concept.objects.filter(pk=source.pk).exists()
    assert LogEntry.objects.get().change_message == "Samengevoegd met “bron”."


def test_merge_of_one_item_that_changes_no_question_is_shown_too(curator):
    source, target = carried("bron"), ConceptFactory(slug="doel")
    AskedQueryFactory(words="iets")

    page = curator.post(merge_url(source), {"target": target.pk})
    response = curator.post(merge_url(source), {**filled_in_effects(page), **PROCEED})

    text = parse(page).one("main").text
    assert "1 item dat het heeft, krijgt “doel”." in text
    assert "Geen van de 1 zoekvragen van de laatste tijd vindt hierna iets anders." in text
    assert messages_of(response) == ["“bron” is opgegaan in “doel”: 1 item gaat daar nu over."]


def test_way_back_from_the_effects_of_a_merge_loses_nothing(curator):
    source, target = carried("bron"), ConceptFactory(slug="doel")
    page = curator.post(merge_url(source), {"target": target.pk})

    response = curator.post(merge_url(source), {**filled_in_effects(page), **BACK})

    assert filled_in(response, "concept_page_form") == {"target": [str(target.pk)]}
    assert Concept.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize(
    ("scheme", "message"),
    [
        ("thema", "Kies een ander begrip: samenvoegen met zichzelf kan niet."),
        ("doelgroep", "Kies een begrip uit dezelfde begrippenlijst."),
    ],
)
def test_merge_tells_what_is_wrong(curator, scheme, message):
    source = ConceptFactory(slug="bron")
    target = source if scheme == "thema" else ConceptFactory(scheme__slug=scheme)

    response = curator.post(merge_url(source), {"target": target.pk})

    assert response.context_data["form"].errors == {"target": [message]}
    assert Concept.objects.filter(pk=source.pk).exists()


def test_page_of_a_concept_leads_to_merging(curator):
    concept = ConceptFactory()

    page = parse(curator.get(change_url(concept)))

    tools = page.one("ul", class_="object-tools")
    assert [link.text for link in tools.all("a") if link["href"] == merge_url(concept)] == [
        "Samenvoegen"
    ]


def test_merging_what_is_not_there_is_not_found(curator):
    assert curator.get(reverse("admin:knowledge_concept_merge", args=[0])).status_code == 404


# Who may what --------------------------------------------------------------


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [
        pytest.param([], set(), id="nothing"),
        pytest.param(["view_concept"], set(), id="reading"),
        pytest.param(["view_concept", "change_concept"], {"synonym"}, id="changing"),
        pytest.param(
            ["view_concept", "change_concept", "delete_concept"],
            {"synonym", "merge"},
            id="changing and deleting",
        ),
    ],
)
def test_pages_are_for_who_may_change_concepts(client, permissions, allowed):
    editor = UserFactory(is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(editor)
    source = ConceptFactory()

    pages = {"synonym": SYNONYM, "merge": merge_url(source)}
    answers = {name: client.get(url).status_code for name, url in pages.items()}

    assert answers == {name: 200 if name in allowed else 403 for name in pages}


def test_who_may_not_change_a_concept_sees_no_effects(client):
    concept = carried("schulden")
    AskedQueryFactory(words="schulden")
    editor = UserFactory(is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename="view_concept"))
    client.force_login(editor)

    answers = [client.post(url, {"name": "geldzorgen"}) for url in (change_url(concept), ADD)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Concept.objects.get().name == "schulden"
