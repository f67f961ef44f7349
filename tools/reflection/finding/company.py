"""With whom an exercise is done, as visitors choose it."""

from dataclasses import dataclass

from tools.reflection.models import Exercise


@dataclass(frozen=True, slots=True)
class Company:
    """``name`` is what the keuzehulp stores, and ``column`` what an exercise says about it."""

    name: str
    slug: str
    label: str

    @property
    def column(self) -> str:
        return f"for_{self.name}"

    def suits(self, exercise: Exercise) -> bool:
        return bool(getattr(exercise, self.column))


COMPANIES = (
    Company("alone", "alleen", "alleen"),
    Company("duo", "met-een-collega", "met een collega"),
    Company("team", "in-het-team", "in het team"),
    Company("partners", "met-partners", "met partners en inwoners"),
)
