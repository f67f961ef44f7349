"""
Walks who-may-what.txt: every address, every role, every method, every state of the object.

And sees on the way that asking for a page writes nothing, that a refusal tells nothing of the
object, and that no form takes what its page does not show.
"""

import re
from contextlib import nullcontext

import pytest
from django import forms
from django.apps import apps
from django.db import connection, transaction
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse

from tests.permissions import world
from tests.permissions.table import ROLES, TABLE, lines
from tests.permissions.urls import every_url
from tests.tools import private_sessions

URLS = [url for url in every_url() if not url.name.startswith("route ")]
LINES = lines()
REFUSED = {"login", "factor", "401", "403", "404"}
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
# The session remembers when somebody was last here; the cache, how often somebody tried.
NOT_COUNTED = {"django_session", "shared_cache"}

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def everything(module_transaction):
    return world.build()


@pytest.mark.parametrize("url", URLS, ids=lambda url: url.name)
def test_each_role_gets_the_answer_of_the_table(url, everything):
    methods = {line.method for line in LINES[url.name]}
    assert methods >= {"GET", "POST"}, f"{url.name} ({url.route}) staat niet in {TABLE.name}"

    wrong = [
        fault
        for line in LINES[url.name]
        for role in ROLES
        for fault in faults(line, url, everything, role)
    ]

    assert wrong == []


def test_table_has_no_address_that_is_gone():
    assert set(LINES) - {url.name for url in URLS} == set()


def faults(line, url, everything, role):
    """Yield in what the answer differs from what it should be."""
    address = reverse(url.name, args=arguments(line, everything.objects))
    where = f"{line.method} {address} {role}"
    writes = []
    response = ask(everything.clients[role], line.method, address, writes)
    expected, got = line.answers[role], answer_of(response)
    if got != expected:
        yield f"{where}: {got}, in de tabel {expected}"
    elif got in REFUSED and world.SEAL in shown(response):
        yield f"{where}: {got}, maar het antwoord verraadt het object"
    if "private." not in line.about and (told := private(response, everything.objects)):
        yield f"{where} toont wat van een sessie is: {told}"
    if writes and line.method != "POST":
        yield f"{where} schrijft: {writes}"
    if got == "200" and line.method == "GET" and (hidden := hidden_fields(response)):
        yield f"{where}: het formulier neemt aan wat de pagina niet toont: {hidden}"


def private(response, objects):
    """Return what an answer tells of sessions that only their keys open."""
    text = shown(response)
    return [word for word in (private_sessions.MARK, *objects.keys) if word in text]


def arguments(line, objects):
    """Return the arguments of an address: "practices.draft.slug" is that of an object."""
    if line.about == "-":
        return []
    return [argument(word, line.name, objects) for word in line.about.split(",")]


def argument(word, name, objects):
    if word == "first":
        return first_of(name).pk
    if word == "version":
        return first_of(name).history.earliest().pk
    if "." not in word and not hasattr(objects, word):
        return word
    value = objects
    for step in word.split("."):
        value = value[step] if isinstance(value, dict) else getattr(value, step)
    return value


def first_of(name):
    """Return an object of the model that an address of the beheer is about."""
    app, model, *_ = name.removeprefix("admin:").split("_")
    return apps.get_model(app, model).objects.order_by("pk")[0]


def ask(client, method, address, writes):
    """Return the answer to an empty question; what it wrote goes to ``writes``, and is undone."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def listen(execute, sql, *others):
        written = WRITES.match(sql)
        if written and written[1] not in NOT_COUNTED:
            writes.append(sql[:100])
        return execute(sql, *others)

    with transaction.atomic():
        with connection.execute_wrapper(listen) if method != "POST" else nullcontext():
            response = client.generic(method, address)
            response.body = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies)
    return response


def answer_of(response):
    if response.status_code not in {301, 302}:
        return str(int(response.status_code))
    goal = response.headers["Location"]
    if goal.startswith(reverse("account_login")):
        return "login"
    return "factor" if goal.startswith(reverse("mfa_index")) else "on"


def shown(response):
    return response.body.decode(errors="replace") + str(response.headers)


def hidden_fields(response):
    """Return the names of the fields that a form on this page takes, without an input for them."""
    names = set(re.findall(r'\bname="([^"]+)"', shown(response)))
    hidden = []
    for form in forms_of(response):
        fields = {form.add_prefix(name): field for name, field in form.fields.items()}
        missing = {name for name in fields if not names & {name, f"{name}_0"}}
        # A form of which the page shows nothing is not on it; a row that is not there yet
        # cannot be deleted either.
        if missing != set(fields):
            hidden += [name for name in missing if not fields[name].disabled and not gone(name)]
    return sorted(hidden)


def gone(name):
    return name.endswith(f"-{DELETION_FIELD_NAME}")


def forms_of(response):
    context = response.context or {}
    for name in ("form", "adminform", "formset"):
        found = context.get(name)
        found = getattr(found, "form", found)
        if isinstance(found, forms.BaseForm) and not found.is_bound:
            yield found
    for inline in context.get("inline_admin_formsets") or []:
        yield from inline.formset.forms
