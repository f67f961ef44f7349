import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project

from tests.kennisplaats.site import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("filled")]

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
# Mail programs fetch no style, so a mail carries its own; no page of the portal shows one.
MAIL = Path(project.BASE_DIR, "templates", "mail", "base.html")
TEMPLATES = sorted({*Path(project.BASE_DIR, "templates").rglob("*.html")} - {MAIL})
MACHINES = ["/gezond/", "/gereed/"]


@pytest.mark.parametrize("url", [*PAGES, *MACHINES, "/account/login/", "/beheer/"])
def test_every_answer_is_guarded(client, url):
    headers = client.get(url).headers

    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"camera=()", "microphone=()", "geolocation=()"} <= set(
        headers["Permissions-Policy"].split(", ")
    )


@pytest.mark.parametrize("url", [*PAGES, *MACHINES])
def test_reading_leaves_no_cookie(client, url):
    response = client.get(url)

    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()


@pytest.mark.parametrize("url", PAGES)
def test_everything_a_page_loads_is_our_own(page_at, url):
    page = page_at(url)

    loaded = [
        element.attrs[name]
        for element in page.walk()
        for name in ("src", "srcset", "action", "data", "poster", "hx-get", "href")
        if name in element.attrs and not (element.tag == "a" and name == "href")
        if element.attrs.get("rel") != "canonical"
    ]
    assert loaded
    assert [address for address in loaded if urlsplit(address).netloc] == []
    assert [address for address in loaded if not address.startswith("/")] == []


@pytest.mark.parametrize("url", PAGES)
def test_links_to_elsewhere_say_so(page_at, url):
    links = [link for link in page_at(url).all("a") if urlsplit(link["href"]).netloc]

    assert [link["rel"] for link in links] == ["external noopener"] * len(links)


@pytest.mark.parametrize("url", PAGES)
def test_pages_have_no_inline_style_or_script(page_at, url):
    page = page_at(url)

    assert page.all("style") == []
    assert page.all(style=True) == []
    assert [
        name for element in page.walk() for name in element.attrs if re.match(r"on|hx-on", name)
    ] == []
    assert [
        script
        for script in page.all("script")
        if not script.attrs.get("src") and script.attrs.get("type") != "application/ld+json"
    ] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_inline_style_or_script(template):
    text = template.read_text()

    assert re.findall(r"\sstyle\s*=|<style|\son[a-z]+\s*=|\shx-on|javascript:", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if " src=" not in tag] == []
    assert "|safe" not in text
    assert "autoescape" not in text


def test_browsers_are_told_to_stay_on_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000

    over_http, over_https = client.get("/privacy/"), client.get("/privacy/", secure=True)

    assert over_http.status_code == 301
    assert over_http["Location"] == "https://testserver/privacy/"
    assert "Strict-Transport-Security" not in over_http
    assert over_https.status_code == 200
    assert over_https["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_cookies_of_who_logs_in_are_guarded(client):
    cookie = client.get("/account/login/").cookies["csrftoken"]

    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)
