from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tools.sessions import tries
from tools.sessions.forms import WRONG_CODE, JoinForm
from tools.sessions.joining import FullSessionError, UnknownCodeError
from tools.sessions.joining import join as sit_down
from tools.sessions.keys import read_code
from tools.sessions.places import Place, key_in, new_place, place_with, places_of, remember
from tools.sessions.tools import tool_of

TOO_MANY = (
    "Er is vanaf jullie netwerk te vaak een verkeerde code ingevuld. Wacht een minuut en probeer "
    "het dan opnieuw."
)
FULL = "Aan deze sessie doen al zoveel mensen mee als er kunnen. Vraag wie hem leidt om raad."
RETRY_SECONDS = 60


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Let somebody sit down by a code; on the same device with the same code in the same seat."""
    places = places_of(request)
    if request.method == "POST":
        return _posted(request, places)
    code = read_code(request.GET.get("code", ""))
    if place := place_with(places, code):
        return HttpResponseRedirect(_url(place))
    form = JoinForm(initial={"code": code, "place": new_place()})
    return _page(request, form, places, HTTPStatus.OK)


def _posted(request: HttpRequest, places: Sequence[Place]) -> HttpResponse:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, form, places, HTTPStatus.UNPROCESSABLE_ENTITY)
    code = form.cleaned_data["code"]
    place = place_with(places, code)
    if place is None:
        if tries.are_too_many(request):
            return _refused(request, form, places)
        try:
            name, device = form.cleaned_data["name"], key_in(form.cleaned_data["place"])
            place = Place(code, sit_down(code, name=name, device=device))
        except UnknownCodeError:
            if not tries.count(request):
                return _refused(request, form, places)
            form.add_error("code", WRONG_CODE)
            return _page(request, form, places, HTTPStatus.UNPROCESSABLE_ENTITY)
        except FullSessionError:
            form.add_error(None, FULL)
            return _page(request, form, places, HTTPStatus.CONFLICT)
    response = HttpResponseRedirect(_url(place), status=HTTPStatus.SEE_OTHER)
    remember(response, places, code, place.seat)
    return response


def _refused(request: HttpRequest, form: JoinForm, places: Sequence[Place]) -> HttpResponse:
    form.add_error(None, TOO_MANY)
    response = _page(request, form, places, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _page(
    request: HttpRequest, form: JoinForm, places: Sequence[Place], status: HTTPStatus
) -> HttpResponse:
    context = {
        "form": form,
        "places": [
            {"title": tool_of(place.seat.session).title(place.seat.session), "url": _url(place)}
            for place in places
            if place.seat.session.is_open
        ],
    }
    return render(request, "sessions/join.html", context, status=status)


def _url(place: Place) -> str:
    return tool_of(place.seat.session).seat_url(place.seat)
