"""How far all are: for who leads how many, and for who waits what comes next."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from outbox.mail import absolute_url
from tools.conversation.access import seat_at
from tools.conversation.models import Conversation
from tools.conversation.pages import seat_page
from tools.conversation.scoring.taking_part import is_done, is_told_again
from tools.conversation.starting import TOOL
from tools.sessions import live
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat
from tools.sessions.qr import qr_svg

Phase = Conversation.Phase
_PAGE = "conversation/scoring/progress.html"


@dataclass(frozen=True)
class Standing:
    """How far a conversation is, for who sits at ``seat``; never who did what."""

    seat: Seat
    conversation: Conversation

    @cached_property
    def _counts(self) -> dict[str, int]:
        done = Q(done_at__isnull=False) & (
            Q(session__conversation__reopened_at__isnull=True)
            | Q(done_at__gte=F("session__conversation__reopened_at"))
        )
        seats = Seat.objects.filter(
            session=self.seat.session_id, is_leader=False, withdrawn_at__isnull=True
        )
        return seats.aggregate(joined=Count("pk"), done=Count("pk", filter=done))

    @property
    def joined(self) -> int:
        return self._counts["joined"]

    @property
    def done(self) -> int:
        return self._counts["done"]

    @property
    def is_done(self) -> bool:
        return is_done(self.conversation, self.seat)

    @property
    def is_told_again(self) -> bool:
        return is_told_again(self.conversation, self.seat)

    @property
    def is_preparing(self) -> bool:
        return self.conversation.phase == Phase.PREPARING

    @property
    def is_scoring(self) -> bool:
        return self.conversation.phase == Phase.SCORING

    @property
    def is_over(self) -> bool:
        return not (self.is_preparing or self.is_scoring)

    @property
    def news(self) -> str:
        """Say what is new, for who does not see it."""
        if self.is_over:
            return "Het scoren is gesloten. De uitkomst is er."
        if self.is_preparing:
            return ""
        if not self.seat.is_leader:
            return "Het scoren is open."
        if self.joined and self.joined == self.done:
            return "Iedereen die meedoet, is klaar."
        return ""

    def etag(self) -> str:
        """Return another one when there is something else to see."""
        told: list[Any] = [self.conversation.phase, self.conversation.reopened_at]
        if self.seat.is_leader:
            told += [self.joined, self.done, self.seat.session.code]
        else:
            told.append(self.seat.done_at)
        digest = hashlib.sha256(repr(told).encode()).hexdigest()
        return f'W/"{digest[:20]}"'


@require_safe
def progress(request: HttpRequest, key: str) -> HttpResponse:
    seat = seat_at(key)
    standing = Standing(seat, seat.session.conversation)
    context = _context(request, standing)
    step = "progress" if seat.is_leader else "work"
    return seat_page(request, _PAGE, seat, context, step=step, status=HTTPStatus.OK)


@require_safe
def state(request: HttpRequest, key: str) -> HttpResponse:
    """Return the part of the page that changes; asked for by everybody all the time."""
    seat = seat_or_404(key, tool=TOOL)
    conversation = Conversation.objects.filter(pk=seat.session_id).first()
    if conversation is None:
        raise Http404
    standing = Standing(seat, conversation)
    return live.state(request, standing, _PAGE, lambda: _context(request, standing))


def _context(request: HttpRequest, standing: Standing) -> dict[str, Any]:
    return {
        "standing": standing,
        "seat": standing.seat,
        "conversation": standing.conversation,
        "host": request.get_host(),
        "qr": _qr(standing),
    }


def _qr(standing: Standing) -> str:
    """Return the code to join by as a picture, for who leads while people may join."""
    code = standing.seat.session.code
    if not standing.seat.is_leader or not code:
        return ""
    address = absolute_url(f"{reverse('sessions:join')}?code={code}")
    return qr_svg(address, title="QR-code om mee te doen")
