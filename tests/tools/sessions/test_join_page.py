import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.tools.sessions.trial import opened
from tools.sessions import places
from tools.sessions.forms import WRONG_CODE
from tools.sessions.joining import close, join
from tools.sessions.models import Seat
from tools.sessions.views import FULL, TOO_MANY

pytestmark = pytest.mark.django_db

URL = "/meedoen/"


def place_on(response):
    return re.search(r'name="place" value="([^"]+)"', response.text)[1]


def seats():
    return Seat.objects.filter(is_leader=False)


def test_address_is_short_enough_to_type():
    assert reverse("sessions:join") == URL


def test_code_of_the_address_is_filled_in(client):
    response = client.get(URL, {"code": "acd-efg"})

    assert response.status_code == 200
    assert 'value="ACDEFG"' in response.text
    assert seats().count() == 0


def test_page_knows_a_telephone(client):
    page = client.get(URL).text

    field = re.search(r'<input[^>]*name="code"[^>]*>', page)[0]
    wanted = ('autocapitalize="characters"', 'inputmode="text"', 'autocomplete="off"')
    assert [word for word in wanted if word not in field] == []
    assert "Mag leeg blijven. Alleen wie het overleg leidt, ziet hem" in page


def test_code_leads_to_a_seat(client):
    session = opened("ACDEFG")

    response = client.post(URL, {"code": " acd efg", "name": " Noor\u200b "})

    seat = seats().get()
    assert (response.status_code, response.headers["Location"]) == (303, f"/plaats/{seat.key}/")
    assert (seat.session, seat.name, seat.user) == (session, "Noor", None)


def test_member_joins_without_account(member_client):
    """What is said in a team is nobody's by name."""
    opened("ACDEFG")

    member_client.post(URL, {"code": "ACDEFG"})

    assert seats().get().user is None


def test_cookie_is_for_this_page_alone(client):
    opened("ACDEFG")

    cookie = client.post(URL, {"code": "ACDEFG"}).cookies[places.COOKIE]

    facts = (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"])
    assert facts == (URL, True, "Lax", 12 * 60 * 60)


@pytest.mark.parametrize("method", ["get", "post"])
def test_same_device_comes_back_to_its_seat(client, method):
    opened("ACDEFG")
    first = client.post(URL, {"code": "ACDEFG", "name": "Noor"})

    again = getattr(client, method)(URL, {"code": "acdefg"})

    assert again.headers["Location"] == first.headers["Location"]
    assert seats().get().name == "Noor"


def test_same_device_is_told_where_it_sits(client):
    session = opened("ACDEFG")
    seat_url = client.post(URL, {"code": "ACDEFG"}).headers["Location"]

    page = client.get(URL).text

    assert f'<a class="ams-link" href="{seat_url}">Ga verder met Proef {session.pk}</a>' in page


def test_device_that_was_away_while_it_closed_comes_back_too(client):
    session = opened("ACDEFG")
    first = client.post(URL, {"code": "ACDEFG"})
    close(session)

    again = client.get(URL, {"code": "ACDEFG"})

    assert again.headers["Location"] == first.headers["Location"]
    assert "Ga verder" not in client.get(URL).text


@pytest.mark.parametrize("code", ["ACDEFG", "HJKMNP"])
def test_device_comes_back_after_the_code_was_replaced(client, code):
    session = opened("ACDEFG")
    first = client.post(URL, {"code": "ACDEFG"})
    session.code = "HJKMNP"
    session.save()

    again = client.post(URL, {"code": code})

    assert again.headers["Location"] == first.headers["Location"]
    assert seats().count() == 1


def test_code_that_went_to_another_session_leads_there(client):
    first = opened("ACDEFG")
    client.post(URL, {"code": "ACDEFG"})
    close(first)
    second = opened("ACDEFG")

    response = client.post(URL, {"code": "ACDEFG"})

    seat = second.seats.get(is_leader=False)
    assert response.headers["Location"] == f"/plaats/{seat.key}/"


def test_device_may_sit_in_two_sessions(client):
    opened("ACDEFG")
    opened("HJKMNP")

    both = [client.post(URL, {"code": code}).headers["Location"] for code in ("ACDEFG", "HJKMNP")]

    again = [client.get(URL, {"code": code}).headers["Location"] for code in ("ACDEFG", "HJKMNP")]
    assert again == both
    assert len(set(both)) == 2


def test_seat_that_was_left_is_not_remembered(client):
    opened("ACDEFG")
    client.post(URL, {"code": "ACDEFG"})
    left = seats().get()
    Seat.objects.filter(pk=left.pk).update(withdrawn_at=timezone.now())

    response = client.post(URL, {"code": "ACDEFG"})

    assert response.headers["Location"] == f"/plaats/{seats().latest('pk').key}/"
    assert seats().count() == 2


def test_other_device_gets_another_seat(client):
    opened("ACDEFG")
    first = client.post(URL, {"code": "ACDEFG"}).headers["Location"]
    client.cookies.clear()

    second = client.post(URL, {"code": "ACDEFG"}).headers["Location"]

    assert first != second
    assert seats().count() == 2


def test_form_that_is_sent_twice_makes_one_seat(client):
    opened("ACDEFG")
    place = place_on(client.get(URL))

    first = client.post(URL, {"code": "ACDEFG", "place": place})
    client.cookies.pop(places.COOKIE)
    second = client.post(URL, {"code": "ACDEFG", "place": place})

    assert first.headers["Location"] == second.headers["Location"]
    assert seats().count() == 1


@pytest.mark.parametrize("made_up", ["x" * 32, "x" * 32 + ":abc", ""])
def test_nobody_chooses_their_own_key(client, made_up):
    opened("ACDEFG")

    client.post(URL, {"code": "ACDEFG", "place": made_up})

    assert seats().get().key != "x" * 32


def test_key_of_somebody_else_gives_no_seat_of_theirs(client):
    """A key that somebody saw somewhere is no way to the name or code that belongs to it."""
    opened("ACDEFG")
    theirs = join("ACDEFG", name="Noor")

    client.post(URL, {"code": "ACDEFG", "place": theirs.key})

    assert seats().count() == 2


def test_cookie_that_was_made_up_is_none(client):
    opened("ACDEFG")
    client.cookies[places.COOKIE] = "WyJBQ0RFRkciLCJ4Il0:1abc:def"

    assert client.get(URL, {"code": "ACDEFG"}).status_code == 200


def test_wrong_closed_and_made_up_codes_are_told_the_same(client):
    close(opened("ACDEFG"))
    opened("HJKMNP")

    pages = [
        client.post(URL, {"code": code})
        for code in ("ACDEFG", "QRTWXY", "00000000", "A\U0001f600C")
    ]

    assert [page.status_code for page in pages] == [422] * 4
    assert [WRONG_CODE in page.text for page in pages] == [True] * 4
    assert 'value="QRTWXY"' in pages[1].text
    assert seats().count() == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("", "Vul de code in die op het scherm staat.", id="nothing"),
        pytest.param("---", "Vul de code in die op het scherm staat.", id="no sign of a code"),
        pytest.param("A" * 41, "Een code heeft 6 tekens.", id="far too long"),
    ],
)
def test_code_that_cannot_be_one_is_told_at_the_field(client, typed, told):
    response = client.post(URL, {"code": typed, "name": "Noor"})

    assert response.status_code == 422
    assert told in response.text
    assert 'value="Noor"' in response.text
    assert "<title>Fout: Meedoen – Kennisplaats</title>" in response.text


def test_long_name_is_told_and_kept(client):
    opened("ACDEFG")

    response = client.post(URL, {"code": "ACDEFG", "name": "n" * 61})

    assert response.status_code == 422
    assert "Gebruik ten hoogste 60 tekens." in response.text
    assert seats().count() == 0


def test_name_is_shown_as_text(client):
    page = client.post(URL, {"code": "QRTWXY", "name": "<b>Noor</b>"}).text

    assert "&lt;b&gt;Noor" in page
    assert "<b>Noor" not in page


def test_full_session_is_told(client):
    session = opened("ACDEFG")
    Seat.objects.bulk_create([Seat(session=session) for _ in range(60)])

    response = client.post(URL, {"code": "ACDEFG"})

    assert response.status_code == 409
    assert FULL in response.text


def test_too_many_wrong_codes_have_to_wait(client):
    opened("ACDEFG")

    answers = [client.post(URL, {"code": "QRTWXY"}).status_code for _ in range(31)]
    refused = client.post(URL, {"code": "ACDEFG", "name": "Noor"})

    assert answers == [422] * 30 + [429]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert TOO_MANY in refused.text
    assert 'value="ACDEFG"' in refused.text
    assert 'value="Noor"' in refused.text
    assert seats().count() == 0


def test_another_address_does_not_wait(client):
    opened("ACDEFG")
    for _ in range(31):
        client.post(URL, {"code": "QRTWXY"}, REMOTE_ADDR="192.0.2.1")

    response = client.post(URL, {"code": "ACDEFG"}, REMOTE_ADDR="192.0.2.2")

    assert response.status_code == 303


def test_who_sits_already_does_not_wait(client):
    opened("ACDEFG")
    seat_url = client.post(URL, {"code": "ACDEFG"}).headers["Location"]
    for _ in range(31):
        client.post(URL, {"code": "QRTWXY"})

    assert client.post(URL, {"code": "ACDEFG"}).headers["Location"] == seat_url


def test_team_behind_one_address_joins_at_once(client):
    opened("ACDEFG")

    for _ in range(45):
        client.cookies.clear()
        assert client.post(URL, {"code": "ACDEFG"}).status_code == 303

    assert seats().count() == 45


def test_form_needs_its_proof_of_origin(csrf_client):
    opened("ACDEFG")

    assert csrf_client.post(URL, {"code": "ACDEFG"}).status_code == 403
    assert seats().count() == 0


def test_asking_for_the_page_writes_nothing(client, django_assert_num_queries):
    opened("ACDEFG")

    with django_assert_num_queries(0):
        client.get(URL, {"code": "ACDEFG"})


def test_address_with_code_is_kept_nowhere(client):
    response = client.get(f"{URL}?{urlencode({'code': 'ACDEFG'})}")

    kept = {name: response.headers[name] for name in ("Cache-Control", "Referrer-Policy")}
    assert kept == {"Cache-Control": "no-store", "Referrer-Policy": "strict-origin"}
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
