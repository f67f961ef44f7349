"""What tests of scoring do: fill in forms, send them, and look at what was kept."""

from tests.tools.conversation.agenda.pages import url
from tools.conversation.models import Score


def fields(key, value="", importance="", remark="", **before):
    """Return the fields of a statement as they are sent; ``was`` is what the page began with."""
    sent = {f"{key}:score": value, f"{key}:belang": importance, f"{key}:toelichting": remark}
    return {**sent, **({f"was:{key}": before["was"]} if before else {})}


def send(client, seat, letter="A", **data):
    return client.post(url("score", seat, letter), data)


def save(client, seat, *keys, letter="A", **data):
    """Send as the script does: only the statements that changed."""
    return client.post(url("save", seat, letter), {"vraag": keys, **data})


def kept(seat):
    """Return what is kept by statement: [value, importance, remark]."""
    rows = Score.objects.filter(seat=seat).order_by("statement")
    return {one.statement: [one.value, one.importance, one.remark] for one in rows}
