"""The page of the outcome, and the two on which scoring ends and is opened again."""

import pytest
from django.utils import timezone

from tests.factories.conversation import led, participants, published, scored
from tests.pages import parse
from tests.tools.conversation.agenda.pages import url
from tests.tools.conversation.outcome.readings import FRONT, POVERTY
from tools.conversation.models import Conversation, Participant
from tools.conversation.outcome import notes, wording
from tools.conversation.roles import Role
from tools.sessions.models import Seat

pytestmark = pytest.mark.django_db
Phase = Conversation.Phase
LEVELS = {letter: {"poverty": "3.5", "front": "2"} for letter in "ABCDEF"}


@pytest.fixture
def leader():
    return led(phase=Phase.TALKING)


def answered(leader, *roles, value=2, names=()):
    """Let people with ``roles`` choose ``value`` everywhere; return their seats."""
    seats = participants(leader, *roles, names=names)
    asked = leader.session.conversation.questionnaire.balance
    for seat in seats:
        scored(seat, {one.key: value for one in asked}, importance=2)
    return seats


def sections(page):
    """Return what the page has under each heading of the second level."""
    return {
        section.all("h2")[0].text: section for section in page.all("section") if section.all("h2")
    }


def tables(page):
    return [
        [[cell.text for cell in row.all() if cell.tag in {"th", "td"}] for row in table.all("tr")]
        for table in page.all("table")
    ]


def test_outcome_is_not_there_before_scoring_ended(client):
    leader = led(phase=Phase.SCORING)
    [seat] = answered(leader, Role.HEALTH)

    assert client.get(url("outcome", leader)).status_code == 404
    assert client.get(url("outcome", seat)).status_code == 404


def test_outcome_is_put_away_while_scoring_is_open_again(client, leader):
    published(leader, {})
    Conversation.objects.update(phase=Phase.SCORING)

    assert client.get(url("outcome", leader)).status_code == 404


def test_outcome_shows_pictures_with_all_of_them_in_words_and_in_a_table(client, leader):
    published(leader, {"a1": {1: 2, 2: 2, 4: 3}}, groups=(POVERTY, FRONT), levels=LEVELS)

    page = parse(client.get(url("outcome", leader)))

    assert page.one("h1").text == "Zo kijkt uw gemeente ernaar"
    radar = page.one("svg", aria_labelledby="web-titel web-uitleg")
    said = "Armoede en schulden 3,5 of hoger; Uitvoering 2,0"
    assert f"Thema A: {said}; samen 2,6." in radar.one("desc").text
    strips = page.one("ul", class_="kp-strips")
    assert [one["aria-label"] for one in strips.all("svg", role="img")][:2] == [
        f"Thema A: {said}; samen 2,6.",
        f"Thema B: {said}; samen —.",
    ]
    [themes, *_statements] = tables(page)
    assert themes[0] == [
        "Thema",
        "Armoede en schulden (4)",
        "Uitvoering (3)",
        "Samen",
        "Verschil",
        "Belang",
        "Stand",
    ]
    row = ["A. Thema A", "3,5 of hoger", "2,0", "2,6", "1,5 of meer", "—", "Op weg"]
    assert themes[1] == row


def test_outcome_says_how_often_each_answer_was_chosen(client, leader):
    published(leader, {"a1": {1: 2, 2: 2, 4: 3}, "a2": "3", "a3": None})

    page = parse(client.get(url("outcome", leader)))

    theme = page.one("article", id="thema-a")
    words = "2 keer ‘Nog niet’, 2 keer ‘Eerste stappen’ en 3 keer ‘Verankerd’."
    mostly = "Het vaakst gekozen: ‘Loopt’. Hoe vaak, tonen we niet."
    assert [one["aria-label"] for one in theme.all("svg", role="img")] == [words, mostly]
    assert theme.all("p", class_="kp-answers__words")[1].text == wording.HIDDEN
    [rows] = tables(theme)
    assert rows[1][1:] == ["2", "2", "0", "3", "0", "0", "2,6", "—"]
    assert rows[2][1:] == [mostly, "ongeveer 3", "—"]
    assert rows[3][1:] == [wording.HIDDEN, "—", "—"]


def test_outcome_signals_spread_and_what_nobody_knows(client, leader):
    published(leader, {"a1": {1: 3, 3: 4}, "a2": {3: 4, 0: 3}, "a3": {2: 3, 3: 4}})

    theme = parse(client.get(url("outcome", leader))).one("article", id="thema-a")

    assert [one.text for one in theme.all("p", class_="kp-signal")] == [
        wording.SPREAD,
        wording.BLIND,
    ]


def test_outcome_advises_two_themes_and_says_what_is_not_shown(client, leader):
    published(leader, {"c1": {1: 4, 2: 3}, "e1": {2: 4, 3: 3}, "f1": {4: 4, 3: 3}})

    page = sections(parse(client.get(url("outcome", leader))))

    advised = page["Verdiep deze twee thema’s"]
    assert [one.text for one in advised.all("h3")] == ["Thema C", "Thema E"]
    told = page["Wat u hier niet ziet, en waarom"]
    assert [one.text for one in told.all("li")] == [
        notes.ANONYMOUS,
        notes.FROM_THREE,
        notes.NO_GROUPS,
    ]


@pytest.mark.parametrize(
    ("columns", "people", "heading"),
    [
        pytest.param({}, 0, "Niemand heeft geantwoord", id="nobody"),
        pytest.param({}, 3, "Te weinig mensen om cijfers te tonen", id="three"),
        pytest.param({"a1": {0: 5}}, 5, "Te weinig scores om te tekenen", id="weet ik niet"),
    ],
)
def test_outcome_without_scores_says_why(client, leader, columns, people, heading):
    outcome = published(leader, columns)
    hidden = {"counts": None, "mostly": None}
    if not columns:
        outcome.release["statements"] = {
            key: {"score": hidden, "importance": hidden} for key in outcome.release["statements"]
        }
    outcome.release["people"] = people
    outcome.save()

    page = parse(client.get(url("outcome", leader)))

    assert heading in sections(page)
    assert not page.all("div", class_="kp-radar")
    assert bool(page.all("article", class_="kp-panel")) is bool(columns)


def test_outcome_is_counted_from_what_people_chose_and_shows_remarks_without_names(client):
    leader = led(phase=Phase.SCORING)
    roles = [Role.POVERTY] * 3 + [Role.FRONT] * 3
    seats = answered(leader, *roles, names=["Zilvermeeuw"])
    seats[0].scores.filter(statement="a1").update(remark="Dit staat nergens.\n<b>Echt</b>")
    client.post(url("end-scoring", leader), {"version": "1"})

    response = client.get(url("outcome", seats[1]))

    page = parse(response)
    remarks = page.one("details", class_="kp-remarks")
    assert remarks.text == "1 toelichting Dit staat nergens.<b>Echt</b>"
    assert "Zilvermeeuw" not in response.text
    assert "6 deelnemers, 2 groepen" in page.one("ul", class_="kp-meta").text


def test_outcome_with_names_says_who_chose_what(client):
    leader = led(phase=Phase.SCORING, is_named=True)
    seats = answered(leader, Role.FRONT, Role.HEALTH, names=["Noor", "Samir"])
    Participant.objects.update(agreed_at=timezone.now())
    seats[1].scores.filter(statement="a1").update(value=4, remark="Dat doen wij al.")
    client.post(url("end-scoring", leader), {"version": "1"})

    theme = parse(client.get(url("outcome", seats[0]))).one("article", id="thema-a")

    first, second, *_more = theme.all("dl", class_="kp-who")
    assert first.text == "Eerste stappen Noor Verankerd Samir"
    assert second.text == "Eerste stappen Noor en Samir"
    assert theme.one("details", class_="kp-remarks").text == "1 toelichting Dat doen wij al. Samir"


def test_outcome_leads_on_and_only_who_leads_can_open_scoring_again(client, leader):
    published(leader, {})
    [seat] = participants(leader, Role.HEALTH)

    for one in (leader, seat):
        page = client.get(url("outcome", one)).text
        assert url("talk", one) in page
        assert url("report", one) in page
        assert (url("reopen", one) in page) is one.is_leader


def test_outcome_names_the_region_of_several_municipalities(client, leader):
    published(leader, {})
    Conversation.objects.update(region="Rivierenregio")

    page = parse(client.get(url("outcome", leader)))

    assert page.one("h1").text == "Zo kijkt uw regio ernaar"
    assert "Rivierenregio" in page.one("ul", class_="kp-meta").text


@pytest.mark.parametrize(
    ("count", "queries"), [pytest.param(1, 6, id="too few for remarks"), (4, 10), (40, 10)]
)
def test_outcome_query_count_is_constant(client, django_assert_num_queries, count, queries):
    leader = led(phase=Phase.SCORING)
    answered(leader, *([Role.HEALTH, Role.FRONT] * count)[:count])
    client.post(url("end-scoring", leader), {"version": "1"})
    page = url("outcome", leader)
    client.get(page)

    with django_assert_num_queries(queries):
        client.get(page)


def test_end_scoring_asks_first_and_says_how_many_are_done(client):
    leader = led(phase=Phase.SCORING)
    seats = answered(leader, *[Role.HEALTH] * 3)
    Seat.objects.filter(pk=seats[0].pk).update(done_at=timezone.now())

    page = client.get(url("end-scoring", leader))

    assert "1 van de 3 deelnemers zijn klaar" in parse(page).text
    leader.session.conversation.refresh_from_db()
    assert leader.session.conversation.phase == Phase.SCORING


def test_end_scoring_counts_and_leads_to_the_outcome(client):
    leader = led(phase=Phase.SCORING)
    answered(leader, *[Role.HEALTH] * 4)

    response = client.post(url("end-scoring", leader), {"version": "1"})

    assert response.status_code == 302
    assert response["Location"] == url("outcome", leader)
    assert leader.session.conversation.outcomes.get().people == 4


def test_end_scoring_that_gives_no_other_outcome_says_why(client):
    leader = led(phase=Phase.SCORING)
    seats = answered(leader, *[Role.HEALTH] * 4)
    client.post(url("end-scoring", leader), {"version": "1"})
    client.post(url("reopen", leader), {"version": "2"})
    seats[0].scores.update(value=4)

    response = client.post(url("end-scoring", leader), {"version": "3"})

    assert response.status_code == 200
    page = parse(response)
    assert page.one("h1").text == "Het scoren is gesloten, de uitkomst blijft gelijk"
    assert page.one("section", class_="ams-alert").one("p").text
    assert url("outcome", leader) in response.text


@pytest.mark.parametrize(
    ("phase", "heading"),
    [
        (Phase.SCORING, "Wilt u het scoren sluiten?"),
        (Phase.PREPARING, "Het scoren is nog niet open"),
        (Phase.TALKING, "Het scoren is gesloten"),
    ],
)
def test_end_scoring_of_an_older_version_changes_nothing(client, phase, heading):
    leader = led(phase=phase)

    response = client.post(url("end-scoring", leader), {"version": "17"})

    assert response.status_code == 409
    page = parse(response)
    assert page.one("h1").text == heading
    assert "Intussen veranderd" in page.text
    assert not leader.session.conversation.outcomes.exists()


@pytest.mark.parametrize("phase", [Phase.TALKING, Phase.AGENDA])
def test_reopen_asks_first_and_lets_everybody_score_again(client, phase):
    leader = led(phase=phase)
    page = client.get(url("reopen", leader))

    response = client.post(url("reopen", leader), {"version": "1"})

    assert parse(page).one("h1").text == "Wilt u het scoren opnieuw openen?"
    assert response["Location"] == url("progress", leader)
    leader.session.conversation.refresh_from_db()
    assert leader.session.conversation.phase == Phase.SCORING


@pytest.mark.parametrize(
    ("phase", "heading"),
    [
        (Phase.CLOSED, "Heropenen kan niet meer"),
        (Phase.SCORING, "Het scoren is open"),
        (Phase.PREPARING, "Het scoren is nog niet open"),
    ],
)
def test_reopen_in_another_phase_changes_nothing(client, phase, heading):
    leader = led(phase=phase)

    response = client.post(url("reopen", leader), {"version": "1"})

    assert response.status_code == 409
    assert parse(response).one("h1").text == heading
    leader.session.conversation.refresh_from_db()
    assert leader.session.conversation.phase == phase


@pytest.mark.parametrize("name", ["end-scoring", "reopen"])
def test_phases_are_for_who_leads(client, leader, name):
    [seat] = participants(leader, Role.HEALTH)

    assert client.get(url(name, seat)).status_code == 404
    assert client.post(url(name, seat), {"version": "1"}).status_code == 404
