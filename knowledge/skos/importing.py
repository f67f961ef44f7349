"""
Takes over concepts from a graph: what is missing is added, what differs is changed.

A concept is known by its address here, else by its name within its list.
Nothing is ever deleted or taken away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from rdflib import Graph

from knowledge.content.validation import problems
from knowledge.content.writing import Outcome
from knowledge.hierarchy import Hierarchy
from knowledge.models import AlternativeLabel, Concept, ConceptScheme, MergedConcept
from knowledge.skos.addresses import Addresses
from knowledge.skos.integrity import breaches
from knowledge.skos.wanted import Fault, Wanted, WantedConcept, wanted
from search import stamp
from search.text import fold

Link = Concept.related.through


class ImportRefusedError(Exception):
    """The graph cannot be taken over; ``faults`` says why, all at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(slots=True)
class Plan:
    """What is done with one concept; ``changes`` tells an editor, line by line."""

    wanted: WantedConcept
    record: Concept
    outcome: Outcome = Outcome.SAME
    changes: list[str] = field(default_factory=list)
    new_labels: list[AlternativeLabel] = field(default_factory=list)
    changed_labels: list[AlternativeLabel] = field(default_factory=list)
    related: list[Concept] = field(default_factory=list)

    def note(self, change: str) -> None:
        self.changes.append(change)
        if self.outcome is Outcome.SAME:
            self.outcome = Outcome.CHANGED


@dataclass(slots=True)
class Report:
    """What was done, or would be; ``former`` counts addresses that lead on from now on."""

    plans: list[Plan]
    schemes: list[str]
    former: int

    def count(self, outcome: Outcome) -> int:
        return sum(plan.outcome is outcome for plan in self.plans)


@transaction.atomic
def take_over(
    graph: Graph, addresses: Addresses, *, scheme: ConceptScheme | None = None, is_trial: bool
) -> Report:
    """
    Take over ``graph`` and return what changed; a trial writes nothing.

    ``scheme`` is for concepts of elsewhere. Raise ImportRefusedError with every
    fault there is; then nothing is written.
    """
    stamp.hold()  # what is compared must still hold when it is written
    planning = _Planning(wanted(graph, addresses), addresses, scheme)
    planning.faults += [
        Fault(breach.iri, f"{breach.message} (SKOS {breach.condition})")
        for breach in breaches(graph)
    ]
    report = planning.run()
    if planning.faults:
        raise ImportRefusedError(planning.faults)
    if not is_trial:
        planning.write()
    return report


class _Planning:
    def __init__(self, asked: Wanted, addresses: Addresses, scheme: ConceptScheme | None) -> None:
        self.asked, self.addresses, self.scheme = asked, addresses, scheme
        self.faults = list(asked.faults)
        self.schemes = {one.slug: one for one in ConceptScheme.objects.all()}
        self.new_schemes: dict[str, ConceptScheme] = {}
        stored = Concept.objects.select_related("scheme").prefetch_related(
            "alternative_labels", "related"
        )
        self.stored = {(one.scheme.slug, one.slug): one for one in stored}
        self.by_pk = {one.pk: one for one in self.stored.values()}
        self.by_name = {(one.scheme.slug, one.name): one for one in self.stored.values()}
        former = MergedConcept.objects.values_list("scheme__slug", "slug", "target")
        self.former = {(slug, name): self.by_pk[target] for slug, name, target in former}
        self.plans: dict[str, Plan] = {}
        self.new_former: list[tuple[str, str, str, Concept]] = []
        # Concepts that are not there yet have a number below zero.
        self.numbers: dict[int, int] = {}

    def run(self) -> Report:
        for concept in self.asked.concepts.values():
            self._tie(concept)
        for plan in self.plans.values():
            self._compare_texts(plan)
            self._compare_labels(plan)
            self._compare_broader(plan)
            self._compare_related(plan)
            self._validate(plan)
        self._check_names()
        self._check_hierarchy()
        self._compare_former()
        plans = sorted(self.plans.values(), key=lambda plan: plan.record.name)
        return Report(plans, [one.name for one in self.new_schemes.values()], len(self.new_former))

    # Which concept of ours is meant -------------------------------------------

    def _tie(self, concept: WantedConcept) -> None:
        if not concept.name:
            return
        ours = self.addresses.concept_slugs(concept.iri)
        if ours in self.former and ours not in self.stored:
            return  # it became part of another concept here, and stays that
        scheme = self._scheme_of(concept, ours[0] if ours else "")
        if scheme is None:
            return
        key = (scheme.slug, ours[1] if ours else "")
        record = self.stored.get(key) or self.by_name.get((scheme.slug, concept.name))
        twin = next((plan for plan in self.plans.values() if plan.record is record), None)
        if record and twin:
            message = f"is hier hetzelfde begrip als {twin.wanted.iri}: “{record.name}”"
            self._refuse(concept.iri, message)
        elif record:
            self.plans[concept.iri] = Plan(concept, record)
        else:
            self._make(concept, scheme, key[1])

    def _make(self, concept: WantedConcept, scheme: ConceptScheme, slug: str) -> None:
        slug = slug or self._free_slug(scheme, concept.name)
        if not slug:
            self._refuse(concept.iri, f"van “{concept.name}” is geen adres te maken")
            return
        record = Concept(scheme=scheme, slug=slug, name=concept.name)
        self.numbers[id(record)] = -len(self.numbers) - 1
        self.stored[scheme.slug, slug] = self.by_name[scheme.slug, concept.name] = record
        self.plans[concept.iri] = Plan(concept, record, Outcome.MADE)

    def _free_slug(self, scheme: ConceptScheme, name: str) -> str:
        stem = slugify(fold(name))[:95].strip("-")
        tries = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 1_000))
        return next((one for one in tries if stem and (scheme.slug, one) not in self.stored), "")

    def _scheme_of(self, concept: WantedConcept, slug: str) -> ConceptScheme | None:
        said = self.asked.schemes.get(concept.scheme)
        slug = slug or ("" if self.scheme else self.addresses.scheme_slug(concept.scheme))
        if slug in self.schemes:
            return self.schemes[slug]
        if not slug and self.scheme:
            return self.scheme
        if said and said.name:
            same = [one for one in self.schemes.values() if fold(one.name) == fold(said.name)]
            return same[0] if same and not slug else self._make_scheme(slug, said.name, said.iri)
        self._refuse(
            concept.iri, "het bestand zegt niet in welke lijst dit staat; gebruik --scheme"
        )
        return None

    def _make_scheme(self, slug: str, name: str, iri: str) -> ConceptScheme | None:
        slug = slug or slugify(fold(name))[:40].strip("-")
        if slug in self.schemes:
            return self.schemes[slug]
        made = ConceptScheme(slug=slug, name=name, description=self.asked.schemes[iri].description)
        for _names, message in problems(made, ["id"]):
            self._refuse(iri, message)
        self.schemes[slug] = self.new_schemes[slug] = made
        return made

    def _find(self, iri: str) -> Concept | None:
        """Return the concept at an address, of the file or ours."""
        if iri in self.plans:
            return self.plans[iri].record
        ours = self.addresses.concept_slugs(iri)
        return (self.stored.get(ours) or self.former.get(ours)) if ours else None

    # What differs -------------------------------------------------------------

    def _compare_texts(self, plan: Plan) -> None:
        record, asked = plan.record, plan.wanted
        if record.name != asked.name:
            plan.note(f"naam: {record.name} → {asked.name}")
            record.name = asked.name
        if asked.scope_note and record.scope_note != asked.scope_note:
            plan.note(f"uitleg: {record.scope_note or '(leeg)'} → {asked.scope_note}")
            record.scope_note = asked.scope_note

    def _compare_labels(self, plan: Plan) -> None:
        stored = {label.label: label for label in _labels(plan.record)}
        asked = {**dict.fromkeys(plan.wanted.hidden, True)}
        asked |= dict.fromkeys(plan.wanted.alternative, False)
        for name, is_hidden in asked.items():
            kind = "verborgen naam" if is_hidden else "andere naam"
            label = stored.get(name)
            if label is None:
                plan.new_labels.append(AlternativeLabel(label=name, is_hidden=is_hidden))
                plan.note(f"+ {kind}: {name}")
            elif label.is_hidden != is_hidden:
                label.is_hidden = is_hidden
                plan.changed_labels.append(label)
                plan.note(f"wordt {kind}: {name}")
        if plan.record.name in stored:
            message = f"“{plan.record.name}” is hier al een andere naam van dit begrip"
            self._refuse(plan.wanted.iri, f"{message}; haal die eerst weg")

    def _compare_broader(self, plan: Plan) -> None:
        if not plan.wanted.broader:
            return
        broader = self._find(plan.wanted.broader)
        if broader is None:
            self._refuse(plan.wanted.iri, f"onbekend breder begrip {plan.wanted.broader}")
        elif broader.scheme.slug != plan.record.scheme.slug:
            message = f"het bredere begrip “{broader.name}” staat in een andere lijst"
            self._refuse(plan.wanted.iri, message)
        elif self._broader_of(plan.record) is not broader:
            plan.note(f"breder begrip: {broader.name}")
            plan.record.broader = broader

    def _broader_of(self, record: Concept) -> Concept | None:
        # a new one has no number yet, so it is asked for itself
        return self.by_pk.get(record.broader_id) if record.broader_id else record.broader

    def _compare_related(self, plan: Plan) -> None:
        there = {other.pk for other in plan.record.related.all()} if plan.record.pk else set()
        for iri in sorted(plan.wanted.related):
            other = self._find(iri)
            if other is None:
                self._refuse(plan.wanted.iri, f"onbekend verwant begrip {iri}")
            elif other is not plan.record and (other.pk is None or other.pk not in there):
                plan.related.append(other)
                plan.note(f"+ verwant: {other.name}")

    def _compare_former(self) -> None:
        for former in self.asked.former:
            ours, now = self.addresses.concept_slugs(former.iri), self._find(former.now)
            if not ours or ours in self.stored or ours in self.former:
                continue
            if now is None or ours[0] not in self.schemes:
                self._refuse(former.iri, f"leidt naar een onbekend begrip: {former.now}")
            else:
                self.new_former.append((*ours, former.name or ours[1], now))

    # What must hold -----------------------------------------------------------

    def _validate(self, plan: Plan) -> None:
        messages = [
            *problems(plan.record, ["id", "scheme", "broader"]),
            *(one for label in plan.new_labels for one in problems(label, ["id", "concept"])),
        ]
        for _names, message in messages:
            self._refuse(plan.wanted.iri, message)

    def _check_names(self) -> None:
        taken: dict[tuple[str, str], Concept] = {}
        records = {id(one): one for one in self.stored.values()}
        for record in records.values():
            first = taken.setdefault((record.scheme.slug, record.name), record)
            if first is not record:
                for plan in self.plans.values():
                    if (plan.record is first or plan.record is record) and plan.changes:
                        message = f"“{record.name}” heet hier al een ander begrip in deze lijst"
                        self._refuse(plan.wanted.iri, message)

    def _check_hierarchy(self) -> None:
        before = Hierarchy.load()
        after = Hierarchy(dict(self._arrows()), self._pairs())
        names = {self._number(one): one.name for one in self.stored.values()}
        for plan in self.plans.values():
            number = self._number(plan.record)
            if after.goes_round(number) and not before.goes_round(number):
                self._refuse(plan.wanted.iri, f"“{plan.record.name}” valt zo onder zichzelf")
            for pair in after.clashes - before.clashes if plan.changes else ():
                if number in pair:
                    one, other = (names[each] for each in pair)
                    message = (
                        f"“{one}” en “{other}” zijn verwant, maar het ene valt onder het andere"
                    )
                    self._refuse(plan.wanted.iri, message)

    def _arrows(self) -> Iterator[tuple[int, int | None]]:
        for record in self.stored.values():
            broader = self._broader_of(record)
            yield self._number(record), self._number(broader) if broader else None

    def _pairs(self) -> Iterator[tuple[int, int]]:
        yield from Link.objects.values_list("from_concept", "to_concept")
        for plan in self.plans.values():
            for other in plan.related:
                yield self._number(plan.record), self._number(other)

    def _number(self, record: Concept) -> int:
        return record.pk or self.numbers[id(record)]

    def _refuse(self, iri: str, message: str) -> None:
        self.faults.append(Fault(iri, message))

    # Writing ------------------------------------------------------------------

    def write(self) -> None:
        position = ConceptScheme.objects.aggregate(last=Max("position"))["last"] or 0
        for number, scheme in enumerate(self.new_schemes.values(), start=1):
            scheme.position = position + number
            scheme.save()
        saved: set[int] = set()
        changed = [plan for plan in self.plans.values() if plan.outcome is not Outcome.SAME]
        by_record = {id(plan.record): plan for plan in changed}
        for plan in changed:
            self._save(plan.record, by_record, saved)
        self._save_labels(changed)
        pairs = {
            pair
            for plan in changed
            for other in plan.related
            for pair in ((plan.record.pk, other.pk), (other.pk, plan.record.pk))
        }
        Link.objects.bulk_create(
            [Link(from_concept_id=one, to_concept_id=other) for one, other in sorted(pairs)],
            ignore_conflicts=True,
        )
        for scheme_slug, slug, name, now in self.new_former:
            scheme = self.schemes[scheme_slug]
            MergedConcept.objects.create(scheme=scheme, slug=slug, name=name, target=now)
        if changed or self.new_schemes:
            stamp.move()

    def _save(self, record: Concept, plans: dict[int, Plan], saved: set[int]) -> None:
        """Save what is above a concept first: it is pointed at by number."""
        if id(record) in saved:
            return
        saved.add(id(record))
        broader = self._broader_of(record)
        if broader and id(broader) in plans:
            self._save(broader, plans, saved)
        record.scheme = record.scheme  # both may have been without a number until now
        record.broader = broader
        record.save()

    def _save_labels(self, plans: list[Plan]) -> None:
        new = []
        for plan in plans:
            for label in plan.new_labels:
                label.concept, label.folded = plan.record, fold(label.label)
                new.append(label)
        # in bulk, and so without save(): thousands at once
        AlternativeLabel.objects.bulk_create(new)
        changed = [label for plan in plans for label in plan.changed_labels]
        AlternativeLabel.objects.bulk_update(changed, ["is_hidden"])


def _labels(record: Concept) -> list[AlternativeLabel]:
    return list(record.alternative_labels.all()) if record.pk else []
