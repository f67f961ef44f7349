"""What tests of the agenda do: ask for its pages, and send their forms."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tools.conversation.models import Action, Conversation

Phase = Conversation.Phase


def url(name, seat, *args):
    return reverse(f"conversation:{name}", args=[seat.key, *args])


def some_day():
    return timezone.localdate() + timedelta(days=90)


def typed(**changes):
    """Return what somebody types who fills in what most need."""
    return {
        "text": "Bel binnen een week",
        "lead": "Team Geldzaken",
        "first_step": "Bellijst maken",
        "review_on": some_day().isoformat(),
        "status": Action.Status.AGREED,
        "version": 1,
        **changes,
    }


def version_of(leader):
    return Conversation.objects.get(pk=leader.session_id).edit_version


def order_of(leader):
    return list(leader.session.conversation.actions.values_list("text", flat=True))


def send_order(client, seat, *, version=None, **data):
    version = version_of(seat) if version is None else version
    return client.post(url("action-order", seat), {"version": version, **data})


def send_status(client, seat, action, *, version=None, **data):
    version = action.edit_version if version is None else version
    return client.post(url("action-status", seat, action.key), {"version": version, **data})


def to_phase(leader, phase):
    Conversation.objects.filter(pk=leader.session_id).update(phase=phase)
