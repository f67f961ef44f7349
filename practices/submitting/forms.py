"""The form in which a practice is described: five questions, and more for who has more to tell."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from knowledge.models import CompassReading
from knowledge.personal_data import looks_personal
from practices.models import Practice
from practices.submitting.fields import (
    Address,
    GuidedForm,
    Line,
    Pick,
    PlacesField,
    SubjectsField,
    Text,
    Year,
)

SNAPSHOT = ("title", "places", "background", "body", "people")
MOST_SOURCES = 4
CORNERS = list(CompassReading.Corner)

PERSONAL = (
    "Let op: dit lijkt op een gegeven van een persoon, of op een datum. Schrijf geen namen, "
    "adressen of geboortedatums van personen."
)

UNKNOWN = {
    "places": "Niet in onze lijst: {names}. Is het een organisatie, dan komt die erbij. Is het een "
    "gemeente, kijk dan hoe u de naam schreef.",
    "concepts": "Niet in onze lijst: {names}. U stelt dit voor als nieuw begrip.",
}

# What the author is asked about each of the three sources of knowledge.
CORNER_HELP = {
    "research": "Is de aanpak onderzocht, door u of door anderen? Wat kwam eruit?",
    "practice": "Wat merken professionals die zo werken?",
    "residents": "Wat vinden inwoners ervan? Hoe hebt u het ze gevraagd?",
}


class SubmissionForm(GuidedForm):
    """
    What an author tells; only the snapshot is needed to send it.

    The level of the evidence is not asked: editors set it.
    """

    title = Line(
        label="Hoe heet uw aanpak?",
        required=True,
        max_length=160,
        help_text="Een korte naam die iedereen begrijpt, zoals “Geldcoach in de buurt”.",
        error_messages={"required": "Geef uw aanpak een naam."},
    )
    places = PlacesField(
        label="Van welke gemeente of organisatie is de aanpak?",
        required=True,
        rows=2,
        max_length=2_000,
        help_text="Zet elke naam op een eigen regel. Is het er een die wij kennen, dan herkennen "
        "wij de naam, ook een vroegere naam.",
        error_messages={"required": "Noem een gemeente of een organisatie."},
    )
    background = Text(
        label="Wat was het probleem?",
        required=True,
        max_length=5_000,
        help_text="Wat ging er mis, en hoe wist u dat? Zet elk punt op een eigen regel.",
        error_messages={"required": "Vertel wat het probleem was."},
    )
    body = Text(
        label="Wat doet u?",
        required=True,
        rows=6,
        max_length=10_000,
        help_text="Wie doet wat, hoe vaak en waar? Schrijf het op zoals u het een collega uit een "
        "andere gemeente vertelt.",
        error_messages={"required": "Vertel wat u doet."},
    )
    people = Text(
        label="Voor wie is het?",
        required=True,
        rows=3,
        max_length=5_000,
        help_text="Welke groep inwoners, en hoeveel ongeveer? Noem geen personen.",
        error_messages={"required": "Vertel voor wie de aanpak is."},
    )

    summary = Text(
        label="In het kort",
        rows=2,
        max_length=400,
        help_text="Een of twee zinnen die boven uw verhaal komen. Laat u dit leeg, dan schrijft de "
        "redactie ze.",
    )
    results = Text(
        label="Wat levert het op?",
        max_length=5_000,
        help_text="Wat is er veranderd, en voor hoeveel mensen? Ook wat tegenviel is nuttig.",
    )
    conditions = Text(
        label="Wat is ervoor nodig?",
        max_length=5_000,
        help_text="Wat moet er geregeld zijn voordat een andere gemeente dit kan doen?",
    )
    lessons = Text(
        label="Wat hebt u geleerd?",
        max_length=5_000,
        help_text="Wat zou u de volgende keer anders doen?",
    )
    cost_note = Line(
        label="Wat kost het?",
        max_length=400,
        help_text="Bijvoorbeeld: 40.000 euro per jaar, voor 60 deelnemers.",
    )
    hours_note = Line(
        label="Hoeveel uur kost het?",
        max_length=300,
        help_text="Bijvoorbeeld: een coach van 24 uur per week.",
    )
    started_year = Year(label="In welk jaar bent u begonnen?")
    run_state = Pick(
        label="Loopt het nog?",
        none="Niet ingevuld",
        choices=[
            (state.value, state.label.capitalize())
            for state in (Practice.RunState.RUNNING, Practice.RunState.ENDED)
        ],
    )
    ended_year = Year(label="In welk jaar bent u gestopt?")
    concepts = SubjectsField(
        label="Welke onderwerpen passen erbij?",
        rows=4,
        max_length=2_000,
        help_text="Zet elk onderwerp op een eigen regel, bijvoorbeeld: schuldhulpverlening. Kennen "
        "wij een woord niet, dan stelt u het voor als nieuw begrip.",
    )
    concepts_note = Line(
        label="Wat bedoelt u met een nieuw woord?",
        max_length=300,
        help_text="Alleen als u een woord noemt dat nog niet in onze lijst staat.",
    )
    evidence_basis = Text(
        label="Hoe weet u of het werkt?",
        rows=3,
        max_length=400,
        help_text="Bijvoorbeeld een evaluatie, een meting vooraf en achteraf, een onderzoek met "
        "een vergelijkingsgroep, of gesprekken met deelnemers. Is er niets gemeten, schrijf dat "
        "dan gerust: de redactie bepaalt hoe sterk het bewijs is.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, source in _source_fields():
            self.fields[name] = source
        for name, corner in _corner_fields():
            self.fields[name] = corner

    def source_rows(self) -> list[tuple[Any, Any]]:
        return [(self[url], self[publisher]) for url, publisher in source_names()]

    def corner_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"{corner}_weight"], self[f"{corner}_why"]) for corner in CORNERS]

    def clean(self) -> dict[str, Any]:
        self._check_period()
        self._check_sources()
        self._check_corners()
        return self.cleaned_data

    def _check_period(self) -> None:
        started, ended = (self.cleaned_data.get(name) for name in ("started_year", "ended_year"))
        if started and ended and ended < started:
            self.add_error("ended_year", "Het einde ligt vóór het begin.")
        elif ended and self.cleaned_data.get("run_state") == Practice.RunState.RUNNING:
            self.add_error("ended_year", "Een aanpak die nog loopt heeft geen einde.")

    def _check_sources(self) -> None:
        seen = set()
        for url, publisher in source_names():
            address, by = (self.cleaned_data.get(name) for name in (url, publisher))
            if address and not by and publisher in self.cleaned_data:
                self.add_error(publisher, "Vul in wie dit publiceert, bijvoorbeeld de gemeente.")
            if by and not address and url in self.cleaned_data:
                self.add_error(url, "Vul het webadres in waar dit te lezen is.")
            if address in seen:
                self.add_error(url, "Deze bron staat er al bij.")
            seen.add(address or None)
            seen.discard(None)

    def _check_corners(self) -> None:
        for corner in CORNERS:
            weight, why = (self.cleaned_data.get(f"{corner}_{part}") for part in ("weight", "why"))
            if weight and not why and f"{corner}_why" in self.cleaned_data:
                self.add_error(f"{corner}_why", "Schrijf in één regel op waarom.")
            if why and not weight and f"{corner}_weight" in self.cleaned_data:
                self.add_error(f"{corner}_weight", "Kies hoeveel deze bron zegt.")


def source_names() -> list[tuple[str, str]]:
    return [(f"source_{at}_url", f"source_{at}_publisher") for at in range(1, MOST_SOURCES + 1)]


def problems(fields: Mapping[str, str]) -> dict[str, str]:
    """
    Return by field what its author should know of it now, the first thing only.

    What is still to be filled in is no problem before it is sent. A name that
    nobody knows is none either, but its author wants to know.
    """
    form = SubmissionForm(fields)
    found = {
        name: str(form.errors[name][0])
        for name in form.errors
        if not form.has_error(name, code="required")
    }
    for name, text in fields.items():
        if name not in found and isinstance(form.fields.get(name), Text) and looks_personal(text):
            found[name] = PERSONAL
    for name, said in UNKNOWN.items():
        new = form.cleaned_data[name].new if form.cleaned_data.get(name) else ()
        if new and name not in found:
            found[name] = said.format(names=", ".join(new))
    return found


def _source_fields() -> Iterator[tuple[str, forms.Field]]:
    for at, (url, publisher) in enumerate(source_names(), start=1):
        yield url, Address(label=f"Webadres van bron {at}", max_length=500)
        yield publisher, Line(label=f"Wie publiceert bron {at}?", max_length=120)


def _corner_fields() -> Iterator[tuple[str, forms.Field]]:
    weights = [(weight.value, weight.label.capitalize()) for weight in CompassReading.Weight]
    for corner in CORNERS:
        said = f"{corner.label}: hoeveel zegt deze bron?"
        yield f"{corner}_weight", Pick(label=said, none="Weet ik niet", choices=weights)
        yield (
            f"{corner}_why",
            Line(label=f"{corner.label}: waarom?", max_length=300, help_text=CORNER_HELP[corner]),
        )
