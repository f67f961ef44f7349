from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from knowledge.models import (
    AskedQuery,
    Concept,
    ConceptProposal,
    Dossier,
    KnowledgeItem,
    MissedSearch,
    Municipality,
    Publication,
)
from tests.factories import (
    ConceptFactory,
    ConceptSchemeFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProvinceFactory,
    PublicationFactory,
    RelationFactory,
    SourceFactory,
    UserFactory,
)
from tests.forms import filled_in, said

pytestmark = pytest.mark.django_db

NO_SOURCE = "Om te publiceren ontbreekt nog: een bron."
INCOMPLETE = {
    Publication: "Om te publiceren ontbreekt nog: een thema; een bron; een redacteur.",
    Dossier: "Om te publiceren ontbreekt nog: een thema; een redacteur.",
}
FACTORIES = [
    ConceptSchemeFactory,
    ConceptFactory,
    ProvinceFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PublicationFactory,
    DossierFactory,
    DossierChapterFactory,
]
each_model = pytest.mark.parametrize(
    "factory", [pytest.param(one, id=one._meta.model.__name__) for one in FACTORIES]
)


@pytest.fixture
def curator(client):
    """Give a client that is logged in as somebody who may do everything."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def url(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def form_of(model):
    return f"{model._meta.model_name}_form"


def results(response):
    return list(response.context_data["cl"].queryset)


def test_every_model_of_knowledge_with_a_page_is_tested():
    models = apps.get_app_config("knowledge").get_models()
    pages = {model for model in models if admin.site.is_registered(model)}

    # in test_proposals and test_search_admin
    elsewhere = {ConceptProposal, KnowledgeItem, AskedQuery, MissedSearch}
    assert pages == {factory._meta.model for factory in FACTORIES} | elsewhere


@each_model
def test_list_shows_what_there_is(curator, factory):
    row = factory()

    response = curator.get(url(type(row), "changelist"))

    assert results(response) == [row]
    assert str(row) in response.content.decode()


@each_model
def test_add_page_opens(curator, factory):
    response = curator.get(url(factory._meta.model, "add"))

    assert response.context_data["title"] == f"{factory._meta.model._meta.verbose_name} toevoegen"


@each_model
def test_pages_ask_for_a_choice_in_dutch(curator, factory):
    factory()

    pages = [curator.get(url(factory._meta.model, page)) for page in ("changelist", "add")]

    assert [page for page in pages if "Select an option" in page.content.decode()] == []


@each_model
def test_add_page_says_nothing_of_what_is_not_there_yet(curator, factory):
    response = curator.get(url(factory._meta.model, "add"))

    assert "None" not in response.content.decode()


@each_model
def test_page_has_every_fact_that_can_be_edited(curator, factory):
    meta = factory._meta.model._meta
    facts = {field.name for field in [*meta.fields, *meta.many_to_many] if field.editable}

    response = curator.get(url(factory._meta.model, "add"))

    elsewhere = {"id", "knowledgeitem_ptr", "concepts", "archived_reason"}
    assert set(response.context_data["adminform"].form.fields) == facts - elsewhere


@each_model
def test_saving_an_unchanged_page_changes_nothing(curator, factory):
    row = factory()
    page = url(type(row), "change", row.pk)
    before = type(row).objects.filter(pk=row.pk).values().get()
    sent = filled_in(curator.get(page), form_of(type(row)))

    response = curator.post(page, sent)

    after = type(row).objects.filter(pk=row.pk).values().get()
    if type(row) in INCOMPLETE:  # published as starter content is
        assert said(response) == [INCOMPLETE[type(row)]]
    else:
        assert response.url == url(type(row), "changelist")
    assert {**after, "changed_at": None} == {**before, "changed_at": None}


@pytest.mark.parametrize("count", [1, 3])
def test_concept_list_query_count_is_constant(curator, django_assert_num_queries, count):
    for broader in ConceptFactory.create_batch(count):
        ConceptFactory(broader=broader)

    with django_assert_num_queries(7):
        curator.get(url(Concept, "changelist"))


@pytest.mark.parametrize("term", ["SHV", "schuldhulp", "FINANCIËLE", "financiele hulp"])
def test_concept_is_found_by_any_of_its_names(curator, term):
    concept = ConceptFactory(slug="schuldhulpverlening")
    for label in ("SHV", "financiële hulp"):
        concept.alternative_labels.create(label=label)
    ConceptFactory(slug="wonen")

    response = curator.get(url(Concept, "changelist"), {"q": term})

    assert results(response) == [concept]


def test_concept_is_found_while_choosing_one(curator):
    concept = ConceptFactory(slug="schuldhulpverlening")
    concept.alternative_labels.create(label="SHV")
    ConceptFactory(slug="wonen")
    asked = {"app_label": "knowledge", "model_name": "concept", "field_name": "broader"}

    response = curator.get(reverse("admin:autocomplete"), {**asked, "term": "shv"})

    assert response.json()["results"] == [{"id": str(concept.pk), "text": "schuldhulpverlening"}]


def test_concept_shows_what_is_narrower(curator):
    concept = ConceptFactory(slug="schulden")
    narrower = ConceptFactory(slug="huurschuld", broader=concept)

    response = curator.get(url(Concept, "change", concept.pk))

    link = f'<a href="{url(Concept, "change", narrower.pk)}">huurschuld</a>'
    assert link in response.content.decode()


def test_concept_is_saved_with_all_that_is_chosen(curator):
    broader, related = ConceptFactory.create_batch(2)
    page = url(Concept, "add")
    sent = {
        **filled_in(curator.get(page), "concept_form"),
        "scheme": broader.scheme.pk,
        "name": "  huur\u202eschuld ",
        "slug": "huurschuld",
        "scope_note": "Achterstand bij\x00 de verhuurder.",
        "broader": broader.pk,
        "related": [related.pk],
        "alternative_labels-0-label": "huurachterstand",
    }

    response = curator.post(page, sent)

    assert response.url == url(Concept, "changelist")
    concept = Concept.objects.get(slug="huurschuld")
    assert (concept.name, concept.scope_note) == ("huurschuld", "Achterstand bij de verhuurder.")
    assert (concept.broader, list(concept.related.all())) == (broader, [related])
    assert [label.label for label in concept.alternative_labels.all()] == ["huurachterstand"]


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        pytest.param(
            {"slug": "wonen"},
            ["Deze lijst heeft al een begrip met dit adres."],
            id="an address that is taken",
        ),
        pytest.param({"name": ""}, ["Dit veld is verplicht."], id="no name"),
        pytest.param(
            {"alternative_labels-0-label": "dak", "alternative_labels-1-label": "dak"},
            ["Corrigeer de dubbele waarden hieronder.", "Dit begrip heeft deze naam al."],
            id="an alternative label twice",
        ),
    ],
)
def test_concept_tells_what_is_wrong_and_keeps_what_was_typed(curator, typed, messages):
    ConceptFactory(slug="wonen")
    concept = ConceptFactory(slug="huis")
    concept.alternative_labels.create(label="thuis")
    page = url(Concept, "change", concept.pk)
    opened = filled_in(curator.get(page), "concept_form")
    sent = {
        **opened,
        "alternative_labels-TOTAL_FORMS": ["2"],
        **{name: [value] for name, value in typed.items()},
    }

    response = curator.post(page, sent)

    assert said(response) == messages
    kept = filled_in(response, "concept_form")
    assert {name: kept.get(name) for name in sent} == sent


def test_concept_hierarchy_that_goes_round_is_refused(curator):
    top = ConceptFactory()
    below = ConceptFactory(broader=top)
    page = url(Concept, "change", top.pk)
    sent = filled_in(curator.get(page), "concept_form")

    response = curator.post(page, {**sent, "broader": below.pk})

    assert said(response) == ["Dit begrip valt zo onder zichzelf."]


@pytest.mark.parametrize("term", ["sudwest", "Súdwest-Fryslân", "Wûnseradiel", "GM1900"])
def test_municipality_is_found_by_any_of_its_names(curator, term):
    municipality = MunicipalityFactory(
        name="Súdwest-Fryslân", slug="sudwest-fryslan", code="GM1900"
    )
    municipality.other_names.create(name="Wûnseradiel")
    MunicipalityFactory()

    response = curator.get(url(Municipality, "changelist"), {"q": term})

    assert results(response) == [municipality]


def publication_with_source(**facts):
    """Return one that a form would publish."""
    facts = {"curator": UserFactory(), "concepts": [ConceptFactory()], **facts}
    publication = PublicationFactory(**facts)
    SourceFactory(item=publication)
    return publication


def test_publication_is_saved_with_all_its_rows(curator):
    concept, other, editor = ConceptFactory(), PublicationFactory(), UserFactory()
    page = url(Publication, "add")
    sent = {
        **filled_in(curator.get(page), "publication_form"),
        "title": "Rust in het hoofd",
        "slug": "rust-in-het-hoofd",
        "summary": "Wat schulden doen met denken.",
        "body": "Een\r\n\r\nTwee",
        "type": "research",
        "publisher": "Universiteit",
        "year": "2025",
        "status": "published",
        "published_at_0": "05-01-2026",
        "published_at_1": "09:00:00",
        "curator": editor.pk,
        "reviewed_on": "05-01-2026",
        "review_by": "05-01-2027",
        "assignments-0-tag": concept.pk,
        "sources-0-url": "https://bron.example/rust",
        "sources-0-publisher": "Universiteit",
        "sources-0-seen_on": "05-01-2026",
        "compass-0-corner": "research",
        "compass-0-weight": "strong",
        "compass-0-why": "Een gecontroleerd onderzoek.",
        "relations-0-type": "rests_on",
        "relations-0-to_item": other.pk,
        "relations-0-reason": "Bouwt voort op die cijfers.",
    }

    response = curator.post(page, sent)

    assert response.url == url(Publication, "changelist")
    publication = Publication.objects.get(slug="rust-in-het-hoofd")
    assert publication.body == "Een\n\nTwee"
    assert (publication.kind, publication.curator) == ("publication", editor)
    assert publication.review_by == date(2027, 1, 5)
    assert list(publication.concepts.all()) == [concept]
    assert [source.url for source in publication.sources.all()] == ["https://bron.example/rust"]
    assert [str(reading) for reading in publication.compass.all()] == ["Onderzoek: veel"]
    assert [row.to_item.title for row in publication.relations.all()] == [other.title]


def test_publication_page_has_no_field_for_concepts_as_text(curator):
    publication = publication_with_source(concepts=[ConceptFactory()])

    response = curator.get(url(Publication, "change", publication.pk))

    assert "concepts" not in response.context_data["adminform"].form.fields


def test_publication_saved_unchanged_keeps_its_rows(curator):
    concepts = ConceptFactory.create_batch(2)
    publication = publication_with_source(concepts=concepts)
    relation = RelationFactory(from_item=publication)
    page = url(Publication, "change", publication.pk)
    sent = filled_in(curator.get(page), "publication_form")

    response = curator.post(page, sent)

    assert response.url == url(Publication, "changelist")
    assert list(publication.concepts.all()) == concepts
    assert list(publication.relations.all()) == [relation]
    assert publication.sources.count() == 1


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        pytest.param(
            {"published_at_0": [""], "published_at_1": [""]},
            ["Vul in sinds wanneer het item gepubliceerd is."],
            id="published at no moment",
        ),
        pytest.param({"sources-0-DELETE": ["on"]}, [NO_SOURCE], id="published without a source"),
        pytest.param(
            {"sources-0-url": ["geen adres"]},
            ["Voer een geldige URL in."],
            id="a source that is no address",
        ),
        pytest.param(
            {"relations-0-type": ["follows"], "relations-0-reason": ["Zomaar."]},
            ["Dit veld is verplicht."],
            id="a relation with nothing",
        ),
    ],
)
def test_publication_tells_what_is_wrong_and_keeps_what_was_typed(curator, typed, messages):
    publication = publication_with_source()
    page = url(Publication, "change", publication.pk)
    opened = filled_in(curator.get(page), "publication_form")
    sent = {**opened, "summary": ["Iets wat net getypt is."], **typed}

    response = curator.post(page, sent)

    assert said(response) == messages
    kept = filled_in(response, "publication_form")
    assert {name: kept.get(name) for name in sent} == sent
    assert publication.sources.count() == 1


def test_publication_without_source_may_be_a_draft(curator):
    publication = PublicationFactory(status=KnowledgeItem.Status.DRAFT)
    page = url(Publication, "change", publication.pk)
    sent = filled_in(curator.get(page), "publication_form")

    response = curator.post(page, sent)

    assert response.url == url(Publication, "changelist")


def test_publication_list_narrows_by_theme_and_what_is_narrower(curator):
    debts = ConceptFactory(slug="schulden")
    rent = ConceptFactory(slug="huurschuld", broader=debts)
    about_debts = PublicationFactory(concepts=[debts, rent])
    about_rent = PublicationFactory(concepts=[rent])
    PublicationFactory(concepts=[ConceptFactory()])

    response = curator.get(url(Publication, "changelist"), {"thema": "schulden"})

    assert results(response) == [about_debts, about_rent]


def test_publication_list_of_an_unknown_theme_is_the_whole_list(curator):
    publication = PublicationFactory(concepts=[ConceptFactory()])

    response = curator.get(url(Publication, "changelist"), {"thema": "bestaat-niet"})

    assert results(response) == [publication]


@pytest.mark.parametrize(
    ("review_by", "shown"),
    [
        pytest.param(date(2026, 2, 1), "1 februari 2026 <strong>over tijd</strong>", id="past"),
        pytest.param(date(2099, 2, 1), "1 februari 2099", id="to come"),
        pytest.param(None, "-", id="no date"),
    ],
)
def test_publication_list_marks_what_is_overdue(curator, review_by, shown):
    PublicationFactory(review_by=review_by)

    response = curator.get(url(Publication, "changelist"))

    assert f'<td class="field-review_due">{shown}</td>' in response.content.decode()


@pytest.mark.parametrize(
    ("status", "has_link"),
    [(KnowledgeItem.Status.PUBLISHED, True), (KnowledgeItem.Status.DRAFT, False)],
)
def test_publication_links_to_the_site_once_visitors_can_see_it(curator, status, has_link):
    publication = publication_with_source(status=status)

    response = curator.get(url(Publication, "change", publication.pk))

    link = f'href="{publication.get_absolute_url()}"'
    assert (link in response.content.decode()) is has_link


def test_dossier_is_published_with_chapters_and_without_source(curator):
    page = url(Dossier, "add")
    sent = {
        **filled_in(curator.get(page), "dossier_form"),
        "title": "Vroegsignalering",
        "slug": "vroegsignalering",
        "summary": "Wat helpt om schulden vroeg te zien.",
        "status": "published",
        "review_by": "05-01-2099",
        "assignments-0-tag": ConceptFactory().pk,
        "chapters-0-title": "Beginnen",
    }

    response = curator.post(page, sent)

    assert response.url == url(Dossier, "changelist")
    dossier = Dossier.objects.get(slug="vroegsignalering")
    assert [chapter.title for chapter in dossier.chapters.all()] == ["Beginnen"]


def test_chapter_gets_and_keeps_its_items(curator):
    entry = DossierEntryFactory(position=1)
    item = PublicationFactory()
    chapter = entry.chapter
    page = url(type(chapter), "change", chapter.pk)
    opened = filled_in(curator.get(page), "dossierchapter_form")

    curator.post(page, {**opened, "entries-1-item": item.pk, "entries-1-position": "2"})

    assert [row.item.title for row in chapter.entries.all()] == [entry.item.title, item.title]


def test_item_is_found_while_choosing_one_but_edited_nowhere(curator):
    item = PublicationFactory(title="Financiële rust")
    PublicationFactory(title="Iets anders")
    asked = {"app_label": "knowledge", "model_name": "relation", "field_name": "to_item"}

    found = curator.get(reverse("admin:autocomplete"), {**asked, "term": "financiele"})
    shown = curator.get(url(KnowledgeItem, "change", item.pk))
    listed = curator.get(url(KnowledgeItem, "changelist"))

    assert found.json()["results"] == [{"id": str(item.pk), "text": "Financiële rust"}]
    assert shown.context_data["title"] == "kennisitem weergeven"
    assert len(results(listed)) == 2
    assert curator.get(url(KnowledgeItem, "add")).status_code == 403


def test_item_page_saves_and_deletes_nothing(curator):
    item = PublicationFactory(title="Blijft zo")

    saved = curator.post(url(KnowledgeItem, "change", item.pk), {"title": "Anders"})
    deleted = curator.post(url(KnowledgeItem, "delete", item.pk), {"post": "yes"})

    assert (saved.status_code, deleted.status_code) == (403, 403)
    assert KnowledgeItem.objects.get().title == "Blijft zo"


def test_index_names_no_items_of_every_kind_and_no_tags_of_taggit(curator):
    response = curator.get(reverse("admin:index"))

    names = {
        app["app_label"]: {model["object_name"] for model in app["models"]}
        for app in response.context_data["app_list"]
    }
    shown = {factory._meta.model.__name__ for factory in FACTORIES}
    assert shown <= names["knowledge"]
    assert names["practices"] == {"Practice"}
    assert "KnowledgeItem" not in names["knowledge"]
    assert "taggit" not in names


def test_address_that_is_taken_is_refused(curator):
    PublicationFactory(slug="bezet")
    draft = PublicationFactory(status=Publication.Status.DRAFT, published_at=None)
    page = url(Publication, "change", draft.pk)
    sent = {**filled_in(curator.get(page), "publication_form"), "slug": ["bezet"]}

    response = curator.post(page, sent)

    assert said(response) == ["Er is al een item van deze soort met dit adres."]
    assert filled_in(response, "publication_form")["slug"] == ["bezet"]


def test_address_that_was_public_cannot_be_changed(curator):
    publication = publication_with_source()
    page = url(Publication, "change", publication.pk)
    opened = filled_in(curator.get(page), "publication_form")

    curator.post(page, {**opened, "slug": ["anders"], "title": ["Andere titel"]})

    changed = Publication.objects.get()
    assert (changed.slug, changed.title) == (publication.slug, "Andere titel")
