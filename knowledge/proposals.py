"""Concepts that authors miss, and what editors decide on them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from knowledge.models import (
    AlternativeLabel,
    Concept,
    ConceptProposal,
    ConceptScheme,
    KnowledgeItem,
    MergedConcept,
)
from search import stamp
from search.text import clean, fold

LONGEST_NAME = 100
LONGEST_NOTE = 300
Decision = ConceptProposal.Decision


class DecidedError(Exception):
    """Somebody decided on the proposal before; ``proposal`` says what it became."""

    def __init__(self, proposal: ConceptProposal) -> None:
        self.proposal = proposal
        super().__init__(f"Over “{proposal}” is al besloten: {proposal.get_decision_display()}.")


@transaction.atomic
def propose(
    *, name: str, note: str, item: KnowledgeItem | None, user: User | None
) -> ConceptProposal:
    """
    Return the proposal of a concept that ``item`` misses; a new one unless it is open already.

    Without an item, the proposals of the same ``user`` are compared. Raise
    ValidationError where ``name`` says nothing.
    """
    name = clean(name, max_length=LONGEST_NAME)
    if not fold(name):
        raise ValidationError("Een voorstel heeft een naam.")
    if item:
        # Who sends a form twice, at once, waits here for himself.
        KnowledgeItem.objects.select_for_update().filter(pk=item.pk).first()
    there = ConceptProposal.objects.filter(decision=Decision.OPEN, item=item)
    if item is None:
        there = there.filter(proposed_by=user)
    for proposal in there:
        if fold(proposal.name) == fold(name):
            return proposal
    return ConceptProposal.objects.create(
        name=name, note=clean(note, max_length=LONGEST_NOTE), item=item, proposed_by=user
    )


@transaction.atomic
def accept(proposal: ConceptProposal, *, scheme: ConceptScheme, name: str) -> Concept:
    """
    Make a concept of ``proposal`` and give it to its item; return the concept.

    Raise DecidedError when it was decided before, ValidationError where the
    list has such a concept already; then nothing is written.
    """
    stamp.hold()
    same = [one for one in scheme.concepts.all() if one.folded_name == fold(name)]
    if same:
        raise ValidationError({"name": f"“{same[0]}” is er al. Kies dat begrip hieronder."})
    concept = Concept(scheme=scheme, name=name, slug=_free_slug(scheme, name))
    concept.full_clean()
    concept.save()
    MergedConcept.objects.filter(scheme=scheme, slug=concept.slug).delete()
    _decide(proposal, Decision.ACCEPTED, concept=concept, scheme=scheme)
    _assign(proposal, concept)
    return concept


@transaction.atomic
def map_to(proposal: ConceptProposal, concept: Concept, *, is_label: bool) -> None:
    """
    Give the item of ``proposal`` a concept that exists, and maybe the proposed name to that.

    Raise DecidedError when it was decided before; then nothing is written.
    """
    stamp.hold()
    _decide(proposal, Decision.MAPPED, concept=concept, scheme=concept.scheme)
    _assign(proposal, concept)
    known = {concept.name, *concept.alternative_labels.values_list("label", flat=True)}
    if is_label and proposal.name not in known:
        AlternativeLabel.objects.create(concept=concept, label=proposal.name)


@transaction.atomic
def reject(proposal: ConceptProposal, *, answer: str) -> None:
    """Say why ``proposal`` becomes nothing; raise DecidedError when it was decided before."""
    _decide(proposal, Decision.REJECTED, answer=clean(answer, max_length=LONGEST_NOTE))


def of_the_same_name(proposal: ConceptProposal) -> QuerySet[ConceptProposal]:
    """Return the other proposals of this very name, whatever became of them."""
    return ConceptProposal.objects.filter(name__iexact=proposal.name).exclude(pk=proposal.pk)


def _decide(proposal: ConceptProposal, decision: str, **facts: object) -> None:
    # one statement: of two editors who decide at once, one is first
    undecided = ConceptProposal.objects.filter(pk=proposal.pk, decision=Decision.OPEN)
    is_first = undecided.update(decision=decision, decided_at=timezone.now(), **facts)
    proposal.refresh_from_db()
    if not is_first:
        raise DecidedError(proposal)


def _assign(proposal: ConceptProposal, concept: Concept) -> None:
    if proposal.item:
        proposal.item.concepts.add(concept)


def _free_slug(scheme: ConceptScheme, name: str) -> str:
    """Return an address that no concept of the list has; "" where ``name`` gives none."""
    stem, taken = slugify(fold(name))[:95].strip("-"), set(scheme.concepts.values_list("slug"))
    tries = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 1_000))
    return next((one for one in tries if (one,) not in taken), "") if stem else ""
