"""What somebody with an account wrote in conversations: alone, leading others, and taking part."""

from datetime import UTC, date, datetime

from tests.factories.conversation import led, participants
from tools.conversation.models import (
    Action,
    Conversation,
    MailWish,
    Note,
    Outcome,
    OutcomeSeat,
    Participant,
    QuestionnaireVersion,
    ReviewMail,
    Score,
)
from tools.conversation.roles import Role
from tools.sessions.keys import new_key
from tools.sessions.models import Seat

SOME_MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def give(person):
    """Write something of ``person`` in each table, in three conversations."""
    alone = led(user=person.user, title=person.text("own-talk"))
    leading = led(user=person.user, title=person.text("leading"))
    Seat.objects.create(session=leading.session)
    joined, *_rest = participants(led(), Role.HEALTH, names=[person.name])
    joined.user = person.user
    joined.save()
    for seat in (alone, leading):
        Conversation.objects.filter(pk=seat.session_id).update(message=person.text("message"))
        Note.objects.create(
            conversation_id=seat.session_id, seat=seat, theme="A", text=person.text("led-note")
        )
    for seat in (alone, leading, joined):
        _give_together(person, seat)
    _give_own(person, alone)
    _give_own(person, joined)
    QuestionnaireVersion.objects.create(
        number=QuestionnaireVersion.objects.count() + 1,
        digest="x",
        content={},
        note=person.text("version-note"),
        issued_by=person.user,
    )


def _give_together(person, seat):
    action = Action.objects.create(
        conversation_id=seat.session_id, text=person.text("action"), lead=person.text("trekker")
    )
    Outcome.objects.create(conversation_id=seat.session_id, part="balance", people=3, release={})
    wish = MailWish.objects.create(
        seat=seat,
        email=person.address,
        key=new_key(),
        asked_at=SOME_MOMENT,
        confirmed_at=SOME_MOMENT,
    )
    ReviewMail.objects.create(action=action, wish=wish, review_on=date(2026, 3, 1))


def _give_own(person, seat):
    Participant.objects.get_or_create(seat=seat, defaults={"role": Role.HEALTH})
    Score.objects.create(seat=seat, statement="a1", value=3, remark=person.text("remark"))
    Note.objects.create(
        conversation_id=seat.session_id, seat=seat, theme="A", text=person.text("own-note")
    )
    outcome = Outcome.objects.get(conversation=seat.session_id)
    OutcomeSeat.objects.create(
        outcome=outcome, seat=seat, role=Role.HEALTH, answers={"a1": [3, None]}
    )
