"""Which words may be meant by those that stand nowhere: errors, and words not finished yet."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.analysis import stems
from search.lexicon import MOST_COMPLETIONS, Known, distinct
from search.repair import could_be
from search.tokens import Token
from search.vocabulary import Vocabulary
from search.ways import Meant, written_as

# Next to other words a shorter one is as often a whole word that stands nowhere ("zee").
SHORTEST_AMONG_OTHERS = 5
# Of how many words before it a word may make a name.
MOST_BEFORE = 3


class Words(Protocol):
    """What is known of the words of all documents; see search.lexicon."""

    def look_up(self, terms: Iterable[str]) -> Mapping[str, Known]: ...

    def completions(self, beginning: str) -> Sequence[str]: ...

    def near(self, words: Collection[str]) -> Collection[tuple[str, int]]: ...


@dataclass(frozen=True, slots=True)
class Guesser:
    """
    Guesses at the words in ``found`` that occur nowhere and are no name.

    ``known`` are the terms among theirs that occur. Only words of documents and
    names of the vocabulary are guessed, all of them public.
    """

    found: Sequence[Token]
    known: Mapping[str, Known]
    vocabulary: Vocabulary
    words: Words

    def meant(self, *, is_unfinished: bool) -> dict[Token, Meant]:
        """
        Return what may be meant; of an unfinished last word always how it goes on.

        Costs a query for errors and one for the last word, when they are needed.
        """
        doubtful = [at for at in self._unnamed() if not self._occurs(self.found[at])]
        wrong = [at for at in doubtful if not self._has_parts(self.found[at])]
        near = self.words.near({self.found[at].form for at in wrong}) if wrong else ()
        guesses = {}
        for at in doubtful:
            guess = self._guess(at, near, may_be_wrong=at in wrong)
            if guess:
                guesses[self.found[at]] = guess
        if is_unfinished and self.found and self.found[-1] not in guesses:
            last = self.found[-1]
            if goes_on := self._completions(last):
                guesses[last] = Meant((last.form, *goes_on), is_completed=True)
        return guesses

    def _unnamed(self) -> Iterator[int]:
        for at, meanings in self.vocabulary.names_in(self.found):
            if not meanings:
                yield at.start

    def _occurs(self, token: Token) -> bool:
        is_last = token == self.found[-1]
        return stems(token.form)[0] in self.known or (
            # of a last word the rest may be coming
            not is_last and bool(self.vocabulary.with_word(token))
        )

    def _has_parts(self, token: Token) -> bool:
        parts = stems(token.form, token.parts)[1]
        return bool(parts) and all(part in self.known for part in parts)

    def _guess(
        self, at: int, near: Collection[tuple[str, int]], *, may_be_wrong: bool
    ) -> Meant | None:
        token = self.found[at]
        is_last = at == len(self.found) - 1
        goes_on = self._completions(token) if is_last else ()
        candidates = [*near, *self.vocabulary.near(token.form)] if may_be_wrong else []
        errors = could_be(token.form, candidates)
        named = self._names_from(token) if is_last else ()
        for word in (*errors, *goes_on, *named):
            if self._makes_a_name(at, word):
                return Meant((word,), is_completed=word not in errors)
        if len(token.form) < SHORTEST_AMONG_OTHERS and len(self.found) > 1:
            return None
        if goes_on:
            return Meant(goes_on, is_completed=True)
        return Meant((errors[0],), is_completed=False) if errors else None

    def _names_from(self, token: Token) -> list[str]:
        """Return the words of names that begin with ``token``, however short it is."""
        near = self.vocabulary.near(token.form)
        return [word for word, _documents in near if word.startswith(token.form)]

    def _completions(self, token: Token) -> tuple[str, ...]:
        words = self.words.completions(token.form)
        names = self.vocabulary.completions(token.form)
        return tuple(distinct([*words, *names]))[:MOST_COMPLETIONS]

    def _makes_a_name(self, at: int, word: str) -> bool:
        """Return whether ``word`` is a name together with words around it."""
        new = written_as(word, self.found[at])
        before = [self.found[start:at] for start in range(max(at - MOST_BEFORE, 0), at)]
        around = [*([*words, new] for words in before), [new, *self.found[at + 1 : at + 2]]]
        return any(len(words) > 1 and self.vocabulary.named(words) for words in around)
