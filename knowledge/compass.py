"""The compass as readers see it: always three corners, an empty one included."""

from dataclasses import dataclass

from knowledge.models import CompassReading, KnowledgeItem

ICONS = {
    CompassReading.Corner.RESEARCH: "chart-bar",
    CompassReading.Corner.PRACTICE: "briefcase",
    CompassReading.Corner.RESIDENTS: "users",
}
STEPS = {"": 0, "none": 0, "some": 1, "strong": 2}
NOT_KNOWN = {
    CompassReading.Corner.RESEARCH: "Wij weten niet wat onderzoek hierover zegt.",
    CompassReading.Corner.PRACTICE: "Wij weten niet wat professionals hierover zeggen.",
    CompassReading.Corner.RESIDENTS: "Wij weten niet wat inwoners hierover zeggen.",
}


@dataclass(frozen=True, slots=True)
class Corner:
    """One source of knowledge; ``weight`` is "" where nobody looked."""

    label: str
    icon: str
    weight: str
    weight_label: str
    why: str

    @property
    def step(self) -> int:
        return STEPS[self.weight]


def corners(item: KnowledgeItem) -> list[Corner]:
    """Return the three corners of ``item``; costs no query where ``compass`` was prefetched."""
    readings = {reading.corner: reading for reading in item.compass.all()}
    return [
        Corner(
            corner.label,
            ICONS[corner],
            readings[corner].weight if corner in readings else "",
            readings[corner].get_weight_display() if corner in readings else "niet bekend",
            readings[corner].why if corner in readings else NOT_KNOWN[corner],
        )
        for corner in CompassReading.Corner
    ]
