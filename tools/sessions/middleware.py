from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

type GetResponse = Callable[[HttpRequest], HttpResponse]


class KeyedPagesMiddleware:
    """
    Keeps addresses that hold a key from going elsewhere: to other sites, or into a search engine.

    Not "no-referrer": browsers then send forms with an origin of "null", which is refused.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.KEYED_PAGES):
            response["Referrer-Policy"] = "strict-origin"
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response
