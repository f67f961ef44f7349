"""What administrators see of mail: whom it is for and how far it is, never its secret links."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.csp import csp_override

from outbox.models import OutgoingMail

# A mail has its style in itself, as mail programs fetch none; it may do nothing else.
OF_A_MAIL = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "form-action": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}


class StateFilter(admin.SimpleListFilter):
    title = "stand"
    parameter_name = "stand"

    def lookups(
        self, _request: HttpRequest, _model_admin: admin.ModelAdmin
    ) -> list[tuple[str, str]]:
        return [("wacht", "wacht"), ("vastgelopen", "vastgelopen"), ("verstuurd", "verstuurd")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet) -> QuerySet:
        mails = OutgoingMail.objects
        chosen = {"wacht": mails.waiting, "vastgelopen": mails.stuck, "verstuurd": mails.sent}
        if self.value() in chosen:
            return queryset & chosen[str(self.value())]()
        return queryset


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    list_display = ["subject", "how_far", "last_error", "recipient", "created_at"]
    list_filter = [StateFilter]
    list_per_page = 50
    search_fields = ["recipient", "subject"]
    show_full_result_count = False
    actions = ["retry"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = "Mails die deze demo zou versturen" if settings.DEMO else "Uitgaande mails"
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_fields(self, _request: HttpRequest, obj: Any = None) -> list[Any]:
        known = ["subject", "recipient", "sender", "how_far", "created_at", "sent_at"]
        fields = [*known, "attempts", "next_attempt_at", "last_error", "message_id"]
        return [*fields, "body", "formatted"] if settings.DEMO and _is_open(obj) else fields

    def get_urls(self) -> list[URLPattern]:
        formatted = self.admin_site.admin_view(self.formatted_view)
        ours = path("<int:pk>/html/", formatted, name="outbox_outgoingmail_html")
        return [ours, *super().get_urls()]

    @method_decorator(csp_override(OF_A_MAIL))
    def formatted_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not (settings.DEMO and self.has_view_permission(request)):
            raise Http404
        return HttpResponse(get_object_or_404(OutgoingMail, pk=pk, forget=False).html)

    @admin.display(description="stand")
    def how_far(self, mail: OutgoingMail) -> str:
        return mail.state

    @admin.display(description="tekst")
    def body(self, mail: OutgoingMail) -> str:
        return mail.text or "gewist"

    @admin.display(description="opgemaakt")
    def formatted(self, mail: OutgoingMail) -> SafeString | str:
        if not mail.html:
            return "gewist"
        url = reverse("admin:outbox_outgoingmail_html", args=[mail.pk])
        return format_html('<a href="{}">Bekijk de mail zoals die aankomt</a>', url)

    @admin.action(description="Probeer opnieuw te versturen", permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet) -> None:
        chosen = OutgoingMail.objects.filter(pk__in=queryset.values("pk"))
        count = chosen.retry(timezone.now())
        words = "1 mail wordt" if count == 1 else f"{count} mails worden"
        self.message_user(request, f"{words} opnieuw geprobeerd.", messages.SUCCESS)
        if chosen.stuck().exists():
            words = "Wat vastgelopen blijft, kan niet meer: de tekst is al gewist."
            self.message_user(request, words, messages.WARNING)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) or _reads_in_demo(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or _reads_in_demo(request)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("outbox.change_outgoingmail")

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


def _is_open(mail: OutgoingMail | None) -> bool:
    """Say whether a demo may show what the mail says: not what is for one person alone."""
    return mail is None or not mail.forget


def _reads_in_demo(request: HttpRequest) -> bool:
    """Let the curator of a demo, who gets no mail, read what was mailed."""
    return settings.DEMO and request.user.is_active and request.user.is_staff
