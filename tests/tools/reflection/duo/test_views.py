import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests.factories import UserFactory
from tests.factories.reflection import begun
from tests.pages import parse
from tools.reflection.answers import keep
from tools.reflection.duo import services
from tools.reflection.models import Reflection
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

OF_FIRST, OF_SECOND = "Dit is van de eerste.", "Dit is van de tweede."


def at(name, seat):
    return reverse(f"reflection:{name}", args=[seat.key])


def invitation_of(seat):
    return reverse("reflection:invitation", args=[seat.session.invite_key])


def accept(client, seat, **typed):
    """Accept as the page does, and return the answer."""
    page = parse(client.get(invitation_of(seat)))
    place = page.one("input", name="place")["value"]
    return client.post(invitation_of(seat), {"place": place, **typed})


@pytest.fixture
def pair():
    first = begun("duo")
    place = services.place_for(first.session)
    second = services.accept(first.session, place, user=AnonymousUser(), name="Noor")
    keep(first, {"long": OF_FIRST, "scale": {"een": 1}})
    keep(second, {"long": OF_SECOND, "scale": {"een": 4}})
    return first, second


def test_invitation_leads_to_a_page_of_ones_own(client):
    first = begun("duo")

    response = accept(client, first, name="Noor")

    second = Seat.objects.exclude(pk=first.pk).get()
    assert response.status_code == 302
    assert response["Location"] == at("work", second)
    assert second.name == "Noor"


def test_invitation_says_that_it_was_used(client, pair):
    response = client.get(invitation_of(pair[0]))

    assert response.status_code == 409
    assert parse(response).one("h1").text == "Deze uitnodiging is al gebruikt"


def test_name_that_is_too_long_comes_back_with_what_is_wrong(client):
    response = accept(client, begun("duo"), name="n" * 61)

    page = parse(response)
    assert response.status_code == 422
    assert page.one("input", name="name")["value"] == "n" * 61
    assert "ten hoogste 60" in page.one("section", aria_labelledby="fouten").text


def test_own_invitation_is_pointed_out(client):
    user = UserFactory()
    first = begun("duo", user=user)
    client.force_login(user)

    response = accept(client, first)

    assert response.status_code == 409
    assert parse(response).one("h1").text == "Dit is je eigen uitnodiging"
    assert ToolSession.objects.get().seats.count() == 1


@pytest.mark.parametrize("page", ["work", "together", "report", "finish"])
def test_nobody_sees_the_other_before_both_are_ready(client, pair, page):
    first, second = pair
    client.post(at("done", second))

    response = client.get(at(page, first), follow=True)

    assert OF_SECOND not in response.content.decode()


def test_both_see_each_other_side_by_side_with_their_difference(client, pair):
    for seat in pair:
        client.post(at("done", seat))

    page = parse(client.get(at("together", pair[0])))

    texts = [panel.text for panel in page.all("div", class_="kp-panel")]
    assert f"Jij {OF_FIRST}" in texts
    assert f"Noor {OF_SECOND}" in texts
    cells = [[cell.text for cell in row.all("td")] for row in page.all("tr")]
    assert [
        "Optie een",
        "Nog niet (1)",
        "Verankerd (4)",
        "3 punten verschil: bespreek dit",
    ] in cells


def test_who_waits_may_write_on(client, pair):
    first, _second = pair
    client.post(at("done", first))

    response = client.post(at("write-on", first))

    assert response["Location"] == at("work", first)
    assert Seat.objects.get(pk=first.pk).done_at is None


def test_who_was_overtaken_is_shown_both(client, pair):
    first, second = pair
    client.post(at("done", first))
    client.post(at("done", second))

    response = client.post(at("write-on", first))

    assert response["Location"] == at("together", first)


def test_conclusion_of_both_at_once_is_told_and_nothing_is_lost(client, pair):
    for seat in pair:
        client.post(at("done", seat))
    sent = {"conclusion": "Van de een.", "version": "0"}
    client.post(at("together", pair[0]), sent)

    response = client.post(at("together", pair[1]), {**sent, "conclusion": "Van de ander."})

    page = parse(response)
    assert response.status_code == 409
    assert page.one("textarea", name="conclusion").text == "Van de ander."
    assert "Van de een." in page.one("section", aria_labelledby="intussen").text
    assert page.one("input", name="version")["value"] == "1"
    assert Reflection.objects.get().conclusion == "Van de een."


def test_conclusion_that_is_too_long_comes_back(client, pair):
    for seat in pair:
        client.post(at("done", seat))
    long = "x" * 5001

    response = client.post(at("together", pair[0]), {"conclusion": long, "version": "x"})

    assert response.status_code == 422
    assert parse(response).one("textarea", name="conclusion").text == long


def test_conclusion_after_the_other_withdrew_is_not_lost_from_the_page(client, pair):
    first, second = pair
    for seat in pair:
        client.post(at("done", seat))
    client.post(at("withdraw", second))

    response = client.post(at("together", first), {"conclusion": "Te laat.", "version": "0"})

    assert response.status_code == 409
    assert "Te laat." in parse(response).one("section", aria_labelledby="niet-bewaard").text
    assert Reflection.objects.get().conclusion == ""


def test_withdrawn_answers_are_gone_for_everybody(client, pair):
    first, second = pair
    for seat in pair:
        client.post(at("done", seat))

    asked = client.get(at("withdraw", first))
    response = client.post(at("withdraw", first), follow=True)

    assert "blijven" in parse(asked).one("main").text
    assert parse(response).one("h1").text == "Je antwoorden zijn verwijderd"
    assert client.get(at("work", first)).status_code == 404
    assert OF_FIRST not in client.get(at("report", second)).content.decode()
    assert OF_SECOND in client.get(at("report", second)).content.decode()


@pytest.mark.parametrize("page", ["together", "withdraw"])
def test_page_of_two_is_not_there_for_one(client, page):
    assert client.get(at(page, begun("alone"))).status_code == 404


@pytest.mark.parametrize("page", ["done", "write-on", "withdraw", "together"])
def test_unknown_key_is_not_found(client, page):
    address = reverse(f"reflection:{page}", args=["x" * 32])

    assert client.post(address).status_code == 404


def test_invitation_has_no_key_of_who_sent_it(client):
    first = begun("duo")

    page = client.get(invitation_of(first)).content.decode()

    assert first.key not in page
    assert re.findall(r"/werk/", page) == []
