"""From what was typed to a practice that the editors read."""

import pytest

from knowledge.models import AlternativeLabel, MunicipalityName
from outbox.models import OutgoingMail
from practices.models import Practice, Submission
from practices.submitting import services
from practices.submitting.contact import looks_like_contact
from practices.submitting.forms import SubmissionForm
from tests.factories import (
    ConceptFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    ProvinceFactory,
    SubmissionFactory,
    UserFactory,
)
from tests.forms import filled_in

pytestmark = pytest.mark.django_db

WHOLE = {
    "title": "Geldcoach in de buurt",
    "places": "Groningen\nStichting Voorbeeld",
    "background": "Veel mensen hebben schulden.",
    "body": "Een coach helpt.",
    "people": "Mensen met schulden.",
    "summary": "Een coach uit de buurt.",
    "results": "60 mensen geholpen.",
    "conditions": "Een ruimte.",
    "lessons": "Begin klein.",
    "cost_note": "40.000 euro per jaar",
    "hours_note": "24 uur per week",
    "started_year": "2019",
    "run_state": "ended",
    "ended_year": "2024",
    "concepts": "schulden\nBuurtwonder",
    "concepts_note": "Een wonder in de buurt.",
    "source_1_url": "www.groningen.example/rapport",
    "source_1_publisher": "Gemeente Groningen",
    "source_2_url": "https://www.voorbeeld.example/",
    "source_2_publisher": "Stichting Voorbeeld",
    "research_weight": "none",
    "research_why": "Niet onderzocht.",
    "residents_weight": "strong",
    "residents_why": "Een panel van 40 inwoners.",
    "evidence_basis": "Een meting vooraf en achteraf.",
}


def page(submission, part=""):
    return f"/praktijkvoorbeelden/insturen/{submission.key}/{part}"


@pytest.fixture
def mine():
    return SubmissionFactory()


@pytest.fixture
def author(client, mine):
    client.force_login(mine.author)
    return client


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("recipient", "subject"))


def errors(**typed):
    return SubmissionForm({**WHOLE, **typed}).errors.get_json_data()


# Beginning -------------------------------------------------------------------


def test_anybody_reads_what_is_asked(client):
    response = client.get("/praktijkvoorbeelden/insturen/")

    assert response.status_code == 200
    assert "/account/login/?next=/praktijkvoorbeelden/insturen/" in response.content.decode()
    assert not response.context["rows"]


def test_beginning_needs_an_account(client):
    response = client.post("/praktijkvoorbeelden/insturen/")

    assert response.url == "/account/login/?next=/praktijkvoorbeelden/insturen/"
    assert not Submission.objects.exists()


def test_beginning_fills_in_where_the_author_works(client):
    author = UserFactory()
    services.Profile.objects.create(user=author, municipality=MunicipalityFactory(name="Assen"))
    client.force_login(author)

    response = client.post("/praktijkvoorbeelden/insturen/")

    begun = Submission.objects.get()
    assert (response.url, begun.author, begun.fields) == (page(begun), author, {"places": "Assen"})


def test_beginning_too_many_is_refused(client):
    author = UserFactory()
    SubmissionFactory.create_batch(services.MOST_DRAFTS, author=author)
    client.force_login(author)

    response = client.post("/praktijkvoorbeelden/insturen/")

    assert response.status_code == 422
    assert "Ga eerst met een daarvan verder" in response.content.decode()
    assert Submission.objects.count() == services.MOST_DRAFTS


# Sending ---------------------------------------------------------------------


def test_snapshot_is_enough_to_send(author, mine, settings):
    settings.CONTACT_EMAIL = "redactie@kennisplaats.example"
    form = filled_in(author.get(page(mine)), "inzending")

    response = author.post(page(mine, "versturen/"), form)

    practice = Practice.objects.get()
    assert (response.status_code, response.url) == (302, page(mine))
    assert (practice.status, practice.title) == ("submitted", "Geldcoach in de buurt")
    assert [str(one) for one in practice.organisations.all()] == ["Stichting Voorbeeld"]
    assert not practice.compass.exists()
    assert mails() == [
        (mine.author.email, "Wij hebben uw praktijkvoorbeeld ontvangen"),
        ("redactie@kennisplaats.example", "Nieuw ingestuurd: Geldcoach in de buurt"),
    ]


def test_all_that_is_told_is_kept(author, mine):
    municipality = MunicipalityFactory(name="Groningen")
    concept = ConceptFactory(name="schulden")

    author.post(page(mine, "versturen/"), {"version": 1, **WHOLE})

    practice = Practice.objects.get()
    assert [*practice.municipalities.all()] == [municipality]
    assert [*practice.concepts.all()] == [concept]
    proposal = practice.concept_proposals.get()
    assert (proposal.name, proposal.note, proposal.proposed_by) == (
        "Buurtwonder",
        "Een wonder in de buurt.",
        mine.author,
    )
    assert [(source.url, source.publisher) for source in practice.sources.all()] == [
        ("https://www.groningen.example/rapport", "Gemeente Groningen"),
        ("https://www.voorbeeld.example/", "Stichting Voorbeeld"),
    ]
    assert [(one.corner, one.weight) for one in practice.compass.all()] == [
        ("research", "none"),
        ("residents", "strong"),
    ]
    assert (practice.started_year, practice.ended_year, practice.run_state) == (
        2019,
        2024,
        "ended",
    )
    assert (practice.evidence_level, practice.evidence_basis) == (
        "not_assessed",
        "Een meting vooraf en achteraf.",
    )
    practice.full_clean()


def test_sending_twice_makes_one(author, mine):
    form = filled_in(author.get(page(mine)), "inzending")

    answers = [author.post(page(mine, "versturen/"), form) for _ in range(2)]
    assert not services.send(mine).errors

    assert [answer.url for answer in answers] == [page(mine), page(mine)]
    assert Practice.objects.count() == 1


def test_sending_too_little_keeps_it_and_says_what_is_missing(author, mine):
    form = {**filled_in(author.get(page(mine)), "inzending"), "body": "", "people": "Jongeren"}

    response = author.post(page(mine, "versturen/"), form)

    assert response.status_code == 422
    assert "Vertel wat u doet." in response.content.decode()
    assert filled_in(response, "inzending")["people"] == ["Jongeren"]
    assert not Practice.objects.exists()


def test_sending_what_was_typed_on_an_older_text_is_refused(author, mine):
    form = filled_in(author.get(page(mine)), "inzending")
    author.post(page(mine), {**form, "people": "Jongeren"})

    response = author.post(page(mine, "versturen/"), {**form, "people": "Ouderen"})

    assert response.status_code == 409
    assert not Practice.objects.exists()


def test_address_is_free_and_not_that_of_another_page():
    taken = PracticeFactory(slug="geldcoach-in-de-buurt")
    first, second, odd = (
        SubmissionFactory(),
        SubmissionFactory(fields={**WHOLE, "title": "Insturen"}),
        SubmissionFactory(fields={**WHOLE, "title": "!!!"}),
    )

    for submission in (first, second, odd):
        services.send(submission)

    slugs = Practice.objects.exclude(pk=taken.pk).order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == [
        "geldcoach-in-de-buurt-2",
        "insturen-voorbeeld",
        "praktijkvoorbeeld",
    ]


def test_practice_cannot_take_the_address_of_this_page():
    with pytest.raises(services.ValidationError, match="van een andere pagina"):
        PracticeFactory.build(slug="insturen").clean()


# What may be typed -----------------------------------------------------------


def test_whole_form_is_right():
    assert errors() == {}


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"started_year": "2025"}, "ended_year", "Het einde ligt vóór het begin."),
        ({"run_state": "running"}, "ended_year", "Een aanpak die nog loopt heeft geen einde."),
        ({"run_state": "zoiets"}, "run_state", "Kies een antwoord uit de lijst."),
        ({"started_year": "19"}, "started_year", "Vul een jaartal in met vier cijfers"),
        ({"source_1_publisher": ""}, "source_1_publisher", "Vul in wie dit publiceert"),
        ({"source_1_url": ""}, "source_1_url", "Vul het webadres in"),
        ({"source_1_url": "ftp://bron.example/"}, "source_1_url", "Dit is geen webadres."),
        ({"source_1_url": "javascript:alert(1)"}, "source_1_url", "Dit is geen webadres."),
        (
            {"source_2_url": WHOLE["source_1_url"]},
            "source_2_url",
            "Deze bron staat er al bij.",
        ),
        ({"research_why": ""}, "research_why", "Schrijf in één regel op waarom."),
        ({"research_weight": ""}, "research_weight", "Kies hoeveel deze bron zegt."),
        ({"body": "Bel 06 12 34 56 78"}, "body", "Hier lijkt een e-mailadres"),
        ({"title": "Mail jan@example.nl"}, "title", "Hier lijkt een e-mailadres"),
        ({"title": "x" * 161}, "title", "Dit is te lang: gebruik ten hoogste 160 tekens."),
        ({"places": " \n - "}, "places", "Noem een gemeente of een organisatie."),
        ({"places": "x" * 161}, "places", "is te lang voor een naam"),
        ({"places": "\n".join(map(str, range(16)))}, "places", "Noem er ten hoogste 15."),
        ({"concepts": "\n".join(map(str, range(16)))}, "concepts", "Noem er ten hoogste 15."),
    ],
)
def test_what_is_wrong_is_said(typed, field, message):
    found = errors(**typed)

    assert list(found) == [field]
    assert found[field][0]["message"].startswith(message) or message in found[field][0]["message"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel 050-1234567", True),
        ("+31 6 12345678", True),
        ("jan@gemeente.nl", True),
        ("BSN 123456782", True),
        ("In 2019, 2020 en 2021 hielpen wij 1.250.000 mensen", False),
        ("120.000 euro", False),
        ("van 1-1-2024 tot 31-12-2024", False),
        ("@gemeente", False),
    ],
)
def test_contact_is_told_from_years_and_amounts(text, expected):
    assert looks_like_contact(text) is expected


def test_places_are_known_by_other_and_former_names():
    now = MunicipalityFactory(name="Eemsdelta")
    MunicipalityName.objects.create(municipality=now, name="Appingedam")
    province = ProvinceFactory(name="Groningen")
    known = OrganisationFactory(name="Stichting Voorbeeld")
    form = SubmissionForm(
        {
            "places": "appingedam\ngemeente Eemsdelta\nprovincie Groningen\n"
            "STICHTING VOORBEELD\nNieuw"
        }
    )
    form.is_valid()

    found = form.cleaned_data["places"]

    assert (found.municipalities, found.provinces) == ([now.pk], [province.pk])
    assert (found.organisations, found.new) == ([known.pk], ["Nieuw"])


def test_concepts_are_known_by_synonyms_and_hidden_labels():
    concept = ConceptFactory(name="schuldhulpverlening")
    AlternativeLabel.objects.create(concept=concept, label="SHV")
    AlternativeLabel.objects.create(concept=concept, label="schuldhup", is_hidden=True)
    form = SubmissionForm({"concepts": "shv\nSchuldhup\nSchuldhulpverlening\nonbekend"})
    form.is_valid()

    found = form.cleaned_data["concepts"]

    assert (found.concepts, found.new) == ([concept.pk], ["onbekend"])


def test_concepts_of_one_name_are_told_apart_by_their_list():
    theme = ConceptFactory(name="werk")
    area = ConceptFactory(name="werk", scheme__slug="leefgebied")
    form = SubmissionForm({"concepts": "werk\nwerk (Leefgebied)"})
    form.is_valid()

    assert form.cleaned_data["concepts"].concepts == [theme.pk, area.pk]


# Choosing and likeness -------------------------------------------------------


def test_choices_begin_as_typed_and_hide_hidden_labels(client):
    concept = ConceptFactory(name="schuldhulpverlening")
    AlternativeLabel.objects.create(concept=concept, label="SHV")
    AlternativeLabel.objects.create(concept=concept, label="schuldenhulp", is_hidden=True)
    place = MunicipalityFactory(name="Eemsdelta")
    MunicipalityName.objects.create(municipality=place, name="Appingedam")

    def choices(**asked):
        answer = client.get("/praktijkvoorbeelden/insturen/kiezen/", asked)
        return [(one["value"], one["text"], one["kind"]) for one in answer.json()["choices"]]

    assert choices(q="sh", veld="concepts") == [
        ("schuldhulpverlening", "schuldhulpverlening (SHV)", "Thema")
    ]
    assert choices(q="schuldenh", veld="concepts") == [
        ("schuldhulpverlening", "schuldhulpverlening", "Thema")
    ]
    assert choices(q="apping", veld="places") == [
        ("Eemsdelta", "Eemsdelta (Appingedam)", "Gemeente")
    ]
    assert choices(q="s", veld="concepts") == []


def test_what_resembles_a_title_is_published_and_not_counted_as_a_search(client):
    there = PracticeFactory(title="Geldcoach in de wijk")
    PracticeFactory(title="Geldcoach in de la", status="draft")
    ask = "/praktijkvoorbeelden/insturen/lijkt-op/"

    found = client.get(ask, {"titel": "Een geldcoach"}).json()["existing"]

    assert found == [{"title": there.title, "url": there.get_absolute_url(), "place": "Landelijk"}]
    assert client.get(ask, {"titel": "een"}).json()["existing"] == []
    assert client.get(ask).json()["existing"] == []


# Preview ---------------------------------------------------------------------


def test_preview_shows_all_and_saves_nothing(author, mine):
    MunicipalityFactory(name="Groningen")
    ConceptFactory(name="schulden")
    author.post(page(mine), {"version": 1, **WHOLE, "body": "Bel 0612345678"})

    text = author.get(page(mine, "voorbeeld/")).content.decode()

    for shown in ("Alleen u ziet deze pagina", "Groningen", "Stichting Voorbeeld", "0612345678"):
        assert shown in text
    assert "Een panel van 40 inwoners." in text
    assert not Practice.objects.exists()


def test_preview_of_nothing_is_a_page(client):
    mine = SubmissionFactory(fields={})
    client.force_login(mine.author)

    assert "Zonder titel" in client.get(page(mine, "voorbeeld/")).content.decode()


def test_preview_of_what_was_sent_is_what_the_editors_have(client):
    mine = SubmissionFactory(sent=True, practice__body="De redactie schreef dit.")
    client.force_login(mine.author)

    assert "De redactie schreef dit." in client.get(page(mine, "voorbeeld/")).content.decode()
