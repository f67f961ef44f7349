"""
How the cost of the list of practices grows with the number of practices.

Prints ratios: processor time of one list page over a small and a ten times
larger collection, on the database of ``DATABASE_URL``'s engine, in a test
database that is thrown away. A time in seconds proves nothing on a shared
machine, so none is printed.

Run: python3 start.py manage shell -c "import bench.list_page as b; b.main()"
"""

from http import HTTPStatus
from time import process_time

from django.db import connection
from django.test import Client
from django.test.utils import (
    CaptureQueriesContext,
    setup_test_environment,
    teardown_test_environment,
)
from django.utils import timezone

from knowledge.models import Concept, ConceptScheme
from practices.models import Practice

SMALL, FACTOR, ROUNDS = 100, 10, 9
PAGES = {
    "lijst": "/praktijkvoorbeelden/",
    "twee filters": "/praktijkvoorbeelden/?thema=begrip-1&doelgroep=begrip-2",
    "woorden": "/praktijkvoorbeelden/?q=aanpak",
}


def fill(concepts: list[Concept], *, first: int, last: int) -> None:
    for number in range(first, last):
        practice = Practice.objects.create(
            title=f"Aanpak {number}",
            slug=f"aanpak-{number}",
            summary="Een aanpak om mee te meten.",
            status=Practice.Status.PUBLISHED,
            published_at=timezone.now(),
        )
        picked = [concepts[(number * step) % len(concepts)] for step in (1, 3, 7, 11)]
        practice.concepts.add(*picked)


def cost(client: Client, address: str) -> tuple[float, int]:
    """Return the least processor seconds of a request in some rounds, and its statements."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    statements = len(queries)  # the next request empties the log
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{address} gaf status {response.status_code}")
    spent = []
    for _round in range(ROUNDS):
        start = process_time()
        client.get(address)
        spent.append(process_time() - start)
    return min(spent), statements


def main() -> None:
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        schemes = [
            ConceptScheme.objects.create(slug=slug, name=slug.capitalize())
            for slug in ("thema", "doelgroep", "gedragsinzicht", "werkwijze", "leefgebied")
        ]
        concepts = [
            Concept.objects.create(scheme=schemes[n % 5], name=f"Begrip {n}", slug=f"begrip-{n}")
            for n in range(60)
        ]
        client = Client(headers={"host": "localhost"})
        fill(concepts, first=0, last=SMALL)
        before = {page: cost(client, address) for page, address in PAGES.items()}
        fill(concepts, first=SMALL, last=SMALL * FACTOR)
        for page, address in PAGES.items():
            spent, statements = cost(client, address)
            ratio = spent / before[page][0]
            print(f"{page}: {FACTOR} × zoveel voorbeelden kost {ratio:.1f} × zoveel rekentijd,")  # noqa: T201
            print(f"  met {before[page][1]} en {statements} vragen aan de database")  # noqa: T201
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()
