"""The ways in which a text may say what is asked for, each with what it is worth."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from search.analysis import phrase, stems, telling
from search.tokens import Token, tokens
from search.vocabulary import Meaning, Vocabulary

LABEL = "#"
MOST_CONCEPTS = 12

# How much of the worth of the word itself each other way to say it has. Tuned by hand on judged
# queries, in steps of a tenth and more: a step either way hardly shows.
ITSELF = 1.0
LABELLED = 0.9
INSTEAD = 0.9
JOINED = 0.9
PREFERRED = 0.9
IN_PARTS = 0.7
LABELLED_NARROWER = 0.6
SYNONYM = 0.5
# From this worth on a way is as good as saying it. What is below only touches it: that counts
# for the order, and for what is related.
WHOLE = 0.5
LABELLED_RELATED = 0.4
WORD_OF_NAME = 0.4
ALONE = 0.3

# What may stand far from its verb: "koopt schulden op" is "schulden opkopen".
_PARTICLES = "aan achter af bij door in langs mee na om onder op over rond terug toe uit voor weg"
PARTICLES = frozenset(_PARTICLES.split())
# Words that begin another part of the sentence, so that a particle before one is no preposition.
_AFTER_PARTICLE = "als die en met of om omdat van voor waar zodat zonder"
AFTER_PARTICLE = frozenset(_AFTER_PARTICLE.split())
# How many words further a particle may stand.
FARTHEST = 8


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way to say it: ``terms`` that must all be there, and its worth up to 1."""

    worth: float
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """
    One thing that is asked for, as it was ``typed``.

    ``own`` are the stems of its words. ``meanings`` are what it is a name of.
    ``instead`` are the words that were sought because what was typed stands
    nowhere: one when it was taken for an error, or all that begin with it when
    ``is_completed``.
    """

    typed: str
    alternatives: tuple[Alternative, ...]
    meanings: tuple[Meaning, ...] = ()
    instead: tuple[str, ...] = ()
    is_completed: bool = False
    own: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        return bool(self.alternatives)

    @property
    def terms(self) -> set[str]:
        return {term for alternative in self.alternatives for term in alternative.terms}

    @property
    def plainest(self) -> Iterator[tuple[str, ...]]:
        """Yield what it is best known by, the words themselves first, then what they name."""
        yield self.own
        for meaning in self.meanings:
            yield phrase(meaning.name)
            yield (LABEL + meaning.label,)


class Meant(NamedTuple):
    """The words that may be meant by one that stands nowhere, the likeliest first."""

    words: tuple[str, ...]
    is_completed: bool


@dataclass(frozen=True, slots=True)
class Drafter:
    """
    Writes what is asked for in all ways to say it, whether or not they occur.

    ``every`` word of ``text`` is there; ``found`` are those that mean something.
    """

    text: str
    every: Sequence[Token]
    found: Sequence[Token]
    vocabulary: Vocabulary
    with_synonyms: bool

    def drafts(self, meant: Mapping[Token, Meant]) -> list[Concept]:
        """Return a concept for each name or word, each once, at most twelve."""
        sought = self._with_particle([_as_meant(token, meant) for token in self.found])
        drafts: dict[tuple[str, ...], Concept] = {}
        for at, meanings in self.vocabulary.names_in(sought):
            concept = self._draft(at, sought, meant, meanings)
            drafts.setdefault(concept.own, concept)
        return list(drafts.values())[:MOST_CONCEPTS]

    def _with_particle(self, sought: Iterable[Token]) -> list[Token]:
        """Return ``sought`` with particles put back before their verbs, if names have these."""
        forms = [token.form for token in self.every]
        apart = {token: list(_particles(forms, at)) for at, token in enumerate(self.every)}
        return [
            self._whole(token, apart[typed])
            for token, typed in zip(sought, self.found, strict=True)
        ]

    def _whole(self, verb: Token, particles: Iterable[str]) -> Token:
        for particle in particles:
            # "lost ... af" is of "aflossen"
            for form in (verb.form, verb.form.removesuffix("t")):
                if self.vocabulary.has_word(particle + form):
                    return written_as(particle + form, verb)
        return verb

    def _draft(
        self,
        at: slice,
        sought: Sequence[Token],
        meant: Mapping[Token, Meant],
        meanings: Sequence[Meaning],
    ) -> Concept:
        typed, words = self.found[at], sought[at]
        own = _stems(words)
        ways = [Alternative(ITSELF, own), Alternative(JOINED, _stems(typed))]
        ways += [*_in_parts(words), *_in_parts(typed)]
        ways += [*_joined(sought, at), *_joined(self.found, at)]
        ways += [*self._of_meanings(meanings), *self._apart(words, meanings)]
        guesses = [(token, meant[token]) for token in typed if token in meant]
        for token, guess in guesses:
            for word in guess.words[1:]:
                ways += self._of_word(written_as(word, token))
        if guesses:
            ways = [replace(way, worth=way.worth * INSTEAD) for way in ways]
        return Concept(
            self.text[typed[0].start : typed[-1].end],
            _best(ways),
            tuple(meanings),
            tuple(word for token, guess in guesses for word in guess.words if word != token.form),
            any(guess.is_completed for _token, guess in guesses),
            own,
        )

    def _of_word(self, word: Token) -> Iterator[Alternative]:
        yield Alternative(ITSELF, _stems([word]))
        yield from _in_parts([word])
        yield from self._of_meanings(self.vocabulary.named([word]))

    def _of_meanings(self, meanings: Iterable[Meaning]) -> Iterator[Alternative]:
        for meaning in meanings:
            yield Alternative(LABELLED, (LABEL + meaning.label,))
            for narrower in meaning.narrower:
                yield Alternative(LABELLED_NARROWER, (LABEL + narrower,))
            for related in meaning.related:
                yield Alternative(LABELLED_RELATED, (LABEL + related,))
            if self.with_synonyms and not meaning.is_exact:
                yield from _of_names(meaning)

    def _apart(self, words: Sequence[Token], meanings: Sequence[Meaning]) -> Iterator[Alternative]:
        """Yield the words of a name, or the parts of a compound without one, each by itself."""
        if len(words) > 1:
            yield from _each([(_stem(word), self.vocabulary.named([word])) for word in words])
        elif not meanings:
            for meaning in self.vocabulary.with_word(words[0]):
                yield Alternative(WORD_OF_NAME, (LABEL + meaning.label,))
            parts = stems(words[0].form, words[0].parts)[1]
            if parts:
                yield from _each([(part, self.vocabulary.named_by(part)) for part in parts])


def _particles(forms: Sequence[str], at: int) -> Iterator[str]:
    """Yield what may belong to the verb at place ``at``: "in te zetten", "zetten wij in"."""
    if at > 1 and forms[at - 1] == "te" and forms[at - 2] in PARTICLES:
        yield forms[at - 2]
    for place in range(at + 1, min(at + 1 + FARTHEST, len(forms))):
        is_free = place + 1 == len(forms) or forms[place + 1] in AFTER_PARTICLE
        if forms[place] in PARTICLES and is_free:
            yield forms[place]


def written_as(form: str, token: Token) -> Token:
    """Return another word that stands where ``token`` does."""
    return Token(form, (), token.start, token.end)


def _each(parts: Iterable[tuple[str, Sequence[Meaning]]]) -> Iterator[Alternative]:
    """Yield each of ``parts`` alone, as a word and as what it names."""
    for stem, meanings in parts:
        yield Alternative(ALONE, (stem,))
        for meaning in meanings:
            yield Alternative(ALONE, (LABEL + meaning.label,))


def _of_names(meaning: Meaning) -> Iterator[Alternative]:
    """Yield the names as a text has them: a label may be missing where it belongs."""
    name = telling(tokens(meaning.name))
    yield Alternative(PREFERRED, _stems(name))
    for way in _in_parts(name):
        yield replace(way, worth=way.worth * PREFERRED)
    # A hidden name leads to what it means, and is no word for it that a text would use.
    for other in meaning.shown[1:]:
        yield Alternative(SYNONYM, phrase(other))


def _as_meant(token: Token, meant: Mapping[Token, Meant]) -> Token:
    return written_as(meant[token].words[0], token) if token in meant else token


def _stem(word: Token) -> str:
    return stems(word.form)[0]


def _stems(words: Iterable[Token]) -> tuple[str, ...]:
    return tuple(map(_stem, words))


def _joined(words: Sequence[Token], at: slice) -> Iterator[Alternative]:
    """Yield each of the words written as one with its neighbour."""
    for one, other in pairwise(words[max(at.start - 1, 0) : at.stop + 1]):
        yield Alternative(JOINED, (stems(one.form + other.form)[0],))


def _in_parts(words: Sequence[Token]) -> list[Alternative]:
    """Return the words inside compounds, when there are any."""
    inside = [stems(word.form, word.parts) for word in words]
    if not any(parts for _own, parts in inside):
        return []
    return [Alternative(IN_PARTS, tuple(term for own, parts in inside for term in parts or (own,)))]


def _best(ways: Iterable[Alternative]) -> tuple[Alternative, ...]:
    """Return each way once, at its highest worth."""
    best: dict[frozenset[str], Alternative] = {}
    for way in ways:
        key = frozenset(way.terms)
        if key and (key not in best or best[key].worth < way.worth):
            best[key] = Alternative(way.worth, tuple(dict.fromkeys(way.terms)))
    return tuple(best.values())
