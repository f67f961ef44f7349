"""Which release of the portal this is: pages of another one are not the same pages."""

from functools import cache
from hashlib import sha256

from django.conf import settings

WRITTEN_IN = ("*.py", "*.html", "*.css", "*.js", "*.svg", "*.txt")
FOLDERS = ("kennisplaats", "practices", "knowledge", "search", "accounts", "templates", "static/kp")


@cache
def release() -> str:
    """
    Return a digest of all that makes pages, the same in every process of a release.

    Reads some hundreds of small files, once a process.
    """
    digest = sha256()
    for folder in FOLDERS:
        root = settings.BASE_DIR / folder
        for pattern in WRITTEN_IN:
            for path in sorted(root.rglob(pattern)):
                digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0")
                digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
