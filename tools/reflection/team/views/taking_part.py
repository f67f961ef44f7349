"""The page of who takes part, on a telephone: what the group sees, and what is asked."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tools.reflection import answers
from tools.reflection.answers import AnswerError, ClosedError
from tools.reflection.models import Card
from tools.reflection.script import Prompt
from tools.reflection.starting import TOOL
from tools.reflection.team import cards
from tools.reflection.team.cards import CardError
from tools.reflection.team.room import Phase, Question, Room, meetings
from tools.sessions import live
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat
from tools.sessions.posted import key_in

_PAGE = "reflection/team/take_part.html"


@dataclass(frozen=True, slots=True)
class Typed:
    """What could not be kept, and why; ``value`` is a text or the shape of an answer."""

    prompt: str
    value: Any
    error: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """A question as one of the group has it."""

    question: Question
    value: Any
    cards: tuple[Card, ...]
    error: str = ""
    text: str = ""

    @property
    def prompt(self) -> Prompt:
        return self.question.prompt

    @property
    def new_key(self) -> uuid.UUID:
        """Return a key for the card that is written now."""
        return uuid.uuid4()

    @property
    def is_full(self) -> bool:
        return len(self.cards) >= cards.MOST_CARDS


@require_safe
def take_part(request: HttpRequest, key: str) -> HttpResponse:
    seat = _guest(key)
    return live.page(request, _PAGE, _context(seat, _room(seat)))


@require_safe
def state(request: HttpRequest, key: str) -> HttpResponse:
    seat = _guest(key)
    room = _room(seat)
    return live.state(request, room, _PAGE, lambda: _context(seat, room))


@require_POST
def put_card(request: HttpRequest, key: str) -> HttpResponse:
    seat = _guest(key)
    prompt, text = _prompt(request, _room(seat)), request.POST.get("text", "")
    if not prompt.is_text:
        raise Http404
    try:
        cards.put(seat, prompt.key, key=_key(request), text=text)
    except CardError as error:
        return _refused(request, seat, Typed(prompt.key, text, str(error)), live.WRONG)
    except ClosedError:
        return _refused(request, seat, Typed(prompt.key, text), live.CONFLICT)
    return _done(request, seat, prompt.key)


@require_POST
def withdraw_card(request: HttpRequest, key: str) -> HttpResponse:
    seat = _guest(key)
    cards.withdraw(seat, _key(request))
    return _done(request, seat, request.POST.get("prompt", ""))


@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    seat = _guest(key)
    prompt = _prompt(request, _room(seat))
    if prompt.is_text:
        raise Http404
    raw = answers.typed(prompt, request.POST)
    try:
        answers.keep(seat, {prompt.key: answers.cleaned(prompt, raw)})
    except AnswerError as error:
        return _refused(request, seat, Typed(prompt.key, raw, str(error)), live.WRONG)
    except ClosedError:
        return _refused(request, seat, Typed(prompt.key, ""), live.CONFLICT)
    return _done(request, seat, prompt.key)


def _guest(key: str) -> Seat:
    seat = seat_or_404(key, tool=TOOL)
    if seat.is_leader:
        raise Http404
    return seat


def _room(seat: Seat) -> Room:
    meeting = meetings().filter(pk=seat.session_id).first()
    if meeting is None:
        raise Http404
    return Room(meeting, timezone.now())


def _prompt(request: HttpRequest, room: Room) -> Prompt:
    key = request.POST.get("prompt", "")
    if key not in room.agenda.prompts:
        raise Http404
    return room.script.prompt(key)


def _key(request: HttpRequest) -> uuid.UUID:
    key = key_in(request.POST)
    if key is None:
        raise Http404
    return key


def _done(request: HttpRequest, seat: Seat, prompt: str) -> HttpResponse:
    if live.is_live(request):
        return live.page(request, _PAGE, _context(seat, _room(seat)))
    return redirect(f"{reverse('reflection:take-part', args=[seat.key])}#vraag-{prompt}")


def _refused(request: HttpRequest, seat: Seat, typed: Typed, status: int) -> HttpResponse:
    context = _context(seat, _room(seat), typed)
    return live.page(request, _PAGE, context, status=status)


def _context(seat: Seat, room: Room, typed: Typed | None = None) -> dict[str, Any]:
    """Return what the page shows; ``typed`` is what could not be kept."""
    reached = [phase for phase in room.phases if _is_reached(seat, room, phase)]
    current = room.phase
    # The part of now comes first, then the last one that was.
    reached.sort(key=lambda phase: (phase.place != current.place, -phase.place))
    return {
        "room": room,
        "seat": seat,
        "title": room.script.title,
        "phases": [
            (phase, [_mine(seat, room, one, typed) for one in phase.questions]) for phase in reached
        ],
        "mine": [_mine(seat, room, one, typed) for one in room.questions],
        "typed": typed,
        "most_text": cards.MOST_TEXT,
        "most_cards": cards.MOST_CARDS,
    }


def _is_reached(seat: Seat, room: Room, phase: Phase) -> bool:
    """Say whether the group was here, as far as one can tell after it went back."""
    return phase.place <= room.meeting.position or any(
        one.is_opened
        or room.value_of(seat, one.prompt.key) is not None
        or room.cards_of(seat, one.prompt.key)
        for one in phase.questions
    )


def _mine(seat: Seat, room: Room, question: Question, typed: Typed | None) -> Mine:
    key = question.prompt.key
    value, own = room.value_of(seat, key), tuple(room.cards_of(seat, key))
    if typed is None or typed.prompt != key:
        return Mine(question, value, own)
    if question.has_cards:
        return Mine(question, None, own, typed.error, typed.value)
    return Mine(question, typed.value, own, typed.error)
