from django.contrib import admin

from knowledge.admin.items import PUBLICATION, REVIEW, ItemAdmin
from practices.models import Practice


@admin.register(Practice)
class PracticeAdmin(ItemAdmin):
    list_display = ["title", "status", "evidence_level", "reviewed_on", "review_due"]
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
                ]
            },
        ),
        PUBLICATION,
        REVIEW,
    ]
    # One name for one thing: visitors read this text as "Aanpak".
    labels = {"body": "Aanpak"}
    autocomplete_fields = ["municipalities", "provinces", "organisations", "curator"]
