"""What becomes of a submission: begun, sent, answered, sent back, withdrawn, confirmed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from knowledge.models import FieldComment, Profile
from knowledge.proposals import propose
from practices.models import Practice, Submission
from practices.submitting import mail
from practices.submitting.answering import Answers
from practices.submitting.building import store, told
from practices.submitting.forms import SubmissionForm
from search import stamp

MOST_DRAFTS = 20
WITHDRAWN = "Ingetrokken door de inzender."
# While an author may still take it back; what is published is for the editors to take away.
WITHDRAWABLE = (
    Practice.Status.SUBMITTED,
    Practice.Status.IN_REVIEW,
    Practice.Status.RETURNED,
)
CHANGED = "De inzender laat weten dat er iets veranderd is."


def begin(author: User) -> Submission:
    """
    Return a new submission, with the municipality or organisation that the author works for.

    Raise ValidationError where too many were begun and not sent.
    """
    if Submission.objects.of(author).filter(submitted_at=None).count() >= MOST_DRAFTS:
        raise ValidationError(
            f"U hebt al {MOST_DRAFTS} voorbeelden die nog niet zijn ingestuurd. Ga eerst met een "
            "daarvan verder."
        )
    profile = Profile.objects.filter(user=author).select_related("municipality").first()
    place = str(profile.municipality or profile.organisation) if profile else ""
    return Submission.objects.create(author=author, fields={"places": place} if place else {})


def begin_again(submission: Submission) -> Submission:
    """Return a new submission with the text of one that came to nothing."""
    if submission.author is None:
        raise ValidationError("Deze inzending is van niemand meer.")
    again = begin(submission.author)
    again.fields = dict(submission.fields)
    again.save()
    return again


@transaction.atomic
def send(submission: Submission) -> SubmissionForm:
    """
    Make the practice that the editors read, unless something is wrong; return the form.

    The form says what is wrong; where ``form.errors`` is empty it is sent. Sent
    twice, it is made once.
    """
    stamp.hold()
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    form = SubmissionForm(locked.fields)
    if locked.practice_id is None and form.is_valid():
        _send(locked, form)
    return form


def _send(submission: Submission, form: SubmissionForm) -> None:
    what = told(form)
    submission.practice = store(what)
    submission.submitted_at = timezone.now()
    submission.version += 1
    submission.save()
    for name in what.subjects.new:
        note = form.cleaned_data["concepts_note"]
        propose(name=name, note=note, item=submission.practice, user=submission.author)
    mail.tell_received(submission)
    mail.tell_editors(submission, "submission_new")


@transaction.atomic
def send_back(submission: Submission, answers: Answers, *, edit_version: int) -> None:
    """
    Give the editors the answers, with the texts that the author changed.

    Raise ValidationError where it is not the author's turn, or where an editor
    changed the practice meanwhile; then nothing is written.
    """
    stamp.hold()
    practice = _locked(submission)
    if practice.status != Practice.Status.RETURNED:
        raise ValidationError("Dit voorbeeld ligt nu niet bij u.")
    if practice.edit_version != edit_version:
        raise ValidationError(
            "De redactie heeft de tekst intussen veranderd. Kijk of uw antwoord nog klopt en "
            "stuur het dan opnieuw."
        )
    for name, text in answers.texts.items():
        setattr(practice, name, text)
    practice.status = Practice.Status.SUBMITTED
    practice.edit_version += 1
    practice.save()
    now = timezone.now()
    for comment, answer in answers.answered:
        comment.answer, comment.answered_at = answer, now
        comment.save()
    submission.fields = answers.fields_after(submission.fields)
    submission.version += 1
    submission.save()
    submission.practice = practice
    mail.tell_editors(submission, "submission_answered")


@transaction.atomic
def withdraw(submission: Submission) -> None:
    """
    Take back what was sent; nothing is deleted.

    Raise ValidationError where the editors have decided on it already.
    """
    stamp.hold()
    practice = _locked(submission)
    if practice.status not in WITHDRAWABLE:
        raise ValidationError("Dit voorbeeld kunt u niet meer intrekken. Schrijf de redactie.")
    practice.status = Practice.Status.ARCHIVED
    practice.archived_reason = WITHDRAWN
    practice.edit_version += 1
    practice.save()
    Submission.objects.filter(pk=submission.pk).update(
        withdrawn_at=timezone.now(), version=F("version") + 1
    )
    submission.practice = practice
    mail.tell_editors(submission, "submission_withdrawn")


def confirm(submission: Submission) -> None:
    """Keep that the author says it still holds."""
    Submission.objects.filter(pk=submission.pk).update(confirmed_at=timezone.now())


@transaction.atomic
def report_change(submission: Submission, text: str) -> None:
    """Leave for the editors what the author says has changed, as an answer not yet dealt with."""
    FieldComment.objects.create(
        item=_locked(submission), question=CHANGED, answer=text, answered_at=timezone.now()
    )
    mail.tell_editors(submission, "submission_changed", text=text)


def set_reminder(submission: Submission, *, wanted: bool) -> None:
    Submission.objects.filter(pk=submission.pk).update(wants_reminder=wanted)


def _locked(submission: Submission) -> Practice:
    found: Practice = Practice.objects.select_for_update().get(submission=submission)
    return found
