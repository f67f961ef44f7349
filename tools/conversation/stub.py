from django.http import Http404, HttpRequest, HttpResponse


def not_there_yet(_request: HttpRequest, **_kwargs: object) -> HttpResponse:
    raise Http404
