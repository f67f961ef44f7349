"""
Who sees what of a conversation: the tables of docs/wie-ziet-wat.md, walked.

Every field that somebody writes in has a mark (private_conversations). For each mark is
seen to whom it shows, in which phase, with names and without; that has to be what the
tables say. On their walk along all addresses, for all roles, tests/permissions/test_table.py
sees that no other page of the portal has a mark or a key.
"""

import json
import re
from collections import defaultdict
from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from outbox.models import OutgoingMail
from tests.accounts.somebody import found
from tests.factories import UserFactory
from tests.permissions.urls import every_url
from tests.tools import private_conversations as private
from tests.tools.conversation.walking import KEYED, Visitor, Walk, address, keys_in, place_of
from tests.tools.private_sessions import MARK, all_keys
from tests.tools.test_privacy import log
from tools.conversation.agenda.reminders import send_review_mails
from tools.conversation.managing.warning import warn_leaders
from tools.conversation.models import (
    Conversation,
    ConversationTheme,
    QuestionnaireVersion,
    ResultBand,
    ScalePoint,
    Score,
    Statement,
    TalkQuestion,
)
from tools.conversation.script import PARTS
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

Phase = Conversation.Phase
DOC = settings.BASE_DIR / "docs" / "wie-ziet-wat.md"
TOGETHER = {Phase.TALKING, Phase.AGENDA}
AFTER = {*TOGETHER, Phase.CLOSED}
# How a cell of the tables says in which phases, with names and without, something shows.
WORDS = {
    "nee": lambda _mode, _phase: False,
    "ja": lambda _mode, _phase: True,
    "na het scoren": lambda _mode, phase: phase in AFTER,
    "tot het einde": lambda _mode, phase: phase != Phase.CLOSED,
    "na het scoren, met naam": lambda mode, phase: mode == "named" and phase in AFTER,
    "met naam": lambda mode, _phase: mode == "named",
    "tijdens het gesprek": lambda _mode, phase: phase in TOGETHER,
    "tijdens het gesprek, met naam": lambda mode, phase: mode == "named" and phase in TOGETHER,
}
# What is chosen from a list, counted or made by the portal: nobody writes in it.
CHOSEN = {
    *(f"Action.{name}" for name in ("theme", "statement", "reach", "residents", "status")),
    *(f"Conversation.{n}" for n in ("phase", "invited_roles", "chosen_themes", "opened_themes")),
    *("Note.kind", "Note.theme", "Note.question", "Score.statement", "Participant.role"),
    *("Outcome.part", "Outcome.release", "OutcomeSeat.role", "OutcomeSeat.answers"),
    "ToolSession.tool",
}
# Pages that say how far all are.
SHOW_PROGRESS = {"conversation:progress", "conversation:progress-state", "conversation:end-scoring"}
MODES = ("named", "nameless")
# Who have an address or three of their own.
MANY = {"scherm", "wie overneemt", "wie de mail bevestigt"}
# The addresses in which somebody of another conversation can name something of this one.
WITH_ROWS = {url.name for url in KEYED if re.search(r"<\w+:(action|note|person)>", url.route)}
CARRIED = {
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
# The lines of the tables, in order: a field, and the mark or the key that is in it.
LINES = (
    ("Conversation.title", "title"),
    ("Conversation.region", "region"),
    ("Conversation.place", "place"),
    ("Conversation.message", "message"),
    ("Seat.name", "name"),
    ("Seat.name", "leadername"),
    ("Score.remark", "remark"),
    ("Score.remark", "deepremark"),
    ("Note.text", "note"),
    ("Note.text", "future"),
    ("Action.text", "text"),
    ("Action.text", "done"),
    ("Action.lead", "lead"),
    *((f"Action.{name}", name.replace("_", "")) for name in private.OF_ACTION[:2]),
    ("Action.colleagues", "colleagues"),
    ("Action.partners", "partners"),
    ("Action.means", "means"),
    ("Action.decision", "decision"),
    ("Action.seen_by", "seenby"),
    ("Action.first_step", "firststep"),
    ("Action.stopped_why", "stoppedwhy"),
    ("MailWish.email", "mail"),
    ("MailWish.email", "leadermail"),
    ("Seat.key", "leader.key"),
    ("Seat.key", "author.key"),
    ("ToolSession.code", "code"),
    ("ToolSession.screen_key", "screen_key"),
    ("ToolSession.invite_key", "invite_key"),
    ("MailWish.key", "MailWish.key"),
)
# The columns of both tables.
WITHIN = (
    *("deelnemer zelf", "andere deelnemer", "nieuwkomer", "gespreksleider"),
    *("scherm", "wie overneemt", "wie de mail bevestigt", "volgende ronde"),
)
OUTSIDE = (
    *("bezoeker", "lid", "deelnemer elders", "gespreksleider elders"),
    *("redactie", "beheerder"),
)


@pytest.fixture(scope="module")
def talks(module_transaction):
    keeper = UserFactory(email="leidt@kennisplaats.example")
    built = private.build(keeper=keeper)
    built.keeper = keeper
    return built


@pytest.fixture(scope="module")
def walked(talks):
    """
    Return for each who looked what was to be seen: {viewer: {(mode, phase): [Seen]}}.

    Without names before and after the outcome, and with names after it, all addresses
    are asked for; further only those that told something then, to keep it short.
    """
    walk = Walk()
    seen = defaultdict(lambda: defaultdict(list))
    at_first = [("named", Phase.TALKING), ("nameless", Phase.TALKING), ("nameless", Phase.SCORING)]
    later = [(mode, phase) for mode in MODES for phase in Phase if (mode, phase) not in at_first]
    names = None
    for mode, phase in (*at_first, *later):
        if names is None and (mode, phase) in later:
            names = telling(talks, seen)
        one = getattr(talks, mode)
        private.bring_to(one, phase)
        for viewer, place, key in who_look(one, talks.elsewhere, phase):
            with_files = (viewer, mode, phase) == ("andere deelnemer", "named", Phase.TALKING)
            asked = None if viewer in MANY else names
            asked = WITH_ROWS if viewer.endswith("elders") else asked
            seen[viewer][mode, phase] += walk.along(
                place, key, one, names=asked, with_files=with_files
            )
            if viewer == "scherm":
                seen[viewer][mode, phase] += turned(one, phase)
        private.bring_to(one, Phase.TALKING)
    return seen


def telling(talks, seen):
    """Return the names of the pages that have more than the title, and the key in the address."""
    return {
        page.name
        for pages in seen.values()
        for (mode, _phase), found in pages.items()
        for page in found
        if told(getattr(talks, mode), [page]) - {"title", "leader.key", "author.key"}
    }


def who_look(one, elsewhere, phase):
    """Yield who looks in ``phase``: (viewer, the word in the address, the key)."""
    if one.mode == "nameless" or phase in {Phase.SCORING, Phase.TALKING}:
        yield "andere deelnemer", "werk", one.other.key
        yield "gespreksleider", "werk", one.leader.key
    yield "scherm", "scherm", one.session.screen_key
    yield "wie overneemt", "overnemen", one.session.invite_key
    yield "wie de mail bevestigt", "mail", one.wish.key
    if phase == Phase.TALKING or (one.mode, phase) == ("named", Phase.SCORING):
        yield "deelnemer zelf", "werk", one.author.key
        yield "nieuwkomer", "werk", one.newcomer.key
    if phase == Phase.TALKING:
        yield "deelnemer elders", "werk", elsewhere.guest.key
        yield "gespreksleider elders", "werk", elsewhere.leader.key
    if (one.mode, phase) == ("named", Phase.TALKING):
        yield "volgende ronde", "werk", one.following.guest.key
        yield "volgende ronde", "werk", one.following.leader.key


def turned(one, phase):
    """Return all that the screen shows, page by page."""
    visitor = Visitor()
    url = reverse("conversation:screen", args=[one.session.screen_key])
    seen = []
    for part in range(1, len(PARTS)):
        private.bring_to(one, phase, part)
        seen.append(visitor.get(url, "conversation:screen"))
    private.bring_to(one, phase)
    return seen


@pytest.fixture(scope="module")
def portal(talks):
    """Return what is to be seen without a key, by role, while mails wait to be sent."""
    _have_mails_written(talks)
    curator = UserFactory(is_staff=True)
    curator.groups.add(Group.objects.get(name="Redactie"))
    admin = UserFactory(is_staff=True, is_superuser=True)
    plain, staff = addresses_without_a_key()
    with_all = [*plain, *staff]
    roles = (
        ("bezoeker", None, plain),
        ("lid", UserFactory(), plain),
        ("redactie", curator, with_all),
        ("beheerder", admin, with_all),
    )
    return {role: [Visitor(user).get(url, url) for url in urls] for role, user, urls in roles}


def _have_mails_written(talks):
    now = timezone.now()
    sessions = ToolSession.objects.filter(pk__in=[one.session.pk for one in both(talks)])
    leaders = Seat.objects.filter(session__in=sessions, is_leader=True)
    then = sessions.latest("expires_at").expires_at
    sessions.update(expires_at=now + timedelta(days=3))
    assert len(list(send_review_mails(now))) == 4
    # One to an account, one to the address that somebody gave.
    leaders.filter(session=talks.nameless.session).update(user=None)
    assert len(list(warn_leaders(now))) == 2
    sessions.update(expires_at=then)
    leaders.update(user=talks.keeper)


def both(talks):
    return talks.named, talks.nameless


def addresses_without_a_key():
    """
    Return what anybody can ask for, and what of the beheer could show something.

    All other pages are on the walk of tests/permissions/test_table.py.
    """
    ours = {url.name for url in every_url() if "<" not in url.route and "conversation" in url.name}
    public = {name for name in ours if not name.startswith("admin:")}
    plain = [*(reverse(name) for name in sorted(public)), f"/zoeken/?q={MARK}", "/mijn/"]
    mails = reverse("admin:outbox_outgoingmail_changelist")
    staff = [reverse(name) for name in sorted(ours - public) if name.endswith("_changelist")]
    staff += [reverse("admin:index"), mails, f"{mails}?q={MARK}", f"{mails}?q=gesprek"]
    staff += [reverse("admin:outbox_outgoingmail_change", args=[mail.pk]) for mail in _mails()]
    version = QuestionnaireVersion.objects.first()
    staff += [reverse("admin:conversation_questionnaireversion_change", args=[version.pk])]
    return plain, staff


def _mails():
    return OutgoingMail.objects.order_by("pk")


def shown_to(talks, walked, portal):
    """Return where each mark and key is seen: {viewer: {what: {(mode, phase)}}}, and who asked."""
    where = defaultdict(lambda: defaultdict(set))
    asked = {viewer: set(pages) for viewer, pages in walked.items()}
    for viewer, pages in walked.items():
        for (mode, phase), seen in pages.items():
            for what in told(getattr(talks, mode), seen):
                where[viewer][what].add((mode, phase))
    for role, seen in portal.items():
        asked[role] = {("named", Phase.TALKING), ("nameless", Phase.TALKING)}
        for mode, phase in asked[role]:
            for what in told(getattr(talks, mode), seen):
                where[role][what].add((mode, phase))
    return where, asked


def told(one, seen):
    """Return the marks and keys of the conversation ``one`` in all of ``seen``."""
    whats = {what for page in seen for mode, what in page.marks if mode == one.mode}
    keys = private.keys_of(one)
    return whats | {name for page in seen for name in keys_in(page.text, keys)}


def in_words(seen, asked):
    """Return the word of a cell for ``seen``, of all that was ``asked``."""
    for words, shows in WORDS.items():
        if {one for one in asked if shows(*one)} == seen:
            return words
    return f"? {sorted(seen)}"


def expected_rows():
    """Return the lines of both tables in the docs: (fields in it, {viewer: words})."""
    tables = re.findall(r"(?:^\|.*\n)+", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    for table in tables:
        head, _line, *lines = [_cells(line) for line in table.splitlines()]
        yield (
            head[1:],
            [
                (re.findall(r"`([\w.]+)`", first), dict(zip(head[1:], rest, strict=True)))
                for first, *rest in lines
            ],
        )


def _cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_tables_in_the_docs_say_who_sees_what(talks, walked, portal):
    where, asked = shown_to(talks, walked, portal)

    (within, inner), (outside, outer) = expected_rows()
    wrong = [
        (field, what, viewer, f"in de docs: {said.get(viewer)}", f"gezien: {is_so}")
        for rows in (inner, outer)
        for (field, what), (_fields, said) in zip(LINES, rows, strict=True)
        for viewer in said
        if (is_so := in_words(where[viewer][what], asked[viewer])) != said[viewer].rstrip(" ¹²")
    ]

    assert (tuple(within), tuple(outside)) == (WITHIN, OUTSIDE)
    assert [fields for fields, _said in inner] == [[field] for field, _what in LINES]
    assert [fields for fields, _said in outer] == [[field] for field, _what in LINES]
    assert wrong == []


def test_every_field_that_somebody_writes_in_is_in_the_tables():
    """What is in no line of the tables, was thought of by nobody."""
    named = {field for field, _what in LINES}

    assert {field for field in text_fields() if field not in CHOSEN} == named
    assert CHOSEN & named == set()


def text_fields():
    """Return every column of conversations and sessions that can hold a text."""
    asked = {ConversationTheme, Statement, TalkQuestion, ScalePoint, ResultBand}
    written = [
        model
        for model in apps.get_app_config("conversation").get_models()
        if model not in {*asked, QuestionnaireVersion} and not hasattr(model, "instance_type")
    ]
    return {
        f"{model.__name__}.{field.name}"
        for model in (*written, ToolSession, Seat)
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
    }


def test_every_mark_is_there_to_be_seen(talks):
    for one in both(talks):
        kept = fields_with(f"{MARK}{one.mode}")

        assert kept == {field for field, what in LINES if "key" not in what and what != "code"}


def fields_with(needle):
    """Return the columns that hold ``needle``; what is mailed, waits in the outbox as well."""
    labels = {label.partition(".")[2] for label in found(needle)}
    return {label for label in labels if not label.startswith("OutgoingMail.")}


def test_nothing_of_another_conversation_is_seen(talks, walked):
    wrong = [
        (viewer, page.name, mark)
        for viewer, pages in walked.items()
        for (mode, _phase), seen in pages.items()
        for page in seen
        for mark in page.marks
        if mark[0] != mode
    ]

    assert wrong == []


@pytest.mark.parametrize("url", KEYED, ids=lambda url: url.name)
def test_key_opens_only_what_it_is_for(talks, url):
    one = talks.nameless
    opens = {
        "werk": one.leader.key,
        "scherm": one.session.screen_key,
        "overnemen": one.session.invite_key,
        "mail": one.wish.key,
    }
    others = {key for place, key in opens.items() if place != place_of(url)}
    visitor = Visitor(talks.keeper)

    opened = [
        ask
        for key in others
        for ask in (visitor.get, lambda url: visitor.post(url, {}))
        if ask(address(url, key, one)).status not in {404, 405}
    ]

    assert opens[place_of(url)]
    assert opened == []


def test_address_with_a_key_goes_nowhere(walked):
    """Nor into the history of a browser: a title has no more than that of the conversation."""
    pages = [page for pages in walked.values() for seen in pages.values() for page in seen]
    titles = " ".join(
        title
        for page in pages
        for title in re.findall(r"<title>(.*?)</title>", page.text, re.DOTALL)
    )
    elsewhere = re.compile(r'(?:src|action|data|poster|<link[^>]*href)="(?:https?:)?//')

    assert {
        (page.name, header)
        for page in pages
        for header, value in CARRIED.items()
        if page.headers.get(header) != value
    } == set()
    assert {what for _mode, what in private.SEEN.findall(titles.lower())} == {"title"}
    assert [key for key in keys() if key in titles] == []
    assert {page.name for page in pages if elsewhere.search(page.text)} == set()


def keys():
    return all_keys() | private.wish_keys()


def test_without_names_nothing_follows_what_somebody_else_answers(talks, walked):
    """Neither before the outcome, nor after it: that was counted when scoring ended."""
    one = talks.nameless
    Score.objects.filter(seat=one.author).update(value=2, importance=3)
    # A new token against misuse is all that the address to save at gives.
    walk, names = Walk(), telling(talks, walked) | SHOW_PROGRESS

    wrong = []
    for phase in (Phase.SCORING, Phase.TALKING):
        private.bring_to(one, phase)
        for viewer, seat in (("andere deelnemer", one.other), ("gespreksleider", one.leader)):
            seen = walked[viewer][one.mode, phase]
            before = {page.name: still(page.text) for page in seen if page.name in names}
            after = walk.along("werk", seat.key, one, names=names)
            wrong += [
                (viewer, page.name, phase)
                for page in after
                if still(page.text) != before[page.name]
            ]
            assert len(after) == len(before) > 5

    assert wrong == []


def still(text):
    """Return ``text`` without what is new each time it is asked for."""
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", text)
    text = re.sub(r'(nonce|name="csrfmiddlewaretoken" value|name="place" value)="[^"]*"', "", text)
    text = re.sub(r"DTSTAMP:\w+", "", text)
    text = re.sub(r'"csrfToken": "[^"]*"|data-token="[^"]*"', "", text)
    return re.sub(r"'(Content-Security-Policy|ETag)': [^\n]*", "", text)


def test_tag_of_what_is_polled_follows_nobody_else(talks):
    one, now = talks.nameless, timezone.now()
    private.bring_to(one, Phase.SCORING)
    states = [url for url in KEYED if url.name.endswith("-state") and place_of(url) == "werk"]
    urls = [address(url, one.other.key, one) for url in states]
    visitor = Visitor()

    before = [visitor.get(url).headers["ETag"] for url in urls]
    Seat.objects.filter(pk=one.author.pk).update(done_at=now)
    Score.objects.filter(seat=one.author).update(value=4, changed_at=now)
    Score.objects.create(seat=one.author, statement="a-d2", value=1)
    after = [visitor.get(url).headers["ETag"] for url in urls]

    assert len(urls) == 3
    assert before == after


def test_no_log_line_has_a_mark_or_a_key(talks):
    """All that can be sent to each address, right and wrong, by whoever may."""
    one, visitor = talks.named, Visitor()
    fields = ("name", "text", "message", "title", "region_name", "lead", "a1-remark")
    typed = dict.fromkeys(fields, f"{MARK} typt")
    typed |= {"email": f"{MARK}@kennisplaats.example", "version": "1", "deed": "x"}
    opens = {
        "werk": (one.author.key, one.leader.key),
        "scherm": (one.session.screen_key,),
        "overnemen": (one.session.invite_key,),
        "mail": (one.wish.key,),
    }
    # What takes all away, comes last.
    urls = sorted(KEYED, key=lambda url: ("remove" in url.name, url.name))

    with log() as lines:
        for url in urls:
            for key in opens[place_of(url)]:
                visitor.post(address(url, key, one), typed)
        for places in opens.values():
            visitor.get(f"/gesprekstool/sessie/werk/{places[0]}/weg/")

    assert len(lines) > len(KEYED)
    assert [line for line in lines if MARK in line] == []
    assert [line for line in lines if any(key in line for key in keys())] == []
    assert [line for line in lines if json.loads(line)["level"] == "ERROR"] == []


def test_mail_tells_who_may_see_it_nothing_but_where_it_goes(portal):
    """Administrators see the subject and the address until it was sent; in a demo, editors do."""
    editor = Visitor(UserFactory(is_staff=True))
    pages = ("admin:outbox_outgoingmail_change", "admin:outbox_outgoingmail_html")
    mails = OutgoingMail.objects.all()

    with override_settings(DEMO=True):
        seen = [editor.get(reverse(name, args=[mail.pk])) for name in pages for mail in mails]

    assert len(mails) == 6
    assert [mail.subject for mail in mails if MARK in mail.subject or not mail.forget] == []
    assert {what for page in seen for _mode, what in page.marks} == {"mail", "leadermail"}


def test_editors_see_how_many_conversations_there_are(portal):
    name = "conversation_questionnaireversion_change"
    url = reverse(f"admin:{name}", args=[QuestionnaireVersion.objects.get().pk])
    (page,) = [page for page in portal["redactie"] if page.name == url]

    assert "5 gesprekken" in page.text


def test_session_that_is_gone_leaves_nothing(talks):
    ToolSession.objects.all().delete()

    assert fields_with(MARK) == set()
