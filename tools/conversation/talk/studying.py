"""A theme as it is studied at the table: how it was scored, and what others did there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from knowledge import version
from tools.conversation.fitting import EXERCISES, Fitting, fitting
from tools.conversation.models import Participant
from tools.conversation.outcome import published
from tools.conversation.outcome.columns import FEWEST_COUNTED
from tools.conversation.outcome.reading import (
    Reading,
    StatementReading,
    ThemeReading,
    read_statements,
)
from tools.conversation.outcome.release import Release
from tools.conversation.outcome.showing import Shown, ShownStatement
from tools.conversation.questionnaire import Theme
from tools.conversation.scoring.asking import Asked, asked
from tools.conversation.scoring.filling import Filled
from tools.conversation.scoring.keeping import Kept
from tools.conversation.talk.table import Table
from tools.sessions.models import Seat

MOST_EXAMPLES, MOST_EXERCISES = 3, 2


@dataclass(frozen=True)
class Study:
    """``filled`` is what could not be kept of the deepening; all is read when asked for."""

    seat: Seat
    participant: Participant | None
    theme: Theme
    table: Table
    filled: Filled | None = None

    @property
    def reading(self) -> ThemeReading | None:
        """Return what the balance says of the theme; None without an outcome."""
        return self.table.theme_reading(self.theme)

    @cached_property
    def balance(self) -> Sequence[ShownStatement]:
        if self.reading is None or self.table.reading is None:
            return ()
        return self._shown(self.table.reading.release, self.reading.statements, {})

    @property
    def is_chosen(self) -> bool:
        return self.theme in self.table.chosen

    @cached_property
    def _release(self) -> Release | None:
        conversation = self.table.conversation
        if self.theme.letter not in conversation.opened_themes:
            return None
        return published.latest(conversation, self.theme.letter)

    @property
    def is_opened(self) -> bool:
        return self._release is not None

    @cached_property
    def deepening(self) -> Sequence[ShownStatement]:
        """Return what was said to the deepening statements, once all may see it."""
        if self._release is None:
            return ()
        statements = read_statements(self.theme.deepening, self._release)
        remarks = published.remarks_of(self.table.conversation, self.theme.letter)
        return self._shown(self._release, statements, remarks)

    def _shown(
        self,
        release: Release,
        statements: Sequence[StatementReading],
        remarks: Mapping[str, Sequence[published.Remark]],
    ) -> Sequence[ShownStatement]:
        conversation = self.table.conversation
        shown = Shown(
            Reading(release, (ThemeReading(self.theme, tuple(statements), (), None),)),
            conversation.questionnaire,
            remarks=remarks,
            is_named=conversation.is_named,
        )
        return shown.themes[0].statements

    @property
    def is_deepened(self) -> bool:
        """Say whether the page has a part about the deepening."""
        is_led = self.table.is_open and self.is_chosen and self.seat.is_leader
        return bool(self.theme.deepening) and (self.is_opened or self.may_score or is_led)

    @property
    def are_too_few(self) -> bool:
        """Say whether nothing would be seen of the deepening if it were shown now."""
        return not self.table.conversation.is_named and self.table.scored < FEWEST_COUNTED

    @property
    def may_score(self) -> bool:
        """Say whether deepening statements can be answered at this seat now."""
        is_time = self.table.can_deepen and self.is_chosen and not self.is_opened
        return is_time and self.participant is not None

    @cached_property
    def kept(self) -> Kept:
        return Kept.at(self.seat, self.participant)

    @property
    def asked(self) -> Sequence[Asked]:
        scale = self.table.conversation.questionnaire.scale
        return asked(self.theme.deepening, scale, self.kept, self.filled)

    @property
    def scored(self) -> int:
        """Count the deepening statements that have an answer of this seat."""
        return sum(one.key in self.kept.scored for one in self.theme.deepening)

    @property
    def saved_at(self) -> datetime | None:
        """Return when something of this seat was last kept, once that is of the deepening."""
        return self.kept.saved_at if self.scored else None

    @cached_property
    def _low(self) -> Sequence[StatementReading]:
        return [one.reading for one in (*self.balance, *self.deepening)]

    @cached_property
    def _version(self) -> str:
        return version.current()

    @cached_property
    def examples(self) -> Sequence[Fitting]:
        return self._fitting(most=MOST_EXAMPLES)

    @cached_property
    def exercises(self) -> Sequence[Fitting]:
        return self._fitting(most=MOST_EXERCISES, kinds=EXERCISES)

    def _fitting(self, **how: object) -> Sequence[Fitting]:
        return fitting(self.table.conversation, self._low, at=self._version, **how)  # type: ignore[arg-type]
