"""
Whose rows every model of the portal has, and what becomes of them: the whole table.

A test walks all models and fails for what is not here (docs/adr/0013).
"""

import json
from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, Q
from django.urls import reverse
from taggit.models import Tag, TaggedItem

from accounts.models import User
from accounts.personal_data import Fate, Register, Tie, person, points_at_a_person, register
from kennisplaats.personal_addresses import addressed_to
from kennisplaats.personal_conversations import decide_conversations
from kennisplaats.personal_reasons import ABOVE, MECHANISM, OF_THE_ITEM, SECRET
from kennisplaats.personal_sessions import decide_sessions, of_more, of_one, within
from knowledge.models import (
    AlternativeLabel,
    AskedQuery,
    Click,
    CompassReading,
    Concept,
    ConceptAssignment,
    ConceptProposal,
    ConceptScheme,
    Dossier,
    DossierChapter,
    DossierEntry,
    Editing,
    FieldComment,
    KnowledgeItem,
    MergedConcept,
    MissedSearch,
    Municipality,
    MunicipalityName,
    Organisation,
    Profile,
    Province,
    Publication,
    PublicChange,
    Relation,
    Reminder,
    Source,
    Task,
)
from outbox.models import OutgoingMail
from practices.models import Practice, Submission
from practices.submitting.forms import SubmissionForm
from search.models import Document, Form, Nearness, Posting, State, Term
from tools.conversation.models import (
    ConversationTheme,
    ResultBand,
    ScalePoint,
    Statement,
    TalkQuestion,
)
from tools.reflection.models import (
    Agreement,
    Answer,
    Card,
    CardGroup,
    Combination,
    CombinationStep,
    Exercise,
    ExercisePrompt,
    ExerciseStep,
    ExerciseVersion,
    GuideOption,
    GuideQuestion,
    PromptOption,
    Reflection,
    TakenItem,
    TeamMeeting,
)

FORGOTTEN = "een verwijderd account"


def decide_all(to: Register = register) -> None:
    """Fill the register; once, when all models are there."""
    _account(to)
    _logging_in(to)
    _profile(to)
    _submissions(to)
    _curating(to)
    decide_sessions(to)
    _reflections(to)
    decide_conversations(to)
    _mail(to)
    _admin_log(to)
    _nobody(to)
    for model in apps.get_models():
        if is_history(model):
            decide_history(to, model)


def _account(to: Register) -> None:
    to.decide(
        User,
        Tie(
            key="account",
            title="Uw account",
            rows=lambda user: Q(pk=user.pk),
            fate=Fate.GOES,
            exported={
                "email": "E-mailadres",
                "name": "Naam",
                "date_joined": "Account gemaakt op",
                "last_login": "Het laatst ingelogd op",
                "is_active": "Het account is actief",
                "is_staff": "U mag in het beheer",
                "is_superuser": "U mag alles in het beheer",
                "groups": "Groepen",
                "user_permissions": "Eigen rechten",
            },
        ),
        not_exported={"password": "Uw wachtwoord; wij bewaren alleen een onleesbare vorm ervan."},
    )
    to.decide(
        EmailAddress,
        Tie(
            key="adressen",
            title="Uw e-mailadressen",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={
                "email": "E-mailadres",
                "verified": "Bevestigd",
                "primary": "Dit adres gebruiken wij",
            },
        ),
        not_exported={},
    )
    to.decide(
        EmailConfirmation,
        Tie(
            key="bevestigingen",
            title="Bevestigingen van een e-mailadres",
            rows=person("email_address__user"),
            fate=Fate.GOES,
            exported={"created": "Gemaakt op", "sent": "Verstuurd op"},
        ),
        not_exported={"key": SECRET, "email_address": ABOVE},
    )


def _logging_in(to: Register) -> None:
    to.decide(
        Authenticator,
        Tie(
            key="tweede_stap",
            title="Uw tweede stap bij het inloggen",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={
                "type": "Soort",
                "created_at": "Gemaakt op",
                "last_used_at": "Het laatst gebruikt op",
            },
        ),
        not_exported={"data": SECRET},
    )
    to.decide(
        SocialAccount,
        Tie(
            key="inloggen_via",
            title="Inloggen via een andere organisatie",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={
                "provider": "Via",
                "uid": "Uw kenmerk daar",
                "last_login": "Het laatst ingelogd op",
                "date_joined": "Verbonden op",
                "extra_data": "Wat die organisatie over u doorgaf",
            },
        ),
        not_exported={},
    )
    to.decide(
        SocialToken,
        Tie(
            key="sleutels_inloggen_via",
            title="",
            rows=person("account__user"),
            fate=Fate.GOES,
        ),
        not_exported={
            "app": MECHANISM,
            "account": ABOVE,
            "token": SECRET,
            "token_secret": SECRET,
            "expires_at": MECHANISM,
        },
    )
    to.decide(
        UserSession,
        Tie(
            key="waar_ingelogd",
            title="Waar u bent ingelogd",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={
                "created_at": "Ingelogd op",
                "last_seen_at": "Het laatst gezien op",
                "ip": "Adres van de computer",
                "user_agent": "Browser",
            },
        ),
        not_exported={"session_key": SECRET, "data": MECHANISM},
    )
    to.decide(
        Session,
        Tie(
            key="sessies",
            title="Uw sessies",
            rows=lambda user: Q(pk__in=list(_sessions_of(user))),
            fate=Fate.GOES,
            exported={"expire_date": "Vanzelf uitgelogd op"},
        ),
        not_exported={"session_data": SECRET},
    )


def _sessions_of(user: User) -> Iterator[str]:
    # What a session holds is written down in a form that no database can search.
    for session in Session.objects.iterator():
        if str(session.get_decoded().get(SESSION_KEY)) == str(user.pk):
            yield session.session_key


def _profile(to: Register) -> None:
    to.decide(
        Profile,
        Tie(
            key="profiel",
            title="Uw profiel",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={
                "function": "Functie",
                "municipality": "Gemeente",
                "organisation": "Organisatie",
                "themes": "Thema's die u volgt",
            },
        ),
        not_exported={},
    )


def _submissions(to: Register) -> None:
    fields = {
        "fields": "Wat u hebt ingevuld",
        "started_at": "Begonnen op",
        "changed_at": "Het laatst gewijzigd op",
        "submitted_at": "Ingestuurd op",
        "withdrawn_at": "Ingetrokken op",
        "practice": "Geworden tot",
        "wants_reminder": "Wij vragen elk jaar of het nog klopt",
        "reminded_at": "Het laatst gevraagd op",
        "confirmed_at": "Het laatst bevestigd op",
    }
    to.decide(
        Submission,
        Tie(
            key="concepten",
            title="Voorbeelden die u nog niet hebt ingestuurd",
            rows=person("author", Q(submitted_at__isnull=True)),
            through=("author",),
            fate=Fate.GOES,
            exported=fields,
            inside=_questions,
        ),
        Tie(
            key="inzendingen",
            title="Voorbeelden die u hebt ingestuurd",
            rows=person("author", Q(submitted_at__isnull=False)),
            through=("author",),
            fate=Fate.NAMELESS,
            exported=fields,
            inside=_questions,
            emptied={"author": None, "wants_reminder": False},
            why="De redactie en anderen werken met wat u instuurde.",
        ),
        not_exported={"key": MECHANISM, "version": MECHANISM},
    )
    to.decide(
        FieldComment,
        Tie(
            key="vragen_aan_u",
            title="Vragen van de redactie over uw voorbeelden, met uw antwoorden",
            rows=person("item__practice__submission__author"),
            fate=Fate.NAMELESS,
            exported={
                "item": "Voorbeeld",
                "field": "Veld",
                "question": "Vraag",
                "asked_at": "Gevraagd op",
                "answer": "Uw antwoord",
                "answered_at": "Beantwoord op",
                "closed_at": "Afgehandeld op",
            },
            why="De vragen en antwoorden leggen uit waarom er staat wat er staat.",
        ),
        Tie(
            key="vragen_van_u",
            title="Vragen die u als redacteur stelde",
            rows=person("asked_by"),
            through=("asked_by",),
            fate=Fate.NAMELESS,
            exported={
                "item": "Voorbeeld",
                "field": "Veld",
                "question": "Uw vraag",
                "asked_at": "Gevraagd op",
                "closed_at": "Afgehandeld op",
            },
            emptied={"asked_by": None},
            why="De inzender moet de vraag nog kunnen lezen.",
        ),
        not_exported={},
    )
    to.decide(
        ConceptProposal,
        Tie(
            key="voorgestelde_begrippen",
            title="Begrippen die u voorstelde",
            rows=person("proposed_by"),
            through=("proposed_by",),
            fate=Fate.NAMELESS,
            exported={
                "name": "Begrip",
                "note": "Toelichting",
                "item": "Bij",
                "proposed_at": "Voorgesteld op",
                "decision": "Besluit",
                "answer": "Antwoord van de redactie",
                "decided_at": "Besloten op",
            },
            emptied={"proposed_by": None},
            why="De redactie besluit over het begrip, wie het ook voorstelde.",
        ),
        not_exported={"scheme": OF_THE_ITEM, "concept": OF_THE_ITEM},
    )


def _questions() -> dict[str, str]:
    """Return what an author was asked, by the name under which the answer is kept."""
    return {name: str(field.label) for name, field in SubmissionForm().fields.items()}


def _curating(to: Register) -> None:
    item = {"title": "Titel", "status": "Status", "changed_at": "Het laatst gewijzigd op"}
    of_the_item = (
        *("kind", "slug", "summary", "body", "published_at", "reviewed_on", "review_by"),
        *("archived_reason", "edit_version", "theme_count", "source_count", "content_digest"),
        *("folded_title", "folded_text", "concepts"),
    )
    visible = Q(status=KnowledgeItem.Status.PUBLISHED)
    to.decide(
        KnowledgeItem,
        Tie(
            key="onder_redactie",
            title="Gepubliceerde items waarvan u de redacteur bent",
            rows=person("curator", visible),
            through=("curator",),
            fate=Fate.HANDED_OVER,
            exported=item,
            url=_edit_url,
        ),
        Tie(
            key="onder_redactie",
            title="Andere items waarvan u de redacteur bent",
            rows=person("curator", ~visible),
            through=("curator",),
            fate=Fate.NAMELESS,
            exported=item,
            emptied={"curator": None},
            why="Een andere redacteur gaat ermee verder.",
        ),
        not_exported=dict.fromkeys(of_the_item, OF_THE_ITEM),
    )
    to.decide(
        Editing,
        Tie(
            key="geopend",
            title="Items die u open hebt in het beheer",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={"item": "Item", "seen_at": "Het laatst gezien op"},
        ),
        not_exported={},
    )
    to.decide(
        Task,
        Tie(
            key="taken",
            title="Taken op uw naam in de werkbank",
            rows=person("claimed_by"),
            through=("claimed_by",),
            fate=Fate.NAMELESS,
            exported={"key": "Taak", "due_on": "Klaar op", "done_at": "Gedaan op"},
            emptied={"claimed_by": None},
            why="Een andere redacteur kan de taak oppakken.",
        ),
        not_exported={},
    )

    to.decide(
        Reminder,
        Tie(
            key="herinneringen",
            title="Wanneer u het laatst een herinnering kreeg",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported={"sent_on": "Gestuurd op"},
        ),
        not_exported={},
    )


def _edit_url(item: KnowledgeItem) -> str:
    return reverse(
        f"admin:{item.as_kind()._meta.label_lower.replace('.', '_')}_change", args=[item.pk]
    )


def _reflections(to: Register) -> None:
    to.decide(
        Reflection,
        *_one_and_shared(
            key="reflecties",
            title="Reflecties",
            path="pk",
            exported={
                "version": "Oefening",
                "form": "Vorm",
                "conclusion": "Gezamenlijke conclusie",
                "finished_at": "Afgerond op",
            },
        ),
        not_exported={"conclusion_version": MECHANISM},
    )
    answered = {"prompt": "Vraag", "value": "Uw antwoord", "changed_at": "Gewijzigd op"}
    to.decide(
        Answer,
        Tie(
            key="antwoorden",
            title="Uw antwoorden in reflecties",
            rows=person("seat__user"),
            fate=Fate.GOES,
            exported=answered,
        ),
        not_exported={"seat": ABOVE},
    )
    to.decide(
        Card,
        Tie(
            key="kaartjes",
            title="Kaartjes die u schreef in een teamoverleg",
            rows=person("seat__user"),
            fate=Fate.GOES,
            exported={"prompt": "Vraag", "text": "Tekst", "made_at": "Gemaakt op"},
        ),
        not_exported={"seat": ABOVE, "group": ABOVE, "key": MECHANISM},
    )
    to.decide(
        TeamMeeting,
        Tie(
            key="teamoverleggen",
            title="Teamoverleggen die u leidde",
            rows=within("reflection__session", of_one),
            fate=Fate.GOES,
            exported={"minutes": "Minuten", "people": "Aantal mensen"},
        ),
        not_exported=dict.fromkeys(
            ("agenda", "position", "runs_since", "seconds_left", "opened", "version"), MECHANISM
        ),
    )
    to.decide(
        CardGroup,
        Tie(
            key="groepen_kaartjes",
            title="Groepen waarin u kaartjes ordende",
            rows=within("reflection__session", of_one),
            fate=Fate.GOES,
            exported={"prompt": "Vraag", "title": "Titel"},
        ),
        not_exported={"reflection": ABOVE, "position": MECHANISM},
    )
    to.decide(
        Agreement,
        *_one_and_shared(
            key="afspraken",
            title="Afspraken in reflecties",
            exported={
                "text": "Wat",
                "who": "Wie",
                "due_on": "Wanneer",
                "changed_at": "Gewijzigd op",
            },
        ),
        not_exported={"reflection": ABOVE, "key": MECHANISM, "position": MECHANISM},
    )
    to.decide(
        TakenItem,
        *_one_and_shared(
            key="meegenomen", title="Wat u meenam naar een actie", exported={"item": "Item"}
        ),
        not_exported={"reflection": ABOVE},
    )


def _one_and_shared(
    *, key: str, title: str, exported: dict[str, str], path: str = "reflection__session"
) -> tuple[Tie, Tie]:
    """Return what goes with a person alone, and what a colleague who sat along keeps."""
    alone = Tie(key=key, title=title, rows=within(path, of_one), fate=Fate.GOES, exported=exported)
    shared = Tie(
        key=key,
        title=f"{title}, samen met een collega",
        rows=within(path, of_more),
        fate=Fate.NAMELESS,
        exported=exported,
        why="Uw collega maakte het samen met u. Uw eigen antwoorden gaan wel weg.",
    )
    return alone, shared


def _mail(to: Register) -> None:
    to.decide(
        OutgoingMail,
        Tie(
            key="mails",
            title="Mails aan u",
            rows=addressed_to("recipient"),
            fate=Fate.GOES,
            exported={
                "recipient": "Aan",
                "subject": "Onderwerp",
                "created_at": "Geschreven op",
                "sent_at": "Verstuurd op",
            },
        ),
        not_exported={
            "text": "De tekst van mails: die kan een link bevatten waarmee iemand kan inloggen.",
            "html": "De tekst van mails: die kan een link bevatten waarmee iemand kan inloggen.",
            "sender": MECHANISM,
            "message_id": MECHANISM,
            "headers": MECHANISM,
            "attempts": MECHANISM,
            "next_attempt_at": MECHANISM,
            "leased_until": MECHANISM,
            "lease_key": MECHANISM,
            "gave_up_at": MECHANISM,
            "last_error": MECHANISM,
            "forget": MECHANISM,
        },
    )


def _admin_log(to: Register) -> None:
    fields = {
        "action_time": "Wanneer",
        "content_type": "Soort",
        "object_repr": "Wat",
        "action_flag": "Handeling",
        "change_message": "Wat er veranderde",
    }
    forgotten = {"object_repr": FORGOTTEN, "change_message": ""}
    to.decide(
        LogEntry,
        Tie(
            key="gedaan_in_beheer",
            title="Wat u deed in het beheer",
            rows=person("user"),
            through=("user",),
            fate=Fate.GOES,
            exported=fields,
        ),
        Tie(
            key="gedaan_met_account",
            title="Wat de redactie deed met uw account",
            rows=_about,
            fate=Fate.NAMELESS,
            exported=fields,
            emptied=forgotten,
            why="Zo is te zien dat er iets met een account is gedaan, maar niet met welk.",
        ),
        Tie(
            key="genoemd_in_logboek",
            title="",
            rows=_mentioned,
            fate=Fate.NAMELESS,
            emptied=forgotten,
            why="Zo is te zien dat er iets met een account is gedaan, maar niet met welk.",
        ),
        not_exported={"object_id": MECHANISM},
    )


def _about(user: User) -> Q:
    return Q(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))


def _mentioned(user: User) -> Q:
    """Return what names this person: rows of their account are called after them."""
    found = Q(object_repr__icontains=user.email) | Q(change_message__icontains=user.email)
    if user.name:
        # Whole, for a short name is part of many words.
        found |= Q(object_repr=user.name) | Q(change_message__contains=json.dumps(user.name))
    return found


def _nobody(to: Register) -> None:
    to.nobody(ContentType, TaggedItem)
    to.nobody(Group, Permission, Tag, although={"name": "what editors may do or choose from"})
    to.nobody(SocialApp, although={"name": "of an organisation that people log in with"})
    to.nobody(Province, Municipality, MunicipalityName, although={"name": "of a place"})
    to.nobody(Organisation, although={"name": "of an organisation"})
    to.nobody(ConceptScheme, although={"name": "of a list of concepts"})
    to.nobody(Concept, although={"name": "of a concept", "folded_name": "of a concept"})
    to.nobody(MergedConcept, although={"name": "of a concept"})
    to.nobody(AlternativeLabel, ConceptAssignment)
    to.nobody(CompassReading, PublicChange, Relation, Source)
    to.nobody(Dossier, DossierChapter, DossierEntry, Practice, Publication)
    to.nobody(Exercise, ExercisePrompt, ExerciseStep, ExerciseVersion, PromptOption)
    to.nobody(ConversationTheme, ResultBand, ScalePoint, Statement, TalkQuestion)
    to.nobody(Combination, CombinationStep, GuideOption, GuideQuestion)
    # Counted by day, without anything of a visitor (docs/adr/0009).
    to.nobody(AskedQuery, Click, MissedSearch)
    to.nobody(Document, Form, Nearness, Posting, State, Term)


def is_history(model: type[Model]) -> bool:
    """Return whether rows of ``model`` are what rows of another one once were."""
    return hasattr(model, "instance_type")


def decide_history(to: Register, model: type[Any]) -> None:
    """Decide on a table of old versions: who saved a version is forgotten, the version stays."""
    now = to.get(model.instance_type)
    if now and any(tie.fate is Fate.GOES for tie in now.ties):
        raise ImproperlyConfigured(f"{model._meta.label} would keep what goes with its person")
    names = {column.name for column in model._meta.local_fields if not column.primary_key}
    persons = {c.name for c in model._meta.local_fields if points_at_a_person(c)}
    exported = {
        "history_date": "Wanneer",
        "history_type": "Handeling",
        "history_change_reason": "Waarom",
    }
    exported |= {name: "Wat" for name in ("title", "name", "label") if name in names}
    if not persons:
        to.nobody(model, although=dict.fromkeys(names, OF_THE_ITEM))
        return
    saved_by = Tie(
        key="geschiedenis",
        title="Wijzigingen die u deed in het beheer",
        rows=person("history_user"),
        through=("history_user",),
        fate=Fate.NAMELESS,
        exported=exported,
        emptied={"history_user": None},
        why="Zo blijft te zien wat er veranderde, maar niet door wie.",
    )
    others = [_in_history(name) for name in sorted(persons - {"history_user"})]
    left_out = dict.fromkeys(names - persons - exported.keys(), OF_THE_ITEM)
    to.decide(model, saved_by, *others, not_exported=left_out)


def _in_history(name: str) -> Tie:
    return Tie(
        key=f"geschiedenis_{name}",
        title="",
        rows=person(name),
        through=(name,),
        fate=Fate.NAMELESS,
        emptied={name: None},
        why="Zo blijft te zien wat er veranderde, maar niet door wie.",
    )
