"""What is asked: a few concepts, each in several ways in which a text may say it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from search.analysis import stems, telling
from search.guessing import Guesser, Words
from search.lexicon import Known
from search.tokens import tokens
from search.vocabulary import Vocabulary
from search.ways import LABEL, WHOLE, Alternative, Concept, Drafter

MOST_CHARACTERS = 200
# A question has fewer words that mean something; each that occurs nowhere costs time.
MOST_WORDS = 24
# Of each concept, the best: a broad name in a large thesaurus would have hundreds.
MOST_WAYS = 20


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for; no concepts when nothing was."""

    concepts: tuple[Concept, ...] = ()

    @property
    def repaired(self) -> list[Concept]:
        return [concept for concept in self.concepts if concept.instead]

    @property
    def unknown(self) -> list[Concept]:
        """Return what stands in no document, however it is said."""
        return [concept for concept in self.concepts if not concept.is_known]

    @property
    def terms(self) -> set[str]:
        return {term for concept in self.concepts for term in concept.terms}


def plan(
    text: str,
    vocabulary: Vocabulary,
    words: Words,
    *,
    with_synonyms: bool = True,
    literally: bool = False,
    is_unfinished: bool = False,
) -> Plan:
    """
    Return what ``text`` asks for, of the words and labels that documents have.

    ``literally`` repairs and completes nothing; of an ``is_unfinished`` text the
    last word is always completed too. Costs one query for the terms, and three
    more when words occur nowhere.
    """
    every = tokens(text[:MOST_CHARACTERS])
    found = telling(every)[:MOST_WORDS]
    drafter = Drafter(text, every, found, vocabulary, with_synonyms=with_synonyms)
    drafts = drafter.drafts({})
    asked = {stems(token.form)[0] for token in found}
    known = words.look_up(asked.union(*(draft.terms for draft in drafts)))
    if not literally:
        guesser = Guesser(found, known, vocabulary, words)
        if meant := guesser.meant(is_unfinished=is_unfinished):
            drafts = drafter.drafts(meant)
            known = words.look_up(set().union(*(draft.terms for draft in drafts)))
    return Plan(tuple(_alive(draft, known) for draft in drafts))


def _alive(concept: Concept, known: Mapping[str, Known]) -> Concept:
    """Return ``concept`` with only the ways of which every term occurs, the best first."""
    ways = [way for way in concept.alternatives if all(term in known for term in way.terms)]
    best = sorted(ways, key=lambda way: -way.worth)[:MOST_WAYS]
    return replace(concept, alternatives=tuple(best))


__all__ = ["LABEL", "WHOLE", "Alternative", "Concept", "Plan", "Words", "plan"]
