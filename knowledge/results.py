"""A result of the site search: a card with the passage that answers the words best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from secrets import token_hex

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from knowledge.cards import Card, cards
from knowledge.models import KnowledgeItemQuerySet
from knowledge.shared import Shared
from knowledge.tree import ConceptTree
from knowledge.vocabulary import CONCEPT, MUNICIPALITY, ORGANISATION, PROVINCE
from search.engine import Answer, Remembered
from search.highlight import Highlighter, Run
from search.models import Document
from search.plan import LABEL

REASONS = {
    CONCEPT: "Gaat over",
    MUNICIPALITY: "In gemeente",
    PROVINCE: "In provincie",
    ORGANISATION: "Van",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an item is found although it does not say the words: it carries what they name."""

    intro: str
    name: str


@dataclass(frozen=True, slots=True)
class Frame:
    """
    What every question shares of a result: its texts, and its HTML in four parts.

    Between these come the title, the passage and the reasons.
    """

    title: str
    summary: str
    text: str
    html: tuple[str, ...]


def results(
    pks: Sequence[int],
    queryset: KnowledgeItemQuerySet,
    tree: ConceptTree,
    answer: Answer,
    version: str,
) -> list[SafeString]:
    """
    Return each item as it stands among the results, in the order of ``pks``.

    Items that were not shown yet at ``version`` cost three queries together.
    """
    if not pks:
        return []
    frames = _frames(pks, queryset, tree, version)
    shown = Results(answer)
    return [shown.rendered(pk, frames[pk]) for pk in pks if pk in frames]


def _frames(
    pks: Sequence[int], queryset: KnowledgeItemQuerySet, tree: ConceptTree, version: str
) -> dict[int, Frame]:
    kept = _remembered.at(version)
    found = {pk: frame for pk in pks if (frame := kept.peek(pk))}
    missing = [pk for pk in pks if pk not in found]
    if missing:
        texts = dict(Document.objects.filter(pk__in=missing).values_list("pk", "text"))
        for card in cards(queryset.filter(pk__in=missing), tree):
            item = card.item
            frame = Frame(item.title, item.summary, texts.get(item.pk, ""), _parts(card))
            found[item.pk] = frame
            kept.put(item.pk, frame)
    return found


def _parts(card: Card) -> tuple[str, ...]:
    gaps = dict.fromkeys(("title", "passage", "reasons"), _GAP)
    html = render_to_string("knowledge/result.html", {"card": card, **gaps})
    return tuple(html.split(_GAP))


class Results:
    """Shows items as answers to one question."""

    def __init__(self, answer: Answer) -> None:
        self.concepts = answer.plan.concepts
        self.highlighter = Highlighter(answer.plan)
        labels = {LABEL + m.label for concept in self.concepts for m in concept.meanings}
        self.labelled = answer.engine.documents(labels)

    def rendered(self, pk: int, frame: Frame) -> SafeString:
        title = self.highlighter.marked(frame.title)
        passage = self.highlighter.passage(frame.summary, frame.text)
        shown = "\n".join(["".join(run.text for run in runs) for runs in (title, passage)])
        reasons = list(self._reasons(pk, self.highlighter.said(shown)))
        html = render_to_string("knowledge/reasons.html", {"reasons": reasons}) if reasons else ""
        filled = zip(frame.html, (marked(title), marked(passage), html, ""), strict=True)
        return SafeString("".join(part for pair in filled for part in pair))

    def _reasons(self, pk: int, said: set[int]) -> Iterator[Reason]:
        for at, concept in enumerate(self.concepts):
            for meaning in concept.meanings if at not in said else ():
                if self.labelled.get(LABEL + meaning.label, 0) >> pk & 1:
                    yield Reason(REASONS[meaning.sort], meaning.name)


def marked(runs: Sequence[Run]) -> SafeString:
    """Return text with <mark> around what matched, and everything escaped."""
    return format_html_join(
        "", "{}{}{}", ((_MARK, text, _END) if is_hit else ("", text, "") for text, is_hit in runs)
    )


_MARK = SafeString("<mark>")
_END = SafeString("</mark>")
# No text can have it.
_GAP = f"gap-{token_hex(16)}"
MOST_REMEMBERED = 4_000
_remembered: Shared[Remembered[int, Frame]] = Shared(lambda _version: Remembered(MOST_REMEMBERED))
