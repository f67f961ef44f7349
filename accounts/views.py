"""What somebody does with their own account; nobody else's is ever reached."""

import logging
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from accounts.export import archive
from accounts.forms import RemovalForm
from accounts.mine import sections_for
from accounts.models import User
from accounts.removal import NotYetError, foresee, remove
from outbox.models import ROW_DAYS

logger = logging.getLogger(__name__)


class MineView(LoginRequiredMixin, TemplateView):
    template_name = "accounts/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = _person(self.request)
        return super().get_context_data(**kwargs, person=person, sections=sections_for(person))


@method_decorator([login_required, reauthentication_required(allow_get=True)], name="dispatch")
class DataView(TemplateView):
    """Says what is in the download; asked for by POST, for making one is written down."""

    template_name = "accounts/my_data.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        response = HttpResponse(
            archive(_person(request), now),
            content_type="application/zip",
            headers={"Cache-Control": "no-store"},
        )
        name = f"mijn-gegevens-{timezone.localdate(now):%Y-%m-%d}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        logger.info("gegevens gedownload", extra={"account": request.user.pk})
        return response


@method_decorator([never_cache, login_required, reauthentication_required], name="dispatch")
class RemovalView(FormView):
    template_name = "accounts/removal.html"
    form_class = RemovalForm
    success_url = reverse_lazy("accounts:removed")
    extra_context = {"mail_days": ROW_DAYS}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = _person(self.request)
        return super().get_context_data(**kwargs, person=person, foresight=foresee(person))

    def form_valid(self, form: RemovalForm) -> HttpResponse:
        try:
            remove(_person(self.request))
        except NotYetError:
            # The page says what has to be handed over.
            return self.render_to_response(self.get_context_data(form=form), status=409)
        logout(self.request)
        return super().form_valid(form)

    def form_invalid(self, form: RemovalForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RemovedView(TemplateView):
    template_name = "accounts/removed.html"


def _person(request: HttpRequest) -> User:
    person = request.user
    assert isinstance(person, User)  # noqa: S101 -- each view here asks for an account
    return person
