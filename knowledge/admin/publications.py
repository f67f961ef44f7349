from django.contrib import admin

from knowledge.admin.items import PUBLICATION, REVIEW, ItemAdmin
from knowledge.models import Publication


@admin.register(Publication)
class PublicationAdmin(ItemAdmin):
    list_display = ["title", "type", "status", "reviewed_on", "review_due"]
    labels = {"body": "Kern"}
    fieldsets = [
        ("Inhoud", {"fields": ["title", "slug", "summary", "body"]}),
        ("Uitgave", {"fields": ["type", "publisher", "year"]}),
        PUBLICATION,
        REVIEW,
    ]
