"""Finds what the content names: in the content at hand, and in the database."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.content.faults import UnknownNameError, did_you_mean
from search.text import fold


@dataclass(slots=True)
class Terms:
    """
    The concepts by scheme and name; a concept is known by its key, "thema/armoede".

    ``is_complete`` is False when the list of concepts could not be read: a
    name that is not found then says nothing.
    """

    is_complete: bool = True
    _schemes: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    _names: dict[str, str] = field(default_factory=dict)
    _broader: dict[str, str] = field(default_factory=dict)
    _merged: set[tuple[str, str]] = field(default_factory=set)

    def add_scheme(self, scheme: str) -> None:
        self._schemes[scheme] = self._schemes[scheme]

    def add(self, key: str, name: str) -> None:
        scheme = key.partition("/")[0]
        self._schemes[scheme][name] = key
        self._merged.discard((scheme, name))
        self._names.setdefault(key, name)

    def add_merged(self, scheme: str, name: str, key: str) -> None:
        """Let a name lead to the concept in which its own was merged, unless it has one again."""
        if name not in self._schemes[scheme]:
            self._schemes[scheme][name] = key
            self._merged.add((scheme, name))

    def is_merged(self, scheme: str, name: str) -> bool:
        """Return whether the concept of this name was merged into another one here."""
        return (scheme, name) in self._merged

    def set_broader(self, key: str, broader: str) -> None:
        self._broader[key] = broader

    def name(self, key: str) -> str:
        return self._names[key]

    def scheme(self, scheme: str) -> str:
        if scheme in self._schemes:
            return scheme
        near = did_you_mean(scheme, self._schemes)
        raise UnknownNameError(f"onbekende begrippenlijst “{scheme}”{near}")

    def find(self, scheme: str, name: str) -> str:
        known = self._schemes[self.scheme(scheme)]
        if name in known:
            return known[name]
        elsewhere = [other for other, names in self._schemes.items() if name in names]
        message = f"onbekend begrip “{name}” in de lijst {scheme}"
        if elsewhere:
            raise UnknownNameError(f"{message}; het staat in de lijst {' en '.join(elsewhere)}")
        raise UnknownNameError(f"{message}{did_you_mean(name, known)}")

    def find_near(self, scheme: str, name: str) -> str:
        """Return the concept ``name`` of any scheme, first of all of ``scheme``."""
        if key := self._schemes[scheme].get(name):
            return key
        found = [names[name] for names in self._schemes.values() if name in names]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownNameError(f"het begrip “{name}” staat in meer dan een lijst")
        every = {known for names in self._schemes.values() for known in names}
        raise UnknownNameError(f"onbekend begrip “{name}”{did_you_mean(name, every)}")

    def above(self, key: str) -> Iterator[str]:
        """Yield the broader concept of ``key``, its broader one, and so on, until it goes round."""
        seen = {key}
        while key := self._broader.get(key, ""):
            yield key
            if key in seen:
                return
            seen.add(key)


@dataclass(slots=True)
class Places:
    """Municipalities and provinces by name; a place is known by its CBS code."""

    is_complete: bool = True
    _current: dict[str, str] = field(default_factory=dict)
    _other: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _provinces: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def add_province(self, code: str, name: str) -> None:
        self._provinces[fold(name)] = code
        self._names.setdefault(code, name)

    def add(self, code: str, name: str) -> None:
        self._current[fold(name)] = code
        self._names.setdefault(code, name)

    def add_other_name(self, code: str, name: str) -> None:
        self._other[fold(name)].add(code)

    def has_province(self, code: str) -> bool:
        return code in self._provinces.values()

    def province(self, name: str) -> str:
        if code := self._provinces.get(fold(name)):
            return code
        known = [self._names[code] for code in self._provinces.values()]
        raise UnknownNameError(f"onbekende provincie “{name}”{did_you_mean(name, known)}")

    def municipality(self, name: str) -> str:
        """Return the municipality that is, was or is also called ``name``."""
        folded = fold(name)
        codes = {self._current[folded]} if folded in self._current else self._other.get(folded)
        if not codes:
            known = [self._names[code] for code in self._current.values()]
            raise UnknownNameError(f"onbekende gemeente “{name}”{did_you_mean(name, known)}")
        if len(codes) > 1:
            now = ", ".join(sorted(self._names.get(code, code) for code in codes))
            raise UnknownNameError(
                f"“{name}” kan meer dan een gemeente zijn ({now}); noem de gemeente van nu"
            )
        return next(iter(codes))


@dataclass(slots=True)
class Items:
    """
    Which items there are, by the key "practice/buurtcirkel".

    Of the kinds in ``unread`` the list could not be read: that one is not there, says nothing.
    """

    unread: set[str] = field(default_factory=set)
    _slugs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, kind: str, slug: str) -> None:
        self._slugs[kind].add(slug)

    def find(self, kind: str, slug: str) -> str:
        if slug in self._slugs[kind] or kind in self.unread:
            return f"{kind}/{slug}"
        near = did_you_mean(slug, self._slugs[kind])
        raise UnknownNameError(f"onbekend item “{slug}” van de soort {kind}{near}")


@dataclass(slots=True)
class References:
    terms: Terms = field(default_factory=Terms)
    places: Places = field(default_factory=Places)
    items: Items = field(default_factory=Items)
