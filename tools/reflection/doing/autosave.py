"""What the script on the page sends: only the questions that changed."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from tools.reflection.answers import ClosedError, keep
from tools.reflection.doing.agreeing import AGREEMENT, AgreementForm, may_agree
from tools.reflection.doing.filling import Filled
from tools.reflection.models import Reflection
from tools.reflection.starting import TOOL
from tools.sessions import autosave
from tools.sessions.access import seat_or_404
from tools.sessions.models import Seat


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, key: str) -> JsonResponse:
    """Keep the questions that are sent; asked with GET, give a new token against misuse."""
    seat = seat_or_404(key, tool=TOOL)
    if seat.session.reflection.form == Reflection.Form.TEAM:
        raise Http404  # there the facilitator says what is asked
    if request.method != "POST":
        return autosave.fresh(request)
    if f"{AGREEMENT}:text" in request.POST:
        return _agreement_saved(request, seat)
    sent = set(request.POST.getlist(autosave.SENT))
    prompts = [prompt for prompt in seat.session.reflection.script.prompts if prompt.key in sent]
    filled = Filled.of(prompts, request.POST)
    try:
        keep(seat, filled.right)
    except ClosedError as error:
        return autosave.refused(str(error))
    return autosave.told(request, filled.errors)


def _agreement_saved(request: HttpRequest, seat: Seat) -> JsonResponse:
    if not may_agree(seat):
        return autosave.refused(str(ClosedError()))
    form = AgreementForm(request.POST, seat=seat)
    if not form.is_valid():
        return autosave.told(request, {AGREEMENT: form.problem})
    form.save(is_done=False)
    return autosave.told(request, {})
