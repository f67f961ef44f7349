"""Nothing that was typed is lost: right or not, in two tabs, sent twice, logged out."""

import pytest
from django.test import Client
from django.utils import timezone

from practices.models import Submission
from practices.submitting import views
from practices.submitting.saving import ConflictError, save_fields
from tests.constraints import changed, refusal
from tests.factories import PracticeFactory, SubmissionFactory, UserFactory
from tests.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return SubmissionFactory()


@pytest.fixture
def author(client, mine):
    client.force_login(mine.author)
    return client


def page(submission, part=""):
    return f"/praktijkvoorbeelden/insturen/{submission.key}/{part}"


def kept(submission):
    return Submission.objects.get(pk=submission.pk).fields


# As JSON ---------------------------------------------------------------------


def test_autosave_keeps_what_is_typed_and_says_when(author, mine):
    response = author.post(page(mine, "bewaren/"), {"version": 1, "people": "Jongeren"})

    mine.refresh_from_db()
    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert response.json()["saved_at"] == timezone.localtime(mine.changed_at).strftime("%H:%M")
    assert mine.fields["people"] == "Jongeren"


def test_autosave_leaves_fields_alone_that_were_not_sent(author, mine):
    before = dict(mine.fields)

    author.post(page(mine, "bewaren/"), {"version": 1, "people": "Jongeren"})

    assert kept(mine) == {**before, "people": "Jongeren"}


def test_autosave_keeps_what_is_wrong_and_says_so(author, mine):
    typed = {"started_year": "vorig jaar", "source_1_url": "geen adres", "title": ""}

    response = author.post(page(mine, "bewaren/"), {"version": 1, **typed})

    assert response.json()["problems"].keys() == {"started_year", "source_1_url", "places"}
    assert (kept(mine)["started_year"], kept(mine)["source_1_url"]) == (
        "vorig jaar",
        "geen adres",
    )
    assert "title" not in kept(mine)


def test_autosave_cleans_and_caps(author, mine):
    typed = {"people": "Jong\u202eeren\x00 \r\nen ouderen  ", "results": "x" * 25_000}

    response = author.post(page(mine, "bewaren/"), {"version": 1, **typed})

    assert kept(mine)["people"] == "Jongeren \nen ouderen"
    assert len(kept(mine)["results"]) == 20_000
    assert "te lang" in response.json()["problems"]["results"]


def test_autosave_takes_no_field_that_the_form_has_not(author, mine):
    author.post(page(mine, "bewaren/"), {"version": 1, "status": "published", "author": "9"})

    assert {"status", "author"}.isdisjoint(kept(mine))


def test_autosave_warns_of_what_looks_personal(author, mine):
    typed = {"results": "Mevrouw is geboren op 3-4-1960"}

    response = author.post(page(mine, "bewaren/"), {"version": 1, **typed})

    assert response.json()["problems"]["results"].startswith("Let op: dit lijkt op een gegeven")


def test_same_text_saved_twice_is_one_save(author, mine):
    typed = {"version": 1, "people": "Jongeren"}

    answers = [author.post(page(mine, "bewaren/"), typed) for _ in range(2)]

    assert [(a.status_code, a.json()["version"]) for a in answers] == [(200, 2), (200, 2)]


def test_second_tab_is_shown_both_texts(author, mine):
    author.post(page(mine, "bewaren/"), {"version": 1, "people": "Jongeren"})

    response = author.post(page(mine, "bewaren/"), {"version": 1, "people": "Ouderen"})

    assert response.status_code == 409
    assert response.json()["differences"] == [
        {"name": "people", "label": "Voor wie is het?", "here": "Ouderen", "kept": "Jongeren"}
    ]
    assert kept(mine)["people"] == "Jongeren"


@pytest.mark.parametrize("version", ["", "abc", "-1", "²", "9" * 30])
def test_version_that_is_none_overwrites_nothing(author, mine, version):
    response = author.post(page(mine, "bewaren/"), {"version": version, "people": "Ouderen"})

    assert response.status_code == 409
    assert kept(mine)["people"] == "Mensen met schulden."


def test_autosave_of_who_is_logged_out_is_told_so(client, mine):
    response = client.post(page(mine, "bewaren/"), {"version": 1, "people": "Jongeren"})

    assert (response.status_code, response.json()) == (401, {"logged_out": True})


def test_page_asks_what_is_kept_and_a_token_without_writing(author, mine):
    response = author.get(page(mine, "bewaren/"))

    assert response.json()["fields"] == mine.fields
    assert response.json()["token"]
    assert changed(mine).changed_at == Submission.objects.get(pk=mine.pk).changed_at


def test_token_is_fresh_for_who_logged_in_again():
    mine = SubmissionFactory()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(mine.author)
    old = browser.get(page(mine, "bewaren/")).json()["token"]
    browser.cookies.clear()
    browser.force_login(mine.author)

    refused = browser.post(page(mine, "bewaren/"), {"csrfmiddlewaretoken": old, "version": 1})
    fresh = browser.get(page(mine, "bewaren/")).json()["token"]
    saved = browser.post(page(mine, "bewaren/"), {"csrfmiddlewaretoken": fresh, "version": 1})

    assert (refused.status_code, saved.status_code) == (403, 200)


def test_what_was_sent_is_not_saved_over():
    mine = SubmissionFactory(sent=True)
    browser = Client()
    browser.force_login(mine.author)

    response = browser.post(page(mine, "bewaren/"), {"version": 1, "people": "Ouderen"})

    assert (response.status_code, response.json()["is_open"]) == (200, False)
    assert kept(mine)["people"] == "Mensen met schulden."


def test_same_text_on_an_older_version_is_no_conflict(mine):
    older = Submission.objects.get(pk=mine.pk)
    save_fields(mine, {"people": "Jongeren"}, version=1)

    save_fields(older, {"people": "Jongeren"}, version=1)

    assert (older.version, kept(mine)["people"]) == (2, "Jongeren")


# Without a script ------------------------------------------------------------


def test_button_keeps_what_is_typed(author, mine):
    form = filled_in(author.get(page(mine)), "inzending")

    response = author.post(page(mine), {**form, "people": "Jongeren"}, follow=True)

    assert response.redirect_chain == [(page(mine), 302)]
    assert "Opgeslagen om" in response.content.decode()
    assert filled_in(response, "inzending")["people"] == ["Jongeren"]


def test_button_shows_both_texts_and_then_saves_over(author, mine):
    form = filled_in(author.get(page(mine)), "inzending")
    author.post(page(mine), {**form, "people": "Jongeren"})

    conflict = author.post(page(mine), {**form, "people": "Ouderen"})
    again = filled_in(conflict, "inzending")
    saved = author.post(page(mine), again)

    assert conflict.status_code == 409
    assert conflict.context["differences"][0]["kept"] == "Jongeren"
    assert again["people"] == ["Ouderen"]
    assert (saved.status_code, kept(mine)["people"]) == (302, "Ouderen")


def test_button_of_the_preview_keeps_first(author, mine):
    form = filled_in(author.get(page(mine)), "inzending")

    response = author.post(page(mine), {**form, "people": "Jongeren", "dan": "voorbeeld"})

    assert (response.url, kept(mine)["people"]) == (page(mine, "voorbeeld/"), "Jongeren")


def test_text_of_what_was_sent_in_another_tab_leads_there(rf):
    sent = SubmissionFactory(sent=True)

    response = views._conflict(rf.post("/"), ConflictError(sent, {"people": "Jongeren"}))  # noqa: SLF001

    assert response.url == page(sent)


@pytest.mark.parametrize("part", ["", "versturen/"])
def test_text_of_who_is_logged_out_waits_until_logging_in(client, mine, part):
    response = client.post(page(mine, part), {"version": 1, "people": "Jongeren"})
    client.force_login(mine.author)
    back = client.get(page(mine))
    saved = client.post(page(mine), filled_in(back, "inzending"))

    assert response.url == f"/account/login/?next={page(mine)}"
    assert "Uw tekst staat er weer" in back.content.decode()
    assert filled_in(back, "inzending")["people"] == ["Jongeren"]
    assert (saved.status_code, kept(mine)["people"]) == (302, "Jongeren")
    assert "Uw tekst staat er weer" not in client.get(page(mine)).content.decode()


def test_text_of_who_is_logged_out_is_not_shown_to_another(client, mine):
    client.post(page(mine), {"version": 1, "people": "Jongeren"})
    other = SubmissionFactory()

    client.force_login(other.author)

    assert "Jongeren" not in client.get(page(other)).content.decode()


def test_nothing_waits_for_a_submission_that_is_not_there(client):
    client.post(f"/praktijkvoorbeelden/insturen/{UserFactory().pk:032x}/", {"people": "x"})
    client.post(
        "/praktijkvoorbeelden/insturen/00000000-0000-4000-8000-000000000000/", {"people": "x"}
    )

    assert "practices_typed" not in client.session


# What must always hold -------------------------------------------------------


def test_what_was_sent_has_a_moment():
    unsent = SubmissionFactory()

    assert refusal(changed(unsent, practice=PracticeFactory())) == [
        "Wat ingestuurd is, heeft een datum."
    ]
