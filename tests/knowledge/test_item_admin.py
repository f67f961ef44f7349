from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import FieldComment, KnowledgeItem, Publication, PublicChange
from practices.models import Practice, Submission
from tests.factories import (
    ConceptFactory,
    DossierFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
    UserFactory,
)
from tests.factories.curating import ready
from tests.forms import filled_in, said
from tests.pages import parse

pytestmark = pytest.mark.django_db

Status = KnowledgeItem.Status
LACKING = (
    "Om te publiceren ontbreekt nog: een thema; een bron; een redacteur; "
    "een datum van opnieuw nakijken."
)


@pytest.fixture
def ann():
    return UserFactory(name="Ann", is_staff=True, is_superuser=True)


@pytest.fixture
def curator(client, ann):
    client.force_login(ann)
    return client


def url(item, page, *args):
    name = f"admin:{item._meta.label_lower.replace('.', '_')}_{page}"
    return reverse(name, args=[item.pk, *args])


def opened(client, item):
    return filled_in(client.get(url(item, "change")), f"{item._meta.model_name}_form")


def submitted(status=Status.SUBMITTED):
    practice = ready(PracticeFactory, status=status, curator=None, results="Het lukte.")
    Submission.objects.create(
        practice=practice, author=UserFactory(name="Ineke"), submitted_at=timezone.now()
    )
    return practice


def told(response):
    [shown] = parse(response).all("ul", class_="messagelist") or [None]
    return shown.text if shown else ""


# Publishing -------------------------------------------------------------------


def test_form_says_all_that_is_missing_at_once(curator):
    item = PublicationFactory(status=Status.DRAFT, published_at=None, review_by=None)

    response = curator.post(
        url(item, "change"), {**opened(curator, item), "status": ["published"], "curator": [""]}
    )

    assert said(response) == [LACKING]


def test_draft_is_published_with_the_rows_that_are_added_with_it(curator):
    item = PublicationFactory(status=Status.DRAFT, published_at=None, content_digest="")
    sent = {
        **opened(curator, item),
        "status": ["published"],
        "curator": [UserFactory().pk],
        "assignments-0-tag": [ConceptFactory().pk],
        "sources-0-url": ["https://bron.example/een"],
        "sources-0-publisher": ["Uitgever"],
        "sources-0-seen_on": ["05-01-2026"],
    }

    response = curator.post(url(item, "change"), sent)

    assert response.status_code == 302
    item.refresh_from_db()
    assert (item.status, item.theme_count, item.source_count) == (Status.PUBLISHED, 1, 1)
    assert list(Publication.objects.published()) == [item]


def test_last_source_is_replaced_in_a_form(curator):
    item = ready(PublicationFactory, status=Status.PUBLISHED)
    sent = {
        **opened(curator, item),
        "sources-0-DELETE": ["on"],
        "sources-1-url": ["https://bron.example/nieuw"],
        "sources-1-publisher": ["Uitgever"],
        "sources-1-seen_on": ["05-01-2026"],
    }

    response = curator.post(url(item, "change"), sent)

    assert response.status_code == 302
    assert [source.url for source in item.sources.all()] == ["https://bron.example/nieuw"]


@pytest.mark.parametrize(
    ("status", "choices"),
    [
        (Status.DRAFT, ["draft", "published"]),
        (Status.SUBMITTED, ["submitted"]),
        (Status.IN_REVIEW, ["in_review", "published"]),
        (Status.RETURNED, ["returned"]),
        (Status.PUBLISHED, ["published", "draft"]),
        (Status.ARCHIVED, ["archived"]),
    ],
)
def test_form_offers_what_needs_no_page_of_its_own(curator, status, choices):
    item = ready(PublicationFactory, status=status)

    response = curator.get(url(item, "change"))

    form = response.context_data["adminform"].form
    assert [value for value, _label in form.fields["status"].choices] == choices


def test_form_takes_no_status_that_it_does_not_offer(curator):
    item = ready(PublicationFactory, status=Status.RETURNED)

    response = curator.post(url(item, "change"), {**opened(curator, item), "status": ["published"]})

    assert len(said(response)) == 1
    item.refresh_from_db()
    assert item.status == Status.RETURNED


# Rich text --------------------------------------------------------------------


def test_rich_text_is_cleaned_on_its_way_in(curator):
    item = ready(PublicationFactory)
    hostile = "<h2>Kop</h2><p onclick='x()'>Tekst<script>alert(1)</script></p>"

    curator.post(url(item, "change"), {**opened(curator, item), "body": [hostile]})

    item.refresh_from_db()
    assert item.body == "<h3>Kop</h3><p>Tekst</p>"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("<p>" + "x" * 20_000, "20003 tekens, met de opmaak", id="with its markup"),
        pytest.param("<p>" + "x" * 10_001 + "</p>", "10001 tekens. Er is plaats", id="its words"),
    ],
)
def test_text_that_is_too_long_is_refused_and_kept_in_the_form(curator, text, message):
    item = ready(PracticeFactory)

    response = curator.post(url(item, "change"), {**opened(curator, item), "lessons": [text]})

    assert message in said(response)[0]
    assert filled_in(response, "practice_form")["lessons"] == [text]


def test_visitors_and_search_get_the_text_each_in_its_own_way(client):
    item = ready(PracticeFactory, status=Status.PUBLISHED, lessons="<h3>Les</h3><p>Wees vroeg.</p>")

    page = client.get(item.get_absolute_url()).content.decode()

    assert '<div class="kp-prose"><h3>Les</h3><p>Wees vroeg.</p></div>' in page
    assert "Les\nWees vroeg." in [field.text for field in item.search_fields()]


def test_dossier_shows_rich_text(client):
    dossier = DossierFactory(body="<p>Begin <em>hier</em>.</p>")
    dossier.chapters.create(title="Een", text="<ul><li>a</li></ul>")

    page = client.get(dossier.get_absolute_url()).content.decode()

    assert "<p>Begin <em>hier</em>.</p>" in page
    assert "<ul><li>a</li></ul>" in page


# The steps --------------------------------------------------------------------


def test_page_offers_the_steps_that_may_be_taken(curator):
    page = curator.get(url(submitted(), "change"))

    tools = [one.text for one in parse(page).all(class_="kp-tool")]
    assert tools == [
        "Bekijk als bezoeker",
        "Neem in behandeling",
        "Stel vragen aan de inzender",
        "Archiveer",
    ]


def test_curator_claims_and_the_second_is_told(curator, ann):
    practice = submitted()

    first = curator.post(url(practice, "claim"), {"edit_version": ["1"]}, follow=True)
    second = curator.post(url(practice, "claim"), {"edit_version": ["1"]}, follow=True)

    practice.refresh_from_db()
    assert (practice.status, practice.curator) == (Status.IN_REVIEW, ann)
    assert "U behandelt nu" in told(first)
    assert "is intussen veranderd" in told(second)


def test_curator_asks_a_question_of_each_field(curator):
    practice = submitted(Status.IN_REVIEW)
    page = curator.get(url(practice, "return"))
    sent = {**filled_in(page, "step_form"), "vraag-results": ["Hoe\x00 weet u dat?"]}

    response = curator.post(url(practice, "return"), sent, follow=True)

    practice.refresh_from_db()
    [comment] = practice.comments.all()
    assert practice.status == Status.RETURNED
    assert (comment.field, comment.question) == ("results", "Hoe weet u dat?")
    assert "De inzender krijgt uw vragen" in told(response)
    assert "Het lukte." in page.content.decode()


@pytest.mark.parametrize(
    ("step", "typed", "message"),
    [
        pytest.param("return", {}, "Stel ten minste één vraag.", id="no question"),
        pytest.param("return", {"vraag-title": ["x" * 2_001]}, "2000 tekens", id="long question"),
        pytest.param("archive", {"reason": [" "]}, "Dit veld is verplicht.", id="no reason"),
        pytest.param("archive", {"reason": ["x" * 301]}, "300 tekens", id="long reason"),
    ],
)
def test_step_says_what_is_wrong_and_keeps_what_was_typed(curator, step, typed, message):
    practice = submitted()
    sent = {**filled_in(curator.get(url(practice, step)), "step_form"), **typed}

    response = curator.post(url(practice, step), sent)

    assert response.status_code == 422
    assert message in response.content.decode()
    assert filled_in(response, "step_form") == sent
    practice.refresh_from_db()
    assert practice.status == Status.SUBMITTED


def test_page_of_a_step_that_was_overtaken_changes_nothing(curator):
    practice = submitted()
    sent = filled_in(curator.get(url(practice, "archive")), "step_form")
    curator.post(url(practice, "claim"))

    response = curator.post(url(practice, "archive"), {**sent, "reason": ["Dubbel."]}, follow=True)

    practice.refresh_from_db()
    assert practice.status == Status.IN_REVIEW
    assert "is intussen veranderd" in told(response)


def test_item_is_archived_and_taken_back(curator):
    item = ready(PublicationFactory, status=Status.PUBLISHED)
    sent = filled_in(curator.get(url(item, "archive")), "step_form")

    curator.post(url(item, "archive"), {**sent, "reason": ["Het project stopte."]})
    page = curator.get(url(item, "change")).content.decode()
    curator.post(url(item, "reopen"))

    item.refresh_from_db()
    assert "Reden: Het project stopte." in page
    assert (item.status, item.archived_reason) == (Status.DRAFT, "")


def test_answer_is_shown_and_closed_and_opened_again(curator):
    practice = submitted(Status.IN_REVIEW)
    comment = FieldComment.objects.create(
        item=practice,
        field="results",
        question="Hoe weet u dat?",
        answer="Uit een enquête.",
        answered_at=timezone.now(),
    )
    address = url(practice, "close_comment", comment.pk)

    page = curator.get(url(practice, "change")).content.decode()
    curator.post(address)
    comment.refresh_from_db()
    was_closed = comment.closed_at is not None
    curator.post(address)

    comment.refresh_from_db()
    assert "Uit een enquête." in page
    assert "<h3>Resultaat</h3>" in page
    assert (was_closed, comment.closed_at) == (True, None)


def test_question_of_another_item_does_not_exist(curator):
    comment = FieldComment.objects.create(item=submitted(), question="Geheim?")

    response = curator.post(url(ready(PracticeFactory), "close_comment", comment.pk))

    assert response.status_code == 404


@pytest.mark.parametrize("step", ["claim", "reopen"])
def test_step_without_a_page_is_taken_by_post_only(curator, step):
    assert curator.get(url(submitted(), step)).status_code == 405


@pytest.mark.parametrize("page", ["claim", "return", "archive", "reopen", "preview", "open"])
def test_who_may_only_see_other_things_gets_nowhere(page):
    client = Client()
    client.force_login(UserFactory(is_staff=True))
    practice = submitted()

    response = client.post(url(practice, page))

    assert response.status_code == 403
    assert practice.title not in response.content.decode()
    practice.refresh_from_db()
    assert practice.status == Status.SUBMITTED


@pytest.mark.parametrize("page", ["return", "archive", "preview", "history"])
def test_page_of_nothing_does_not_exist(curator, page):
    missing = Practice(pk=999_999)

    assert curator.get(url(missing, page)).status_code in {302, 404}


# Preview ----------------------------------------------------------------------


@pytest.mark.parametrize("factory", [PublicationFactory, PracticeFactory, DossierFactory])
def test_preview_is_what_visitors_will_see_and_for_nobody_else(curator, factory):
    item = ready(factory, title="Nog niet klaar")
    item.index()

    response = curator.get(url(item, "preview"))

    page = parse(response)
    assert page.one("h1").text == "Nog niet klaar"
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == ("noindex", "no-store")
    assert Client().get(item.get_absolute_url()).status_code == 404
    assert Client().get(url(item, "preview")).status_code in {302, 403}


def test_preview_shows_what_is_not_saved_and_saves_nothing(curator):
    item = ready(PracticeFactory, title="Oud")
    concept = ConceptFactory(slug="net-gekozen")
    sent = {
        **opened(curator, item),
        "title": ["Nieuw"],
        "lessons": ["<p>Net getypt.</p>"],
        "assignments-1-tag": [concept.pk],
    }
    before = Practice.history.count()

    response = curator.post(url(item, "preview"), sent)

    page = response.content.decode()
    assert ("Net getypt." in page, "net gekozen" in page.lower()) == (True, True)
    item.refresh_from_db()
    assert (item.title, item.lessons, item.edit_version) == ("Oud", "", 1)
    assert item.concepts.count() == 1
    assert Practice.history.count() == before


def test_preview_says_what_is_wrong(curator):
    item = ready(PracticeFactory)
    sent = {**opened(curator, item), "title": [""], "sources-0-url": ["geen adres"]}

    response = curator.post(url(item, "preview"), sent)

    assert response.status_code == 422
    page = response.content.decode()
    assert "Titel: Dit veld is verplicht." in page
    assert "Adres: Voer een geldige URL in." in page


# Lists ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"nakijken": "over-tijd"}, ["laat"]),
        ({"nakijken": "30-dagen"}, ["bijna"]),
        ({"nakijken": "geen"}, ["ooit"]),
        ({"redacteur": "niemand"}, ["bijna", "ooit"]),
    ],
)
def test_list_narrows_by_what_there_is_to_do(curator, asked, found):
    today = timezone.localdate()
    PublicationFactory(
        title="laat", review_by=today - timedelta(days=1), curator=UserFactory(), reviewed_on=None
    )
    PublicationFactory(title="bijna", review_by=today + timedelta(days=9), reviewed_on=None)
    PublicationFactory(title="ooit", review_by=None)

    response = curator.get(reverse("admin:knowledge_publication_changelist"), asked)

    assert [item.title for item in response.context_data["cl"].queryset] == found


def test_list_narrows_by_curator(curator, ann):
    mine = PublicationFactory(curator=ann)
    PublicationFactory(curator=UserFactory())
    address = reverse("admin:knowledge_publication_changelist")

    response = curator.get(address, {"redacteur": str(ann.pk)})

    assert list(response.context_data["cl"].queryset) == [mine]


def hand_over(client, items, **typed):
    return client.post(
        reverse("admin:knowledge_publication_changelist"),
        {"action": "hand_over", "_selected_action": [item.pk for item in items], **typed},
        follow=True,
    )


def test_many_items_are_handed_over_at_once(curator):
    items, other = PublicationFactory.create_batch(2), UserFactory(name="Bob", is_staff=True)

    asked = hand_over(curator, items)
    done = hand_over(curator, items, curator=[other.pk])

    assert all(item.title in asked.content.decode() for item in items)
    assert {item.curator for item in Publication.objects.all()} == {other}
    assert "2 items zijn nu van Bob." in told(done)


def test_items_are_handed_to_nobody_but_staff(curator):
    item, stranger = PublicationFactory(), UserFactory()

    response = hand_over(curator, [item], curator=[stranger.pk])

    item.refresh_from_db()
    assert (response.status_code, item.curator) == (422, None)


def test_who_may_only_look_hands_nothing_over():
    client, item = Client(), PublicationFactory()
    user = UserFactory(is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_publication"))
    client.force_login(user)

    hand_over(client, [item], curator=[user.pk])

    item.refresh_from_db()
    assert item.curator is None


# What visitors are told -------------------------------------------------------


def test_visitors_read_what_was_changed(client):
    item = ready(PublicationFactory, status=Status.PUBLISHED)
    for day in range(1, 5):
        PublicChange.objects.create(item=item, changed_on=date(2026, 3, day), note=f"Cijfer {day}.")

    page = client.get(item.get_absolute_url())

    lines = [element.text for element in parse(page).all("p", data_kp_change=True)]
    assert lines == [
        "Gewijzigd op 4 maart 2026: Cijfer 4.",
        "Gewijzigd op 3 maart 2026: Cijfer 3.",
        "Gewijzigd op 2 maart 2026: Cijfer 2.",
    ]
    assert '"dateModified": "2026-03-04"' in page.content.decode()


def test_source_that_is_gone_is_named_without_a_link(client):
    item = ready(PublicationFactory, status=Status.PUBLISHED)
    SourceFactory(item=item, url="https://weg.example/", title="Rapport", is_gone=True)

    page = client.get(item.get_absolute_url()).content.decode()

    assert "https://weg.example/" not in page
    assert "niet meer te vinden (gezien op" in " ".join(page.split())


def test_form_has_hints_for_plainer_language(curator):
    hard = PracticeFactory(body="Wij implementeren een interventie.")
    plain = PracticeFactory(summary="Wij helpen.", body="Wij helpen buren.")

    pages = [parse(curator.get(url(item, "change"))) for item in (hard, plain)]
    hints = [page.one(class_="kp-hints") for page in pages]

    assert ["implementeren" in hint.text for hint in hints] == [True, False]
    assert "Geen lange zinnen en geen vaktaal gevonden." in hints[1].text
