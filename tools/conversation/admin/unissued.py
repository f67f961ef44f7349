from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from tools.conversation.versions import last_version, working_copy


class UnissuedMixin(admin.ModelAdmin):
    """Says after saving that conversations do not have the change yet."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._tell(request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self._tell(request)

    def _tell(self, request: HttpRequest) -> None:
        last = last_version()
        if last and last.questionnaire == working_copy():
            return
        url = reverse("admin:conversation_questionnaireversion_issue")
        said = format_html(
            "Gesprekken krijgen deze wijziging pas als u een nieuwe versie van de vragenlijst "
            'uitgeeft. <a href="{}">Bekijk wat er verandert</a>',
            url,
        )
        self.message_user(request, said, messages.WARNING)
