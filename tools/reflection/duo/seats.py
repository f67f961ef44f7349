"""Two colleagues in one reflection, and what each may see of the other."""

from dataclasses import dataclass
from typing import Self

from tools.reflection.models import Reflection
from tools.sessions.models import Seat


@dataclass(frozen=True, slots=True)
class Pair:
    """``seats`` has one seat while the colleague has not come; who withdrew is still one of two."""

    seats: tuple[Seat, ...]

    @classmethod
    def of(cls, seat: Seat) -> Self | None:
        """Return None where a reflection is not done by two."""
        if seat.session.reflection.form != Reflection.Form.DUO:
            return None
        return cls(tuple(Seat.objects.filter(session=seat.session)))

    @property
    def is_complete(self) -> bool:
        return len(self.seats) == 2  # noqa: PLR2004 -- two

    @property
    def is_open(self) -> bool:
        """Say whether each may see what the other wrote: both said so, and nobody withdrew."""
        ready = [seat.done_at is not None and seat.withdrawn_at is None for seat in self.seats]
        return self.is_complete and all(ready)

    @property
    def somebody_withdrew(self) -> bool:
        return any(seat.withdrawn_at for seat in self.seats)

    def other(self, seat: Seat) -> Seat | None:
        return next((one for one in self.seats if one.pk != seat.pk), None)

    def seats_for(self, seat: Seat) -> tuple[Seat, ...]:
        """Return both, whoever looks first."""
        other = self.other(seat)
        return (seat, other) if other else (seat,)

    def names_for(self, seat: Seat) -> tuple[str, ...]:
        other = self.other(seat)
        return ("Jij", (other.name if other else "") or "Je collega")
