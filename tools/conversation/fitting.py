"""What others did, and what a team can practise, where a municipality scores low."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge import version
from knowledge.collection import Collection, collections
from knowledge.exercises import EXERCISE
from knowledge.former import concepts_called
from knowledge.models import KnowledgeItem
from knowledge.similar import also_about, names_of, sharing, weigh
from search.facets import Bits
from tools.conversation.models import Conversation
from tools.conversation.outcome.reading import HIGHEST, StatementReading
from tools.conversation.outcome.wording import statement_mean
from tools.conversation.questionnaire import Questionnaire, Statement

# Of other kinds only the names are known here.
EXAMPLES = ("practice", "dossier", "publication")
EXERCISES = (EXERCISE,)


@dataclass(frozen=True, slots=True)
class Fitting:
    """``item`` was fetched for cards; ``statement`` is the one that it fits."""

    item: KnowledgeItem
    reason: str
    statement: Statement


def fitting(
    asked: Conversation | Questionnaire,
    statements: Sequence[StatementReading],
    *,
    kinds: Sequence[str] = EXAMPLES,
    most: int = 3,
    at: str | None = None,
) -> list[Fitting]:
    """
    Return published items of ``kinds`` that carry what the low ones of ``statements`` are about.

    First what shares the rarest concepts with the lowest score. Low is what the
    lower half of the bands of ``asked`` says; where nothing is, the lowest is. None
    without scores or concepts. ``at`` is a version of the content.
    """
    questionnaire = asked if isinstance(asked, Questionnaire) else asked.questionnaire
    low = _low(questionnaire, statements)
    if not low:
        return []
    collection = collections.at(at or version.current())
    weights = [_weights(one, collection) for one in low]
    found = sharing(weights, collection.concepts, _of(kinds, collection), most)
    pks = [one.pk for one in found]
    items = KnowledgeItem.objects.published().for_cards().in_bulk(pks) if pks else {}
    return [
        Fitting(
            items[one.pk],
            _reason(low[one.asked], names_of(one.concepts, collection)),
            low[one.asked].statement,
        )
        for one in found
        if one.pk in items
    ]


def _low(
    questionnaire: Questionnaire, statements: Sequence[StatementReading]
) -> list[StatementReading]:
    scored = [one for one in statements if one.statement.concepts and _mean(one) < HIGHEST]
    bands = questionnaire.bands
    is_fair = Decimal(bands[len(bands) // 2].starts_at)
    low = [one for one in scored if _mean(one) < is_fair]
    return sorted(low, key=_mean) or sorted(scored, key=_mean)[:1]


def _mean(one: StatementReading) -> Decimal:
    """Return its mean; what nobody could score is not low."""
    return HIGHEST if one.mean is None else one.mean


def _weights(one: StatementReading, collection: Collection) -> dict[int, float]:
    """Return the weights of what a statement is about: the more, the lower its score."""
    concepts = concepts_called(one.statement.concepts, collection)
    weights = weigh(concepts, collection.concepts, collection.items)
    need = float(HIGHEST - _mean(one))
    return {concept: need * weight for concept, weight in weights.items()}


def _of(kinds: Sequence[str], collection: Collection) -> Bits:
    among = 0
    for kind in kinds:
        among |= collection.kinds.get(kind, 0)
    return among


def _reason(one: StatementReading, concepts: Sequence[str]) -> str:
    shared = also_about(concepts)
    text = one.statement.text.rstrip(".")
    return f"Past bij ‘{text}’ ({statement_mean(one)}): {shared[0].lower()}{shared[1:]}"
