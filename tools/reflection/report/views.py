from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from knowledge.fitting import fitting_items
from knowledge.models import KnowledgeItem
from tools.reflection.duo.seats import Pair
from tools.reflection.finding.following import next_exercises
from tools.reflection.models import TakenItem
from tools.reflection.pages import seat_page
from tools.reflection.report.blocks import parts
from tools.reflection.report.building import blocks_for, subtitle
from tools.reflection.report.reading import reader_or_404
from tools.sessions.models import Seat


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """Show what was answered and agreed on one page, and ways to go on."""
    seat = reader_or_404(key)
    reflection = seat.session.reflection
    exercise = reflection.version.exercise
    taken = set(reflection.taken_items.values_list("item", flat=True))
    fitting = fitting_items(exercise) if exercise else []
    context: dict[str, Any] = {
        "subtitle": subtitle(reflection),
        "parts": parts(blocks_for(seat)),
        "has_dates": reflection.agreements.filter(due_on__isnull=False).exists(),
        "exercise": exercise,
        "next_exercises": next_exercises(exercise) if exercise else [],
        "fitting": fitting,
        "taken": taken,
        "pair": Pair.of(seat),
    }
    return seat_page(request, "reflection/report/page.html", seat, context)


class TakeForm(forms.Form):
    item = forms.ModelChoiceField(KnowledgeItem.objects.published())
    put_back = forms.BooleanField(required=False)


@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Take an item along to an action, or put it back: kept on the report."""
    seat = reader_or_404(key)
    reflection = seat.session.reflection
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Http404
    item = form.cleaned_data["item"]
    if form.cleaned_data["put_back"]:
        TakenItem.objects.filter(reflection=reflection, item=item).delete()
    else:
        TakenItem.objects.get_or_create(reflection=reflection, item=item)
    seat.session.touch()
    return redirect(f"{_address(seat)}#meenemen")


def _address(seat: Seat) -> str:
    return reverse("reflection:report", args=[seat.key])
