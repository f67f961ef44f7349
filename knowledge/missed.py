"""The page on which a visitor tells the editors what could not be found."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from knowledge.models import MissedSearch
from knowledge.models.search_log import MOST_NOTE, MOST_WORDS
from knowledge.personal_data import looks_personal
from knowledge.search_log import first_kept, forget
from search.text import clean

PERSONAL = (
    "Hier lijkt een gegeven van een persoon in te staan, zoals een e-mailadres, een "
    "telefoonnummer, een postcode of een geboortedatum. Haal dat weg."
)


class PlainField(forms.CharField):
    """Text without what no reader can see, and without what belongs to one person."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if looks_personal(value):
            raise forms.ValidationError(PERSONAL)


class MissedForm(forms.Form):
    """
    What a visitor missed.

    ``website`` is hidden from people: who fills it in is a program.
    """

    words = PlainField(
        label="Wat had u willen vinden?",
        max_length=MOST_WORDS,
        widget=forms.TextInput(attrs={"class": "ams-text-input", "autocomplete": "off"}),
        error_messages={
            "required": "Vul in wat u had willen vinden.",
            "max_length": "Dit is te lang. Gebruik ten hoogste %(limit_value)d tekens.",
        },
    )
    note = PlainField(
        label="Wilt u daar iets bij vertellen?",
        required=False,
        max_length=MOST_NOTE,
        help_text="Schrijf geen namen of gegevens van personen.",
        widget=forms.Textarea(attrs={"class": "ams-text-area", "rows": 4}),
        error_messages={
            "max_length": "Dit is te lang. Gebruik ten hoogste %(limit_value)d tekens; u hebt er "
            "%(show_value)d."
        },
    )
    website = forms.CharField(
        label="Laat dit vak leeg", required=False, widget=forms.TextInput({"autocomplete": "off"})
    )

    def save(self) -> None:
        """Keep what was missed, for as long as questions are kept; nothing of a program."""
        if self.cleaned_data["website"]:
            return
        today = timezone.localdate()
        forget(first_kept(today))
        MissedSearch.objects.create(
            day=today, words=self.cleaned_data["words"], note=self.cleaned_data["note"]
        )


# It has a token against misuse in it: what is kept of it would fail for the next visitor.
@method_decorator(never_cache, name="dispatch")
class MissedView(FormView):
    template_name = "knowledge/missed.html"
    form_class = MissedForm
    success_url = reverse_lazy("knowledge:missed-thanks")
    extra_context = {"section": "search"}

    def get_initial(self) -> dict[str, Any]:
        return {"words": clean(self.request.GET.get("q", ""), max_length=MOST_WORDS)}

    def form_valid(self, form: MissedForm) -> HttpResponse:
        form.save()
        return super().form_valid(form)

    def form_invalid(self, form: MissedForm) -> HttpResponse:
        """Show the form again with what was typed; 422, for nothing was kept."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class MissedThanksView(TemplateView):
    template_name = "knowledge/missed_thanks.html"
    extra_context = {"section": "search"}
