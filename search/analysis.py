"""
From texts to weighted terms, the same way when a text is stored and when it is asked for.

A document's terms depend on nothing but its own texts: not on the other
documents, and not on the order in which they came. So indexing one document
again writes what indexing everything again would write.

Weights are those of BM25 (S. Robertson and H. Zaragoza, *The Probabilistic
Relevance Framework: BM25 and Beyond*, 2009) over fields, without the rarity of
a term, which is multiplied in when it is asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from search import compounds, stemmer
from search.compounds import split
from search.stemmer import stem
from search.stop_words import STOP_WORDS
from search.tokens import Token, pieces, tokens

# Move this when anything below changes what is stored; ``reindex`` then does all again.
_OWN_VERSION = 3
VERSION = f"{_OWN_VERSION}.{stemmer.VERSION}.{compounds.VERSION}"

# How fast a term that is repeated stops adding, and how much a long text is held against it.
K1 = 1.2
B = 0.5
# Terms in an ordinary document. A constant and not the average: that would move with every
# document, and with it the weights of all others.
USUAL_LENGTH = 120
PART_OF_COMPOUND = 0.5
SCALE = 1000
LONGEST_TERM = 60


class Field(NamedTuple):
    """A text of a document; a word in it counts ``weight`` times."""

    text: str
    weight: float


class Analysed(NamedTuple):
    """The weight of each stem, times 1,000, and the words as they are written."""

    terms: dict[str, int]
    forms: set[str]


def analyse(fields: Iterable[Field]) -> Analysed:
    """Return what a document is found by; some microseconds a word."""
    frequency: dict[str, float] = defaultdict(float)
    forms = set()
    length = 0
    for text, weight in fields:
        # Piece by piece, as often as each is there: a rebuild does little else than this.
        for piece, times in Counter(pieces(text)).items():
            for form, own, parts in _telling_words(piece):
                forms.add(form)
                frequency[own] += weight * times
                for part in parts:
                    frequency[part] += weight * times * PART_OF_COMPOUND
                length += times * (1 + len(parts))
    slowness = K1 * (1 - B + B * length / USUAL_LENGTH)
    return Analysed(
        {
            term: round(SCALE * count * (K1 + 1) / (count + slowness))
            for term, count in frequency.items()
        },
        forms,
    )


@lru_cache(maxsize=50_000)
def _telling_words(piece: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return each word in ``piece`` that means something: its form and its ``stems``."""
    return tuple(
        (token.form, *stems(token.form, token.parts))
        for token in tokens(piece)
        if token.form not in STOP_WORDS and len(token.form) > 1
    )


@lru_cache(maxsize=100_000)
def stems(form: str, parts: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """Return the stem of a word and those of the words inside it, for ``form`` of a token."""
    own = stem(form)[:LONGEST_TERM]
    hyphenated = [stem(part) for part in parts if part not in STOP_WORDS]
    inside = tuple(hyphenated) or split(form)
    return own, tuple(part for part in inside if part != own)


def phrase(text: str) -> tuple[str, ...]:
    """Return the stems of a name, stop words left out unless it is nothing else."""
    return tuple(stems(token.form)[0] for token in telling(tokens(text)))


def telling(found: Sequence[Token]) -> list[Token]:
    """Return the tokens that mean something; all of them when none does."""
    kept = [token for token in found if token.form not in STOP_WORDS and len(token.form) > 1]
    return kept or list(found)


def digest(fields: Sequence[Field]) -> str:
    """Return what tells two states of a document apart; other rules for words are one too."""
    text = "\n".join([VERSION, *(f"{weight}:{text}" for text, weight in fields)])
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
