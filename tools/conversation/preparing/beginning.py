"""The page on which somebody begins a conversation."""

from http import HTTPStatus

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from knowledge.profile import profile_of
from knowledge.profile_place import municipality_names
from tools.conversation.models import KEPT_MONTHS
from tools.conversation.preparing.forms import ANONYMOUS, NAMED, BeginForm
from tools.conversation.starting import TOOL
from tools.conversation.starting import begin as start
from tools.conversation.versions import NothingIssuedError
from tools.sessions.joining import open_for_joining
from tools.sessions.keys import new_key
from tools.sessions.models import Seat
from tools.sessions.places import key_in, new_place

# Told to whoever has to choose, once and for all.
EXPLAINED = {
    ANONYMOUS: (
        "Anoniem",
        (
            "Niemand ziet wie wat antwoordde, ook u niet. Iedereen ziet alleen wat de groep als "
            "geheel zegt. Mensen antwoorden dan vrijer. Nodig minstens vier mensen uit, liever "
            "meer: van een kleine groep laten wij minder zien."
        ),
    ),
    NAMED: (
        "Met naam",
        (
            "Iedereen die meedoet ziet straks ook wie wat antwoordde. Elke deelnemer geeft daar "
            "eerst zelf toestemming voor. Kies dit in een groep waarin mensen elkaar vertrouwen."
        ),
    ),
}
_NOTHING_ISSUED = (
    "Er is nog geen vragenlijst. De redactie van de kennisplaats moet die eerst uitgeven."
)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        initial = {"municipality": _own_municipality(request), "place": new_place()}
        return _page(request, BeginForm(initial=initial), HTTPStatus.OK)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        seat = _begun(request, form)
    except NothingIssuedError:
        form.add_error(None, _NOTHING_ISSUED)
        return _page(request, form, HTTPStatus.CONFLICT)
    return redirect("conversation:prepare", key=seat.key)


def _begun(request: HttpRequest, form: BeginForm) -> Seat:
    """Return the seat of who leads: who sends the form twice, begins once."""
    key = key_in(form.cleaned_data["place"]) or new_key()
    if seat := _seat(key):
        return seat
    try:
        return _begin(request, form, key)
    except IntegrityError:
        # Taken just now by the other of the two, or by something else that was begun here.
        return _seat(key) or _begin(request, form, new_key())


@transaction.atomic
def _begin(request: HttpRequest, form: BeginForm, key: str) -> Seat:
    seat = start(
        form.title_or_default,
        form.municipalities,
        region=form.region_name,
        is_named=form.cleaned_data["names"] == NAMED,
        user=request.user,
        key=key,
    )
    open_for_joining(seat.session)
    return seat


def _seat(key: str) -> Seat | None:
    return Seat.objects.filter(key=key, session__tool=TOOL, is_leader=True).first()


def _own_municipality(request: HttpRequest) -> str:
    profile = profile_of(request.user) if request.user.is_authenticated else None
    return str((profile and profile.municipality) or "")


def _page(request: HttpRequest, form: BeginForm, status: HTTPStatus) -> HttpResponse:
    chosen = form["names"].value()
    context = {
        "section": "conversation",
        "form": form,
        "choices": [
            {"value": value, "label": label, "text": text, "is_chosen": value == chosen}
            for value, (label, text) in EXPLAINED.items()
        ],
        "municipality_names": municipality_names(),
        "kept_months": KEPT_MONTHS,
    }
    return render(request, "conversation/preparing/begin.html", context, status=status)
