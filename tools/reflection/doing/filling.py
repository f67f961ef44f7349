"""What a form says to a few questions: as it was typed, as it is kept, and what is wrong."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tools.reflection.answers import AnswerError, cleaned, typed
from tools.reflection.script import Prompt


@dataclass(frozen=True, slots=True)
class Filled:
    """All three by the key of the question; what is wrong is not among ``right``."""

    typed: Mapping[str, Any]
    right: Mapping[str, Any]
    errors: Mapping[str, str]

    @classmethod
    def of(cls, prompts: Iterable[Prompt], data: QueryDict) -> "Filled":
        raw = {prompt.key: (prompt, typed(prompt, data)) for prompt in prompts}
        right: dict[str, Any] = {}
        errors: dict[str, str] = {}
        for key, (prompt, value) in raw.items():
            try:
                right[key] = cleaned(prompt, value)
            except AnswerError as error:
                errors[key] = str(error)
        return cls({key: value for key, (_prompt, value) in raw.items()}, right, errors)


@dataclass(frozen=True, slots=True)
class Shown:
    """A question on a page."""

    prompt: Prompt
    value: Any
    error: str = ""


def shown(
    prompts: Collection[Prompt],
    answers: Mapping[str, Any],
    errors: Mapping[str, str] | None = None,
) -> list[Shown]:
    wrong = errors or {}
    return [Shown(prompt, answers.get(prompt.key), wrong.get(prompt.key, "")) for prompt in prompts]
