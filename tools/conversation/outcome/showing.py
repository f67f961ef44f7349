"""What the page of an outcome shows; the example is shown by the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tools.conversation.models import Conversation, Outcome
from tools.conversation.outcome import charts, notes, wording
from tools.conversation.outcome.charts import Distribution, Key, Radar, Strips
from tools.conversation.outcome.findings import findings
from tools.conversation.outcome.published import Remark, release_of, remarks_of
from tools.conversation.outcome.reading import (
    Finding,
    Reading,
    StatementReading,
    ThemeReading,
    read,
)
from tools.conversation.outcome.release import Group
from tools.conversation.questionnaire import Point, Questionnaire


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """
    A statement with all that was said to it.

    ``cells`` are the counts for the table, in the order of ``Shown.answers``; None where
    they are not told. ``names`` are of who chose what, in a conversation with names.
    """

    reading: StatementReading
    picture: Distribution
    words: str
    cells: Sequence[int] | None
    names: Sequence[tuple[str, str]]
    remarks: Sequence[Remark]

    @property
    def signals(self) -> Sequence[str]:
        said = ((wording.SPREAD, self.reading.is_spread), (wording.BLIND, self.reading.is_blind))
        return [text for text, holds in said if holds]


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """``levels`` are the cells for the table, in the order of ``Shown.groups``."""

    reading: ThemeReading
    statements: Sequence[ShownStatement]
    levels: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """``remarks`` are by key of a statement."""

    reading: Reading
    questionnaire: Questionnaire
    findings: Sequence[Finding] = ()
    remarks: Mapping[str, Sequence[Remark]] = field(default_factory=dict)
    is_named: bool = False

    @property
    def scale(self) -> Sequence[Point]:
        return self.questionnaire.scale

    @cached_property
    def radar(self) -> Radar | None:
        return charts.radar(self.reading)

    @property
    def radar_title(self) -> str:
        return wording.radar_title(self.radar) if self.radar else ""

    @property
    def radar_text(self) -> str:
        return wording.radar(self.radar, self.reading) if self.radar else ""

    @cached_property
    def strips(self) -> Strips | None:
        return charts.strips(self.reading)

    @property
    def strip_keys(self) -> Sequence[Key]:
        """Return what the dot plot has to explain: what the radar beside it does not."""
        known = self.radar.keys if self.radar else []
        return [one for one in self.strips.keys if one not in known] if self.strips else []

    @cached_property
    def groups(self) -> Sequence[Group]:
        """Return the groups of which a level is told anywhere."""
        told = {one.group.key for theme in self.reading.themes for one in theme.levels}
        return [one for one in self.reading.release.groups if one.key in told]

    @property
    def lack(self) -> str:
        """Say why there is nothing to draw: "nobody" answered, "few" did, or few "scores"."""
        if not self.reading.release.people:
            return "nobody"
        return "scores" if self.tells_answers else "few"

    @property
    def tells_answers(self) -> bool:
        themes = self.reading.themes
        return any(not one.column.is_hidden for theme in themes for one in theme.statements)

    @property
    def answers(self) -> Sequence[str]:
        """Return the words above the columns of a table of answers."""
        return list(charts.answer_labels(self.scale).values())

    @property
    def group_note(self) -> str:
        """Return what to say of groups below the dot plot."""
        is_comparing = self.strips is not None and self.strips.compares
        return notes.FROM_THREE if is_comparing else notes.why_together(self.reading)

    @property
    def notes(self) -> Sequence[str]:
        return notes.notes(self.reading, is_named=self.is_named)

    @cached_property
    def themes(self) -> Sequence[ShownTheme]:
        return [
            ShownTheme(
                one,
                [self._statement(own) for own in one.statements],
                self._levels(one),
            )
            for one in self.reading.themes
        ]

    def _levels(self, theme: ThemeReading) -> Sequence[str]:
        told = {one.group.key: one for one in theme.levels}
        return [wording.level(told.get(group.key)) for group in self.groups]

    def _statement(self, one: StatementReading) -> ShownStatement:
        labels = charts.answer_labels(self.scale)
        counts = one.column.counts
        names = self.reading.release.names.get(one.statement.key, {})
        return ShownStatement(
            reading=one,
            picture=charts.distribution(one, self.questionnaire),
            words=wording.answers(one.column, self.scale),
            cells=None if counts is None else [counts.get(answer, 0) for answer in labels],
            names=[
                (label, wording.listed(names[key]))
                for key, label in labels.items()
                if names.get(key)
            ],
            remarks=self.remarks.get(one.statement.key, []),
        )


def shown_of(conversation: Conversation, outcome: Outcome) -> Shown:
    questionnaire = conversation.questionnaire
    reading = read(release_of(conversation, outcome), questionnaire)
    return Shown(
        reading,
        questionnaire,
        findings(reading),
        remarks_of(conversation),
        is_named=conversation.is_named,
    )
