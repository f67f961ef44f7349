import pytest

from tests.factories import ConceptFactory, PracticeFactory
from tests.factories.conversation import a_questionnaire, a_version, scored
from tests.factories.reflection import ExerciseFactory
from tests.tools.conversation.talk.talks import (
    change,
    conversation_of,
    noted,
    press,
    talking,
    url,
)
from tools.conversation.models import Score
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def about_work():
    """Issue a questionnaire of which the first statement of D is about a concept."""
    concept = ConceptFactory(slug="werk", name="werk")
    stored = a_questionnaire().as_json()
    stored["themes"][3]["balance"][0]["concepts"] = ["werk"]
    a_version(Questionnaire.read(stored))
    return concept


def shown(client, seat, letter="D"):
    return " ".join(client.get(url("talk-theme", seat, letter)).text.split())


def agenda(seat, query):
    return f"{url('action-new', seat)}?{query}"


def test_theme_shows_its_outcome_in_brief(client):
    _leader, [guest, _] = talking()

    page = shown(client, guest)

    assert "Hier begint het werk nog." in page
    assert "Stelling d1." in page
    assert "Stelling a1." not in page
    assert agenda(guest, "stelling=d1") in page


def test_theme_without_an_outcome_is_talked_about_too(client):
    leader, [guest, _] = talking()
    conversation_of(leader).outcomes.all().delete()

    page = shown(client, guest)

    assert "Wat schuurt er bij D?" in page
    assert "Zo scoorde u dit thema" not in page


def test_theme_that_nobody_scored_says_so(client):
    _leader, [guest, _] = talking()

    assert "Bij dit thema is geen score." in shown(client, guest, "B")


def test_unknown_theme_is_not_found(client):
    _leader, [guest, _] = talking()

    assert client.get(url("talk-theme", guest, "Z")).status_code == 404


def test_notes_stand_at_their_question(client):
    leader, [guest, other] = talking()
    own, others = noted(guest, "Van mij"), noted(other, "Van een ander", question="d-v2")
    future = noted(leader, "Over drie jaar", kind="future")
    noted(other, "Over iets anders", theme="A", question="a-v1")

    page = shown(client, guest)

    first, second, last = (page.index(f'id="bij-{key}"') for key in ("d-v1", "d-v2", "toekomst"))
    assert first < page.index("Van mij") < second
    assert second < page.index("Van een ander") < last
    assert last < page.index("Over drie jaar")
    assert "Over iets anders" not in page
    assert url("note", guest, "D", own.key) in page
    assert url("note", guest, "D", others.key) not in page
    assert agenda(guest, f"aantekening={others.key}") in page
    assert url("note", leader, "D", future.key) in shown(client, leader)


def test_notes_of_who_was_removed_are_gone(client):
    _leader, [guest, other] = talking()
    noted(other, "Van wie wegging")
    before = client.get(url("talk-theme-state", guest, "D"))
    other.session.seats.filter(pk=other.pk).update(withdrawn_at=other.joined_at)

    after = client.get(
        url("talk-theme-state", guest, "D"), headers={"If-None-Match": before.headers["ETag"]}
    )

    assert "Van wie wegging" in before.text
    assert after.status_code == 200
    assert "Van wie wegging" not in after.text


@pytest.mark.parametrize("is_named", [False, True])
def test_note_names_who_wrote_it_only_where_all_agreed(client, is_named):
    leader, [guest, other] = talking(is_named=is_named)
    for seat, name in ((guest, "Aïsha"), (other, "Bram")):
        seat.session.seats.filter(pk=seat.pk).update(name=name)
        type(seat.participant).objects.update(agreed_at=seat.joined_at)
    noted(other)
    noted(leader, "Van wie leidt")

    page = shown(client, guest)

    assert ("Bram" in page) is is_named
    assert ("gespreksleider" in page) is is_named


def test_deepening_is_scored_alone_and_kept_without_script(client):
    _leader, [guest, other] = talking()
    page = url("talk-theme", guest, "D")
    data = {"d-d1:score": "2", "d-d1:toelichting": "Bijna", "d-d1:was": "//"}

    response = client.post(page, data)

    assert response.headers["Location"] == f"{page}#verdieping"
    assert list(Score.objects.values_list("seat", "statement", "value", "remark")) == [
        (guest.pk, "d-d1", 2, "Bijna")
    ]
    assert "Bijna" in shown(client, guest)
    assert "Bijna" not in shown(client, other)


def test_wrong_answer_stays_on_the_page(client):
    _leader, [guest, _] = talking()
    data = {"d-d1:score": "2", "d-d1:toelichting": "x" * 1001}

    response = client.post(url("talk-theme", guest, "D"), data)

    assert response.status_code == 422
    assert "Deze toelichting is te lang" in response.text
    assert "x" * 1001 in response.text
    assert Score.objects.count() == 0


def test_answer_that_is_taken_away_leads_back_to_its_statement(client):
    _leader, [guest, _] = talking()
    scored(guest, {"d-d1": 2})

    response = client.post(
        url("talk-theme", guest, "D"), {"d-d1:score": "2", "wis": "d-d1:score", "d-d1:was": "2//"}
    )

    assert response.headers["Location"].endswith("#stelling-d-d1")
    assert Score.objects.count() == 0


def test_answer_after_the_outcome_was_shown_is_refused(client):
    leader, [guest, _] = talking()
    scored(guest, {"d-d1": 2})
    press(client, leader, "open", letter="D", theme="D")

    response = client.post(url("talk-theme", guest, "D"), {"d-d1:score": "4"})

    assert response.status_code == 409
    assert "De uitkomst van dit thema is al getoond." in response.text
    assert Score.objects.get().value == 2


def test_who_leads_sees_how_many_are_at_it_and_shows_the_outcome(client):
    leader, guests = talking(Role.HEALTH, Role.HEALTH, Role.RESIDENT, Role.RESIDENT)
    for guest in guests[:3]:
        scored(guest, {"d-d1": 2, "d-d2": 3})
    scored(guests[3], {"a-d1": 3, "d-d1": None})
    seen = [shown(client, seat) for seat in (leader, guests[0])]
    etag = client.get(url("talk-theme-state", leader, "D")).headers["ETag"]

    scored(guests[3], {"d-d2": 3})
    after = client.get(url("talk-theme-state", leader, "D"), headers={"If-None-Match": etag})
    response = press(client, leader, "open", letter="D", theme="D")

    assert "<b>3 van 4</b> zijn bezig of klaar." in seen[0]
    assert "bezig of klaar" not in seen[1]
    too_few = "pas vanaf vier mensen"
    assert [too_few in page for page in (*seen, after.text)] == [True, False, False]
    assert "<b>4 van 4</b>" in after.text
    assert response.headers["Location"] == f"{url('talk-theme', leader, 'D')}#verdieping"
    assert conversation_of(leader).opened_themes == ["D"]
    for seat in (leader, guests[0]):
        page = shown(client, seat)
        assert 'id="verdieping-uitkomst"' in page
        assert agenda(seat, "stelling=d-d1") in page
        assert 'value="open"' not in page


@pytest.mark.parametrize("theme", ["B", "Z"])
def test_deepening_of_a_theme_that_was_not_chosen_is_not_shown(client, theme):
    leader, _ = talking()

    assert press(client, leader, "open", letter="D", theme=theme).status_code == 409
    assert conversation_of(leader).opened_themes == []


def test_deepening_is_over_once_the_agenda_is_made(client):
    leader, [guest, _] = talking(phase="agenda")

    assert 'id="verdieping-scoren"' not in shown(client, guest)
    assert 'value="open"' in shown(client, leader)
    assert 'id="verdieping-tonen"' not in shown(client, leader, "B")


def test_theme_shows_what_fits_its_low_scores_and_why(client, about_work):
    practice = PracticeFactory(title="Een praktijk", concepts=[about_work])
    ExerciseFactory(title="Een opdracht", concepts=[about_work])
    leader, [guest, _] = talking()

    page = shown(client, guest)
    change(leader, phase="closed")

    assert "Een praktijk" in page
    assert "Een opdracht" in page
    assert page.count("Past bij ‘Stelling d1’ (1,0): gaat ook over werk.") == 2
    assert agenda(guest, f"voorbeeld={practice.pk}&amp;thema=D") in page
    assert "Een praktijk" not in shown(client, guest, "A")
    assert "Een praktijk" in shown(client, guest)


@pytest.mark.parametrize("count", [1, 3])
def test_theme_costs_the_same_for_any_number_of_notes(
    client, django_assert_num_queries, about_work, count
):
    for number in range(count):
        PracticeFactory(title=f"Praktijk {number}", concepts=[about_work])
        ExerciseFactory(concepts=[about_work])
    leader, [guest, _] = talking(chosen="DAB"[:count])
    for number in range(count):
        noted(guest, f"Aantekening {number}")
        scored(guest, {f"d-d{number + 1}": 2} if number < 2 else {"a-d1": 2})
    shown(client, guest)

    with django_assert_num_queries(12):
        shown(client, guest)
    with django_assert_num_queries(13):
        shown(client, leader)
    etag = client.get(url("talk-theme-state", guest, "D")).headers["ETag"]
    with django_assert_num_queries(4):
        client.get(url("talk-theme-state", guest, "D"), headers={"If-None-Match": etag})
