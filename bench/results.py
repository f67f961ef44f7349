"""What was measured, and what follows from it."""

import statistics
from dataclasses import dataclass, field
from typing import Any

from bench.processes import Memory

MILLI = 1_000


@dataclass(slots=True)
class Measured:
    """One pass; times in seconds, sizes in bytes, all of them of all answers together."""

    seconds: float
    latencies: list[float]
    size: int
    errors: int
    server_cpu: float
    database_cpu: float

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0


@dataclass(slots=True)
class Passes:
    """Equal passes in several rounds, seen as one; times in milliseconds."""

    rounds: list[Measured] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(one.latencies) for one in self.rounds)

    @property
    def rate(self) -> float:
        """Return answers a second, the median of the rounds."""
        return statistics.median(one.rate for one in self.rounds)

    @property
    def errors(self) -> int:
        return sum(one.errors for one in self.rounds)

    @property
    def kib(self) -> float:
        return sum(one.size for one in self.rounds) / max(self.count, 1) / 1024

    @property
    def server_cpu(self) -> float:
        return MILLI * sum(one.server_cpu for one in self.rounds) / max(self.count, 1)

    @property
    def database_cpu(self) -> float:
        return MILLI * sum(one.database_cpu for one in self.rounds) / max(self.count, 1)

    @property
    def cpu(self) -> float:
        return self.server_cpu + self.database_cpu

    def latency(self, share: float) -> float:
        """Return the latency that ``share`` of the answers stay under."""
        return MILLI * quantile([second for one in self.rounds for second in one.latencies], share)

    def as_dict(self) -> dict[str, Any]:
        return {
            "count": self.count,
            "rate": self.rate,
            "p50_ms": self.latency(0.5),
            "p95_ms": self.latency(0.95),
            "server_cpu_ms": self.server_cpu,
            "database_cpu_ms": self.database_cpu,
            "kib": self.kib,
            "errors": self.errors,
        }


@dataclass(slots=True)
class PageResult:
    """One page; passes are named cold, warm, floor and baseline."""

    page: str
    passes: dict[str, Passes] = field(default_factory=dict)
    statements: tuple[int, ...] = ()

    def add(self, name: str, measured: Measured) -> None:
        self.passes.setdefault(name, Passes()).rounds.append(measured)

    def of_floor(self, name: str) -> float:
        """Return the rate of a pass as a share of that of the floor."""
        return self.passes[name].rate / self.passes["floor"].rate

    def times_baseline(self, name: str) -> float | None:
        baseline = self.passes.get("baseline")
        return self.passes[name].rate / baseline.rate if baseline else None


@dataclass(slots=True)
class SizeResult:
    """One size; seconds depend on the machine."""

    size: int
    make_seconds: float
    index_seconds: float | None = None
    saving: list[float] = field(default_factory=list)
    first_seconds: list[float] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)
    pages: dict[str, PageResult] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {
            "size": self.size,
            "make_seconds": self.make_seconds,
            "index_seconds": self.index_seconds,
            "saving_seconds": self.saving,
            "first_seconds": self.first_seconds,
            "memory_mib": [{"rss": one.rss, "pss": one.pss} for one in self.memory],
            "pages": {
                name: {
                    "statements": page.statements,
                    **{kind: passes.as_dict() for kind, passes in page.passes.items()},
                }
                for name, page in self.pages.items()
            },
        }


def quantile(numbers: list[float], share: float) -> float:
    ranked = sorted(numbers)
    return ranked[min(int(share * len(ranked)), len(ranked) - 1)] if ranked else 0.0
