"""What a page that saves while somebody types is told (static/kp/saving.js), as JSON."""

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import time_format

from tools.sessions.live import CONFLICT

# The questions that a form sends along; of the others it says nothing.
SENT = "vraag"


def fresh(request: HttpRequest) -> JsonResponse:
    """Give a new token against misuse: whoever logged in elsewhere, needs one."""
    return JsonResponse({"token": get_token(request)})


def told(request: HttpRequest, problems: Mapping[str, str]) -> JsonResponse:
    """Say that all was kept, but for what is wrong by the key of its question."""
    answer = {
        "problems": problems,
        "saved_at": time_format(timezone.localtime(timezone.now()), "H:i"),
        "token": get_token(request),
    }
    return JsonResponse(answer)


def refused(message: str) -> JsonResponse:
    """Say that nothing was kept, and nothing will be."""
    return JsonResponse({"message": message}, status=CONFLICT)
