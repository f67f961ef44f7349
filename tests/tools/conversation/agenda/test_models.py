"""What must hold of an action, whoever writes it."""

import pytest

from tests.constraints import changed, refusal
from tests.factories.conversation import actions, led
from tests.tools.conversation.agenda.pages import Phase, some_day
from tools.conversation.models import Action

Status = Action.Status

NOT_AGREED = (
    "Afgesproken is een actie pas met een trekker, een eerste stap en een datum om terug te kijken."
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    (made,) = actions(led(phase=Phase.AGENDA), "Bel binnen een week")
    return made


@pytest.mark.parametrize("status", [Status.AGREED, Status.BUSY, Status.DONE])
@pytest.mark.parametrize("missing", ["lead", "first_step", "review_on"])
def test_agreed_needs_who_what_first_and_when(action, status, missing):
    whole = {"lead": "Ans", "first_step": "Bellen", "review_on": some_day(), "status": status}
    nothing = None if missing == "review_on" else ""

    said = refusal(
        changed(action, **{**whole, missing: nothing}), "action_agreed_with_whom_and_when"
    )

    assert said == [NOT_AGREED]


def test_stopping_needs_a_reason(action):
    said = refusal(changed(action, status=Status.STOPPED), "action_stopped_with_reason")

    assert said == ["Schrijf op waarom de actie stopt."]
