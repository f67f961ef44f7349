"""Where the script of a list tells what was asked, and what was opened."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from knowledge.search_log import NotAListError, asked_at, item_at, note_click, note_question


# There is no session here and nothing of a user to protect: a token would need a cookie, and
# who searches gets none. What another website can make a browser send is refused below.
@csrf_exempt
@require_POST
def log_search(request: HttpRequest) -> HttpResponse:
    """
    Count a question, or with ``item`` the opening of a result; answer 204.

    ``list`` and ``item`` are addresses of this website.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return _refused("Dit verzoek komt van een andere website.")
    try:
        asked = asked_at(request.POST.get("list", ""))
        opened = item_at(request.POST["item"]) if request.POST.get("item") else None
    except NotAListError as error:
        return _refused(str(error))
    if opened is None:
        note_question(asked, timezone.localdate())
    else:
        note_click(asked, opened, timezone.localdate())
    return HttpResponse(status=204)


def _refused(reason: str) -> HttpResponse:
    return HttpResponse(reason, status=400, content_type="text/plain; charset=utf-8")
