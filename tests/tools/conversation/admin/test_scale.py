import pytest
from django.urls import reverse

from tests.pages import parse
from tests.tools.conversation.admin.editors import save, signed_in, url
from tools.conversation.models import ResultBand, ScalePoint
from tools.conversation.versions import issue, working_copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return signed_in("Ann")


def test_anchor_is_changed_and_has_a_history(ann):
    point = ScalePoint.objects.create(value=1, label="Nog niet", anchor="Er is niets.")
    issue(working_copy())

    response = save(ann, point, anchor="Er is nog niets.")

    assert ScalePoint.objects.get().anchor == "Er is nog niets."
    assert [one.anchor for one in point.history.all()] == ["Er is nog niets.", "Er is niets."]
    [warning] = parse(ann.get(response.url)).all("li", class_="warning")
    assert "nieuwe versie" in warning.text


def test_point_off_the_scale_is_refused(ann):
    add = reverse("admin:conversation_scalepoint_add")

    response = ann.post(add, {"value": "5", "label": "Meer", "anchor": "Nog meer."})

    assert "De schaal loopt van 1 tot en met 4." in response.content.decode()
    assert not ScalePoint.objects.exists()


def test_points_and_bands_are_not_for_editors_to_delete(ann):
    band = ResultBand.objects.create(starts_at="1.50", label="Half", text="Zo half.")
    point = ScalePoint.objects.create(value=1, label="Nog niet", anchor="Er is niets.")

    answers = [ann.post(url(one, "delete"), {"post": "yes"}) for one in (band, point)]

    assert [answer.status_code for answer in answers] == [403, 403]
