from django.utils.text import slugify

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import check_row
from knowledge.content.references import Places
from knowledge.content.validation import taken
from knowledge.content.writing import Outcome, Tally, follow
from knowledge.models import Province

UNIQUE = ("name", "slug", "abbreviation")


class ProvinceLoader:
    """Adds what is missing; curators look after what is there, as with concepts."""

    def __init__(self, places: Places, *, overwrite: bool) -> None:
        self._places = places
        self._overwrite = overwrite
        self._stored = {province.code: province for province in Province.objects.all()}
        self._plans: dict[str, tuple[Province, Outcome]] = {}
        for code, province in self._stored.items():
            places.add_province(code, province.name)

    def check(self, document: Document, faults: Faults) -> None:
        for path in document.each("provinces"):
            code = document.text(*path, "code")
            if code in self._plans:
                document.fault(faults, (*path, "code"), f"dubbele code {code}")
            elif code:
                self._plans[code] = self._plan(document, path, code)
                self._places.add_province(code, document.text(*path, "name"))
                self._validate(document, path, code, faults)

    def write(self) -> dict[str, Province]:
        """Save what is new or changed; return every province by its code."""
        for code, (province, outcome) in self._plans.items():
            if outcome in {Outcome.MADE, Outcome.CHANGED}:
                province.save()
            self._stored[code] = province
        return self._stored

    def tally(self) -> Tally:
        tally = Tally("Provincies")
        for province, outcome in self._plans.values():
            tally.add(outcome, province.name)
        return tally

    def _plan(self, document: Document, path: KeyPath, code: str) -> tuple[Province, Outcome]:
        name = document.text(*path, "name")
        wanted = {
            "name": name,
            "slug": slugify(name),
            "abbreviation": document.text(*path, "abbreviation"),
        }
        if province := self._stored.get(code):
            return province, follow(province, wanted, overwrite=self._overwrite)
        return Province(code=code, **wanted), Outcome.MADE

    def _validate(self, document: Document, path: KeyPath, code: str, faults: Faults) -> None:
        province, outcome = self._plans[code]
        if outcome is Outcome.SAME:
            return
        known = self._stored | {key: other for key, (other, _) in self._plans.items()}
        others = [other for key, other in known.items() if key != code]
        for name, other in taken(province, others, UNIQUE):
            message = f"“{getattr(province, name)}” is ook van provincie {other.code}"
            document.fault(faults, (*path, name), message)
        check_row(document, path, province, faults, exclude=["id"])
