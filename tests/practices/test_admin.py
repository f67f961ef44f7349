from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from practices.models import Practice
from tests.factories import (
    CompassReadingFactory,
    ConceptFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    RelationFactory,
    SourceFactory,
    UserFactory,
)
from tests.forms import filled_in, said

pytestmark = pytest.mark.django_db

LIST = reverse("admin:practices_practice_changelist")
ADD = reverse("admin:practices_practice_add")


@pytest.fixture
def curator(client):
    """Give a client that is logged in as somebody who may do everything."""
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change(practice):
    return reverse("admin:practices_practice_change", args=[practice.pk])


def opened(client, page):
    return filled_in(client.get(page), "practice_form")


def results(response):
    return list(response.context_data["cl"].queryset)


@pytest.fixture
def practice():
    """Give a practice with everything a curator can tell of one."""
    practice = PracticeFactory(
        title="Financiële rust",
        body="Eerst luisteren.\n\nDan helpen.",
        results="De helft is van de schulden af.",
        evidence_level=Practice.Evidence.FIRST,
        evidence_judge=Practice.Judge.EDITORS,
        evidence_basis="Een evaluatie uit 2025.",
        evidence_judged_on=date(2026, 1, 5),
        curator=UserFactory(),
        concepts=ConceptFactory.create_batch(2),
        municipalities=MunicipalityFactory.create_batch(2),
    )
    practice.provinces.add(ProvinceFactory())
    practice.organisations.add(OrganisationFactory())
    SourceFactory(item=practice)
    CompassReadingFactory(item=practice)
    RelationFactory(from_item=practice)
    return practice


# What says that it was saved, not what it says.
MOVES_ON = {"changed_at", "edit_version"}


def everything(practice):
    """Return all that is stored of a practice, but for when it was changed last."""
    found = Practice.objects.get(pk=practice.pk)
    related = ("municipalities", "provinces", "organisations", "sources", "compass", "relations")
    facts = Practice.objects.filter(pk=practice.pk).values().get()
    return {
        **{name: value for name, value in facts.items() if name not in MOVES_ON},
        **{name: list(getattr(found, name).order_by("pk")) for name in related},
        "concepts": list(found.concepts.all()),
    }


def test_list_shows_how_things_stand(curator, practice):
    practice.review_by = timezone.localdate() - timedelta(days=1)
    practice.save()

    response = curator.get(LIST)

    page = response.content.decode()
    assert results(response) == [practice]
    assert '<td class="field-evidence_level">eerste aanwijzingen voor effectiviteit</td>' in page
    assert "<strong>over tijd</strong>" in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant(curator, django_assert_num_queries, count):
    PracticeFactory.create_batch(count, concepts=ConceptFactory.create_batch(count))

    with django_assert_num_queries(10):
        curator.get(LIST)


def test_list_finds_words_of_title_and_summary(curator, practice):
    PracticeFactory(title="Iets anders")

    response = curator.get(LIST, {"q": "financiele GEWONE"})

    assert results(response) == [practice]


def test_list_narrows_by_status(curator, practice):
    PracticeFactory(status=Practice.Status.DRAFT)

    response = curator.get(LIST, {"status__exact": "published"})

    assert results(response) == [practice]


def test_page_has_every_fact_that_can_be_edited(curator):
    meta = Practice._meta
    facts = {field.name for field in [*meta.fields, *meta.many_to_many] if field.editable}

    response = curator.get(ADD)

    elsewhere = {"knowledgeitem_ptr", "id", "concepts", "archived_reason"}
    assert set(response.context_data["adminform"].form.fields) == facts - elsewhere


def test_saving_an_unchanged_page_keeps_everything(curator, practice):
    before = everything(practice)

    response = curator.post(change(practice), opened(curator, change(practice)))

    assert response.url == LIST
    assert everything(practice) == before


def test_new_practice_is_saved_with_its_places_and_concepts(curator):
    concept, municipality = ConceptFactory(), MunicipalityFactory()
    sent = {
        **opened(curator, ADD),
        "title": "Buurtcirkel",
        "slug": "buurtcirkel",
        "summary": "Buren helpen buren.",
        "started_year": "2024",
        "municipalities": [municipality.pk],
        "assignments-0-tag": concept.pk,
    }

    response = curator.post(ADD, sent)

    assert response.url == LIST
    practice = Practice.objects.get(slug="buurtcirkel")
    assert (practice.kind, practice.status) == ("practice", Practice.Status.DRAFT)
    assert list(practice.municipalities.all()) == [municipality]
    assert list(practice.concepts.all()) == [concept]


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        pytest.param(
            {"sources-0-DELETE": ["on"]},
            ["Om te publiceren ontbreekt nog: een bron."],
            id="published without a source",
        ),
        pytest.param(
            {"ended_year": ["2023"], "run_state": ["ended"]},
            ["Het einde ligt vóór het begin."],
            id="ends before its start",
        ),
        pytest.param(
            {"evidence_judge": [""]},
            ["Zeg wie het bewijs beoordeelde, of kies bij bewijs: niet beoordeeld."],
            id="assessed by nobody",
        ),
        pytest.param({"title": [""]}, ["Dit veld is verplicht."], id="no title"),
        pytest.param(
            {"summary": ["x" * 401]},
            ["Zorg dat deze waarde niet meer dan 400 tekens bevat (het zijn er nu 401)."],
            id="too long a summary",
        ),
    ],
)
def test_page_tells_what_is_wrong_and_keeps_what_was_typed(curator, practice, typed, messages):
    before = everything(practice)
    sent = {**opened(curator, change(practice)), "lessons": ["<p>Net getypt.</p>"], **typed}

    response = curator.post(change(practice), sent)

    assert said(response) == messages
    kept = filled_in(response, "practice_form")
    assert {name: kept.get(name) for name in sent} == sent
    assert everything(practice) == before


def test_concept_given_twice_is_refused_in_words(curator, practice):
    first, second = practice.assignments.all()
    sent = {**opened(curator, change(practice)), "assignments-1-tag": [str(first.tag_id)]}

    response = curator.post(change(practice), sent)

    assert said(response) == ["Dit item heeft dit begrip al."]
    assert list(practice.concepts.all()) == [first.tag, second.tag]


def test_practice_is_deleted_on_its_own_page_with_its_rows(curator, practice):
    page = reverse("admin:practices_practice_delete", args=[practice.pk])

    response = curator.post(page, {"post": "yes"})

    assert response.url == LIST
    assert list(Practice.objects.all()) == []
