"""The steps of an exercise with what is asked at each, as the starter content has them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from typing import ClassVar

from knowledge.content.document import Document, KeyPath
from knowledge.content.faults import Faults
from knowledge.content.parts import Part, Row, RowsByItem, check_row
from knowledge.content.references import References
from tools.reflection.models import Exercise, ExercisePrompt, ExerciseStep, PromptOption


class StepsPart(Part):
    """Rows are steps: title, text, minutes, in the short version, before, and the questions."""

    name = "steps"
    prefetch: ClassVar = ["steps", "prompts__options"]

    def wanted(self, document: Document, references: References, faults: Faults) -> list[Row]:
        return [
            [
                document.text(*path, "title"),
                document.prose(*path, "text"),
                document.get(*path, "minutes"),
                document.get(*path, "short_minutes"),
                document.get(*path, "before") is True,
                [_prompt_row(document, place) for place in document.each(*path, "prompts")],
            ]
            for path in document.each("steps")
        ]

    def present(self, item: Exercise) -> list[Row]:
        prompts = list(item.prompts.all())
        return [
            [
                step.title,
                step.text,
                step.minutes,
                step.short_minutes,
                step.is_before,
                [_present_prompt(prompt) for prompt in prompts if prompt.step_id == step.pk],
            ]
            for step in item.steps.all()
        ]

    def check(self, document: Document, faults: Faults) -> None:
        rows = self.wanted(document, References(), faults)
        for path, row in zip(document.each("steps"), rows, strict=True):
            check_row(document, path, _step(row), faults, exclude=["exercise"])
            _check_short_step(document, path, faults)
            for place, prompt in zip(document.each(*path, "prompts"), row[-1], strict=True):
                check_row(document, place, _prompt(prompt), faults, exclude=["exercise", "step"])
                _check_options(document, place, faults)
        _refuse_double_keys(document, list(_prompts(document)), faults)
        if not any(True for _ in _prompts(document)):
            document.fault(faults, ("steps",), "een oefening stelt minstens één vraag")
        _check_sums(document, faults)

    def write(self, rows: RowsByItem) -> None:
        ExerciseStep.objects.filter(exercise__in=list(rows)).delete()
        steps = [
            (_step(row, exercise_id=exercise, position=position), row[-1])
            for exercise, wanted in rows.items()
            for position, row in enumerate(wanted)
        ]
        ExerciseStep.objects.bulk_create(step for step, _ in steps)
        # numbered through, as they are asked
        asked: dict[int, Iterator[int]] = defaultdict(count)
        prompts = [
            (_prompt(row, step=step, exercise_id=exercise, position=next(asked[exercise])), row[-1])
            for step, wanted in steps
            for exercise in [step.exercise_id]
            for row in wanted
        ]
        ExercisePrompt.objects.bulk_create(prompt for prompt, _ in prompts)
        PromptOption.objects.bulk_create(
            PromptOption(prompt=prompt, key=key, label=label, position=position)
            for prompt, options in prompts
            for position, (key, label) in enumerate(options)
        )


def _prompt_row(document: Document, path: KeyPath) -> Row:
    said = [document.text(*path, name) for name in ("key", "kind", "text", "help")]
    options = [
        [document.text(*place, "key"), document.text(*place, "label")]
        for place in document.each(*path, "options")
    ]
    return [*said, options]


def _present_prompt(prompt: ExercisePrompt) -> Row:
    options = [[option.key, option.label] for option in prompt.options.all()]
    return [prompt.key, prompt.kind, prompt.text, prompt.help, options]


def _step(row: Row, **place: int) -> ExerciseStep:
    title, text, minutes, short_minutes, is_before, _prompts = row
    return ExerciseStep(
        title=title,
        text=text,
        minutes=minutes,
        short_minutes=short_minutes,
        is_before=is_before,
        **place,
    )


def _prompt(row: Row, **place: object) -> ExercisePrompt:
    key, kind, text, help_text, _options = row
    return ExercisePrompt(key=key, kind=kind, text=text, help=help_text, **place)


def _prompts(document: Document) -> Iterator[KeyPath]:
    for path in document.each("steps"):
        yield from document.each(*path, "prompts")


def _check_short_step(document: Document, path: KeyPath, faults: Faults) -> None:
    minutes, short = document.get(*path, "minutes"), document.get(*path, "short_minutes")
    if short is None:
        return
    place = (*path, "short_minutes")
    if document.get(*path, "before") is True:
        document.fault(faults, place, "wat vooraf gebeurt, telt in de korte versie niet mee")
    elif minutes is not None and short > minutes:
        document.fault(faults, place, "in de korte versie duurt een stap niet langer")


def _check_options(document: Document, path: KeyPath, faults: Faults) -> None:
    options = list(document.each(*path, "options"))
    for place in options:
        row = PromptOption(key=document.text(*place, "key"), label=document.text(*place, "label"))
        check_row(document, place, row, faults, exclude=["prompt"])
    _refuse_double_keys(document, options, faults)
    kind = document.text(*path, "kind")
    if kind and (message := ExercisePrompt(kind=kind).refusal_of(len(options))):
        document.fault(faults, (*path, "options" if options else "kind"), message)


def _refuse_double_keys(document: Document, paths: list[KeyPath], faults: Faults) -> None:
    lines: dict[str, int] = {}
    for path in paths:
        if not (key := document.text(*path, "key")):
            continue
        line = document.line(*path, "key")
        if key in lines:
            message = f"de sleutel “{key}” staat er twee keer; de eerste keer op regel {lines[key]}"
            document.fault(faults, (*path, "key"), message)
        lines.setdefault(key, line)


def _check_sums(document: Document, faults: Faults) -> None:
    together = [
        path for path in document.each("steps") if document.get(*path, "before") is not True
    ]
    minutes = [document.get(*path, "minutes") for path in together]
    said = document.get("minutes")
    if said is not None and None not in minutes and sum(minutes) != said:
        message = f"de stappen duren samen {sum(minutes)} minuten, en hier staat {said}"
        document.fault(faults, ("minutes",), message)
    in_short = [path for path in together if document.get(*path, "short_minutes") is not None]
    total = sum(document.get(*path, "short_minutes") for path in in_short)
    said = document.get("short", "minutes")
    if said is not None and said != total:
        message = (
            f"de stappen van de korte versie duren samen {total} minuten, en hier staat {said}"
        )
        document.fault(faults, ("short", "minutes"), message)
    elif document.get("short") is None and in_short:
        message = "“short” ontbreekt: deze stap hoort bij een korte versie"
        document.fault(faults, (*in_short[0], "short_minutes"), message)
