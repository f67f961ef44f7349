from datetime import date

import pytest

from practices.models import Practice
from tests.constraints import changed, refusal
from tests.factories import (
    CompassReadingFactory,
    ConceptFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

Evidence = Practice.Evidence

BY_EDITORS = {
    "evidence_level": Evidence.FIRST,
    "evidence_judge": Practice.Judge.EDITORS,
    "evidence_basis": "Een evaluatie uit 2025.",
    "evidence_judged_on": date(2026, 1, 5),
}
BY_DATABANK = {
    **BY_EDITORS,
    "evidence_judge": Practice.Judge.DATABANK,
    "evidence_databank": "Movisie",
}
NO_YEAR = "Vul een jaartal in tussen 1900 en 2100."
NO_JUDGE = "Zeg wie het bewijs beoordeelde, of kies bij bewijs: niet beoordeeld."
NO_BASIS = "Schrijf op waarop het oordeel berust, en van wanneer."
NO_DATABANK = "Noem de databank, en alleen als een databank het erkende."


@pytest.mark.parametrize(
    ("changes", "constraint", "message"),
    [
        pytest.param(
            {"started_year": 2024, "ended_year": 2023, "run_state": "ended"},
            "practice_ends_after_start",
            "Het einde ligt vóór het begin.",
            id="ends before its start",
        ),
        pytest.param(
            {"started_year": 1899},
            "practice_years_plausible",
            NO_YEAR,
            id="began too long ago",
        ),
        pytest.param(
            {"ended_year": 2101, "run_state": "ended"},
            "practice_years_plausible",
            NO_YEAR,
            id="ends too far away",
        ),
        pytest.param(
            {"ended_year": 2025, "run_state": "running"},
            "practice_running_has_no_end",
            "Een aanpak die nog loopt heeft geen einde.",
            id="running and ended",
        ),
        pytest.param(
            {**BY_EDITORS, "evidence_judge": ""},
            "practice_evidence_has_judge",
            NO_JUDGE,
            id="assessed by nobody",
        ),
        pytest.param(
            {"evidence_judge": "editors"},
            "practice_evidence_has_judge",
            NO_JUDGE,
            id="a judge and no assessment",
        ),
        pytest.param(
            {**BY_EDITORS, "evidence_basis": ""},
            "practice_evidence_has_basis",
            NO_BASIS,
            id="assessed on no basis",
        ),
        pytest.param(
            {**BY_EDITORS, "evidence_judged_on": None},
            "practice_evidence_has_basis",
            NO_BASIS,
            id="assessed on no day",
        ),
        pytest.param(
            {**BY_DATABANK, "evidence_databank": ""},
            "practice_databank_named",
            NO_DATABANK,
            id="recognised by a nameless databank",
        ),
        pytest.param(
            {**BY_EDITORS, "evidence_databank": "Movisie"},
            "practice_databank_named",
            NO_DATABANK,
            id="a databank that did not judge",
        ),
    ],
)
def test_practice_constraint(changes, constraint, message):
    practice = changed(PracticeFactory(), **changes)

    assert refusal(practice, constraint) == [message]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(BY_EDITORS, id="an estimate of the editors"),
        pytest.param(BY_DATABANK, id="recognised by a databank"),
        pytest.param(
            {"started_year": 2024, "ended_year": 2024, "run_state": "ended"},
            id="began and ended in one year",
        ),
        pytest.param({"started_year": None, "run_state": "unknown"}, id="nothing known"),
    ],
)
def test_practice_constraints_allow(changes):
    practice = changed(PracticeFactory(), **changes)

    practice.full_clean()
    practice.save()

    assert Practice.objects.filter(pk=practice.pk, **changes).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_for_cards_query_count_is_constant(django_assert_num_queries, count):
    for practice in PracticeFactory.create_batch(count, concepts=[ConceptFactory()]):
        practice.municipalities.set(MunicipalityFactory.create_batch(count))
        practice.provinces.set(ProvinceFactory.create_batch(count))

    with django_assert_num_queries(4):
        found = [
            (len(practice.concepts_in("thema")), len(practice.all_provinces))
            for practice in Practice.objects.for_cards()
        ]

    assert found == [(1, 2 * count)] * count


@pytest.mark.parametrize("count", [1, 3])
def test_for_detail_query_count_is_constant(django_assert_num_queries, count):
    practice = PracticeFactory(municipalities=MunicipalityFactory.create_batch(count))
    practice.organisations.set(OrganisationFactory.create_batch(count))
    SourceFactory.create_batch(count, item=practice)
    CompassReadingFactory(item=practice)

    with django_assert_num_queries(8):
        found = Practice.objects.for_detail().get()
        related = (
            list(found.organisations.all()),
            list(found.sources.all()),
            list(found.compass.all()),
            found.all_provinces,
        )

    assert [len(rows) for rows in related] == [count, count, 1, count]


@pytest.mark.parametrize(
    ("level", "step"),
    [(Evidence.NOT_ASSESSED, 0), (Evidence.DESCRIBED, 1), (Evidence.STRONG, 5)],
)
def test_evidence_has_a_step_on_the_ladder(level, step):
    practice = PracticeFactory.build(evidence_level=level.value)

    assert (practice.evidence, practice.evidence.step) == (level, step)


@pytest.mark.parametrize(
    ("facts", "period"),
    [
        pytest.param(("running", 2016, None), "sinds 2016", id="running"),
        pytest.param(("running", None, None), "begin onbekend", id="running since nobody knows"),
        pytest.param(("unknown", 2016, None), "begonnen in 2016", id="perhaps running"),
        pytest.param(("ended", 2017, 2019), "2017–2019 (afgerond)", id="some years"),
        pytest.param(("ended", 2019, 2019), "2019 (afgerond)", id="one year"),
        pytest.param(("ended", None, 2019), "2019 (afgerond)", id="only the end known"),
        pytest.param(("unknown", 2017, 2019), "2017–2019 (afgerond)", id="it has an end"),
        pytest.param(("ended", None, None), "afgerond", id="no year known"),
    ],
)
def test_period(facts, period):
    run_state, started, ended = facts
    practice = PracticeFactory.build(run_state=run_state, started_year=started, ended_year=ended)

    assert practice.period == period


def test_sections_leave_out_headings_without_text():
    practice = PracticeFactory.build(background="Armoede.", lessons="Begin klein.")

    assert practice.sections == [
        ("aanleiding", "Aanleiding", "Armoede."),
        ("lessen", "Lessen", "Begin klein."),
    ]


def test_all_provinces_gives_each_once():
    province, other = ProvinceFactory.create_batch(2)
    practice = PracticeFactory(
        municipalities=MunicipalityFactory.create_batch(2, province=province)
    )
    practice.provinces.set([province, other])

    assert practice.all_provinces == [province, other]


def test_all_provinces_of_a_national_practice_is_empty():
    assert PracticeFactory().all_provinces == []
