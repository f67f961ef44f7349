from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from knowledge.completeness import THEME
from knowledge.editing import rows_sent
from knowledge.models import Concept, ConceptAssignment, KnowledgeItem, Source
from knowledge.workflow import choices_in_form, refuse_incomplete

Status = KnowledgeItem.Status


class ItemForm(forms.ModelForm):
    """An item with all its rows: what a form of the beheer refuses to publish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status_before = self.instance.status
        if "status" in self.fields:
            allowed = choices_in_form(self.status_before)
            choices = [(one, Status(one).label) for one in allowed]
            cast("forms.ChoiceField", self.fields["status"]).choices = choices

    @property
    def publishes(self) -> bool:
        """Whether saving this makes something public that was not."""
        return bool(self.instance.status == Status.PUBLISHED != self.status_before)

    def clean(self) -> dict[str, Any] | None:
        facts = super().clean()
        is_now_published = self.cleaned_data.get("status") == Status.PUBLISHED
        has_moment = self.cleaned_data.get("published_at") or self.errors.get("published_at")
        if is_now_published and self.status_before != Status.PUBLISHED and not has_moment:
            self.cleaned_data["published_at"] = timezone.now()
        return facts

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.instance.status == Status.PUBLISHED and self.cleaned_data.get("status"):
            self._count_rows()
            # What the kind asks of a single row, its constraints say already.
            try:
                refuse_incomplete(self.instance, but=self.instance.missing_facts())
            except forms.ValidationError as error:
                self.add_error(None, error)

    def _count_rows(self) -> None:
        """Count what there will be when the rows below the form are saved too."""
        item, data = self.instance, self.data
        tags = [row.get("tag", "") for row in rows_sent(data, "assignments")]
        themes = Concept.objects.filter(scheme__slug=THEME, pk__in=filter(str.isdecimal, tags))
        carried = ConceptAssignment.objects.filter(tag__scheme__slug=THEME)
        item.theme_count = themes.count() + _unsent(
            carried.filter(content_object=item.pk), data, "assignments"
        )
        sources = [row for row in rows_sent(data, "sources") if row.get("url")]
        item.source_count = len(sources) + _unsent(
            Source.objects.filter(item=item.pk), data, "sources"
        )


def _unsent(rows: QuerySet, data: Mapping[str, Any], prefix: str) -> int:
    """Return how many stored rows the form says nothing of: those stay."""
    ids = [data[name] for name in data if name.startswith(f"{prefix}-") and name.endswith("-id")]
    return rows.exclude(pk__in=filter(str.isdecimal, ids)).count()


class WholeItemForm(ItemForm):
    """Refuses to publish too what lacks something that no constraint can see: rows of its rows."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.publishes and (lacks := self.instance.missing_facts()):
            message = f"Om te publiceren ontbreekt nog: {'; '.join(lacks)}."
            self.add_error(None, forms.ValidationError(message))
