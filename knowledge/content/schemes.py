from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import check_row
from knowledge.content.references import Terms
from knowledge.content.writing import Outcome, Tally, follow
from knowledge.models import ConceptScheme


class SchemeLoader:
    """The lists of concepts, in the order of the file."""

    def __init__(self, terms: Terms, *, overwrite: bool) -> None:
        self._terms = terms
        self._overwrite = overwrite
        self._stored = {scheme.slug: scheme for scheme in ConceptScheme.objects.all()}
        self._plans: dict[str, tuple[ConceptScheme, Outcome]] = {}
        for slug in self._stored:
            terms.add_scheme(slug)

    def check(self, document: Document, faults: Faults) -> None:
        for position, path in enumerate(document.each("schemes")):
            slug = document.text(*path, "slug")
            if slug in self._plans:
                document.fault(faults, (*path, "slug"), f"dubbel adres “{slug}” voor een lijst")
            elif slug:
                self._terms.add_scheme(slug)
                self._plans[slug] = self._plan(document, path, position)
                self._validate(document, path, slug, faults)

    def write(self) -> dict[str, ConceptScheme]:
        """Save what is new or changed; return every scheme by its slug."""
        for slug, (scheme, outcome) in self._plans.items():
            if outcome in {Outcome.MADE, Outcome.CHANGED}:
                scheme.save()
            self._stored[slug] = scheme
        return self._stored

    def tally(self) -> Tally:
        tally = Tally("Begrippenlijsten")
        for scheme, outcome in self._plans.values():
            tally.add(outcome, scheme.slug)
        return tally

    def _plan(
        self, document: Document, path: KeyPath, position: int
    ) -> tuple[ConceptScheme, Outcome]:
        wanted = {
            "name": document.text(*path, "name"),
            "description": document.text(*path, "description"),
            "is_facet": document.get(*path, "is_facet") is not False,
            "position": position,
        }
        slug = document.text(*path, "slug")
        if scheme := self._stored.get(slug):
            return scheme, follow(scheme, wanted, overwrite=self._overwrite)
        return ConceptScheme(slug=slug, **wanted), Outcome.MADE

    def _validate(self, document: Document, path: KeyPath, slug: str, faults: Faults) -> None:
        scheme, outcome = self._plans[slug]
        others = [
            *(other for key, (other, _) in self._plans.items() if key != slug),
            *(other for key, other in self._stored.items() if key != slug),
        ]
        if scheme.name in {other.name for other in others}:
            message = f"er is al een lijst met de naam “{scheme.name}”"
            document.fault(faults, (*path, "name"), message)
        if outcome is not Outcome.SAME:
            check_row(document, path, scheme, faults, exclude=["id"])
