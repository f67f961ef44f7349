from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, Any]:
    """What every page may say about the portal itself; costs no query, reads no cookie."""
    return {"is_demo": settings.DEMO, "contact_email": settings.CONTACT_EMAIL}
