from urllib.parse import urljoin

from django.conf import settings


def absolute_url(path: str) -> str:
    """Return the whole address of ``path`` on this portal."""
    return urljoin(origin() + "/", path)


def origin() -> str:
    """Return what every address of this portal begins with: SITE_URL, or a guess where it lacks."""
    if settings.SITE_URL:
        return str(settings.SITE_URL)
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return f"{scheme}://{host}"
