import pytest
from django.urls import reverse

from knowledge.models import Concept, Municipality
from tests.factories import ConceptFactory, MunicipalityFactory, UserFactory
from tests.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("factory", "name", "rows"),
    [
        (ConceptFactory, "concept", {"alternative_labels-0-label": ["erbij"]}),
        (MunicipalityFactory, "municipality", {"other_names-0-name": ["Erbij"]}),
    ],
)
def test_change_is_seen_and_taken_back(client, factory, name, rows):
    client.force_login(UserFactory(name="Ann", is_staff=True, is_superuser=True))
    record = factory(name="Oud")
    page = reverse(f"admin:knowledge_{name}_change", args=[record.pk])
    sent = {**filled_in(client.get(page), f"{name}_form"), "name": ["Nieuw"], **rows}
    assert client.post(page, sent).status_code == 302
    history = reverse(f"admin:knowledge_{name}_history", args=[record.pk])
    shown = client.get(history).content.decode()
    first = record.history.last()

    client.post(reverse(f"admin:knowledge_{name}_version", args=[record.pk, first.history_id]))

    record.refresh_from_db()
    assert ("door Ann" in shown, "Oud" in shown, "erbij" in shown.lower()) == (True, True, True)
    assert record.name == "Oud"
    names = {Concept: "alternative_labels", Municipality: "other_names"}[type(record)]
    assert not getattr(record, names).exists()
