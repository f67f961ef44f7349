"""Concepts whose name looks like a word that nothing has."""

from collections.abc import Iterable

from knowledge.collection import Collection, collections
from knowledge.labels import concept_of
from knowledge.shared import Shared
from knowledge.tree import Node
from knowledge.vocabulary import CONCEPT
from search.text import fold

# How much of two words must be the same, of 1: "vroegsignalring" is, "appeltaart" is like nothing.
ALIKE = 0.45
SHORTEST = 4


class ConceptNames:
    """The words in the names of all concepts, cut into pieces of three letters."""

    def __init__(self, collection: Collection) -> None:
        self.tree = collection.tree
        self.words: dict[str, tuple[frozenset[str], list[Node]]] = {}
        for meaning in collection.engine.vocabulary.meanings:
            if meaning.sort == CONCEPT:
                node = self.tree.nodes[concept_of(meaning.label)]
                for word in {word for name in meaning.names for word in fold(name).split()}:
                    if len(word) >= SHORTEST:
                        self.words.setdefault(word, (_pieces(word), []))[1].append(node)

    def like(self, words: Iterable[str], *, most: int) -> list[Node]:
        """Return the concepts that resemble any of ``words`` most; none that hardly does."""
        best: dict[Node, float] = {}
        for word in words:
            asked = _pieces(fold(word))
            for pieces, nodes in self.words.values():
                share = 2 * len(asked & pieces) / (len(asked) + len(pieces))
                if share >= ALIKE:
                    for node in nodes:
                        best[node] = max(share, best.get(node, 0))
        return sorted(best, key=lambda node: (-best[node], node.name))[:most]


def _pieces(word: str) -> frozenset[str]:
    edged = f" {word} "
    return frozenset(edged[at : at + 3] for at in range(len(edged) - 2))


concept_names = Shared(lambda version: ConceptNames(collections.at(version)))
