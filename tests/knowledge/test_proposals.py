"""What authors miss is decided on once, by who may, and what is decided reaches the item."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from knowledge.models import Concept, ConceptProposal
from knowledge.proposals import DecidedError, map_to, propose, reject
from tests.factories import ConceptFactory, ConceptSchemeFactory, PracticeFactory, UserFactory
from tests.forms import filled_in

pytestmark = pytest.mark.django_db

LIST = reverse("admin:knowledge_conceptproposal_changelist")


@pytest.fixture
def curator(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def proposal():
    return proposed("geldstress")


def proposed(name, **facts):
    facts.setdefault("item", PracticeFactory(status="draft"))
    return propose(name=name, note="Dit mis ik.", user=None, **facts)


def page(proposal):
    return reverse("admin:knowledge_conceptproposal_change", args=[proposal.pk])


def decide(client, proposal, decision, **sent):
    fields = {f"{decision}-{name}": value for name, value in sent.items()}
    return client.post(page(proposal), {"decision": decision, **fields}, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def concepts_of(proposal):
    return [concept.name for concept in proposal.item.concepts.all()]


def test_proposing_the_same_for_an_item_again_gives_what_is_there():
    item = PracticeFactory()
    first = proposed(" Geld\u200bstress", item=item)

    again, elsewhere = proposed("GELDSTRESS", item=item), proposed("geldstress")

    assert (first.name, first.note) == ("Geldstress", "Dit mis ik.")
    assert again == first
    assert elsewhere != first


def test_proposing_what_was_decided_on_is_a_new_proposal(proposal):
    reject(proposal, answer="Te breed.")

    assert proposed("geldstress", item=proposal.item) != proposal


def test_proposing_without_an_item_is_the_same_for_one_person_only():
    someone, other = UserFactory.create_batch(2)
    first, again, third = (
        propose(name="stress", note="", item=None, user=user) for user in (someone, someone, other)
    )

    assert (again == first, third == first) == (True, False)


@pytest.mark.parametrize("name", ["", "  ", "!?"])
def test_proposing_nothing_is_refused(name):
    with pytest.raises(ValidationError, match="heeft een naam"):
        propose(name=name, note="", item=None, user=None)


def test_list_counts_proposals_and_their_decisions(curator, proposal):
    proposed("Geldstress")
    reject(proposed("onzin"), answer="")

    response = curator.get(LIST)

    text = response.content.decode()
    times = {one.name: one.times for one in response.context_data["cl"].queryset}
    assert times == {"geldstress": 2, "Geldstress": 2, "onzin": 1}
    assert "open (2)" in text
    assert "niet overgenomen (1)" in text


@pytest.mark.parametrize("count", [1, 3])
def test_list_query_count_is_constant(curator, django_assert_max_num_queries, count):
    for number in range(count):
        map_to(proposed(f"naam {number}"), ConceptFactory(), is_label=False)

    with django_assert_max_num_queries(9):
        curator.get(LIST)


def test_accepting_makes_a_concept_and_gives_it_to_the_item(curator, proposal):
    scheme = ConceptSchemeFactory()

    response = decide(curator, proposal, "accept", scheme=scheme.pk, name="stress door geld")

    proposal.refresh_from_db()
    concept = Concept.objects.get()
    assert (concept.name, concept.slug) == ("stress door geld", "stress-door-geld")
    assert (proposal.decision, proposal.concept, proposal.scheme) == ("accepted", concept, scheme)
    assert concepts_of(proposal) == ["stress door geld"]
    assert said(response) == ["“stress door geld” is nu een begrip in de lijst Thema."]


def test_accepting_what_the_list_has_is_refused_and_keeps_what_was_typed(curator, proposal):
    ConceptFactory(slug="stress", name="Stréss")
    scheme = ConceptSchemeFactory()

    response = decide(curator, proposal, "accept", scheme=scheme.pk, name="stress")

    assert response.status_code == 422
    assert "“Stréss” is er al. Kies dat begrip hieronder." in response.content.decode()
    assert filled_in(response, "decision_accept_form")["accept-name"] == ["stress"]
    assert ConceptProposal.objects.get().decision == "open"


@pytest.mark.parametrize(("is_label", "labels"), [("on", ["geldstress"]), ("", [])])
def test_mapping_gives_the_item_what_exists(curator, proposal, is_label, labels):
    concept = ConceptFactory(slug="stress")

    decide(curator, proposal, "map", concept=concept.pk, is_label=is_label)

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.concept) == ("mapped", concept)
    assert concepts_of(proposal) == ["stress"]
    assert [label.label for label in concept.alternative_labels.all()] == labels


def test_rejecting_says_why_and_changes_nothing_else(curator, proposal):
    decide(curator, proposal, "reject", answer="Te breed.")

    proposal.refresh_from_db()
    assert (proposal.decision, proposal.answer) == ("rejected", "Te breed.")
    assert concepts_of(proposal) == []
    assert "Te breed." in curator.get(page(proposal)).content.decode()


def test_deciding_again_says_that_it_was_decided_and_changes_nothing(curator, proposal):
    reject(proposal, answer="Te breed.")
    scheme = ConceptSchemeFactory()

    response = decide(curator, proposal, "accept", scheme=scheme.pk, name="geldstress")

    assert said(response) == ["Over “geldstress” is al besloten: niet overgenomen."]
    assert not Concept.objects.exists()
    with pytest.raises(DecidedError):
        map_to(proposal, ConceptFactory(), is_label=True)
    assert concepts_of(proposal) == []


@pytest.mark.parametrize(
    ("permissions", "decision", "status"),
    [
        (["view_conceptproposal", "view_concept"], "reject", 403),
        (["change_conceptproposal", "view_concept"], "accept", 403),
        (["change_conceptproposal"], "map", 403),
        (["change_conceptproposal", "view_concept"], "reject", 200),
        (["change_conceptproposal", "view_concept"], "nonsense", 403),
    ],
)
def test_only_who_may_decides(client, proposal, permissions, decision, status):
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)

    response = decide(client, proposal, decision, answer="Te breed.", name="x")

    assert response.status_code == status
    assert (ConceptProposal.objects.get().decision == "open") is (status == 403)


def test_proposal_that_is_decided_has_a_moment(proposal):
    proposal.decided_at = datetime(2026, 1, 5, tzinfo=UTC)

    with pytest.raises(ValidationError, match="Een besluit heeft een datum"):
        proposal.validate_constraints()
