"""
One of everything, in every state, with a seal in each text; and somebody of each role.

A seal in an answer tells that the answer shows something of the object.
"""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from knowledge.models import (
    ConceptProposal,
    FieldComment,
    KnowledgeItem,
    Task,
)
from practices.models import Practice, Submission
from tests.factories import (
    AskedQueryFactory,
    ConceptFactory,
    DossierChapterFactory,
    DossierFactory,
    MissedSearchFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
    UserFactory,
)
from tests.factories.outbox import OutgoingMailFactory
from tests.factories.questionnaire import working_copy_of
from tests.factories.reflection import (
    CombinationFactory,
    CombinationStepFactory,
    ExerciseFactory,
    with_questions,
)
from tests.permissions.table import ROLES
from tests.tools import private_conversations, private_sessions
from tools.conversation.models import ResultBand, ScalePoint
from tools.reflection.models import GuideOption, GuideQuestion
from tools.sessions.keys import KEY_LENGTH

SEAL = "Zeehondenzegel"
MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)
PASSWORD = "een-lang-wachtwoord-voor-de-proef"


def build():
    """Return people, objects by name, and a client for each role; about a second of work."""
    people = SimpleNamespace(
        member=UserFactory(email="lid@kennisplaats.example", password=PASSWORD),
        author=UserFactory(
            email="inzender@kennisplaats.example", password=PASSWORD, name=f"{SEAL} inzender"
        ),
        curator=UserFactory(
            email="redactie@kennisplaats.example", password=PASSWORD, is_staff=True
        ),
        unsafe=UserFactory(email="onveilig@kennisplaats.example", password=PASSWORD, is_staff=True),
        admin=UserFactory(
            email="baas@kennisplaats.example", password=PASSWORD, is_staff=True, is_superuser=True
        ),
        blocked=UserFactory(
            email="weg@kennisplaats.example", password=PASSWORD, is_staff=True, is_superuser=True
        ),
    )
    people.curator.groups.add(Group.objects.get(name="Redactie"))
    people.unsafe.groups.add(Group.objects.get(name="Redactie"))
    people.unsafe.authenticator_set.all().delete()
    clients = {role: signed_in(getattr(people, role, None)) for role in ROLES}
    people.blocked.is_active = False
    people.blocked.save()
    return SimpleNamespace(people=people, clients=clients, objects=objects(people))


def person(name, **facts):
    return UserFactory(email=f"{name}@kennisplaats.example", password=PASSWORD, **facts)


def signed_in(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def objects(people):
    found = SimpleNamespace(
        concept=ConceptFactory(slug="schulden", name="Schulden"),
        municipality=MunicipalityFactory(slug="ons-dorp"),
        organisation=OrganisationFactory(),
        missed=MissedSearchFactory(),
        publication=PublicationFactory(slug="een-onderzoek"),
        dossier=DossierFactory(slug="een-dossier"),
        secret_publication=item(PublicationFactory, "draft"),
        secret_dossier=item(DossierFactory, "draft"),
        practices={status: item(PracticeFactory, status) for status in KnowledgeItem.Status.values},
    )
    found.source = SourceFactory(item=found.publication)
    found.practice = found.practices["published"]
    found.submissions = {
        status: submission(people.author, status) for status in KnowledgeItem.Status.values
    }
    found.submissions["withdrawn"] = submission(people.author, "archived", withdrawn_at=MOMENT)
    sent = found.submissions["returned"].practice
    found.comment = FieldComment.objects.create(item=sent, question=f"{SEAL}?", field="body")
    found.proposal = ConceptProposal.objects.create(name=f"{SEAL} begrip", item=sent)
    found.people = people
    found.mail = OutgoingMailFactory(subject=f"{SEAL} mail", text=f"{SEAL} brief")
    found.chapter = DossierChapterFactory(dossier=found.dossier)
    found.asked = AskedQueryFactory()
    found.practice_type = ContentType.objects.get_for_model(Practice).pk
    found.task = Task.objects.create(key=f"submitted:{sent.pk}")
    reflections(found)
    conversations(found)
    return found


def reflections(found):
    """Add exercises in every state, and sessions that are nobody's of the roles."""
    found.exercises = {
        status: item(ExerciseFactory, status) for status in KnowledgeItem.Status.values
    }
    found.exercise = with_questions(found.exercises["published"])
    found.combination = CombinationFactory()
    CombinationStepFactory(combination=found.combination, exercise=found.exercise)
    found.question = GuideQuestion.objects.create(asks="need", text="Waar gaat het om?")
    GuideOption.objects.create(question=found.question, slug="een", label="Een", value="1")
    found.private = private_sessions.build(keeper=person("houder"), exercise=found.exercise)
    found.made_up_key = "x" * KEY_LENGTH


def conversations(found):
    """Add conversations that are nobody's of the roles; one of them, to name in the table."""
    found.themes = working_copy_of()
    for model in (ScalePoint, ResultBand):
        # With a version of it to look at.
        model.objects.order_by("pk")[0].save()
    built = private_conversations.build(keeper=person("gespreksleider"))
    found.private.talk = built.nameless
    found.keys = private_sessions.all_keys() | private_conversations.wish_keys()


def item(factory, status, **facts):
    shown = "" if status == "published" else f"{SEAL} "
    return factory(
        slug=f"{status.replace('_', '-')}-{factory._meta.model._meta.model_name}",
        title=f"{shown}{status}",
        summary=f"{shown}samenvatting",
        body=f"{shown}tekst",
        status=status,
        **facts,
    )


def submission(author, status, **facts):
    """Return a submission of ``author``; a draft was never sent, so it has no practice yet."""
    typed = {"title": f"{SEAL} {status}", "body": f"{SEAL} aanpak"}
    sent = {}
    if status != Practice.Status.DRAFT:
        practice = PracticeFactory(
            slug=f"ingezonden-{status.replace('_', '-')}-{len(facts)}",
            title=f"{SEAL} {status}" if status != "published" else "Gepubliceerd",
            status=status,
            content_digest="factory",
        )
        sent = {"practice": practice, "submitted_at": MOMENT}
    return Submission.objects.create(author=author, fields=typed, **sent, **facts)
