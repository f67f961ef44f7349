"""How many statements a page asks of the database, the first time and again."""

import json
from http import HTTPStatus

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def count(pages: str) -> dict[str, tuple[int, int]]:
    """Return for each page the most statements of some addresses, new and asked again."""
    client = Client(headers={"host": "127.0.0.1"})
    addresses = json.loads(pages)
    for address in addresses.pop("primers"):
        client.get(address)
    found = {}
    for page, some in addresses.items():
        found[page] = (
            max(_statements(client, address) for address in some),
            max(_statements(client, address) for address in some),
        )
    return found


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        if response.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address} answered {response.status_code}")
    return len(queries)
