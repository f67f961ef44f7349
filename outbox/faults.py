"""What went wrong at sending: whether it can still go right, and how an administrator reads it."""

import smtplib

REFUSED_FOR_GOOD = range(500, 600)


def is_for_good(error: Exception) -> bool:
    """
    Return whether another attempt must fail as well.

    A refused sender or password is not: that is for an administrator to mend.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in REFUSED_FOR_GOOD for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code in REFUSED_FOR_GOOD
    # An address or header that no mail can have.
    return isinstance(error, ValueError)


def in_words(error: Exception) -> str:
    """Return in Dutch what went wrong; never empty."""
    match error:
        case _ if _is_timeout(error):
            words = "De mailserver antwoordde niet op tijd."
        case smtplib.SMTPRecipientsRefused():
            code, answer = next(iter(error.recipients.values()))
            words = f"De mailserver weigert deze ontvanger: {code} {_decoded(answer)}"
        case smtplib.SMTPAuthenticationError():
            words = f"De mailserver weigert ons wachtwoord: {_answer(error)}"
        case smtplib.SMTPResponseException():
            words = f"De mailserver antwoordde: {_answer(error)}"
        case smtplib.SMTPServerDisconnected():
            words = f"De mailserver verbrak de verbinding: {error}"
        case OSError():
            words = f"De mailserver is niet bereikbaar: {error}"
        case ValueError():
            words = f"Deze mail kan zo niet verstuurd worden: {error}"
        case _:
            words = f"Onverwachte fout: {error!r}"
    return words


def _is_timeout(error: Exception) -> bool:
    # smtplib makes a lost connection of it, and keeps only the words.
    return isinstance(error, TimeoutError) or "timed out" in str(error)


def _answer(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_decoded(error.smtp_error)}"


def _decoded(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
