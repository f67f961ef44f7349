"""The pages of a list, on rows that its tests share."""

import pytest

from tests.factories import ConceptFactory, PracticeFactory
from tests.pages import ListPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("many")]

URL = "/praktijkvoorbeelden/"


@pytest.fixture(scope="module")
def many(module_transaction):
    """Give 45 practices: two full pages and one of five."""
    theme = ConceptFactory(slug="schulden", scheme__slug="thema")
    for number in range(45):
        PracticeFactory(title=f"Praktijk {number:02}", slug=f"p-{number:02}", concepts=[theme])


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (None, 1),
        ("1", 1),
        ("2", 2),
        ("3", 3),
        ("02", 2),
        ("", 1),
        ("0", 1),
        ("-1", 1),
        ("-999999999999999999999", 1),
        ("zzz", 1),
        ("1.5", 1),
        ("²", 1),
        ("٢", 1),
        ("2\x00", 1),
        ("4", 3),
        ("999", 3),
        ("9" * 5_000, 1),
    ],
)
def test_list_pages(client, asked, number):
    first = 20 * (number - 1)

    page = ListPage(
        client.get(URL, {"sorteer": "titel", **({"pagina": asked} if asked is not None else {})})
    )

    assert page.count == 45
    assert page.slugs == [f"p-{n:02}" for n in range(first, min(first + 20, 45))]
    assert page.html.one("nav", aria_label="Paginering").one("a", aria_current="page").text == (
        f"Pagina {number}"
    )


def test_list_links_to_its_other_pages_with_the_same_choices(client):
    page = ListPage(client.get(f"{URL}?thema=schulden&pagina=2&sorteer=titel"))

    links = page.html.one("nav", aria_label="Paginering").all("a")
    assert [(link.text, link["href"]) for link in links] == [
        ("Vorige pagina", f"{URL}?thema=schulden&sorteer=titel"),
        ("Pagina 1", f"{URL}?thema=schulden&sorteer=titel"),
        ("Pagina 2", f"{URL}?thema=schulden&sorteer=titel&pagina=2"),
        ("Pagina 3", f"{URL}?thema=schulden&sorteer=titel&pagina=3"),
        ("Volgende pagina", f"{URL}?thema=schulden&sorteer=titel&pagina=3"),
    ]


def test_htmx_pushes_the_page_that_is_shown(client):
    response = client.get(URL, {"pagina": "99"}, headers={"HX-Request": "true"})

    assert response["HX-Push-Url"] == f"{URL}?pagina=3"
