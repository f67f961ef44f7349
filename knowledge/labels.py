"""How the search index names what an item carries: short, and never a word."""

# As telling as a word can be, and more: an editor chose it, among many, for what this is about.
CARRIED = 2_500


def concept_label(pk: int) -> str:
    return f"c{pk}"


def concept_of(label: str) -> int:
    """Return the primary key of the concept that has this label."""
    return int(label[1:])


def municipality_label(pk: int) -> str:
    return f"g{pk}"


def province_label(pk: int) -> str:
    return f"p{pk}"


def organisation_label(pk: int) -> str:
    return f"o{pk}"
