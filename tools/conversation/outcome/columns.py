"""How much of what was answered to one thing may be told (docs/adr/0023)."""

from collections import Counter
from collections.abc import Sequence

from tools.conversation.outcome.release import NOTHING, UNKNOWN, Column

# With three, what one of them knows of herself leaves two; a count would tell both.
FEWEST_COUNTED = 4
# So many at least must have chosen something else than most: of any one of them,
# two who are left do not know whose answer is which.
FEWEST_OTHERS = 3
VALUES = ("1", "2", "3", "4", UNKNOWN, NOTHING)


def tell(answers: Sequence[str]) -> Column:
    """Return what may be told of ``answers``, one for each who is counted."""
    counts = Counter(answers)
    if len(answers) < FEWEST_COUNTED:
        return Column()
    most = max(counts.values())
    if len(answers) - most >= FEWEST_OTHERS:
        return exact(answers)
    return Column(mostly=next(one for one in VALUES if counts[one] == most))


def exact(answers: Sequence[str]) -> Column:
    counts = Counter(answers)
    return Column(counts={one: counts[one] for one in VALUES if counts[one]})
