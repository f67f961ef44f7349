"""The page of the workbench, and what its buttons do."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from knowledge.workbench import tasks
from knowledge.workbench.desk import Desk
from knowledge.workbench.page import MINE, Refused, lines, my_rows, overview, page_of
from knowledge.workbench.queue import Queue, queues
from knowledge.workflow import SteppedAsideError

UNPROCESSABLE = 422
CLAIM, RELEASE, DUE, DONE = "nemen", "teruggeven", "datum", "gedaan"


class NotADayError(Exception):
    """A due date that cannot be; says why."""


@require_http_methods(["GET", "HEAD", "POST"])
def workbench(request: HttpRequest) -> HttpResponse:
    desk = Desk(request.user, timezone.now())
    if not queues(desk):
        raise PermissionDenied
    if request.method == "POST":
        return _act(request, desk)
    return _page(request, desk, request.GET.get("rij", ""), request.GET.get("pagina", ""))


def address(queue: str, page: str = "") -> str:
    """Return the address of a queue; without a name that of the whole workbench."""
    asked = {name: value for name, value in (("rij", queue), ("pagina", page)) if value}
    url = reverse("admin:workbench")
    return f"{url}?{urlencode(asked)}" if asked else url


# Showing ----------------------------------------------------------------------


def _page(
    request: HttpRequest, desk: Desk, name: str, number: str, refused: Refused | None = None
) -> HttpResponse:
    counted = overview(desk)
    mine = my_rows(desk)
    chosen = next((pair for pair in counted if pair[0].name == name), None)
    context: dict[str, Any] = {
        "queues": [(queue, count, address(queue.name)) for queue, count in counted],
        "mine": (len(mine), address(MINE)),
        "chosen": name if chosen or name == MINE else "",
    }
    if chosen:
        page, shown = page_of(desk, *chosen, number, refused)
        context |= {"queue": chosen[0], "page": page, "lines": shown}
        context |= {"previous": None, "next": None}
        if page.has_previous():
            context["previous"] = address(name, str(page.previous_page_number()))
        if page.has_next():
            context["next"] = address(name, str(page.next_page_number()))
    elif name == MINE:
        context["lines"] = lines(desk, mine, refused)
    elif name:
        raise Http404
    return TemplateResponse(
        request,
        "admin/knowledge/workbench.html",
        {**admin.site.each_context(request), "title": "Werkbank", **context},
        status=UNPROCESSABLE if refused else None,
    )


# Acting -----------------------------------------------------------------------


def _act(request: HttpRequest, desk: Desk) -> HttpResponse:
    name, number = request.POST.get("rij", ""), request.POST.get("pagina", "")
    key, act = request.POST.get("sleutel", ""), request.POST.get("doe", "")
    queue = _queue_of(desk, name, key)
    found = queue.found(desk, [key]) if queue else []
    if queue is None or not found:
        messages.info(request, "Dit staat niet meer in de lijst: het is al gedaan of veranderd.")
        return redirect(address(name, number))
    [row] = found
    if act == DUE:
        try:
            _set_due(request, desk, key)
        except NotADayError as error:
            refused = Refused(key, str(error), request.POST.get("klaar_op", "")[:40])
            return _page(request, desk, name, number, refused)
    elif act in {value for value, _label in row.answers}:
        said = queue.answer(desk, key, act)
        messages.success(request, said or "Er is niets veranderd.")
    else:
        try:
            _claim_release_or_finish(request, desk, queue, key, act)
        except SteppedAsideError as error:
            messages.warning(request, str(error))
    return redirect(address(name, number))


def _queue_of(desk: Desk, name: str, key: str) -> Queue | None:
    """Return the queue in which a row is, whichever page it was shown on."""
    if name == MINE:
        return next((queue for queue in queues(desk) if queue.found(desk, [key])), None)
    found = next((queue for queue in queues(desk) if queue.name == name), None)
    if found is None:
        raise Http404
    return found


def _claim_release_or_finish(
    request: HttpRequest, desk: Desk, queue: Queue, key: str, act: str
) -> None:
    if act == CLAIM:
        if _claim(desk, queue, key):
            messages.success(request, "U doet dit. Het staat nu ook bij “Mijn taken”.")
        else:
            _tell_holder(request, key)
    elif act == RELEASE:
        if tasks.release(key, desk.user):
            messages.success(request, "Dit is nu weer van niemand.")
        else:
            _tell_holder(request, key)
    elif act == DONE and queue.ends_by_hand:
        if _finish(desk, queue, key):
            messages.success(request, "Gedaan. Het komt terug als er een nieuwe reden is.")
        else:
            _tell_holder(request, key)
    else:
        raise Http404


@transaction.atomic
def _claim(desk: Desk, queue: Queue, key: str) -> bool:
    """Take the row with all that follows, or nothing of it."""
    if not tasks.claim(key, desk.user):
        return False
    queue.claimed(key, desk.user)
    return True


@transaction.atomic
def _finish(desk: Desk, queue: Queue, key: str) -> bool:
    if not tasks.finish(key, desk.user, desk.now):
        return False
    queue.finished(key)
    return True


def _set_due(request: HttpRequest, desk: Desk, key: str) -> None:
    day = _due_day(request.POST.get("klaar_op", "").strip(), desk.today)
    if not tasks.set_due(key, desk.user, day):
        _tell_holder(request, key)
    elif day is None:
        messages.success(request, "De datum is weg.")
    else:
        messages.success(request, f"Klaar op {date_format(day)}.")


def _due_day(typed: str, today: date) -> date | None:
    """Return the day that was typed, None for nothing; raise NotADayError where it cannot be."""
    if not typed:
        return None
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None:
        raise NotADayError("Vul een datum in die bestaat, zoals 2027-03-31.")
    if day < today:
        raise NotADayError("Kies vandaag of een dag die nog komt.")
    return day


def _tell_holder(request: HttpRequest, key: str) -> None:
    holder = tasks.holder(key)
    if holder is None:
        messages.info(request, "Dit is van niemand. Neem het eerst zelf.")
    elif holder == request.user:
        messages.info(request, "U doet dit al.")
    else:
        messages.warning(request, f"{holder} doet dit al.")
