from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from tools.conversation import phases
from tools.conversation.access import leader_at
from tools.conversation.agenda.again import first_and_last_day
from tools.conversation.pages import seat_page
from tools.conversation.phases import ChangedMeanwhileError
from tools.sessions import live
from tools.sessions.posted import version_in


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Ask first; then nobody joins any more, and the agenda stays alive."""
    seat = leader_at(key)
    status = 200
    if request.method == "POST":
        try:
            phases.close(seat.session.conversation, version=version_in(request.POST))
        except ChangedMeanwhileError:
            seat, status = leader_at(key), live.CONFLICT
        else:
            return redirect("conversation:agenda", key=key)
    from_day, to_day = first_and_last_day(timezone.localdate())
    context = {
        "is_changed": status == live.CONFLICT,
        "open_actions": seat.session.conversation.actions.all().open().count(),
        "from_day": from_day,
        "to_day": to_day,
    }
    template = "conversation/agenda/close.html"
    return seat_page(request, template, seat, context, step="agenda", status=status)
