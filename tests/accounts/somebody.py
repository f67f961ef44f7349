"""Two persons of whom every table has something, marked so that it is found again."""

import json
from datetime import UTC, date, datetime
from itertools import count

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts.models import User
from kennisplaats.personal_data import is_history
from knowledge.models import (
    ConceptProposal,
    Editing,
    FieldComment,
    KnowledgeItem,
    Profile,
    Reminder,
    Task,
)
from outbox.models import OutgoingMail
from practices.models import Submission
from tests.accounts import in_conversations
from tests.factories import ConceptFactory, MunicipalityFactory, PracticeFactory, UserFactory
from tests.factories.reflection import ExerciseFactory, begun
from tools.reflection.models import (
    Agreement,
    Answer,
    Card,
    CardGroup,
    Reflection,
    TakenItem,
    TeamMeeting,
)
from tools.sessions.models import Seat, ToolSession

SOME_MOMENT = datetime(2026, 1, 5, 9, tzinfo=UTC)
SOME_VALUES = {
    "BigIntegerField": 1,
    "BooleanField": False,
    "CharField": "x",
    "DateField": SOME_MOMENT.date(),
    "DateTimeField": SOME_MOMENT,
    "DecimalField": 1,
    "IntegerField": 1,
    "PositiveIntegerField": 1,
    "PositiveSmallIntegerField": 1,
    "SlugField": "x",
    "TextField": "x",
}
_numbers = count()


class Somebody:
    """An account with a row in every table that can have one; ``mark`` is in all its texts."""

    def __init__(self, first_name):
        self.mark = f"merk-{first_name}"
        self.name = f"{first_name} van Voorbeeld"
        self.address = f"{first_name.lower()}@gemeente.example"
        self.other_address = f"{first_name.lower()}@thuis.example"
        self.user = UserFactory(email=self.address, name=self.name)
        self._give_log_in()
        self._give_work()
        self._give_reflections()
        in_conversations.give(self)
        self._give_mail()
        self._give_admin_log()
        for model in apps.get_models():
            if is_history(model) and is_history_of_persons(model):
                self._give_version(model)

    def text(self, where):
        return f"{self.mark}-{where}"

    def _give_log_in(self):
        user = self.user
        address, _made = EmailAddress.objects.update_or_create(
            user=user, email=self.address, defaults={"verified": True, "primary": True}
        )
        EmailAddress.objects.create(user=user, email=self.other_address, verified=True)
        EmailConfirmation.objects.create(email_address=address, key=self.text("key"))
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.TOTP, data={"secret": self.text("secret")}
        )
        social = SocialAccount.objects.create(
            user=user,
            provider="openid_connect",
            uid=self.text("uid"),
            extra_data={"name": self.text("extra_data"), "email": self.address},
        )
        app = SocialApp.objects.create(provider="openid_connect", name="Gemeente", client_id="x")
        SocialToken.objects.create(
            app=app, account=social, token=self.text("token"), token_secret=self.text("secret")
        )
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session["typed"] = self.text("session")
        session.create()
        UserSession.objects.create(
            user=user,
            ip="192.0.2.7",
            session_key=session.session_key,
            user_agent=self.text("user_agent"),
            data={"what": self.text("data")},
        )

    def _give_work(self):
        user = self.user
        profile = Profile.objects.create(
            user=user,
            function=self.text("function"),
            organisation=self.text("organisation"),
            municipality=MunicipalityFactory(),
        )
        profile.themes.add(ConceptFactory())
        Submission.objects.create(author=user, fields={"title": self.text("draft")})
        practice = PracticeFactory()
        Submission.objects.create(
            author=user,
            practice=practice,
            submitted_at=SOME_MOMENT,
            fields={"title": self.text("submitted")},
        )
        FieldComment.objects.create(
            item=practice,
            question=self.text("question-to"),
            answer=self.text("answer-by"),
            answered_at=SOME_MOMENT,
        )
        FieldComment.objects.create(
            item=PracticeFactory(), question=self.text("question-by"), asked_by=user
        )
        ConceptProposal.objects.create(
            name=self.text("proposal"), note=self.text("note"), proposed_by=user
        )
        curated = PracticeFactory(status=KnowledgeItem.Status.DRAFT, curator=user)
        Editing.objects.create(item=curated, user=user, seen_at=SOME_MOMENT)
        Task.objects.create(key=self.text("task"), claimed_by=user)
        Reminder.objects.create(user=user, sent_on=date(2026, 1, 5))

    def _give_reflections(self):
        exercise = ExerciseFactory()
        for form in Reflection.Form:
            seat = begun(form, exercise=exercise, user=self.user)
            self._give_answers(seat, form)
        # They are two, and the other one stays.
        duos = ToolSession.objects.filter(reflection__form="duo")
        Seat.objects.filter(session__in=duos, user=self.user).update(name=self.name)
        Seat.objects.create(session=Reflection.objects.get(conclusion=self.text("duo")).session)

    def _give_answers(self, seat, form):
        reflection = seat.session.reflection
        Answer.objects.create(seat=seat, prompt="long", value=self.text(f"answer-{form}"))
        Agreement.objects.create(
            reflection=reflection, text=self.text(f"agreement-{form}"), who=self.text(f"who-{form}")
        )
        TakenItem.objects.create(reflection=reflection, item=ExerciseFactory())
        Reflection.objects.filter(pk=reflection.pk).update(conclusion=self.text(form))
        if form == Reflection.Form.TEAM:
            TeamMeeting.objects.create(reflection=reflection, minutes=15, people=8, agenda={})
            group = CardGroup.objects.create(
                reflection=reflection, prompt="long", title=self.text("group")
            )
            Card.objects.create(seat=seat, prompt="long", text=self.text("card"), group=group)

    def _give_mail(self):
        for address in (self.address, self.other_address):
            OutgoingMail.objects.create(
                message_id=f"<{next(_numbers)}@kennisplaats.example>",
                sender="kennisplaats@kennisplaats.example",
                recipient=address.upper(),
                subject=self.text("subject"),
                text=f"Beste {self.name}, {self.text('body')}",
                headers={"To": address},
            )

    def _give_admin_log(self):
        editor = UserFactory()
        users = ContentType.objects.get_for_model(User)
        addresses = ContentType.objects.get_for_model(EmailAddress)
        self._log(self.user, users, editor.pk, self.text("repr"))
        self._log(editor, users, self.user.pk, self.name)
        self._log(editor, addresses, 999, self.address)

    def _log(self, who, content_type, number, name):
        LogEntry.objects.create(
            user=who,
            content_type=content_type,
            object_id=number,
            object_repr=name,
            action_flag=CHANGE,
            change_message=json.dumps(
                [{"changed": {"name": "gebruiker", "object": name, "fields": ["naam"]}}]
            ),
        )

    def _give_version(self, model):
        """Keep an old version of something, saved by this person and with their name on it."""
        values = {
            column.attname: self._value(column)
            for column in model._meta.local_fields
            if not column.primary_key
        }
        model.objects.create(**{**values, "history_type": "~"})

    def _value(self, column):
        if column.related_model is User:
            return self.user.pk
        if column.name == "history_change_reason":
            return self.text("version")
        return None if column.null else SOME_VALUES[column.get_internal_type()]


def is_history_of_persons(model):
    return any(column.related_model is User for column in model._meta.local_fields)


def found(needle):
    """Return every column, of all tables, that holds ``needle`` somewhere."""
    return {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.all()
        for column in model._meta.local_fields
        if needle.casefold() in _text(row, column).casefold()
    }


def _text(row, column):
    if isinstance(row, Session) and column.name == "session_data":
        return json.dumps(row.get_decoded())
    value = column.value_from_object(row)
    return value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
