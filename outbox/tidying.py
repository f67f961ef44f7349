from datetime import datetime

from outbox.models import OutgoingMail
from outbox.sending import MOST_ATTEMPTS


def tidy(now: datetime) -> None:
    """
    Empty what was kept long enough, delete what was known long enough, and stop what only fails.

    The last is for a mail at which every worker died: it was never written down
    why that failed.
    """
    mails = OutgoingMail.objects
    mails.with_outlived_body(now).update(text="", html="")
    mails.outlived(now).delete()
    failing = mails.due(now).filter(attempts__gte=MOST_ATTEMPTS).order_by()
    failing.filter(forget=True).delete()
    failing.update(
        gave_up_at=now,
        leased_until=None,
        lease_key=None,
        last_error="Het versturen brak steeds af, zonder dat bekend is waardoor.",
    )
