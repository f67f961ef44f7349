from django.contrib import admin

from knowledge.admin.items import PUBLICATION, REVIEW, ItemAdmin
from knowledge.models import Publication
from knowledge.views import PublicationDetailView


@admin.register(Publication)
class PublicationAdmin(ItemAdmin):
    list_display = ["title", "type", "status", "curator", "reviewed_on", "review_due"]
    labels = {"body": "Kern"}
    help_texts = {
        "type": "Wat voor uitgave dit is.",
        "publisher": "Wie dit uitgaf.",
        "year": "Het jaar van uitgave.",
    }
    rich_texts = {"body": True}
    detail_view = PublicationDetailView
    fieldsets = [
        ("Inhoud", {"fields": ["title", "slug", "summary", "body"]}),
        ("Uitgave", {"fields": ["type", "publisher", "year"]}),
        PUBLICATION,
        REVIEW,
    ]
