"""Many different addresses of each page, drawn from what the database holds."""

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from urllib.parse import urlencode

from kennisplaats.synthetic.material import Material
from knowledge.models import KnowledgeItem
from practices.models import Practice

LIST = "/praktijkvoorbeelden/"
SEARCH = "/zoeken/"
ORDERS = ("", "titel", "bewijs")
DEEPEST_PAGE = 50
PAGE_SIZE = 20
SHORTEST_WORD = 5
# Ranks in the vocabulary: common, less common and rare words, in turn.
RANKS = ((0, 100), (100, 1_000), (1_000, None))
EVIDENCE = {
    "not_assessed": "niet-beoordeeld",
    "described": "goed-beschreven",
    "substantiated": "goed-onderbouwd",
    "first": "eerste-aanwijzingen",
    "good": "goede-aanwijzingen",
    "strong": "sterke-aanwijzingen",
}
RUN_STATE = {"running": "lopend", "ended": "afgerond", "unknown": "onbekend"}
# Something else than all that is measured, to have each worker load what it keeps.
PRIMERS = [f"{LIST}?status=onbekend&bewijs=goed-beschreven&q=gemeente&pagina=2", "/themas/"]


def draw(seed: str, count: str) -> dict[str, list[str]]:
    """Return at most ``count`` addresses a page; those with words or choices find something."""
    material = Material.collect()
    vocabulary = [word for word in material.words.ranked if len(word) >= SHORTEST_WORD]
    pages: dict[str, Callable[[Random], Iterator[str]]] = {
        "home": lambda _chance: iter(["/"]),
        "list": _list_pages,
        "list-facets": lambda chance: _facets(chance, with_words=False),
        "list-facets-words": lambda chance: _facets(chance, with_words=True),
        "list-words": lambda chance: _words(chance, vocabulary, LIST),
        "detail": _details,
        "search": lambda chance: _words(chance, vocabulary, SEARCH),
    }
    drawn = {
        name: list(dict.fromkeys(islice(addresses(Random(f"{seed}-{name}")), int(count))))  # noqa: S311
        for name, addresses in pages.items()
    }
    return {**drawn, "primers": PRIMERS}


def _list_pages(chance: Random) -> Iterator[str]:
    last = min(DEEPEST_PAGE, -(-Practice.objects.published().count() // PAGE_SIZE))
    pairs = [(order, number) for order in ORDERS for number in range(1, last + 1)]
    chance.shuffle(pairs)
    for order, number in pairs:
        asked = {"sorteer": order, "pagina": number if number > 1 else ""}
        yield _address(LIST, [(name, value) for name, value in asked.items() if value])


def _facets(chance: Random, *, with_words: bool) -> Iterator[str]:
    keys = list(Practice.objects.published().values_list("pk", flat=True))
    for key in chance.choices(keys, k=2_000):
        practice = Practice.objects.get(pk=key)
        choices = _choices(practice)
        facets = sorted(choices)
        first, second = chance.sample(facets, 2)
        asked = [(facet, chance.choice(choices[facet])) for facet in (first, second)]
        if with_words:
            text = f"{practice.title} {practice.summary}".lower().replace(".", " ").split()
            words = sorted({word for word in text if len(word) >= SHORTEST_WORD and word.isalpha()})
            asked.insert(0, ("q", " ".join(chance.sample(words, min(len(words), 2)))))
        yield _address(LIST, asked)


def _choices(practice: Practice) -> dict[str, list[str]]:
    """Return for each facet the values with which ``practice`` is found."""
    choices: dict[str, list[str]] = {
        "bewijs": [EVIDENCE[practice.evidence_level]],
        "status": [RUN_STATE[practice.run_state]],
    }
    for concept in practice.concepts.select_related("scheme").filter(scheme__is_facet=True):
        choices.setdefault(concept.scheme.slug, []).append(concept.slug)
    for place in practice.municipalities.select_related("province"):
        choices.setdefault("gemeente", []).append(place.slug)
        choices.setdefault("provincie", []).append(place.province.slug)
    return choices


def _words(chance: Random, vocabulary: list[str], path: str) -> Iterator[str]:
    while True:
        for first, last in RANKS:
            some = vocabulary[first:last] or vocabulary
            words = chance.sample(some, 1 if chance.random() < 0.7 else 2)  # noqa: PLR2004
            yield _address(path, [("q", " ".join(words))])


def _details(chance: Random) -> Iterator[str]:
    items = KnowledgeItem.objects.published().exclude(kind="dossier")
    keys = list(items.values_list("pk", flat=True))
    chance.shuffle(keys)
    for key in keys:
        yield KnowledgeItem.objects.get(pk=key).get_absolute_url()


def _address(path: str, asked: list[tuple[str, object]]) -> str:
    return f"{path}?{urlencode(asked)}" if asked else path
