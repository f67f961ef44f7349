"""What the tests need from within the site: done by its hand, in the database of the server."""

import itertools
from datetime import UTC, date, datetime

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.entrance.sessions import BEGUN, SEEN
from accounts.models import User
from knowledge.models import (
    CompassReading,
    Concept,
    ConceptScheme,
    Dossier,
    KnowledgeItem,
    Organisation,
    Publication,
    Source,
)
from knowledge.tree import ConceptTree
from outbox.models import OutgoingMail
from practices.models import Practice, Submission
from tests.factories.accounts import UserFactory
from tests.factories.conversation import a_version, actions, participants, published, scored
from tests.factories.reflection import ExerciseFactory, with_questions
from tests.knowledge.hostile import HOSTILE
from tools.conversation.models import Conversation, QuestionnaireVersion
from tools.conversation.outcome import example, publishing
from tools.conversation.phases import move_on, start_scoring
from tools.conversation.roles import Role
from tools.conversation.starting import begin
from tools.reflection.models import Exercise
from tools.sessions.joining import open_for_joining
from tools.sessions.models import Seat

LONG_SLUG = "een-heel-lang-voorbeeld"


def session_of(email, is_staff):
    """Return the key of a new session of the account with this address, made if need be."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = UserFactory(email=email, is_staff=is_staff, is_superuser=is_staff)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[BEGUN] = session[SEEN] = timezone.now().timestamp()
    session.create()
    return session.session_key


def make_curator(email, password):
    """Make the account of an editor, who is no administrator, with a second factor."""
    curator = UserFactory(email=email, password=password, is_staff=True)
    curator.groups.add(Group.objects.get(name="Redactie"))


def mails_to(address):
    """Return subject and text of what was written to this address, oldest first."""
    mails = OutgoingMail.objects.filter(recipient=address).order_by("pk")
    return [[mail.subject, mail.text] for mail in mails]


def keys_of_mails_to(address):
    return list(OutgoingMail.objects.filter(recipient=address).values_list("pk", flat=True))


def addresses():
    """Return the addresses that depend on what the starter content holds, by page kind."""
    practices = Practice.objects.published().annotate(
        length=Length("body") + Length("background") + Length("results") + Length("lessons")
    )
    return {
        "praktijkvoorbeeld, kort": practices.order_by("length").first().get_absolute_url(),
        "praktijkvoorbeeld, lang": practices.order_by("length").last().get_absolute_url(),
        "kennis, een": Publication.objects.published().by_title().first().get_absolute_url(),
        "dossier, een": Dossier.objects.published().by_title().first().get_absolute_url(),
        "begrip zonder items": unused_concept().get_absolute_url(),
        **{
            f"begrip, {scheme.slug}": most_used(scheme).get_absolute_url()
            for scheme in ConceptScheme.objects.all()
        },
    }


def most_used(scheme):
    published = KnowledgeItem.objects.published()
    return max(
        Concept.objects.filter(scheme=scheme).order_by("slug"),
        key=lambda concept: published.about_any([concept.pk]).count(),
    )


def unused_concept():
    """Return a concept that no item carries; make one where all are used."""
    tree = ConceptTree.load()
    published = KnowledgeItem.objects.published()
    for concept in Concept.objects.filter(broader__isnull=False).order_by("slug"):
        if not published.about_any(tree.with_narrower([concept.pk])).exists():
            return concept
    scheme = ConceptScheme.objects.get(slug="thema")
    return Concept.objects.create(scheme=scheme, slug="ongebruikt", name="ongebruikt")


def failure_page(template):
    return render_to_string(template)


@transaction.atomic
def make_long_practice():
    """Make a practice with the longest text that each field takes; return its address."""
    practice = Practice(
        slug=LONG_SLUG,
        # As if it came with the starter content: published before it has sources.
        content_digest="long",
        title=unbroken(160),
        summary=f"{unbroken(200)} {sentence(199)}",
        status=KnowledgeItem.Status.PUBLISHED,
        published_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        reviewed_on=date(2026, 1, 5),
        started_year=2024,
        run_state=Practice.RunState.RUNNING,
        body=f"{sentence(4_000)}\n{unbroken(400)}",
        background=sentence(4_000),
        people=unbroken(400),
        results=f"{unbroken(120)}\n{sentence(300)}\n{unbroken(300)}",
        conditions=sentence(4_000),
        lessons=sentence(4_000),
        cost_note=unbroken(400),
        hours_note=unbroken(300),
        evidence_level=Practice.Evidence.FIRST,
        evidence_judge=Practice.Judge.DATABANK,
        evidence_databank=unbroken(120),
        evidence_basis=unbroken(400),
        evidence_judged_on=date(2026, 1, 5),
    )
    practice.full_clean()
    practice.save()
    practice.concepts.set(Concept.objects.order_by("-scheme", "slug")[:40])
    organisation, _created = Organisation.objects.get_or_create(name=unbroken(120))
    practice.organisations.add(organisation)
    for number in range(30):
        source = Source(
            item=practice,
            url=f"https://www.{unbroken(60)}.example/{number}/{unbroken(380)}",
            title=unbroken(200) if number % 3 else "",
            publisher=unbroken(120) if number % 2 else sentence(120),
            seen_on=date(2026, 1, 5),
            position=number,
        )
        source.full_clean()
        source.save()
    for corner in CompassReading.Corner:
        reading = CompassReading(
            item=practice, corner=corner, weight=CompassReading.Weight.SOME, why=unbroken(200)
        )
        reading.full_clean()
        reading.save()
    return practice.get_absolute_url()


def remove_long_practice():
    Practice.objects.get(slug=LONG_SLUG).delete()
    Organisation.objects.get(name=unbroken(120)).delete()


def make_submitted_practices(names):
    """Make practices that a member submitted; return their keys by name."""
    return {name: submitted_practice(name).pk for name in names}


def submitted_practice(name):
    author = User.objects.filter(email="inzender@kennisplaats.example").first()
    author = author or UserFactory(email="inzender@kennisplaats.example", name="Ineke")
    practice = Practice.objects.create(
        slug=slugify(f"ingestuurd {name}"),
        title="Buurtbudget",
        summary="Buren beslissen samen over geld.",
        body="Elke week een inloop.\nTwee buren helpen.",
        status=KnowledgeItem.Status.SUBMITTED,
    )
    moment = datetime(2026, 1, 5, 9, tzinfo=UTC)
    Submission.objects.create(author=author, practice=practice, submitted_at=moment)
    return practice


def put_hostile_text(pk):
    """Put in the database what no form would let through."""
    practice = Practice.objects.get(pk=pk)
    practice.background = f"<p>Begin</p>{''.join(HOSTILE)}"
    practice.save()


def start_of_exercise():
    """Return where an exercise with every kind of question begins; made when first asked for."""
    slug = "alle-soorten"
    if not Exercise.objects.filter(slug=slug).exists():
        with_questions(ExerciseFactory(slug=slug, number="9.8"))
    return reverse("reflection:start", args=[slug])


def start_of_team_exercise():
    """Make an exercise for a team; return where it begins."""
    exercise = with_questions(ExerciseFactory(slug="in-het-team", number="9.7"))
    return reverse("reflection:start", args=[exercise.slug])


def questionnaire_is_issued():
    """Let there be a questionnaire to begin a conversation with."""
    if not QuestionnaireVersion.objects.exists():
        a_version()


def conversation_that_scores():
    """Begin a conversation that is open for scoring; return its code, and the leader's key."""
    questionnaire_is_issued()
    seat = begin("Gesprek op de telefoon", [])
    open_for_joining(seat.session)
    start_scoring(seat.session.conversation, version=1)
    return seat.session.code, seat.key


def others_score(code, roles, values):
    """Let people with these roles join by ``code`` and answer all; ``values`` has one for each."""
    leader = Seat.objects.get(session__code=code, is_leader=True)
    statements = leader.session.conversation.questionnaire.balance
    seats = participants(leader, *(Role(role) for role in roles))
    for seat, own in zip(seats, values, strict=True):
        answers = zip(statements, itertools.cycle(own), strict=False)
        scored(seat, {one.key: value for one, value in answers}, importance=2)
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(done_at=timezone.now())


def conversation_with_outcome():
    """Let as many score as in the example, and end the scoring; return the leader's key."""
    questionnaire_is_issued()
    leader = begin("Gesprek met een uitkomst", [])
    conversation = leader.session.conversation
    people = example.people_of(conversation.questionnaire)
    start_scoring(conversation, version=1)
    for seat, one in zip(participants(leader, *[one.role for one in people]), people, strict=True):
        scored(seat, {key: int(value) for key, value in one.values.items()}, importance=2)
    publishing.end_scoring(conversation, version=2, now=timezone.now())
    return leader.key


def end_scoring(key):
    """Let whoever leads end the scoring, without an outcome."""
    conversation = Seat.objects.get(key=key).session.conversation
    move_on(conversation, conversation.edit_version, phase=Conversation.Phase.TALKING)


def talk_about(*letters):
    """Begin a talk about themes; return the keys of who leads, and of two who take part."""
    questionnaire_is_issued()
    leader = begin("Gesprek aan tafel", [])
    open_for_joining(leader.session)
    guests = participants(leader, Role.HEALTH, Role.RESIDENT)
    statements = leader.session.conversation.questionnaire.theme(letters[0]).balance
    published(leader, {one.key: {1: 3, 2: 1} for one in statements})
    Conversation.objects.filter(pk=leader.session_id).update(
        phase=Conversation.Phase.TALKING, chosen_themes=list(letters)
    )
    return [seat.key for seat in (leader, *guests)]


def agenda_with(*texts):
    """Put actions on the agenda of a new conversation; return the keys: leader's, participant's."""
    questionnaire_is_issued()
    leader = begin("Gesprek met afspraken", [])
    Conversation.objects.filter(pk=leader.session_id).update(phase=Conversation.Phase.AGENDA)
    (participant,) = participants(leader, Role.HEALTH)
    actions(leader, *texts, theme="B", lead="Team Geldzaken")
    return leader.key, participant.key


def beheer_addresses(pk):
    """Return every list, and an add and a change page of each model, and the pages of one item."""
    found = ["/beheer/"]
    for model, model_admin in admin.site._registry.items():  # noqa: SLF001 -- what there is
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()  # noqa: SLF001 -- documented
        found.append(reverse(f"{name}_changelist"))
        if model_admin.has_add_permission(_superuser_request()):
            found.append(reverse(f"{name}_add"))
        if row is not None:
            found.append(reverse(f"{name}_change", args=[row.pk]))
            found.append(reverse(f"{name}_history", args=[row.pk]))
            if model_admin.has_delete_permission(_superuser_request(), row):
                found.append(reverse(f"{name}_delete", args=[row.pk]))
    item = f"/beheer/practices/practice/{pk}"
    return [*found, *(f"{item}/{one}/" for one in ("terug", "archiveren", "voorbeeld", "history"))]


def _superuser_request():
    request = RequestFactory().get("/beheer/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    return request


def unbroken(length):
    """Return one word of ``length`` letters, without a place to break it."""
    return ("schuldhulpverleningsorganisatie" * 20)[:length]


def sentence(length):
    return ("Zo werkt de gemeente samen met inwoners en met de wijk. " * 100)[:length].strip()
