"""The steps of an item through its workflow, each with a button or a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from knowledge import workflow
from knowledge.admin.text import CleanTextField
from knowledge.editing import version_sent
from knowledge.models import FieldComment, KnowledgeItem

LONGEST_QUESTION = 2_000
LONGEST_REASON = 300


class ArchiveForm(forms.Form):
    reason = CleanTextField(
        label="Waarom gaat dit weg?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De inzender en uw collega's lezen dit; bezoekers niet.",
    )


class QuestionsForm(forms.Form):
    """A question for each field, and one about the whole; the fields by their own names."""

    def __init__(self, *args: Any, fields: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, now) in {"": ("Over het geheel", ""), **fields}.items():
            self.fields[f"vraag-{name}"] = CleanTextField(
                label=label,
                required=False,
                max_length=LONGEST_QUESTION,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=now,
            )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not self.errors and not any(facts.values()):
            raise ValidationError("Stel ten minste één vraag.")
        return facts

    @property
    def comments(self) -> list[tuple[str, str]]:
        return [
            (name.removeprefix("vraag-"), question)
            for name, question in self.cleaned_data.items()
            if question
        ]


class StepsMixin(admin.ModelAdmin):
    def step_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        steps = {
            "in-behandeling": ("claim", require_POST(self.claim_view)),
            "heropenen": ("reopen", require_POST(self.reopen_view)),
            "terug": ("return", self.return_view),
            "archiveren": ("archive", self.archive_view),
        }
        return [
            path(f"<int:pk>/{word}/", self.admin_site.admin_view(view), name=f"{name}_{step}")
            for word, (step, view) in steps.items()
        ] + [
            path(
                "<int:pk>/vragen/<int:comment>/",
                self.admin_site.admin_view(require_POST(self.close_comment_view)),
                name=f"{name}_close_comment",
            )
        ]

    def steps(self, item: KnowledgeItem) -> list[dict[str, Any]]:
        """Return the steps that may be taken from where ``item`` is, for its page."""
        has_author = getattr(item, "submission", None) is not None
        is_archived = item.status == KnowledgeItem.Status.ARCHIVED
        offered = [
            ("claim", "Neem in behandeling", item.status in workflow.TO_CLAIM, True),
            (
                "return",
                "Stel vragen aan de inzender",
                has_author and item.status in workflow.TO_RETURN,
                False,
            ),
            (
                "reopen",
                "Haal terug als concept" if is_archived else "Haal terug bij de inzender",
                item.status in workflow.TO_REOPEN,
                True,
            ),
            ("archive", "Archiveer", item.status in workflow.TO_ARCHIVE, False),
        ]
        return [
            {"url": self.step_url(item, step), "label": label, "is_post": is_post}
            for step, label, is_offered, is_post in offered
            if is_offered
        ]

    def step_url(self, item: KnowledgeItem, step: str) -> str:
        opts = self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{step}", args=[item.pk])

    def claim_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item_to_change(request, pk)
        return self._take_step(
            request,
            item,
            lambda: workflow.claim(item=item, user=request.user),
            f"U behandelt nu “{item}”.",
        )

    def reopen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item_to_change(request, pk)
        return self._take_step(
            request,
            item,
            lambda: workflow.reopen(item=item, user=request.user),
            f"“{item}” is terug bij de redactie.",
        )

    def return_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item_to_change(request, pk)
        form = QuestionsForm(self._step_sent(request, item), fields=self.asked_about(item))
        if form.is_valid():
            return self._take_step(
                request,
                item,
                lambda: workflow.return_to_author(
                    item=item, user=request.user, comments=form.comments
                ),
                "De inzender krijgt uw vragen met een mail.",
            )
        return self._step_page(
            request,
            item,
            form,
            title="Vragen aan de inzender",
            button="Stuur terug met deze vragen",
            lead="Schrijf een vraag bij elk veld waarvan u iets wilt weten. De inzender leest uw "
            "vraag bij dat veld, en past de tekst aan of geeft antwoord.",
        )

    def archive_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item_to_change(request, pk)
        form = ArchiveForm(self._step_sent(request, item))
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            return self._take_step(
                request,
                item,
                lambda: workflow.archive(item=item, user=request.user, reason=reason),
                f"“{item}” is gearchiveerd. Bezoekers zien het niet meer.",
            )
        return self._step_page(
            request,
            item,
            form,
            title="Archiveren",
            button="Archiveer",
            lead="Bezoekers zien het dan niet meer. U kunt het later terughalen.",
        )

    def close_comment_view(self, request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        """Note that a question needs no attention any more, or does again."""
        item = self.item_to_change(request, pk)
        found = FieldComment.objects.filter(pk=comment, item=item).first()
        if found is None:
            raise Http404
        found.closed_at = None if found.closed_at else timezone.now()
        found.save()
        said = "afgehandeld" if found.closed_at else "weer open"
        self.message_user(request, f"De vraag is {said}.", messages.SUCCESS)
        return redirect(self.step_url(item, "change"))

    def asked_about(self, item: KnowledgeItem) -> dict[str, tuple[str, str]]:
        """Return the label and the present text of each field that an author may be asked of."""
        raise NotImplementedError

    def comments(self, item: KnowledgeItem) -> list[dict[str, Any]]:
        """Return the questions about ``item`` with what its page calls their fields."""
        labels = self.asked_about(item)
        return [
            {
                "comment": comment,
                "label": labels.get(comment.field, ("Over het geheel", ""))[0],
                "close_url": reverse(
                    f"admin:{self.opts.app_label}_{self.opts.model_name}_close_comment",
                    args=[item.pk, comment.pk],
                ),
            }
            for comment in item.comments.select_related("asked_by")
        ]

    def item_to_change(self, request: HttpRequest, pk: int) -> Any:
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_change_permission(request, item):
            raise PermissionDenied
        return item

    def _step_sent(self, request: HttpRequest, item: KnowledgeItem) -> Any:
        """Return what was sent, and hold ``item`` to the version that the page showed."""
        if request.method != "POST":
            return None
        item.edit_version = version_sent(request.POST)
        return request.POST

    def _take_step(
        self, request: HttpRequest, item: KnowledgeItem, step: Callable[[], object], done: str
    ) -> HttpResponse:
        try:
            step()
        except workflow.SteppedAsideError as error:
            self.message_user(request, str(error), messages.WARNING)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.message_user(request, done, messages.SUCCESS)
        return redirect(self.step_url(item, "change"))

    def _step_page(
        self, request: HttpRequest, item: KnowledgeItem, form: forms.BaseForm, **context: Any
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            "admin/knowledge/item/step.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": item,
                "subtitle": str(item),
                "form": form,
                "media": self.media + form.media,
                **context,
            },
            status=422 if form.errors else 200,
        )
