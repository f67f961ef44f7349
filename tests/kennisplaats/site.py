"""A small kennisplaats with a page of every sort."""

from datetime import date

from practices.models import Practice
from tests.factories import (
    CompassReadingFactory,
    ConceptFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    DossierFactory,
    MunicipalityFactory,
    PracticeFactory,
    ProvinceFactory,
    PublicationFactory,
    RelationFactory,
    SourceFactory,
)
from tests.factories.conversation import a_version
from tests.factories.questionnaire import working_copy_of
from tests.factories.reflection import CombinationStepFactory, ExerciseFactory, with_questions
from tools.reflection.models import GuideOption, GuideQuestion

PAGES = [
    "/",
    "/praktijkvoorbeelden/",
    "/praktijkvoorbeelden/?thema=schulden&thema=spook&q=zzz",
    "/praktijkvoorbeelden/eropaf/",
    "/kennis/",
    "/kennis/onderzoek/",
    "/dossiers/",
    "/dossiers/vroeg-erbij/",
    "/reflectie/",
    "/reflectie/?leerbehoefte=weten-wat-werkt&duur=spook&q=zzz",
    "/reflectie/keuzehulp/",
    "/reflectie/keuzehulp/?nu=spook&tijd=kwartier",
    "/reflectie/de-brief/",
    "/gesprekstool/",
    "/gesprekstool/thema/thema-a/",
    "/themas/",
    "/begrippen/thema/schulden/",
    "/begrippen/thema/leeg/",
    "/zoeken/",
    "/zoeken/?q=rust",
    "/zoeken/?q=niets-gevonden",
    "/over/",
    "/privacy/",
    "/toegankelijkheid/",
    "/bestaat-niet/",
    "/praktijkvoorbeelden/bestaat-niet/",
]


def fill():
    debts = ConceptFactory(slug="schulden", scope_note="Meer dan men betalen kan.")
    rent = ConceptFactory(slug="huurschuld", broader=debts)
    youth = ConceptFactory(slug="jongeren", scheme__slug="doelgroep")
    research = ConceptFactory(slug="onderzoek", scheme__slug="soort-kennis")
    ConceptFactory(slug="leeg", broader=debts)
    province = ProvinceFactory(slug="zeeland", name="Zeeland", abbreviation="ZE")
    goes = MunicipalityFactory(slug="goes", name="Goes", province=province)
    practice = PracticeFactory(
        slug="eropaf",
        title="Eropaf",
        summary="Rust door aan te bellen.",
        body="Eén.\nTwee.",
        concepts=[rent, youth],
        municipalities=[goes],
        evidence_level=Practice.Evidence.GOOD,
        evidence_judge=Practice.Judge.EDITORS,
        evidence_basis="Een evaluatie.",
        evidence_judged_on=date(2026, 1, 5),
    )
    PracticeFactory(slug="landelijk", concepts=[debts], run_state="unknown").provinces.add(province)
    publication = PublicationFactory(slug="onderzoek", concepts=[debts, research])
    dossier = DossierFactory(slug="vroeg-erbij", concepts=[debts], body="Inleiding.")
    for item in (practice, publication):
        DossierEntryFactory(chapter=DossierChapterFactory(dossier=dossier), item=item)
        SourceFactory(item=item)
        CompassReadingFactory(item=item)
    RelationFactory(from_item=practice, to_item=publication)
    fill_toolbox(practice, [rent])
    fill_questionnaire(practice, [rent])


def fill_toolbox(practice, concepts):
    exercise = with_questions(
        ExerciseFactory(slug="de-brief", need=3, inspired_by="Een toolbox", concepts=concepts)
    )
    first = CombinationStepFactory(exercise=exercise, position=0)
    CombinationStepFactory(combination=first.combination, position=1)
    RelationFactory(
        from_item=exercise, to_item=practice, type="exercise_with", reason="Zo doen zij het."
    )
    question = GuideQuestion.objects.create(asks="minutes", text="Hoeveel tijd heb je?")
    GuideOption.objects.create(question=question, slug="kwartier", label="15 minuten", value="15")


def fill_questionnaire(practice, concepts):
    theme = working_copy_of()["A"]
    theme.concepts.set(concepts)
    SourceFactory(item=theme)
    RelationFactory(from_item=theme, to_item=practice, reason="Zo praten zij.")
    a_version()
