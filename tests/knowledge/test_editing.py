from datetime import timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge import editing
from knowledge.models import Editing, Publication
from practices.models import Practice
from tests.factories import (
    ConceptFactory,
    MunicipalityFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
    UserFactory,
)
from tests.factories.curating import ready
from tests.forms import filled_in
from tests.pages import parse
from tests.together import needs_connections, together

pytestmark = pytest.mark.django_db


def signed_in(name):
    client = Client()
    client.force_login(UserFactory(name=name, is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def ann():
    return signed_in("Ann")


@pytest.fixture
def bob():
    return signed_in("Bob")


def change(item):
    return reverse(f"admin:{item._meta.label_lower.replace('.', '_')}_change", args=[item.pk])


def opened(client, item):
    return filled_in(client.get(change(item)), f"{item._meta.model_name}_form")


def differing(response):
    """Return what the page with both versions asks, as name: (mine, theirs, chosen)."""
    assert response.status_code == 409
    shown = {}
    for fieldset in parse(response).all("fieldset", class_="kp-both"):
        mine, theirs = fieldset.all("div", class_="kp-both__text")
        boxes = fieldset.all("input", type="radio")
        [chosen] = [box["value"] for box in boxes if "checked" in box.attrs]
        shown[boxes[0]["name"].removeprefix("keuze-")] = (mine.text, theirs.text, chosen)
    return shown


def test_second_to_save_sees_both_versions_and_loses_nothing(ann, bob):
    item = ready(PublicationFactory, title="Oud", summary="Oude samenvatting.")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "title": ["Van Ann"], "summary": ["Samenvatting van Ann."]})

    response = bob.post(change(item), {**of_bob, "title": ["Van Bob"], "body": ["<p>Nieuw</p>"]})

    assert differing(response) == {
        "title": ("Van Bob", "Van Ann", "mijn"),
        "summary": ("Oude samenvatting.", "Samenvatting van Ann.", "hun"),
    }
    assert "Ann sloeg dit op" in response.content.decode()
    item.refresh_from_db()
    assert (item.title, item.body) == ("Van Ann", "")


@pytest.mark.parametrize(("choice", "title"), [("mijn", "Van Bob"), ("hun", "Van Ann")])
def test_second_saves_what_he_chose_of_each(ann, bob, choice, title):
    item = ready(PublicationFactory, title="Oud")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "title": ["Van Ann"]})
    conflict = bob.post(change(item), {**of_bob, "title": ["Van Bob"], "body": ["<p>Nieuw</p>"]})

    response = bob.post(
        change(item), {**filled_in(conflict, "conflict_form"), "keuze-title": [choice]}
    )

    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.body) == (title, "<p>Nieuw</p>")
    assert item.sources.count() == item.assignments.count() == 1


def test_third_who_saves_meanwhile_is_seen_as_well(ann, bob):
    item = ready(PublicationFactory, title="Oud")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "title": ["Van Ann"]})
    conflict = bob.post(change(item), {**of_bob, "title": ["Van Bob"]})
    ann.post(change(item), {**opened(ann, item), "title": ["Weer van Ann"]})

    response = bob.post(
        change(item), {**filled_in(conflict, "conflict_form"), "keuze-title": ["mijn"]}
    )

    assert differing(response) == {"title": ("Van Bob", "Weer van Ann", "mijn")}


def test_who_changed_the_same_is_asked_nothing(ann, bob):
    item = ready(PublicationFactory, title="Oud")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "title": ["Gelijk"]})

    response = bob.post(change(item), {**of_bob, "title": ["Gelijk"], "summary": ["Van Bob."]})

    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.summary) == ("Gelijk", "Van Bob.")


def test_rows_of_both_are_shown_and_kept(ann, bob):
    item = ready(PublicationFactory)
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    mine, theirs = ConceptFactory(slug="van-bob"), ConceptFactory(slug="van-ann")
    ann.post(change(item), {**of_ann, "assignments-1-tag": [theirs.pk]})

    conflict = bob.post(change(item), {**of_bob, "assignments-1-tag": [mine.pk]})
    sent = {**filled_in(conflict, "conflict_form"), "keuze-assignments": ["mijn"]}
    response = bob.post(change(item), sent)

    shown = differing(conflict)["assignments"]
    assert ("van bob" in shown[0], "van ann" in shown[1]) == (True, True)
    assert response.status_code == 302
    assert {"van-bob", "van-ann"} < {concept.slug for concept in item.concepts.all()}


def test_row_that_the_other_deleted_comes_back_when_chosen(ann, bob):
    item = ready(PublicationFactory)
    SourceFactory(item=item, url="https://bron.example/weg")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "sources-1-DELETE": ["on"]})

    conflict = bob.post(change(item), {**of_bob, "sources-1-title": ["Andere titel"]})
    sent = {**filled_in(conflict, "conflict_form"), "keuze-sources": ["mijn"]}
    response = bob.post(change(item), sent)

    assert response.status_code == 302
    assert item.sources.get(url="https://bron.example/weg").title == "Andere titel"


def test_rows_of_the_other_stay_when_those_are_chosen(ann, bob):
    item = ready(PublicationFactory)
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "sources-0-title": ["Titel van Ann"]})

    conflict = bob.post(change(item), {**of_bob, "sources-0-title": ["Titel van Bob"]})
    sent = {**filled_in(conflict, "conflict_form"), "keuze-sources": ["hun"]}
    bob.post(change(item), sent)

    assert item.sources.get().title == "Titel van Ann"


def test_values_of_every_sort_are_compared(ann, bob):
    item = ready(PracticeFactory)
    place, other = MunicipalityFactory(name="Assen"), MunicipalityFactory(name="Breda")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    facts = {"run_state": ["unknown"], "municipalities": [place.pk], "review_by": ["01-02-2099"]}
    ann.post(change(item), {**of_ann, **facts})

    response = bob.post(
        change(item),
        {
            **of_bob,
            "municipalities": [other.pk],
            "run_state": ["ended"],
            "review_by": ["geen datum"],
        },
    )

    assert differing(response) == {
        "municipalities": ("Breda", "Assen", "mijn"),
        "run_state": ("afgerond", "onbekend", "mijn"),
        "review_by": ("geen datum", "1 februari 2099", "mijn"),
    }


def test_unchanged_rich_text_of_starter_content_is_no_difference(ann, bob):
    item = ready(PracticeFactory, body="Eerst.\nDan.", title="Oud")
    of_ann, of_bob = opened(ann, item), opened(bob, item)
    ann.post(change(item), {**of_ann, "title": ["Van Ann"]})

    response = bob.post(change(item), {**of_bob, "title": ["Van Bob"]})

    assert list(differing(response)) == ["title"]
    assert Practice.objects.get().body == "Eerst.\nDan."


@pytest.mark.parametrize("garbled", ["", "geen json", "[1]", '{"title": 1}'])
def test_page_that_does_not_know_what_it_showed_asks_about_all_that_differs(ann, bob, garbled):
    item = ready(PublicationFactory, title="Oud")
    of_bob = opened(bob, item)
    ann.post(change(item), {**opened(ann, item), "title": ["Van Ann"]})

    response = bob.post(change(item), {**of_bob, "opened_with": [garbled], "title": ["Van Bob"]})

    assert differing(response)["title"] == ("Van Bob", "Van Ann", "mijn")


@pytest.mark.parametrize("version", ["", "0", "abc", "-1", "99999999999999999999"])
def test_page_of_no_known_version_saves_nothing_unseen(ann, version):
    item = ready(PublicationFactory, title="Oud")
    sent = {**opened(ann, item), "edit_version": [version], "title": ["Nieuw"]}

    response = ann.post(change(item), sent)

    # Nobody else changed anything: what was typed is saved after all.
    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.edit_version) == ("Nieuw", 2)


@pytest.mark.django_db(transaction=True)
@needs_connections
def test_of_two_at_the_same_moment_one_saves():
    clients = [signed_in("Ann"), signed_in("Bob")]
    for number in range(10):
        item = ready(PublicationFactory, title=f"Oud {number}")
        sent = [
            {**opened(client, item), "title": [f"Van {who}"]} for who, client in enumerate(clients)
        ]

        def save(who, item=item, sent=sent):
            return clients[who].post(change(item), sent[who]).status_code, who

        told = together(partial(save, 0), partial(save, 1))

        [(saved, winner), (refused, _loser)] = sorted(told)
        assert (saved, refused) == (302, 409)
        item.refresh_from_db()
        assert (item.title, item.edit_version) == (f"Van {winner}", 2)


def keep_open(client, item):
    return client.post(reverse("admin:knowledge_publication_open", args=[item.pk]))


def test_page_says_who_else_has_it_open(ann, bob):
    item = ready(PublicationFactory)
    keep_open(ann, item)

    heard = keep_open(bob, item).content.decode()
    page = bob.get(change(item)).content.decode()

    assert "ook Ann heeft dit nu" in " ".join(heard.split())
    assert "ook Ann heeft dit nu" in " ".join(page.split())


def test_page_does_not_speak_of_oneself_nor_of_who_left(ann, bob):
    item = ready(PublicationFactory)
    keep_open(ann, item)
    Editing.objects.update(seen_at=timezone.now() - timedelta(minutes=3))

    assert keep_open(bob, item).content.decode().strip() == ""
    assert keep_open(bob, item).content.decode().strip() == ""


def test_opening_a_page_writes_nothing(ann):
    item = ready(PublicationFactory)

    ann.get(change(item))

    assert not Editing.objects.exists()
    assert not Publication.history.filter(history_type="~", history_user__isnull=False).exists()


def test_who_left_yesterday_is_forgotten():
    item, (one, other) = ready(PublicationFactory), UserFactory.create_batch(2)
    now = timezone.now()
    editing.keep_open(item=item.pk, user=one, now=now - timedelta(days=2))

    editing.keep_open(item=item.pk, user=other, now=now)

    assert [row.user for row in Editing.objects.all()] == [other]


def test_open_is_answered_for_a_post_only(ann):
    item = ready(PublicationFactory)

    assert ann.get(reverse("admin:knowledge_publication_open", args=[item.pk])).status_code == 405
