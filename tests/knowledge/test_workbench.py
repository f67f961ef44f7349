"""The workbench: what there is to do, why, and who does it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge.models import (
    CompassReading,
    ConceptProposal,
    FieldComment,
    KnowledgeItem,
    MissedSearch,
    Source,
    Task,
)
from knowledge.workbench import tasks
from knowledge.workbench.desk import Desk
from knowledge.workbench.page import my_rows
from knowledge.workbench.queue import every_queue, queues
from knowledge.workbench.reading import panel
from practices.models import Practice
from search.models import State
from tests.factories import (
    AskedQueryFactory,
    ClickFactory,
    CompassReadingFactory,
    ConceptFactory,
    ConceptSchemeFactory,
    DossierFactory,
    MissedSearchFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
    UserFactory,
)
from tests.pages import parse

pytestmark = pytest.mark.django_db

URL = reverse("admin:workbench")
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
TODAY = NOW.date()
Status = KnowledgeItem.Status
BEING_MADE = {"published_at": None, "reviewed_on": None, "review_by": None, "content_digest": ""}


def days(number):
    return timedelta(days=number)


def editor(**values):
    return UserFactory(is_staff=True, is_superuser=True, **values)


def queue_named(name):
    return next(queue for queue in every_queue() if queue.name == name)


def rows(name, user=None, now=NOW):
    """Return the rows of a queue, having seen that they are as many as it counts."""
    desk = Desk(user or editor(), now)
    queue = queue_named(name)
    found = queue.rows(desk, 0, 100)
    assert queue.count(desk) == len(found)
    return found


def titles(name, **options):
    return [row.title for row in rows(name, **options)]


def complete(**values):
    """Make a published item of which nothing is to be said."""
    item = PublicationFactory(concepts=[ConceptFactory()], **values)
    CompassReadingFactory(item=item, corner=CompassReading.Corner.RESIDENTS)
    return item


def in_step(status, **values):
    return PracticeFactory(**{**BEING_MADE, "status": status, **values})


def answered(item, *, at=NOW, closed=None):
    return FieldComment.objects.create(
        item=item, question="Voor wie?", answer="Voor ons.", answered_at=at, closed_at=closed
    )


@pytest.fixture
def rita(client):
    """Return an editor who may do everything, and whose client is logged in."""
    user = editor(name="Rita")
    client.force_login(user)
    return user


def send(client, queue, key, act, **more):
    return client.post(URL, {"rij": queue, "sleutel": key, "doe": act, **more})


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Why a row is there -----------------------------------------------------------


def test_item_of_which_nothing_is_to_be_said_is_in_no_queue():
    complete()
    PublicationFactory(status=Status.DRAFT)
    PublicationFactory(status=Status.ARCHIVED)

    found = {queue.name: titles(queue.name) for queue in every_queue()}

    assert found == {queue.name: [] for queue in every_queue()}


def test_submission_moves_through_the_queues_with_who_took_it():
    names = ["ingestuurd", "in-behandeling", "beantwoord", "wacht-op-inzender"]
    user = editor(name="Rita")
    item = in_step(Status.SUBMITTED)
    seen = []

    def look():
        seen.append([name for name in names if titles(name, user=user)])

    look()
    Practice.objects.filter(pk=item.pk).update(status=Status.IN_REVIEW)
    look()
    Practice.objects.filter(pk=item.pk).update(status=Status.RETURNED)
    look()
    Practice.objects.filter(pk=item.pk).update(status=Status.SUBMITTED)
    answered(item)
    look()
    Practice.objects.filter(pk=item.pk).update(
        status=Status.PUBLISHED, published_at=NOW, content_digest="x"
    )

    assert seen == [[names[0]], [names[1]], [names[3]], [names[2]]]
    assert [name for name in names if titles(name, user=user)] == []


@pytest.mark.parametrize(
    ("review_by", "why"),
    [
        (TODAY - days(2), "Nakijken vóór 8 maart 2026: 2 dagen over tijd."),
        (TODAY - days(1), "Nakijken vóór 9 maart 2026: 1 dag over tijd."),
        (TODAY, "Nakijken vóór 10 maart 2026: dat is vandaag."),
        (TODAY + days(30), "Nakijken vóór 9 april 2026: nog 30 dagen."),
        (TODAY + days(31), None),
    ],
)
def test_item_is_looked_at_again_from_a_month_before(review_by, why):
    PublicationFactory(reviewed_on=None, review_by=review_by)

    assert [row.why for row in rows("nakijken")] == [why] * bool(why)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (TODAY - days(1), "Erkend door Loket tot 9 maart 2026: 1 dag over tijd."),
        (TODAY + days(90), "Erkend door Loket tot 8 juni 2026: nog 90 dagen."),
        (TODAY + days(91), None),
        (None, None),
    ],
)
def test_recognition_that_ends_is_told_three_months_before(until, why):
    PracticeFactory(
        evidence_level="first",
        evidence_judge="databank",
        evidence_databank="Loket",
        evidence_basis="Onderzoek.",
        evidence_judged_on=TODAY - days(900),
        evidence_valid_until=until,
    )

    assert [row.why for row in rows("erkenning")] == [why] * bool(why)


@pytest.mark.parametrize(
    ("weight", "why"),
    [
        (None, "Nog niemand schreef op wat inwoners ervan vinden."),
        ("none", "Iemand zocht wat inwoners ervan vonden, en vond niets."),
        ("some", None),
    ],
)
def test_item_without_residents_is_in_the_queue(weight, why):
    item = PublicationFactory()
    DossierFactory()
    CompassReadingFactory(item=item, corner="practice")
    if weight:
        CompassReadingFactory(item=item, corner="residents", weight=weight)

    assert [row.why for row in rows("inwoners")] == [why] * bool(why)


def test_item_without_concept_is_in_the_queue():
    bare = PublicationFactory(title="Kaal")
    complete()

    [row] = rows("begrippen")

    assert row.title == "Kaal"
    change = reverse("admin:knowledge_publication_change", args=[bare.pk])
    assert row.url == f"{change}#assignments-group"


@pytest.mark.parametrize(
    ("values", "count"),
    [
        ({"check_result": "dead"}, 1),
        ({"check_result": "dead", "is_gone": True}, 0),
        ({"check_result": "failed"}, 0),
        ({"check_result": "refused"}, 0),
        ({"check_result": "dead", "item__status": "draft"}, 0),
    ],
)
def test_dead_link_waits_until_an_editor_agrees(values, count):
    SourceFactory(**values)

    assert len(rows("links")) == count


def test_hard_words_and_long_sentences_are_told_with_something_plainer():
    complete(
        title="Moeilijk", summary="Een interventie.", body="<p>Een</p><p>pilot, een pilot.</p>"
    )
    complete(title="Lang", summary="woord " * 21)
    complete(title="Makkelijk", summary="Wij helpen.")

    found = {row.title: (row.why, row.hints) for row in rows("taal")}

    assert found == {
        "Moeilijk": (
            "2 woorden vaktaal.",
            (
                "“interventie”: schrijf liever “aanpak”.",
                "“pilot” (2 keer): schrijf liever “proef”.",
            ),
        ),
        "Lang": (
            "1 lange zin.",
            (f"“{'woord ' * 17}woord …” Deze zin heeft 21 woorden. Maak er twee van.",),
        ),
    }


def test_text_that_was_mended_leaves_the_queue():
    item = complete(summary="Een interventie.")
    before = titles("taal")

    item.summary = "Een aanpak."
    item.save()

    assert (before, titles("taal")) == ([item.title], [])


def test_searches_are_summed_over_lists_and_days_as_they_were_last_found():
    for day, path, count in ((3, "/zoeken/", 9), (1, "/zoeken/", 0), (1, "/kennis/", 0)):
        AskedQueryFactory(
            words="blauwe brief", path=path, day=TODAY - days(day), count=count, times=2
        )
    AskedQueryFactory(words="elders wel", path="/zoeken/", day=TODAY, count=4)
    AskedQueryFactory(words="elders wel", path="/kennis/", day=TODAY, count=0)
    AskedQueryFactory(words="te oud", day=TODAY - days(91), count=0)

    [row] = rows("zonder-resultaat")

    assert row.title == "blauwe brief"
    assert row.why == "6 keer gevraagd, het laatst op 9 maart 2026. Niets gevonden."
    assert row.url == f"{reverse('admin:knowledge_concept_synonym')}?woorden=blauwe+brief"


def test_search_of_which_nothing_is_opened_is_told():
    AskedQueryFactory(words="huur", day=TODAY, count=1, times=2)
    AskedQueryFactory(words="één keer", day=TODAY, count=5, times=1)
    ClickFactory(asked=AskedQueryFactory(words="geopend", day=TODAY, count=5, times=4))

    assert [row.why for row in rows("zonder-klik")] == [
        "2 keer gevraagd, het laatst op 10 maart 2026. 1 resultaat, en niemand opende er een."
    ]


def test_what_visitors_missed_and_what_was_proposed_is_told():
    MissedSearchFactory(words="convenant", note="Met voorbeeld.", day=TODAY)
    MissedSearchFactory(is_seen=True)
    scheme = ConceptSchemeFactory(slug="thema", name="Thema")
    ConceptProposal.objects.create(name="energiecoach", scheme=scheme, item=complete(title="Hulp"))
    ConceptProposal.objects.create(name="oud", decision="rejected", decided_at=NOW)

    [missed], [proposal] = rows("gemist"), rows("voorstellen")

    assert (missed.title, missed.why) == ("convenant", "Gemeld op 10 maart 2026. Met voorbeeld.")
    assert (proposal.title, proposal.about) == ("energiecoach", "begrip voor Thema")
    assert "bij “Hulp”" in proposal.why


def test_author_who_reports_a_change_is_heard_until_it_is_done(client, rita):
    item = complete()
    comment = answered(item, at=timezone.now())
    before = titles("veranderd")

    send(client, "veranderd", f"change:{item.pk}", "gedaan")

    comment.refresh_from_db()
    assert (before, titles("veranderd")) == ([item.title], [])
    assert comment.closed_at is not None


# Who does it ------------------------------------------------------------------


def test_of_two_editors_one_wins_and_the_other_is_told(client, rita):
    item = PublicationFactory(reviewed_on=None, review_by=timezone.localdate())
    key = f"review:{item.pk}"
    assert tasks.claim(key, editor(name="Carla"))

    response = send(client, "nakijken", key, "nemen")

    assert told(response) == ["Carla doet dit al."]
    assert response.url == f"{URL}?rij=nakijken"
    assert Task.objects.get().claimed_by.name == "Carla"
    page = parse(client.get(URL, {"rij": "nakijken"}))
    assert "Carla doet dit" in page.one("li", data_key=key).text
    assert page.one("li", data_key=key).all("button") == []


def test_claimed_row_can_be_planned_given_back_and_done(client, rita):
    item = PublicationFactory(reviewed_on=None, review_by=timezone.localdate())
    key = f"review:{item.pk}"
    day = timezone.localdate() + days(3)
    states = []

    for act, more in (
        ("nemen", {}),
        ("datum", {"klaar_op": day.isoformat()}),
        ("datum", {"klaar_op": ""}),
        ("teruggeven", {}),
        ("gedaan", {}),
    ):
        send(client, "nakijken", key, act, **more)
        states.append(_state(Task.objects.get()))

    assert states == [
        (rita.pk, None, True),
        (rita.pk, day, True),
        (rita.pk, None, True),
        (None, None, True),
        (rita.pk, None, False),
    ]
    assert titles("nakijken", now=timezone.now()) == []


def _state(task):
    return task.claimed_by_id, task.due_on, task.done_at is None


def test_row_of_who_left_can_be_taken():
    gone = editor()
    assert tasks.claim("review:1", gone)
    gone.is_active = False
    gone.save()

    assert tasks.claim("review:1", editor())


@pytest.mark.parametrize("act", ["gedaan", "teruggeven", "datum"])
def test_row_of_another_is_left_alone(client, rita, act):
    item = PublicationFactory(reviewed_on=None, review_by=timezone.localdate())
    key = f"review:{item.pk}"
    carla = editor(name="Carla")
    tasks.claim(key, carla)

    response = send(client, "nakijken", key, act)

    assert told(response) == ["Carla doet dit al."]
    assert Task.objects.values_list("claimed_by", "due_on", "done_at").get() == (
        carla.pk,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("31 maart", "Vul een datum in die bestaat, zoals 2027-03-31."),
        ("2027-02-30", "Vul een datum in die bestaat, zoals 2027-03-31."),
        ("2020-01-01", "Kies vandaag of een dag die nog komt."),
    ],
)
def test_wrong_date_is_told_with_what_was_typed(client, rita, typed, message):
    item = PublicationFactory(reviewed_on=None, review_by=timezone.localdate())
    key = f"review:{item.pk}"
    tasks.claim(key, rita)

    response = send(client, "nakijken", key, "datum", klaar_op=typed)

    row = parse(response).one("li", data_key=key)
    assert response.status_code == 422
    assert row.one("p", class_="errornote").text == message
    assert row.one("input", type="date")["value"] == typed
    assert Task.objects.get().due_on is None


def test_row_that_is_gone_meanwhile_is_told(client, rita):
    item = complete()

    response = send(client, "nakijken", f"review:{item.pk}", "nemen")

    assert told(response) == ["Dit staat niet meer in de lijst: het is al gedaan of veranderd."]
    assert Task.objects.count() == 0


@pytest.mark.parametrize(
    ("queue", "act"),
    [("nakijken", "weg"), ("nakijken", ""), ("onzin", "nemen"), ("links", "gedaan")],
)
def test_what_the_page_does_not_offer_is_not_found(client, rita, queue, act):
    item = PublicationFactory(reviewed_on=None, review_by=timezone.localdate())
    source = SourceFactory(item=item, check_result="dead")
    key = f"link:{source.pk}" if queue == "links" else f"review:{item.pk}"

    assert send(client, queue, key, act).status_code == 404
    assert Task.objects.count() == 0


@pytest.mark.parametrize(
    "key", ["", "review:", "review:x", "review:99999999999999999999", "link:1"]
)
def test_key_that_is_none_changes_nothing(client, rita, key):
    assert send(client, "nakijken", key, "nemen").status_code == 302
    assert Task.objects.count() == 0


def test_taking_a_submission_begins_its_review(client, rita):
    item = in_step(Status.SUBMITTED)
    key = f"submission:{item.pk}"

    send(client, "ingestuurd", key, "nemen")

    item.refresh_from_db()
    assert (item.status, item.curator) == (Status.IN_REVIEW, rita)
    assert [row.key for _queue, row in my_rows(Desk(rita, NOW))] == [key]


def test_my_tasks_come_from_all_queues_with_what_is_due_first(client, rita):
    due = PublicationFactory(title="B", reviewed_on=None, review_by=timezone.localdate())
    bare = PublicationFactory(title="A")
    mended = complete(title="C")
    tasks.claim(f"concepts:{bare.pk}", rita)
    tasks.claim(f"review:{due.pk}", rita)
    tasks.set_due(f"review:{due.pk}", rita, timezone.localdate())
    tasks.claim(f"concepts:{mended.pk}", rita)
    tasks.claim(f"residents:{bare.pk}", editor())

    response = client.get(URL, {"rij": "mijn"})

    assert [line.row.title for line in response.context_data["lines"]] == ["B", "A"]
    send(client, "mijn", f"concepts:{bare.pk}", "gedaan")
    assert Task.objects.get(key=f"concepts:{bare.pk}").done_at is not None


# Done, and back again ---------------------------------------------------------


def done(key, at=NOW):
    assert tasks.finish(key, editor(), at)


def test_review_that_was_done_comes_back_once_the_date_is_past():
    item = PublicationFactory(reviewed_on=None, review_by=TODAY + days(10))
    done(f"review:{item.pk}")

    found = [titles("nakijken", now=NOW + days(number)) for number in (0, 10, 11)]

    assert found == [[], [], [item.title]]


def test_search_that_was_done_comes_back_when_it_is_asked_again():
    AskedQueryFactory(words="brief", day=TODAY, count=0)
    done("no-result:brief")
    before = titles("zonder-resultaat")

    AskedQueryFactory(words="brief", day=TODAY + days(1), count=0)

    assert (before, titles("zonder-resultaat", now=NOW + days(1))) == ([], ["brief"])


def test_item_without_residents_comes_back_after_it_was_reviewed():
    item = PublicationFactory(reviewed_on=None)
    done(f"residents:{item.pk}")
    before = titles("inwoners")

    KnowledgeItem.objects.filter(pk=item.pk).update(reviewed_on=TODAY + days(1))

    assert (before, titles("inwoners")) == ([], [item.title])


@pytest.mark.parametrize(("queue", "prefix"), [("taal", "plain"), ("begrippen", "concepts")])
def test_item_comes_back_when_it_changed(queue, prefix):
    item = PublicationFactory(summary="Een interventie.")
    done(f"{prefix}:{item.pk}", timezone.now())
    before = titles(queue)

    item.save()

    assert (before, titles(queue)) == ([], [item.title])


def test_row_that_comes_back_is_of_nobody(client, rita):
    item = PublicationFactory(summary="Een interventie.")
    done(f"concepts:{item.pk}", timezone.now())
    item.save()

    [line] = client.get(URL, {"rij": "begrippen"}).context_data["lines"]

    assert line.task is None
    assert tasks.claim(f"concepts:{item.pk}", editor())


def test_seen_message_of_a_visitor_is_marked_so(client, rita):
    missed = MissedSearchFactory(day=timezone.localdate())

    send(client, "gemist", f"missed:{missed.pk}", "gedaan")

    assert MissedSearch.objects.get().is_seen


# Dead links -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "is_gone", "result", "pages_change"),
    [("weg", True, "dead", True), ("goed", False, "works", False)],
)
def test_editor_decides_whether_a_source_is_gone(client, rita, act, is_gone, result, pages_change):
    source = SourceFactory(check_result="dead")
    tasks.claim(f"link:{source.pk}", rita)
    before = State.objects.get().stamp

    send(client, "links", f"link:{source.pk}", act)

    found = Source.objects.get()
    assert (found.is_gone, found.check_result) == (is_gone, result)
    assert (State.objects.get().stamp != before) == pages_change
    assert Task.objects.count() == 0


# Who may see it ---------------------------------------------------------------


def with_permissions(*codenames):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.mark.parametrize(
    ("permissions", "names"),
    [
        (["view_practice"], []),
        (["change_missedsearch"], ["gemist"]),
        (["change_conceptproposal"], ["voorstellen"]),
        (["change_concept", "view_askedquery"], ["zonder-resultaat", "zonder-klik"]),
        (["change_concept"], []),
        (["change_source"], []),
        (
            ["change_publication"],
            [
                *("ingestuurd", "in-behandeling", "beantwoord", "wacht-op-inzender", "veranderd"),
                *("nakijken", "inwoners", "begrippen", "taal"),
            ],
        ),
    ],
)
def test_editor_sees_the_queues_that_he_may_mend(client, permissions, names):
    user = with_permissions(*permissions)
    client.force_login(user)

    response = client.get(URL)

    assert response.status_code == (200 if names else 403)
    assert [queue.name for queue in queues(Desk(user, NOW))] == names


def test_editor_sees_the_kinds_that_he_may_change():
    user = with_permissions("change_publication", "change_source")
    for item in (
        PracticeFactory(summary="Interventie."),
        PublicationFactory(summary="Interventie."),
    ):
        SourceFactory(item=item, check_result="dead")

    found = {
        name: len(rows(name, user=user)) for name in ("inwoners", "begrippen", "taal", "links")
    }

    assert found == {"inwoners": 1, "begrippen": 1, "taal": 1, "links": 1}


@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("member", 403)])
def test_workbench_is_for_staff(client, who, status):
    if who == "member":
        client.force_login(UserFactory())

    assert [client.get(URL).status_code, client.post(URL).status_code] == [status, status]


# The page ---------------------------------------------------------------------


def fill(number):
    """Put ``number`` rows in every queue."""
    scheme = ConceptSchemeFactory(slug="thema")
    today = timezone.localdate()
    for one in range(number):
        in_step(Status.SUBMITTED)
        in_step(Status.IN_REVIEW)
        in_step(Status.RETURNED)
        answered(in_step(Status.SUBMITTED))
        item = PracticeFactory(
            summary="Een interventie.",
            reviewed_on=None,
            review_by=today,
            evidence_level="first",
            evidence_judge="databank",
            evidence_databank="Loket",
            evidence_basis="Onderzoek.",
            evidence_judged_on=today - days(900),
            evidence_valid_until=today,
        )
        answered(item)
        SourceFactory(item=item, check_result="dead")
        ConceptProposal.objects.create(name=f"begrip {one}", scheme=scheme, item=item)
        AskedQueryFactory(words=f"niets {item.pk}", count=0, day=today)
        AskedQueryFactory(words=f"geen klik {item.pk}", count=1, times=5, day=today)
        MissedSearchFactory(day=today)


def queries(call):
    with CaptureQueriesContext(connection) as found:
        assert call()
    return len(found)


def test_query_count_is_constant(client, rita):
    counted = []
    for number in (1, 2):
        fill(number)
        latest = KnowledgeItem.objects.published().latest("pk").pk
        for prefix in ("review", "concepts"):
            tasks.claim(f"{prefix}:{latest}", rita)
        client.get(URL)  # texts are read once
        desk = Desk(rita, timezone.now())
        by_queue = {
            queue.name: queries(lambda desk=desk, queue=queue: queue.rows(desk, 0, 25))
            for queue in every_queue()
        }
        pages = {
            name: queries(lambda name=name: client.get(URL, {"rij": name}).context_data["lines"])
            for name in ("mijn", "nakijken")
        }
        counted.append({**by_queue, **pages, "": queries(lambda: client.get(URL))})

    assert counted[0] == counted[1]


def test_page_names_every_queue_with_its_count(client, rita):
    fill(1)

    page = parse(client.get(URL))

    found = {one["data-queue"]: one["data-count"] for one in page.all("strong", data_queue=True)}
    assert found == {queue.name: "1" for queue in every_queue()}


def test_long_queue_is_shown_in_pages(client, rita):
    PublicationFactory.create_batch(27)

    first = client.get(URL, {"rij": "begrippen"})
    last = client.get(URL, {"rij": "begrippen", "pagina": "99"})

    assert [len(page.context_data["lines"]) for page in (first, last)] == [25, 2]
    assert parse(first).one("a", rel="next")["href"] == f"{URL}?rij=begrippen&pagina=2"
    assert parse(last).one("a", rel="prev")["href"] == f"{URL}?rij=begrippen&pagina=1"


def test_queue_that_does_not_exist_is_not_found(client, rita):
    assert client.get(URL, {"rij": "onzin"}).status_code == 404


def test_what_people_typed_is_shown_as_text(client, rita):
    MissedSearchFactory(words="<script>x</script>", note="<b>", day=timezone.localdate())

    text = client.get(URL, {"rij": "gemist"}).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in text
    assert "<script>x" not in text


def test_hints_beside_a_form_say_what_may_be_plainer():
    hard = panel(complete(summary="Een interventie."))
    empty = panel(PublicationFactory.build(summary="", body=""))

    assert "“interventie”: schrijf liever “aanpak”." in hard
    assert "Flesch-Douma" in hard
    assert "Geen lange zinnen" in empty
    assert "Flesch-Douma" not in empty
