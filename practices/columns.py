"""The columns of practices in a spreadsheet, as they go out and as they come in again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils import timezone

from knowledge.exporting import Column, joined
from knowledge.prose import to_plain
from knowledge.sheets import Cell
from practices.models import Practice

ADDRESS = "Adres"


@dataclass(frozen=True)
class FieldColumn(Column):
    """A column that comes in again, as the field of that name."""

    field: str = ""


class TextColumn(FieldColumn):
    pass


class NumberColumn(FieldColumn):
    pass


class DayColumn(FieldColumn):
    pass


@dataclass(frozen=True)
class ChoiceColumn(FieldColumn):
    choices: type[TextChoices] = Practice.RunState


class LinksColumn(FieldColumn):
    """Records that are linked, by name."""


class ConceptsColumn(FieldColumn):
    """The concepts of one list, by name; ``field`` is the slug of the list."""


def _text(title: str, field: str, width: int) -> TextColumn:
    return TextColumn(title, lambda item: to_plain(getattr(item, field)), width, field)


def _value(kind: type[FieldColumn], title: str, field: str, width: int = 14) -> FieldColumn:
    return kind(title, lambda item: getattr(item, field), width, field)


def _choice(title: str, field: str, choices: type[TextChoices]) -> ChoiceColumn:
    return ChoiceColumn(
        title, lambda item: str(choices(getattr(item, field)).label), 24, field, choices
    )


def _links(title: str, field: str) -> LinksColumn:
    return LinksColumn(
        title, lambda item: joined(sorted(map(str, getattr(item, field).all()))), 24, field
    )


def _concepts(title: str, scheme: str) -> ConceptsColumn:
    return ConceptsColumn(title, lambda item: joined(item.concepts_in(scheme)), 24, scheme)


def _sources(item: Practice) -> Cell:
    return "\n".join(source.url for source in item.sources.all())


def _published(item: Practice) -> Cell:
    day: date | None = item.published_at and timezone.localdate(item.published_at)
    return day


def _address(item: Practice) -> Cell:
    return item.slug


COLUMNS: list[Column] = [
    Column(ADDRESS, _address, 30),
    _text("Titel", "title", 40),
    _text("Samenvatting", "summary", 60),
    _concepts("Thema", "thema"),
    _concepts("Doelgroep", "doelgroep"),
    _concepts("Gedragsinzicht", "gedragsinzicht"),
    _concepts("Werkwijze", "werkwijze"),
    _concepts("Leefgebied", "leefgebied"),
    _concepts("Fase", "fase"),
    _links("Gemeenten", "municipalities"),
    _links("Provincies", "provinces"),
    _links("Organisaties", "organisations"),
    _value(NumberColumn, "Begonnen in", "started_year"),
    _value(NumberColumn, "Gestopt in", "ended_year"),
    _choice("Loopt het nog", "run_state", Practice.RunState),
    _text("Aanleiding", "background", 60),
    _text("Aanpak", "body", 60),
    _text("Wie", "people", 60),
    _text("Resultaat", "results", 60),
    _text("Voorwaarden", "conditions", 60),
    _text("Lessen", "lessons", 60),
    _text("Kosten", "cost_note", 40),
    _text("Uren", "hours_note", 40),
    _choice("Bewijs", "evidence_level", Practice.Evidence),
    _choice("Wie zegt het", "evidence_judge", Practice.Judge),
    _text("Databank", "evidence_databank", 24),
    _text("Waarop berust het", "evidence_basis", 40),
    _value(DayColumn, "Beoordeeld op", "evidence_judged_on"),
    _value(DayColumn, "Erkenning geldig tot", "evidence_valid_until"),
    _value(DayColumn, "Nagekeken op", "reviewed_on"),
    _value(DayColumn, "Opnieuw nakijken vóór", "review_by"),
    # These go out only.
    Column("Bronnen", _sources, 40),
    Column("Gepubliceerd op", _published, 14),
]
