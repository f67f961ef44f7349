from django.contrib import admin

from knowledge.admin.items import PUBLICATION, REVIEW, ItemAdmin
from practices.importing.pages import ImportMixin
from practices.models import Practice
from practices.views import PracticeDetailView


@admin.register(Practice)
class PracticeAdmin(ImportMixin, ItemAdmin):
    list_display = ["title", "status", "curator", "evidence_level", "reviewed_on", "review_due"]
    fieldsets = [
        ("Inhoud", {"fields": ["title", "slug", "summary", "background", "body", "people"]}),
        ("Uitkomst", {"fields": ["results", "conditions", "lessons", "cost_note", "hours_note"]}),
        ("Waar en wie", {"fields": ["municipalities", "provinces", "organisations"]}),
        ("Wanneer", {"fields": ["started_year", "ended_year", "run_state"]}),
        (
            "Bewijs",
            {
                "fields": [
                    "evidence_level",
                    "evidence_judge",
                    "evidence_databank",
                    "evidence_basis",
                    "evidence_judged_on",
                    "evidence_valid_until",
                ],
                "description": "Nog niet beoordeeld is ook een antwoord. Bij elk ander oordeel "
                "hoort wie het gaf, waarop het berust en van wanneer het is.",
            },
        ),
        PUBLICATION,
        REVIEW,
    ]
    # One name for one thing: visitors read this text as "Aanpak".
    labels = {"body": "Aanpak"}
    help_texts = {
        "background": "Wat was er aan de hand? Waarom begon dit?",
        "body": "Wat gebeurt er, stap voor stap?",
        "people": "Wie doen mee, en wie doet wat? Noem functies, geen namen van personen.",
        "results": "Wat leverde het op, en hoe is dat bekend?",
        "conditions": "Wat is er nodig om dit ook te kunnen?",
        "lessons": "Wat zouden de makers nu anders doen?",
        "cost_note": "Wat het kost, zo precies als bekend is.",
        "hours_note": "Hoeveel uren het vraagt, en van wie.",
        "municipalities": "Typ een naam; vroegere namen werken ook.",
        "organisations": "Wie het uitvoert of bedacht.",
        "started_year": "Leeg: niet bekend.",
        "run_state": "Loopt het nog?",
        "evidence_level": "De trede van de ladder van bewijs.",
        "evidence_judge": "Leeg als niemand het beoordeelde.",
        "evidence_databank": "Alleen bij een erkenning door een databank.",
        "evidence_basis": "Noem het onderzoek of de beoordeling.",
    }
    rich_texts = dict.fromkeys(
        ["background", "body", "people", "results", "conditions", "lessons"], True
    )
    detail_view = PracticeDetailView
    asked_fields = [
        *("title", "summary", "background", "body", "people", "results", "conditions", "lessons"),
        *("cost_note", "hours_note"),
    ]
    autocomplete_fields = ["municipalities", "provinces", "organisations", "curator"]
