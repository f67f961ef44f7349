"""Mail on the day to look back: asked for, confirmed and stopped."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from tools.conversation.access import seat_at
from tools.conversation.agenda import wishes
from tools.conversation.models import MailWish
from tools.conversation.pages import seat_page
from tools.sessions import live
from tools.sessions.mailing import LinkForm
from tools.sessions.models import Seat

TOO_OFTEN = 429
TOO_OFTEN_SAID = "Er gingen net al een paar mails weg. Probeer het later opnieuw."
STOP = "stop"


@require_http_methods(["GET", "HEAD", "POST"])
def mail_wish(request: HttpRequest, key: str) -> HttpResponse:
    """Let whoever sits here ask for mail, or stop it; the address itself is shown nowhere."""
    seat = seat_at(key)
    if request.method != "POST":
        return _wish_page(request, seat, LinkForm())
    here = reverse("conversation:mail-wish", args=[key])
    if request.POST.get("deed") == STOP:
        MailWish.objects.filter(seat=seat).delete()
        return redirect(f"{here}?gestopt")
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _wish_page(request, seat, form, live.WRONG)
    if not wishes.ask(seat, form.cleaned_data["email"], request, timezone.now()):
        form.add_error("email", TOO_OFTEN_SAID)
        return _wish_page(request, seat, form, TOO_OFTEN)
    return redirect(f"{here}?gevraagd")


@require_http_methods(["GET", "HEAD", "POST"])
def mail_confirm(request: HttpRequest, wish: str) -> HttpResponse:
    """Let the owner of an address say yes, or no more; only a press on the button does."""
    now = timezone.now()
    found = wishes.wish_with(wish, now)
    if request.method == "POST" and request.POST.get("deed") == STOP:
        wishes.stop(wish)
        return redirect("conversation:mail-stopped")
    if found is None:
        raise Http404
    if request.method == "POST":
        wishes.confirm(found, now)
        return redirect("conversation:mail-confirm", wish=wish)
    context = {"section": "conversation", "wish": found, "title": "Mail over uw afspraken"}
    return render(request, "conversation/agenda/mail_confirm.html", context)


@require_safe
def mail_stopped(request: HttpRequest) -> HttpResponse:
    context = {"section": "conversation", "title": "Geen mail meer"}
    return render(request, "conversation/agenda/mail_stopped.html", context)


def _wish_page(request: HttpRequest, seat: Seat, form: LinkForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "wish": MailWish.objects.filter(seat=seat).first(),
        "is_asked": "gevraagd" in request.GET,
        "is_stopped": "gestopt" in request.GET,
        "days": wishes.CONFIRM_DAYS,
    }
    template = "conversation/agenda/mail_wish.html"
    return seat_page(request, template, seat, context, step="agenda", status=status)
