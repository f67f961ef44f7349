"""What the script on the page sends and is told, as JSON: only the questions that changed."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import time_format
from django.views.decorators.http import require_http_methods

from tools.reflection.answers import ClosedError, keep
from tools.reflection.doing.agreeing import AGREEMENT, AgreementForm, may_agree
from tools.reflection.doing.filling import Filled
from tools.reflection.doing.views import CLOSED
from tools.reflection.models import Reflection
from tools.reflection.starting import TOOL
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat

# The questions that a form sends along; of the others it says nothing.
SENT = "vraag"


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, key: str) -> JsonResponse:
    """Keep the questions that are sent; asked with GET, give a new token against misuse."""
    seat = seat_or_404(key, tool=TOOL)
    if seat.session.reflection.form == Reflection.Form.TEAM:
        raise Http404  # there the facilitator says what is asked
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    if f"{AGREEMENT}:text" in request.POST:
        return _agreement_saved(request, seat)
    sent = set(request.POST.getlist(SENT))
    prompts = [prompt for prompt in seat.session.reflection.script.prompts if prompt.key in sent]
    filled = Filled.of(prompts, request.POST)
    try:
        keep(seat, filled.right)
    except ClosedError as error:
        return JsonResponse({"message": str(error)}, status=CLOSED)
    return _told(request, filled.errors)


def _agreement_saved(request: HttpRequest, seat: Seat) -> JsonResponse:
    if not may_agree(seat):
        return JsonResponse({"message": str(ClosedError())}, status=CLOSED)
    form = AgreementForm(request.POST, seat=seat)
    if not form.is_valid():
        return _told(request, {AGREEMENT: form.problem})
    form.save(is_done=False)
    return _told(request, {})


def _told(request: HttpRequest, problems: Mapping[str, str]) -> JsonResponse:
    answer = {
        "problems": problems,
        "saved_at": time_format(timezone.localtime(timezone.now()), "H:i"),
        "token": get_token(request),
    }
    return JsonResponse(answer)
