"""One address of every kind of page, and how to get there."""

import yaml

from bootstrap import CHECKOUT

CONCEPTS = yaml.load(
    (CHECKOUT / "content" / "concepts.yaml").read_text(encoding="utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)
FIXED = {
    "home": "/",
    "praktijkvoorbeelden": "/praktijkvoorbeelden/",
    "praktijkvoorbeelden met keuzes": (
        "/praktijkvoorbeelden/?thema=schulden&doelgroep=jongeren&sorteer=bewijs"
    ),
    "praktijkvoorbeelden zonder resultaat": "/praktijkvoorbeelden/?q=xyzzy&thema=schulden",
    "praktijkvoorbeelden met onbekende keuze": "/praktijkvoorbeelden/?thema=bestaat-niet",
    "praktijkvoorbeelden met zoekwoord": "/praktijkvoorbeelden/?q=schulden&pagina=2",
    "kennislijst": "/kennis/",
    "dossierlijst": "/dossiers/",
    "themas": "/themas/",
    "zoeken": "/zoeken/",
    "zoeken met resultaten": "/zoeken/?q=schulden",
    "zoeken in een onbekende soort": "/zoeken/?q=schulden&kind=bestaat-niet&pagina=2",
    "zoeken zonder resultaat": "/zoeken/?q=xyzzy",
    "over": "/over/",
    "privacy": "/privacy/",
    "toegankelijkheid": "/toegankelijkheid/",
}
FROM_CONTENT = [
    "praktijkvoorbeeld, kort",
    "praktijkvoorbeeld, lang",
    "kennis, een",
    "dossier, een",
    *(f"begrip, {scheme['slug']}" for scheme in CONCEPTS["schemes"]),
    "begrip zonder items",
]
FAILURES = {"403": 403, "404": 404, "500": 500, "503": 503}
KINDS = [*FIXED, *FROM_CONTENT, *FAILURES]


def visit(page, site, kind):
    """Bring ``page`` to a page of this kind; return the answer, of the status it should have."""
    if kind == "403":
        response = post_without_token(page)
    elif kind in {"500", "503"}:
        response = fail(page, site, int(kind))
    else:
        address = site.addresses.get(kind) or FIXED.get(kind, "/bestaat-niet/")
        response = page.goto(address)
    assert response.status == FAILURES.get(kind, 200)
    return response


def post_without_token(page):
    """Log in from a form without a CSRF token; what answers is the page for that."""
    page.goto("/")
    with page.expect_navigation() as navigation:
        page.evaluate(
            """() => {
              const form = document.createElement("form");
              Object.assign(form, { method: "post", action: "/account/login/" });
              document.body.append(form);
              form.submit();
            }"""
        )
    return navigation.value


def fail(page, site, status):
    """Answer with the page that the server has for its own failures."""
    body = site.inside("failure_page", f"{status}.html")
    page.route("**/kapot/", lambda route: route.fulfill(status=status, body=body, headers=HTML))
    return page.goto("/kapot/")


HTML = {"Content-Type": "text/html; charset=utf-8"}
