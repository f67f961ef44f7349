"""
Loads the concepts.

Curators look after them in the portal: they rename and refine. So what is
missing is added, and nothing that is there is renamed, moved or taken away
unless somebody asks for that.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import check_row, find
from knowledge.content.references import Terms
from knowledge.content.related import RelatedConcepts
from knowledge.content.writing import Outcome, Progress, Tally, follow, weightiest
from knowledge.models import AlternativeLabel, Concept, ConceptScheme, MergedConcept
from search.text import fold


@dataclass(slots=True)
class ConceptPlan:
    """What the content asks of one concept; ``key`` is "scheme/slug" as it is stored."""

    path: KeyPath
    key: str
    record: Concept
    outcome: Outcome = Outcome.MADE
    moves_to: str | None = None
    new_labels: list[AlternativeLabel] = field(default_factory=list)
    changed_labels: list[AlternativeLabel] = field(default_factory=list)
    surplus_labels: list[AlternativeLabel] = field(default_factory=list)

    def note(self, outcome: Outcome) -> None:
        self.outcome = weightiest(self.outcome, outcome)


class ConceptLoader:
    def __init__(self, terms: Terms, *, overwrite: bool) -> None:
        self._terms = terms
        self._overwrite = overwrite
        concepts = Concept.objects.select_related("scheme").prefetch_related("alternative_labels")
        self._stored = {_key(concept): concept for concept in concepts}
        self._keys = {concept.pk: key for key, concept in self._stored.items()}
        self._related = RelatedConcepts(self._keys)
        self._plans: dict[str, ConceptPlan] = {}
        # Where a concept of the content was merged into another, by its own key and by the other's.
        self._merged: dict[str, str] = {}
        self._absorbed: dict[str, list[KeyPath]] = defaultdict(list)
        for key, concept in self._stored.items():
            terms.add(key, concept.name)
            if concept.broader_id:
                terms.set_broader(key, self._keys[concept.broader_id])
        for merged in MergedConcept.objects.select_related("scheme"):
            scheme, target = merged.scheme.slug, self._keys[merged.target_id]
            self._merged[f"{scheme}/{merged.slug}"] = target
            terms.add_merged(scheme, merged.name, target)

    def check(self, document: Document, faults: Faults) -> None:
        """Plan every concept; add all that is wrong to ``faults``."""
        self._register(document, faults)
        for path in document.each("concepts"):
            _refuse_double_labels(document, path, faults)
        for plan in self._plans.values():
            self._compare_labels(document, plan)
            self._compare_broader(document, plan, faults)
            for path in document.each(*plan.path, "related"):
                self._relate(document, plan, path, faults)
        for key, absorbed in self._absorbed.items():
            for path in absorbed:
                self._relate_absorbed(document, key, path, faults)
        for plan in self._plans.values():
            self._refuse_circle(document, plan, faults)
            if self._related.has_surplus(plan.key):
                plan.note(Outcome.CHANGED if self._overwrite else Outcome.LEFT)
            if plan.outcome is not Outcome.SAME:
                self._validate(document, plan, faults)

    def write(self, schemes: dict[str, ConceptScheme], progress: Progress) -> None:
        plans = list(self._plans.values())
        new = [plan for plan in plans if plan.outcome is Outcome.MADE]
        for plan in new:
            plan.record.scheme = schemes[plan.key.partition("/")[0]]
        for plan in plans:
            plan.record.folded_name = fold(plan.record.name)
        # in bulk and so without save(): nearly three hundred at once
        Concept.objects.bulk_create(plan.record for plan in new)
        records = self._stored | {plan.key: plan.record for plan in plans}
        for plan in plans:
            if plan.moves_to is not None:
                plan.record.broader = records.get(plan.moves_to)
        written = [plan.record for plan in plans if plan.outcome in {Outcome.MADE, Outcome.CHANGED}]
        fields = ["name", "folded_name", "scope_note", "broader"]
        Concept.objects.bulk_update(written, fields)
        self._write_labels(plans)
        self._related.write({key: record.pk for key, record in records.items()})
        if self._overwrite:
            self._related.delete_surplus(self._plans)
        if plans:
            progress("Begrippen", len(plans), len(plans))

    def tally(self, *, is_whole: bool) -> Tally:
        tally = Tally("Begrippen")
        for plan in self._plans.values():
            tally.add(plan.outcome, plan.record.name)
        if is_whole:
            absent = self._stored.keys() - self._plans.keys()
            tally.absent = sorted(self._stored[key].name for key in absent)
        return tally

    def _register(self, document: Document, faults: Faults) -> None:
        """Make the names known before any of them is looked up."""
        wanted = [
            (path, f"{document.text(*path, 'scheme')}/{document.text(*path, 'slug')}")
            for path in document.each("concepts")
            if not any(document.is_faulty(*path, name) for name in ("scheme", "slug", "name"))
        ]
        slugs = {key for _, key in wanted}
        names = {
            (concept.scheme.slug, concept.name): key
            for key, concept in self._stored.items()
            # a concept of the content has its own record, whatever that is called now
            if key not in slugs
        }
        claimed: dict[tuple[str, str], int] = {}
        for path, key in wanted:
            scheme, name = document.text(*path, "scheme"), document.text(*path, "name")
            if not find(document, (*path, "scheme"), faults, self._terms.scheme, scheme):
                continue
            if key in self._merged and key not in self._stored:
                self._terms.add_merged(scheme, name, self._merged[key])
                self._absorbed[self._merged[key]].append(path)
                continue
            stored_as = key if key in self._stored else names.get((scheme, name), key)
            line = document.line(*path)
            if stored_as in self._plans:
                document.fault(faults, (*path, "slug"), f"dubbel adres “{key}” in de begrippen")
            elif first := claimed.get((scheme, name)):
                message = (
                    f"dubbel begrip “{name}” in de lijst {scheme}; het staat ook op regel {first}"
                )
                document.fault(faults, (*path, "name"), message)
            else:
                claimed[scheme, name] = line
                self._terms.add(stored_as, name)
                self._plans[stored_as] = self._plan(document, path, stored_as)

    def _plan(self, document: Document, path: KeyPath, key: str) -> ConceptPlan:
        wanted = {
            "name": document.text(*path, "name"),
            "scope_note": document.text(*path, "scope_note"),
        }
        if record := self._stored.get(key):
            return ConceptPlan(path, key, record, follow(record, wanted, overwrite=self._overwrite))
        return ConceptPlan(path, key, Concept(slug=document.text(*path, "slug"), **wanted))

    def _compare_labels(self, document: Document, plan: ConceptPlan) -> None:
        wanted = {label.label: label for _path, label in _labels_of(document, plan.path)}
        for path in self._absorbed.get(plan.key, ()):
            name = document.text(*path, "name")
            absorbed = [AlternativeLabel(label=name)]
            absorbed += [label for _path, label in _labels_of(document, path)]
            for label in absorbed:
                if label.label != plan.record.name:
                    wanted.setdefault(label.label, label)
        there = {label.label: label for label in _stored_labels(plan.record)}
        for name, label in wanted.items():
            self._compare_label(plan, there.get(name), label)
        surplus = [label for name, label in there.items() if name not in wanted]
        if surplus:
            plan.note(Outcome.CHANGED if self._overwrite else Outcome.LEFT)
            plan.surplus_labels = surplus if self._overwrite else []

    def _compare_label(
        self, plan: ConceptPlan, stored: AlternativeLabel | None, label: AlternativeLabel
    ) -> None:
        if stored is None:
            plan.new_labels.append(label)
            plan.note(Outcome.CHANGED)
        elif stored.is_hidden != label.is_hidden:
            plan.note(Outcome.CHANGED if self._overwrite else Outcome.LEFT)
            if self._overwrite:
                stored.is_hidden = label.is_hidden
                plan.changed_labels.append(stored)

    def _compare_broader(self, document: Document, plan: ConceptPlan, faults: Faults) -> None:
        name = document.text(*plan.path, "broader")
        scheme = document.text(*plan.path, "scheme")
        place = (*plan.path, "broader")
        wanted = find(document, place, faults, self._terms.find, scheme, name) if name else None
        there = self._keys.get(plan.record.broader_id or 0)
        if wanted == plan.key and self._terms.is_merged(scheme, name):
            wanted = None  # what was above it is now the concept itself
        if wanted == there:
            return
        if there is None or self._overwrite:
            plan.moves_to = wanted or ""
            self._terms.set_broader(plan.key, plan.moves_to)
            plan.note(Outcome.CHANGED)
        else:
            plan.note(Outcome.LEFT)

    def _relate(self, document: Document, plan: ConceptPlan, path: KeyPath, faults: Faults) -> None:
        scheme, name = document.text(*plan.path, "scheme"), document.text(*path)
        key = find(document, path, faults, self._terms.find_near, scheme, name)
        if key == plan.key:
            if not self._terms.is_merged(scheme, name):
                document.fault(faults, path, f"“{name}” is verwant aan zichzelf")
        elif key and self._related.want(plan.key, key):
            plan.note(Outcome.CHANGED)

    def _relate_absorbed(self, document: Document, key: str, path: KeyPath, faults: Faults) -> None:
        """Keep for ``key`` what the content says of a concept that became part of it."""
        scheme = document.text(*path, "scheme")
        for related in document.each(*path, "related"):
            name = document.text(*related)
            other = find(document, related, faults, self._terms.find_near, scheme, name)
            if other and other != key:
                self._related.want(key, other)

    def _refuse_circle(self, document: Document, plan: ConceptPlan, faults: Faults) -> None:
        above = list(self._terms.above(plan.key))
        if plan.key in above:
            chain = " → ".join(self._terms.name(key) for key in [plan.key, *above])
            message = f"de bredere begrippen gaan in een kring: {chain}"
            document.fault(faults, (*plan.path, "broader"), message)

    def _validate(self, document: Document, plan: ConceptPlan, faults: Faults) -> None:
        scheme, name = plan.key.partition("/")[0], plan.record.name
        taken = {
            key
            for key, concept in self._stored.items()
            if concept.scheme.slug == scheme and concept.name == name and key != plan.key
        }
        if taken:
            message = f"in de databank heet {taken.pop()} al “{name}”"
            document.fault(faults, (*plan.path, "name"), message)
        check_row(document, plan.path, plan.record, faults, exclude=["id", "scheme", "broader"])
        for path, label in _labels_of(document, plan.path):
            check_row(document, path, label, faults, exclude=["id", "concept"])

    def _write_labels(self, plans: list[ConceptPlan]) -> None:
        surplus = [label.pk for plan in plans for label in plan.surplus_labels]
        AlternativeLabel.objects.filter(pk__in=surplus).delete()
        changed = [label for plan in plans for label in plan.changed_labels]
        AlternativeLabel.objects.bulk_update(changed, ["is_hidden"])
        for plan in plans:
            for label in plan.new_labels:
                label.concept = plan.record
                label.folded = fold(label.label)
        AlternativeLabel.objects.bulk_create(label for plan in plans for label in plan.new_labels)


def _key(concept: Concept) -> str:
    return f"{concept.scheme.slug}/{concept.slug}"


def _stored_labels(concept: Concept) -> list[AlternativeLabel]:
    return list(concept.alternative_labels.all()) if concept.pk else []


def _labels_of(document: Document, path: KeyPath) -> Iterator[tuple[KeyPath, AlternativeLabel]]:
    """Yield the labels of the concept at ``path`` where they stand, hidden ones last."""
    for key, is_hidden in (("alternative_labels", False), ("hidden_labels", True)):
        for place in document.each(*path, key):
            yield place, AlternativeLabel(label=document.text(*place), is_hidden=is_hidden)


def _refuse_double_labels(document: Document, path: KeyPath, faults: Faults) -> None:
    """Refuse a hidden label that is shown as well; a list alone has nothing twice by its schema."""
    shown = document.texts(*path, "alternative_labels")
    for place in document.each(*path, "hidden_labels"):
        if (label := document.text(*place)) in shown:
            message = f"“{label}” staat ook bij alternative_labels; een naam staat er één keer bij"
            document.fault(faults, place, message)
