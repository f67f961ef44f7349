"""What words stand for: names of concepts and places, each with its synonyms."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search.analysis import phrase, stems, telling
from search.tokens import Token, tokens

# A word in more names than this says too little about any of them.
MOST_WITH_WORD = 8
SHORTEST_BEGINNING = 3
LONG_STEM = 6
# After every letter and digit.
LAST = "\x7f"


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """
    Something with names, with which documents are labelled.

    ``names`` mean the same, the preferred one first. ``narrower`` are the labels
    of what falls under it. An ``is_exact`` one is known by its names as they are
    written only: the municipality Best is not "beste". ``related`` are the labels
    of what is near it. ``sort`` is for whoever made it. ``hidden`` are those of
    the names that nobody may be shown, misspelt ones for instance.
    """

    label: str
    names: Sequence[str]
    narrower: Sequence[str] = ()
    related: Sequence[str] = ()
    sort: str = ""
    is_exact: bool = False
    # The preferred name is now this one, when it was typed by a name of long ago.
    former: Sequence[str] = ()
    hidden: Collection[str] = ()

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def shown(self) -> list[str]:
        """Return the names that are not hidden, the preferred one first."""
        return [self.name, *(name for name in self.names[1:] if name not in self.hidden)]


type Phrase = tuple[str, ...]


@dataclass(eq=False)
class Vocabulary:
    """Every meaning by its names, in any order of their words; never changed once it is made."""

    meanings: Sequence[Meaning]
    by_stems: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    by_forms: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    # In words; a compound that is a name may be written in three.
    longest: int = 3

    def __post_init__(self) -> None:
        for meaning in self.meanings:
            found = self.by_forms if meaning.is_exact else self.by_stems
            for name in (*meaning.names, *meaning.former):
                key = forms(name) if meaning.is_exact else _in_any_order(phrase(name))
                if name in meaning.hidden and self._is_less(key, name):
                    continue
                if key and meaning not in (known := found.setdefault(key, [])):
                    known.append(meaning)
                    self.longest = max(self.longest, len(key))

    def _is_less(self, key: Phrase, name: str) -> bool:
        """
        Return whether a name is, without its stop words, just a word that other names have.

        "Uit de schulden" is no other way to say "schulden"; "rood staan" may be "rood".
        """
        return len(key) == 1 < len(tokens(name)) and key[0] in self._in_shown_names

    def names_in(self, words: Sequence[Token]) -> Iterator[tuple[slice, list[Meaning]]]:
        """Yield where in ``words`` the longest names are, and the single words between them."""
        start = 0
        while start < len(words):
            length, meanings = self.longest_at(words, start)
            yield slice(start, start + length), meanings
            start += length

    def longest_at(self, words: Sequence[Token], start: int) -> tuple[int, list[Meaning]]:
        """
        Return how many of ``words`` from ``start`` on are a name, and what it stands for.

        The longest name wins; no name is (1, []).
        """
        for length in range(min(self.longest, len(words) - start), 0, -1):
            found = self.named(words[start : start + length])
            if found:
                return length, found
        return 1, []

    def named(self, words: Sequence[Token]) -> list[Meaning]:
        """Return what ``words`` are together a name of."""
        as_stems = tuple(stems(word.form)[0] for word in words)
        as_forms = tuple(word.form for word in words)
        found = [
            *self.by_stems.get(_in_any_order(as_stems), ()),
            *self.by_forms.get(as_forms, ()),
        ]
        if len(words) == 1 and not found:
            found += self._by_long_stem.get(as_stems[0], ())
        if len(words) > 1:
            # "schuld hulp verlening" for "schuldhulpverlening"
            joined = "".join(as_forms)
            found += [
                meaning
                for meaning in self.by_stems.get((stems(joined)[0],), ())
                if meaning not in found
            ]
        return found

    def named_by(self, stem: str) -> Sequence[Meaning]:
        """Return what a word with ``stem`` is a name of."""
        return self.by_stems.get((stem,), ())

    def with_word(self, word: Token) -> Sequence[Meaning]:
        """Return what has ``word`` in one of its names; nothing when that is so of many."""
        found = self._by_word.get(stems(word.form)[0], ())
        return found if len(found) <= MOST_WITH_WORD else ()

    def has_word(self, form: str) -> bool:
        """Return whether some name has this word in any of its forms."""
        return stems(form)[0] in self._by_word

    def near(self, word: str) -> list[tuple[str, int]]:
        """Return words of shown names that begin with either of its first two letters, with 0."""
        return [(found, 0) for letter in {*word[:2]} for found in self._beginning(letter)]

    def completions(self, beginning: str) -> list[str]:
        """Return words of shown names that begin with ``beginning``, in alphabetical order."""
        if len(beginning) < SHORTEST_BEGINNING:
            return []
        return [word for word in self._beginning(beginning) if word != beginning]

    def _beginning(self, start: str) -> list[str]:
        first, after = (bisect_left(self._words, edge) for edge in (start, start + LAST))
        return self._words[first:after]

    @cached_property
    def _in_shown_names(self) -> frozenset[str]:
        return frozenset(
            stem for meaning in self.meanings for name in meaning.shown for stem in phrase(name)
        )

    # Made when they are first needed: many a version of the vocabulary never repairs a word.

    @cached_property
    def _words(self) -> list[str]:
        # A guess is told to whoever searches, so a hidden name gives none.
        names = (name for meaning in self.meanings for name in (*meaning.shown, *meaning.former))
        return sorted({form for name in names for form in forms(name)})

    @cached_property
    def _by_word(self) -> dict[str, list[Meaning]]:
        found: dict[str, list[Meaning]] = {}
        for meaning in self.meanings:
            if not meaning.is_exact:
                for stem in {stem for name in meaning.names for stem in phrase(name)}:
                    found.setdefault(stem, []).append(meaning)
        return found

    @cached_property
    def _by_long_stem(self) -> dict[str, list[Meaning]]:
        """Hold exact meanings by a stem too long to be another word's by chance: "Tilburgse"."""
        found: dict[str, list[Meaning]] = {}
        for key, meanings in self.by_forms.items():
            if len(key) == 1 and len(stem := stems(key[0])[0]) >= LONG_STEM:
                found.setdefault(stem, []).extend(meanings)
        return found


def forms(name: str) -> Phrase:
    """Return the words of a name as they are written, stop words left out."""
    return tuple(token.form for token in telling(tokens(name)))


def _in_any_order(stems_of: Iterable[str]) -> Phrase:
    """Return a key of a name: "armoede onder kinderen" is "kinderen in armoede"."""
    return tuple(sorted(stems_of))


def union(parts: Iterable[Vocabulary]) -> Vocabulary:
    return Vocabulary([meaning for part in parts for meaning in part.meanings])
