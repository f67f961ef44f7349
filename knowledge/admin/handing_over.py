from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ActionLocation, helpers
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from accounts.models import User
from knowledge.history import remember
from search import stamp


class HandOverForm(forms.Form):
    curator = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True).order_by("name", "pk"),
        label="Nieuwe redacteur",
        empty_label="– maak een keuze –",
    )


class HandOverMixin(admin.ModelAdmin):
    """Many items at once may change hands; throwing away is done one at a time."""

    actions = ["hand_over"]

    def get_actions(
        self,
        request: HttpRequest,
        action_location: ActionLocation = ActionLocation.CHANGE_LIST,
    ) -> dict[str, Any]:
        found: dict[str, Any] = super().get_actions(request, action_location)
        return {name: action for name, action in found.items() if name != "delete_selected"}

    @admin.action(description="Geef aan andere redacteur", permissions=["change"])
    def hand_over(self, request: HttpRequest, items: QuerySet) -> HttpResponse | None:
        is_chosen = "curator" in request.POST
        form = HandOverForm(request.POST if is_chosen else None)
        if not form.is_valid():
            return TemplateResponse(
                request,
                "admin/knowledge/item/hand_over.html",
                {
                    **self.admin_site.each_context(request),
                    "opts": self.opts,
                    "title": "Geef aan andere redacteur",
                    "form": form,
                    "items": items,
                    "checkbox": helpers.ACTION_CHECKBOX_NAME,
                    "media": self.media + form.media,
                },
                status=422 if is_chosen else 200,
            )
        curator = form.cleaned_data["curator"]
        with transaction.atomic():
            stamp.hold()
            chosen = list(items.select_for_update(of=("self", "knowledgeitem_ptr")))
            for item in chosen:
                remember(item)
                item.curator = curator
                item.edit_version += 1
                item.save()
        said = "1 item is" if len(chosen) == 1 else f"{len(chosen)} items zijn"
        self.message_user(request, f"{said} nu van {curator}.", messages.SUCCESS)
        return None
