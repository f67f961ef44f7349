"""
What may be told when people scored again (docs/adr/0023).

A column changes only where so many answers came and went, that each of the two could be
told as a column of its own: nobody is seen in the difference.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tools.conversation.outcome import columns
from tools.conversation.outcome.release import Column, Release, StatementRelease

type Counts = Mapping[str, int]


def renewed(told: Sequence[Release], now: Release) -> Release:
    """Return ``now`` as far as it may be told to who saw all of ``told``, the last one last."""
    last = told[-1]
    statements = {
        key: StatementRelease(
            _column([one.statements[key].score for one in told], new.score),
            _column([one.statements[key].importance for one in told], new.importance),
        )
        for key, new in now.statements.items()
    }
    if all(
        _is_new(key, last, statements) and statements[key] == now.statements[key]
        for key in statements
    ):
        return now
    # Groups stay where they were: a step would be the doing of somebody in it.
    return replace(now, statements=statements, groups=last.groups, levels=last.levels)


def _is_new(key: str, last: Release, statements: Mapping[str, StatementRelease]) -> bool:
    return statements[key].score != last.statements[key].score


def _column(told: Sequence[Column], new: Column) -> Column:
    return new if all(_may_follow(one, new) for one in told) else told[-1]


def _may_follow(told: Column, new: Column) -> bool:
    if told == new or told.is_hidden:
        return True
    if told.counts is None or new.counts is None:
        return False
    return _is_crowd(told.counts, new.counts) and _is_crowd(new.counts, told.counts)


def _is_crowd(some: Counts, others: Counts) -> bool:
    """Say whether what ``some`` have more than ``others`` is nothing, or can be told."""
    more = list((Counter(some) - Counter(others)).elements())
    return not more or columns.tell(more).counts is not None
