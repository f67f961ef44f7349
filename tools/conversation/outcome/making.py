"""Makes a release out of what people answered (docs/adr/0023)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tools.conversation.outcome import auditing, columns, levels, worlds
from tools.conversation.outcome.counting import Answers
from tools.conversation.outcome.partition import FEWEST, Partition, divide
from tools.conversation.outcome.release import NOTHING, Release, StatementRelease
from tools.conversation.questionnaire import Questionnaire, Statement


def anonymous(people: Sequence[Answers], questionnaire: Questionnaire) -> Release:
    """Return what everybody may see of the balance; nothing of fewer than three people."""
    if len(people) < FEWEST:
        return Release(people=len(people))
    partition = divide([one.role for one in people])
    statements = _columns(people, questionnaire.balance)
    return Release(
        people=len(people),
        groups=partition.groups,
        statements=statements,
        levels=_told_levels(people, partition, statements, questionnaire),
    )


def deepening(people: Sequence[Answers], statements: Sequence[Statement]) -> Release:
    """Return what everybody may see of the statements of one theme: no groups."""
    if len(people) < FEWEST:
        return Release(people=len(people))
    return Release(people=len(people), statements=_columns(people, statements))


def named(people: Sequence[tuple[str, Answers]], statements: Sequence[Statement]) -> Release:
    """Return all that people with these names answered, who agreed that it is seen."""
    return Release(
        people=len(people),
        statements={
            one.key: StatementRelease(
                columns.exact([answers.value(one.key) for _name, answers in people]),
                columns.exact([answers.importance(one.key) for _name, answers in people]),
            )
            for one in statements
        },
        names={one.key: _names(people, one.key) for one in statements},
    )


def named_balance(people: Sequence[tuple[str, Answers]], questionnaire: Questionnaire) -> Release:
    answers = [one for _name, one in people]
    partition = divide([one.role for one in answers], of_many=FEWEST)
    return replace(
        named(people, questionnaire.balance),
        groups=partition.groups,
        levels=_all_levels(answers, partition, questionnaire),
    )


def _names(people: Sequence[tuple[str, Answers]], statement: str) -> Mapping[str, Sequence[str]]:
    return {
        value: [name for name, answers in people if answers.value(statement) == value]
        for value in columns.VALUES
        if any(answers.value(statement) == value for _name, answers in people)
    }


def _columns(
    people: Sequence[Answers], statements: Sequence[Statement]
) -> Mapping[str, StatementRelease]:
    return {
        one.key: StatementRelease(
            columns.tell([answers.value(one.key) for answers in people]),
            columns.tell([answers.importance(one.key) for answers in people]),
        )
        for one in statements
    }


def _told_levels(
    people: Sequence[Answers],
    partition: Partition,
    statements: Mapping[str, StatementRelease],
    questionnaire: Questionnaire,
) -> Mapping[str, Mapping[str, str | None]]:
    """
    Return the levels of the themes of which they can be told without names.

    They are worked out over the statements of which the counts are told.
    """
    if not _is_comparing(partition) or not _has_surely_answered(statements):
        return {}
    told = {}
    for theme in questionnaire.themes:
        counted = [one.key for one in theme.balance if statements[one.key].score.counts is not None]
        if not counted:
            continue
        world = worlds.world_of(
            [
                [_of_group(people, partition, group.key, key) for group in partition.groups]
                for key in counted
            ]
        )
        if auditing.may_show(world):
            told[theme.letter] = {
                group.key: levels.as_text(level)
                for group, level in zip(partition.groups, worlds.levels_of(world), strict=True)
            }
    return told


def _has_surely_answered(statements: Mapping[str, StatementRelease]) -> bool:
    """
    Say whether there is a statement that all answered, as everybody can see.

    Else who is counted would tell something: whoever is, did not leave open everything.
    """
    counts = [one.score.counts for one in statements.values()]
    return any(one is not None and not one.get(NOTHING) for one in counts)


def _all_levels(
    people: Sequence[Answers], partition: Partition, questionnaire: Questionnaire
) -> Mapping[str, Mapping[str, str | None]]:
    if not _is_comparing(partition):
        return {}
    return {
        theme.letter: {
            group.key: levels.as_text(
                levels.halves(
                    *levels.total_of(
                        [
                            value
                            for one in theme.balance
                            for value in _of_group(people, partition, group.key, one.key)
                        ]
                    )
                )
            )
            for group in partition.groups
        }
        for theme in questionnaire.themes
    }


def _is_comparing(partition: Partition) -> bool:
    return len(partition.groups) > 1


def _of_group(
    people: Sequence[Answers], partition: Partition, group: str, statement: str
) -> list[str]:
    return [one.value(statement) for one in people if partition.of_role[one.role] == group]
