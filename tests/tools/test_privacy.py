"""
What people write down is seen by whom it is for, and by nobody else.

Every field has a mark (private_sessions). That the mark is on no page of the portal, for any
role, tests/permissions/test_table.py sees on its walk along all addresses.
"""

import io
import json
import logging
import re
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.export import as_html, as_json, parts_of
from kennisplaats.logs import KeylessFormatter
from outbox.models import OutgoingMail
from tests.accounts.somebody import found
from tests.factories import UserFactory
from tests.permissions.urls import every_url
from tests.tools.private_sessions import MARK, Kind, all_keys, build
from tools.reflection.models import Reflection
from tools.sessions.keys import new_key
from tools.sessions.models import Seat, ToolSession

pytestmark = pytest.mark.django_db

# Of a conversation: tests/tools/conversation/test_who_sees_what.py.
KEYED = [
    url
    for url in every_url()
    if "<key:key>" in url.route and not url.name.startswith("conversation:")
]
SEEN = re.compile(rf"{MARK} (\S+) ([a-z0-9-]+)")
REFUSED = {404, 405}
CARRIED = {
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
HOLDERS = {
    "reflection.Agreement.text",
    "reflection.Agreement.who",
    "reflection.Answer.value",
    "reflection.Card.text",
    "reflection.CardGroup.title",
    "reflection.Reflection.conclusion",
    "tool_sessions.Seat.name",
}


@pytest.fixture(scope="module")
def private(module_transaction):
    keeper = UserFactory(email="houder@kennisplaats.example")
    sessions = build(keeper=keeper)
    return SimpleNamespace(keeper=keeper, **vars(sessions))


@pytest.fixture(scope="module")
def looked(private):
    """Return for each who looks every page that their key opens: (who, name of the page, page)."""
    return [(who, name, page) for who in viewers(private) for name, page in pages_of(who).items()]


def address(url, key):
    facts = {"key": key, "number": 1, "slug": "x"}
    return reverse(url.name, kwargs={n: v for n, v in facts.items() if f":{n}>" in url.route})


def openers(private):
    """Return by the first word of an address which keys open something there."""
    teams = (private.team, private.other_team)
    alone = [private.alone.seat, private.kept.seat]
    pairs = [seat for two in (private.duo, private.shared) for seat in (two.seat, two.other)]
    leaders = [team.seat for team in teams]
    people = [seat for team in teams for seat in (team.first, team.second)]
    return {
        "werk": {seat.key for seat in (*alone, *pairs, *leaders, *people)},
        "leiden": {seat.key for seat in leaders},
        "mee": {seat.key for seat in people},
        "scherm": {team.session.screen_key for team in teams},
        "uitnodiging": {two.session.invite_key for two in (private.duo, private.shared)},
    }


def place(url):
    return url.route.split("/")[2]


@pytest.mark.parametrize("url", KEYED, ids=lambda url: url.name)
def test_key_opens_only_what_it_is_for(private, url):
    opens = openers(private)
    others = {min(keys - opens[place(url)]) for keys in opens.values() if keys - opens[place(url)]}
    client = signed_in(private.keeper)

    opened = [
        (key, method)
        for key in {*others, new_key()}
        for method in ("get", "post")
        if getattr(client, method)(address(url, key)).status_code not in REFUSED
    ]

    assert opens[place(url)]
    assert opened == []


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@dataclass(frozen=True)
class Viewer:
    """Somebody with a key, the marks that they may see, and the keys that they may be told."""

    name: str
    key: str
    sees: set
    knows: set


def viewers(private):
    for name, mark in (("alone", "alleen"), ("kept", "account")):
        own = getattr(private, name).seat.key
        yield Viewer(name, own, of(mark), {own})
    duo, shared, team = private.duo, private.shared, private.team
    invitation = duo.session.invite_key
    yield Viewer("duo, first", duo.seat.key, of("duo-eerste"), {duo.seat.key, invitation})
    yield Viewer("duo, second", duo.other.key, of("duo-tweede"), {duo.other.key})
    yield Viewer("duo, invited", invitation, set(), {invitation})
    for seat in (shared.seat, shared.other):
        both = of("samen", "samen-eerste", "samen-tweede")
        yield Viewer("shared", seat.key, both, {seat.key, shared.session.invite_key})
    # Nothing was opened yet: what was agreed is for all, names are for who leads.
    agreed = {("team", "afspraak"), ("team", "wie")}
    names = {("team", "naam1"), ("team", "naam2")}
    on_screen = {team.session.screen_key, team.session.code}
    yield Viewer("leader", team.seat.key, agreed | names, {team.seat.key} | on_screen)
    own = of("team-eerste") | {("team", "eerste-kaartje"), ("team", "naam1")}
    yield Viewer("participant", team.first.key, own | agreed, {team.first.key})
    yield Viewer("screen", team.session.screen_key, agreed, on_screen)


def of(*marks):
    wheres = ("naam", "kort", "lang", "slot", "cel", "afspraak", "wie", "conclusie")
    return {(mark, where) for mark in marks for where in wheres}


def pages_of(who):
    client = Client()
    # A file has what the page of the report has, and takes long to make: once will do.
    wanted = [url for url in KEYED if "." not in url.route or who.name == "alone"]
    answers = {url.name: client.get(address(url, who.key)) for url in wanted}
    return {name: page for name, page in answers.items() if page.status_code not in REFUSED}


def text_of(response):
    body = b"".join(response) if response.streaming else response.content
    return body.decode(errors="replace") + str(response.headers)


def test_everybody_sees_what_is_for_them_alone(looked):
    keys = all_keys()

    seen, wrong = set(), []
    for who, name, page in looked:
        told = text_of(page)
        marks = set(SEEN.findall(told))
        seen |= marks
        wrong += [(who.name, name, mark) for mark in marks - who.sees]
        wrong += [(who.name, name, "a key") for key in keys - who.knows if key in told]

    assert wrong == []
    # What people wrote is there for themselves, or this would prove nothing.
    own = {"alleen", "account", "duo-eerste", "duo-tweede", "samen-eerste", "samen-tweede", "samen"}
    assert {mark for mark, _where in seen} >= own
    assert ("team", "eerste-kaartje") in seen


def test_address_with_a_key_goes_nowhere(looked):
    lost = Client().get(address(KEYED[0], new_key()))

    wrong = [
        (name, header)
        for name, page in [("lost", lost), *((name, page) for _who, name, page in looked)]
        for header, value in CARRIED.items()
        if page.headers.get(header) != value
    ]

    assert wrong == []


def test_title_of_a_page_tells_nothing(looked):
    titles = {
        title
        for _who, _name, page in looked
        for title in re.findall(r"<title>(.*?)</title>", text_of(page), re.DOTALL)
    }

    assert titles
    assert [title for title in titles if MARK in title] == []
    assert [title for title in titles if any(key in title for key in all_keys())] == []


def test_page_asks_nothing_of_another_site(looked):
    """With a key in its address, a picture or a font from elsewhere would tell of it."""
    elsewhere = re.compile(r'(?:src|action|data|poster|<link[^>]*href)="(?:https?:)?//')

    asked = [(name, elsewhere.findall(text_of(page))) for _who, name, page in looked]

    assert [name for name, urls in asked if urls] == []


def test_mark_is_in_the_tables_of_sessions_only(private):
    assert found(MARK) == HOLDERS


def test_models_of_what_people_write_have_no_page_in_the_beheer_and_no_history():
    written = {label.rpartition(".")[0] for label in HOLDERS} | {
        "reflection.TakenItem",
        "reflection.TeamMeeting",
        "reflection.ExerciseVersion",
        "tool_sessions.ToolSession",
    }
    pages = {
        url.name.split(":")[1].rpartition("_")[0] for url in every_url() if "admin:" in url.name
    }
    histories = {
        model.instance_type._meta.label
        for model in apps.get_models()
        if hasattr(model, "instance_type")
    }

    assert {label for label in written if label.lower().replace(".", "_") in pages} == set()
    assert written & histories == set()
    assert written <= {model._meta.label for model in apps.get_models()}


@pytest.mark.parametrize("words", ["afspraak", "kaartje conclusie", "houder", "naam1"])
def test_search_finds_nothing_of_it(private, words):
    admin = signed_in(UserFactory(is_staff=True, is_superuser=True))

    pages = [
        admin.get(path, {"q": words})
        for path in (
            "/zoeken/",
            "/zoeken/suggesties/",
            "/reflectie/",
            reverse("admin:reflection_exercise_changelist"),
            reverse("admin:outbox_outgoingmail_changelist"),
        )
    ]

    assert {page.status_code for page in pages} <= {200, 204}
    assert [page.request["PATH_INFO"] for page in pages if MARK in text_of(page)] == []


def test_download_is_of_its_owner_alone(private):
    stranger = UserFactory()

    of_stranger = downloaded(stranger)
    of_keeper = downloaded(private.keeper)

    keys = all_keys()
    assert MARK not in of_stranger
    assert [key for key in keys if key in of_stranger + of_keeper] == []
    marks = {mark for mark, _where in SEEN.findall(of_keeper)}
    assert marks == {"account", "duo-eerste", "team"}
    assert not {"naam1", "naam2"} & {where for _mark, where in SEEN.findall(of_keeper)}


def downloaded(user):
    parts, now = parts_of(user), timezone.now()
    return as_json(parts, now) + as_html(parts, now)


def test_page_of_another_account_has_nothing_of_it(private):
    stranger = signed_in(UserFactory())

    pages = [stranger.get(path) for path in ("/mijn/", "/mijn/reflecties/", "/mijn/gegevens/")]

    assert [page.status_code for page in pages] == [200] * 3
    keys = all_keys()
    assert [page.request["PATH_INFO"] for page in pages if MARK in text_of(page)] == []
    assert [key for page in pages for key in keys if key in text_of(page)] == []


def test_no_log_line_and_no_mail_has_it(private):
    """All that can be sent to each address, right and wrong, by whoever may."""
    written = log()
    said = {kind.value: f"{MARK} typt {kind.value}" for kind in Kind}
    said |= {"code": private.team.session.code, "name": f"{MARK} typt naam", "deed": "agree"}
    said |= {"text": f"{MARK} typt tekst", "email": f"{MARK}@kennisplaats.example", "version": "1"}
    client = Client(raise_request_exception=False)
    with written as lines:
        opens = openers(private)
        told = {who.key for who in viewers(private) if who.name not in {"kept", "duo, second"}}
        for url in KEYED:
            for key in opens[place(url)] & told:
                client.post(address(url, key), said)
                client.get(f"{address(url, key)}weg/", {"code": private.team.session.code})
        spoilt = f"{{{MARK} {private.alone.seat.key}"
        save = reverse("reflection:save", args=[private.alone.seat.key])
        client.post(save, spoilt, content_type="application/json")
        client.post(reverse("sessions:join"), said)
        client.post(reverse("sessions:join"), {**said, "code": "HJKMNP"})

    keys = all_keys()
    assert len(lines) > len(KEYED)
    assert [line for line in lines if MARK in line] == []
    assert [line for line in lines if any(key in line for key in keys)] == []
    assert [line for line in lines if json.loads(line)["level"] == "ERROR"] == []
    mails = [f"{mail.subject} {mail.text} {mail.html}" for mail in OutgoingMail.objects.all()]
    assert [text for text in mails if MARK in text] == []


class log:  # noqa: N801 -- used as a function
    """Collects the lines that the log of the portal would have."""

    def __enter__(self):
        facts = {n: v for n, v in settings.LOGGING["formatters"]["json"].items() if n != "()"}
        self.held, self.lines = io.StringIO(), []
        self.handler = logging.StreamHandler(self.held)
        self.handler.setFormatter(KeylessFormatter(**facts))
        logging.getLogger().addHandler(self.handler)
        return self.lines

    def __exit__(self, *_):
        logging.getLogger().removeHandler(self.handler)
        self.lines += self.held.getvalue().splitlines()


def test_session_that_is_gone_leaves_nothing(private):
    ToolSession.objects.all().delete()

    assert found(MARK) == set()
    assert Seat.objects.count() == Reflection.objects.count() == 0
