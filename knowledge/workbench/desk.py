"""Who sits at the workbench, and when: what they see is what they may change."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils import timezone

from knowledge.kinds import kinds, model_named


class Desk:
    def __init__(self, user: Any, now: datetime) -> None:
        self.user = user
        self.now = now

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of content that this editor may change."""
        names = [kind.name for kind in kinds()]
        return [name for name in names if self.may_change(model_named(name))]

    def may_change(self, model: type[Model]) -> bool:
        return bool(self.user.has_perm(_permission("change", model)))

    def may_view(self, model: type[Model]) -> bool:
        return any(self.user.has_perm(_permission(act, model)) for act in ("view", "change"))


def _permission(act: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{act}_{model._meta.model_name}"
