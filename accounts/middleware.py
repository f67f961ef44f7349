"""What holds for every page about one person: never kept, not for ever, not for everybody."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.entrance.second_factor import has_second_factor
from accounts.entrance.sessions import is_over, mark_seen

type GetResponse = Callable[[HttpRequest], HttpResponse]

NO_FACTOR = (
    "Voor het beheer is een wachtwoord niet genoeg. Stel eerst een tweede stap in: een app met "
    "codes, of een passkey. Daarna kunt u het beheer in."
)


class PersonalPagesMiddleware:
    """
    Keeps what is about one person out of every cache, and ends sessions that lasted long enough.

    Other pages are the same for everybody, and must not look at who is there.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.PERSONAL_PAGES):
            return self.get_response(request)
        if request.user.is_authenticated:
            if is_over(request, request.user):
                logout(request)
            else:
                mark_seen(request)
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        if _is_log_out(request, response):
            # What a form kept on this computer is not for whoever sits down next.
            response["Clear-Site-Data"] = '"storage"'
        return response

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Answer a form of allauth that is not right with 422, as all our forms do."""
        form = (response.context_data or {}).get("form")
        is_wrong = request.method == "POST" and bool(getattr(form, "errors", None))
        if is_wrong and response.status_code == HTTPStatus.OK and _is_of_allauth(request):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def _is_of_allauth(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("account_login").removesuffix("login/"))


def _is_log_out(request: HttpRequest, response: HttpResponse) -> bool:
    is_done = response.status_code == HTTPStatus.FOUND
    return is_done and request.method == "POST" and request.path == reverse("account_logout")


class SecondFactorMiddleware:
    """Lets nobody into the beheer but staff that logs in with more than a password."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("admin:index")):
            return _refusal(request) or self.get_response(request)
        return self.get_response(request)


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Return where somebody must go first; None for who may pass, PermissionDenied for no staff."""
    user = request.user
    if not user.is_authenticated:
        return redirect_to_login(_wanted(request))
    if not user.is_staff:
        raise PermissionDenied
    if not has_second_factor(user):
        messages.warning(request, NO_FACTOR)
        return redirect("mfa_index")
    return None


def _wanted(request: HttpRequest) -> str:
    """Return where to go after logging in: what was asked for, unless that is a log-in itself."""
    entrances = (reverse("admin:login"), reverse("admin:logout"))
    is_page = request.method == "GET" and not request.path.startswith(entrances)
    return request.get_full_path() if is_page else reverse("admin:index")
