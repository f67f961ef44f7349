"""Whose the rows of the Gesprekstool are, and what becomes of them."""

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.personal_data import Fate, Register, Tie, person
from kennisplaats.personal_addresses import addressed_to
from kennisplaats.personal_reasons import ABOVE, MECHANISM, OF_THE_ITEM, OPENS
from kennisplaats.personal_sessions import WHY_LED_STAYS, at_head, led, of_more, of_one, within
from tools.conversation.models import (
    Action,
    Conversation,
    MailWish,
    Note,
    Outcome,
    OutcomeSeat,
    Participant,
    QuestionnaireVersion,
    ReviewMail,
    Score,
)
from tools.sessions.models import ToolSession

TOGETHER = "Dat maakte u samen met de anderen. Uw eigen antwoorden en aantekeningen gaan wel weg."
IN_REPORT = "Wat van iedereen samen is: dat staat in het verslag van het gesprek."


def decide_conversations(to: Register) -> None:
    _conversations(to)
    _people(to)
    _scores(to)
    _talk(to)
    _actions(to)
    _versions(to)


def _conversations(to: Register) -> None:
    seen = {
        "title": "Titel",
        "municipalities": "Gemeenten",
        "region": "Regio",
        "version": "Vragenlijst",
        "phase": "Fase",
        "is_named": "Met naam",
        "meets_at": "Datum en tijd",
        "place": "Plaats",
        "round": "Ronde",
        "chosen_themes": "Gekozen thema's",
    }
    planned = {**seen, "invited_roles": "Wie u uitnodigde", "message": "Uw eigen woorden"}
    to.decide(
        Conversation,
        Tie(
            key="gesprekken",
            title="Gesprekken waar alleen u aan meedeed",
            rows=within("pk", of_one),
            fate=Fate.GOES,
            exported=planned,
        ),
        Tie(
            key="gesprekken",
            title="Gesprekken die u leidt met anderen",
            rows=within("pk", led),
            fate=Fate.NAMELESS,
            exported=planned,
            why=WHY_LED_STAYS,
        ),
        Tie(
            key="gesprekken",
            title="Gesprekken waar u aan meedoet",
            rows=within("pk", _joined),
            fate=Fate.NAMELESS,
            exported=seen,
            why=TOGETHER,
        ),
        not_exported=dict.fromkeys(
            (
                *("predecessor", "opened_themes", "part", "runs_since", "seconds_left"),
                *("reopened_at", "warned_at", "edit_version"),
            ),
            MECHANISM,
        ),
    )


def _joined(user: User) -> QuerySet[ToolSession]:
    return of_more(user).exclude(pk__in=led(user).values("pk"))


def _people(to: Register) -> None:
    to.decide(
        Participant,
        Tie(
            key="rollen_in_gesprekken",
            title="De rol die u koos in gesprekken",
            rows=person("seat__user"),
            fate=Fate.GOES,
            exported={"role": "Rol", "agreed_at": "Akkoord met naam op"},
        ),
        not_exported={"hidden_before": MECHANISM},
    )
    to.decide(
        MailWish,
        Tie(
            key="mail_over_gesprekken",
            title="Adressen waarop u mail over een gesprek wilde krijgen",
            rows=lambda user: (
                Q(seat__user=user) | Q(confirmed_at__isnull=False) & addressed_to("email")(user)
            ),
            fate=Fate.GOES,
            exported={
                "email": "E-mailadres",
                "asked_at": "Gevraagd op",
                "confirmed_at": "Bevestigd op",
            },
        ),
        not_exported={"key": OPENS, "seat": ABOVE},
    )
    to.decide(
        ReviewMail,
        Tie(
            key="herinneringen_aan_acties",
            title="Herinneringen aan acties die u kreeg",
            rows=lambda user: (
                Q(wish__seat__user=user)
                | Q(wish__confirmed_at__isnull=False) & addressed_to("wish__email")(user)
            ),
            fate=Fate.GOES,
            exported={"review_on": "Terugkijken op"},
        ),
        not_exported={"action": ABOVE, "wish": ABOVE},
    )


def _scores(to: Register) -> None:
    to.decide(
        Score,
        Tie(
            key="scores",
            title="Uw antwoorden in gesprekken",
            rows=person("seat__user"),
            fate=Fate.GOES,
            exported={
                "statement": "Stelling",
                "value": "Uw antwoord",
                "importance": "Belang",
                "remark": "Uw toelichting",
                "changed_at": "Gewijzigd op",
            },
        ),
        not_exported={"seat": ABOVE},
    )
    counted = {"part": "Deel", "people": "Aantal mensen", "published_at": "Geteld op"}
    to.decide(
        Outcome,
        *_alone_and_together(
            key="uitkomsten",
            title="Uitkomsten van gesprekken",
            exported=counted,
            why="Een uitkomst is opgeteld over iedereen die toen meedeed, en noemt niemand.",
        ),
        not_exported={"conversation": ABOVE, "number": MECHANISM, "release": IN_REPORT},
    )
    to.decide(
        OutcomeSeat,
        Tie(
            key="geteld",
            title="Uw antwoorden zoals ze in een uitkomst zijn geteld",
            rows=person("seat__user"),
            fate=Fate.GOES,
            exported={"role": "Rol", "answers": "Antwoord en belang bij elke stelling"},
        ),
        not_exported={"outcome": ABOVE, "seat": ABOVE},
    )


def _talk(to: Register) -> None:
    written = {
        "kind": "Soort",
        "theme": "Thema",
        "question": "Vraag",
        "text": "Tekst",
        "made_at": "Gemaakt op",
        "changed_at": "Gewijzigd op",
    }
    to.decide(
        Note,
        Tie(
            key="aantekeningen",
            title="Uw aantekeningen in gesprekken",
            rows=lambda user: Q(seat__user=user) & ~at_head(user, "seat__"),
            fate=Fate.GOES,
            exported=written,
        ),
        Tie(
            key="aantekeningen",
            title="Uw aantekeningen in gesprekken die u leidt met anderen",
            rows=lambda user: at_head(user, "seat__"),
            fate=Fate.NAMELESS,
            exported=written,
            why=WHY_LED_STAYS,
        ),
        not_exported={
            "conversation": ABOVE,
            "seat": ABOVE,
            "key": MECHANISM,
            "edit_version": MECHANISM,
        },
    )


def _actions(to: Register) -> None:
    to.decide(
        Action,
        *_alone_and_together(
            key="acties",
            title="Acties in gesprekken",
            exported={
                "theme": "Thema",
                "statement": "Stelling",
                "reason": "Aanleiding",
                "wanted": "Gewenste situatie",
                "text": "Actie",
                "reach": "Soort",
                "lead": "Trekker",
                "colleagues": "Betrokken collega's",
                "partners": "Partners",
                "residents": "Rol van inwoners",
                "means": "Uren en geld",
                "decision": "Besluit nodig van",
                "starts_on": "Start",
                "ready_on": "Klaar",
                "seen_by": "Waaraan zien we het",
                "first_step": "Eerste stap",
                "review_on": "Terugkijken op",
                "status": "Status",
                "stopped_why": "Waarom gestopt",
                "made_at": "Gemaakt op",
                "changed_at": "Gewijzigd op",
            },
            why=TOGETHER,
        ),
        not_exported={
            "conversation": ABOVE,
            "note": ABOVE,
            "item": OF_THE_ITEM,
            "key": MECHANISM,
            "position": MECHANISM,
            "edit_version": MECHANISM,
        },
    )


def _alone_and_together(
    *, key: str, title: str, exported: dict[str, str], why: str
) -> tuple[Tie, Tie]:
    """Return what goes with the conversation of one person, and what a group keeps."""
    path = "conversation"
    return (
        Tie(key=key, title=title, rows=within(path, of_one), fate=Fate.GOES, exported=exported),
        Tie(
            key=key,
            title=f"{title} met anderen",
            rows=within(path, of_more),
            fate=Fate.NAMELESS,
            exported=exported,
            why=why,
        ),
    )


def _versions(to: Register) -> None:
    to.decide(
        QuestionnaireVersion,
        Tie(
            key="uitgegeven_vragenlijsten",
            title="Versies van de vragenlijst die u uitgaf",
            rows=person("issued_by"),
            through=("issued_by",),
            fate=Fate.NAMELESS,
            exported={"number": "Versie", "note": "Wat er anders is", "issued_at": "Uitgegeven op"},
            emptied={"issued_by": None},
            why="Gesprekken houden de versie waarmee zij begonnen.",
        ),
        not_exported={"digest": MECHANISM, "content": OF_THE_ITEM},
    )
