"""The keuzehulp: from at most three answers to three exercises, each with the reason why."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from search.text import clean
from tools.reflection.finding.company import COMPANIES, Company
from tools.reflection.finding.following import Next
from tools.reflection.finding.lengths import Fit, fit, longest
from tools.reflection.finding.toolbox import Toolbox
from tools.reflection.models import Exercise, GuideOption, GuideQuestion
from tools.reflection.needs import Need

MOST = 3
Asks = GuideQuestion.Asks
# What the answer to each question is called in an address.
NAMES = {Asks.NEED: "nu", Asks.FORM: "met", Asks.MINUTES: "tijd"}
# How bad it is when something does not fit. Who is alone cannot do what takes a team; what
# takes longer can be begun; and within the time, what uses it best comes first.
WRONG_COMPANY, OTHER_NEED = 5, 4
TOO_LONG = {Fit.WHOLE: 0, Fit.SHORT: 1, Fit.NOT: 2}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answer; ``unknown`` is what stood in the address and is no answer."""

    question: GuideQuestion
    name: str
    answer: GuideOption | None
    unknown: str

    @property
    def choices(self) -> Iterator[tuple[GuideOption, bool]]:
        """Yield every answer that can be given, with whether it is."""
        for option in self.question.options.all():
            yield option, option == self.answer


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody is looking for; None is what was not answered."""

    need: Need | None = None
    company: Company | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an exercise is advised, or what does not quite fit."""

    text: str
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    exercise: Exercise
    reasons: Sequence[Reason]


def read(questions: Iterable[GuideQuestion], query: QueryDict) -> list[Asked]:
    return [_read(question, query.get(NAMES[Asks(question.asks)], "")) for question in questions]


def _read(question: GuideQuestion, slug: str) -> Asked:
    options = question.options.all()
    answer = next((option for option in options if option.slug == slug), None)
    unknown = "" if answer else clean(slug, max_length=80)
    return Asked(question, NAMES[Asks(question.asks)], answer, unknown)


def wish(asked: Iterable[Asked]) -> Wish:
    values = {one.question.asks: one.answer.value for one in asked if one.answer}
    need, minutes = values.get(Asks.NEED), values.get(Asks.MINUTES)
    return Wish(
        Need(int(need)) if need else None,
        next((one for one in COMPANIES if one.name == values.get(Asks.FORM)), None),
        int(minutes) if minutes else None,
    )


def suggested(box: Toolbox, wanted: Wish) -> list[Suggestion]:
    """
    Return the exercises that suit best, best first; always the same for the same wish.

    Without a leerbehoefte each is of another one, as far as there are.
    """
    ranked = sorted(box.exercises.values(), key=lambda exercise: _misfit(exercise, wanted))
    if wanted.need is None:
        ranked = _of_each_need_first(ranked)
    return [Suggestion(one, list(_reasons(one, wanted))) for one in ranked[:MOST]]


def _misfit(exercise: Exercise, wanted: Wish) -> tuple[int, int, int, str]:
    """Return how badly it suits, for sorting; equals by the need that comes next, then by time."""
    further = unused = 0
    badness = 0 if _suits(exercise, wanted) else WRONG_COMPANY
    if wanted.need:
        further = (exercise.need - wanted.need) % len(Need)
        badness += OTHER_NEED if further else 0
    if wanted.minutes:
        how = fit(exercise, wanted.minutes)
        badness += TOO_LONG[how]
        unused = wanted.minutes - longest(exercise) if how is Fit.WHOLE else 0
    return badness, further, unused, exercise.number


def _of_each_need_first(ranked: Sequence[Exercise]) -> list[Exercise]:
    firsts = {exercise.need: exercise for exercise in reversed(ranked)}.values()
    picked = {exercise.pk for exercise in firsts}
    return sorted(ranked, key=lambda exercise: exercise.pk not in picked)


def _reasons(exercise: Exercise, wanted: Wish) -> Iterator[Reason]:
    yield _about_need(exercise.leerbehoefte, wanted)
    yield _about_company(exercise, wanted.company)
    yield _about_time(exercise, wanted.minutes)


def _about_need(need: Need, wanted: Wish) -> Reason:
    if wanted.need is None:
        return Reason(f"Hoort bij ‘{need.label}’.")
    if need == wanted.need:
        return Reason(f"Past bij wat er nu speelt: ‘{need.label}’.")
    company = f" {wanted.company.label}" if wanted.company else ""
    more = f"bij ‘{wanted.need.label}’ zijn er niet meer oefeningen{company}"
    return Reason(f"Hoort bij ‘{need.label}’; {more}.", fits=False)


def _about_company(exercise: Exercise, company: Company | None) -> Reason:
    if company is None:
        return Reason(f"Doe je {_or(exercise.forms)}.")
    if company.suits(exercise):
        return Reason(f"Kun je {company.label} doen.")
    made_for = f"Is gemaakt om {_or(exercise.forms)} te doen"
    return Reason(f"{made_for}, niet {company.label}.", fits=False)


def _or(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)}{' of ' if first else ''}{last}"


def _about_time(exercise: Exercise, minutes: int | None) -> Reason:
    short = exercise.short_minutes
    if minutes is None:
        return Reason(f"Duurt {exercise.duration}{f', of kort {short} minuten' if short else ''}.")
    how = fit(exercise, minutes)
    if how is Fit.WHOLE:
        return Reason(f"Past in {minutes} minuten: duurt {exercise.duration}.")
    if how is Fit.SHORT:
        return Reason(
            f"De korte versie past: {short} minuten. De hele oefening duurt {exercise.duration}."
        )
    least = f"ook kort nog {short} minuten" if short else exercise.duration
    begin = _begin(exercise, minutes)
    return Reason(f"Duurt langer dan je hebt: {least}. {begin}", fits=False)


def _begin(exercise: Exercise, minutes: int) -> str:
    """Say with which steps to begin, as far as they fit; the first always does."""
    left, last = minutes, 0
    for number, step in enumerate(exercise.steps.all(), start=1):
        left -= step.minutes
        if left < 0:
            break
        last = number
    if last <= 1:
        return "Doe alvast stap 1."
    return f"Doe alvast stap 1 {'en' if last == 2 else 'tot en met'} {last}."  # noqa: PLR2004


def follow_up(box: Toolbox, picked: Sequence[Suggestion], wanted: Wish) -> Next | None:
    """Return what to do after them: what follows one in a series, else of the next need."""
    taken = {one.exercise.pk for one in picked}
    in_series = [one for one in _in_series(box, picked) if one.exercise.pk not in taken]
    if in_series:
        # Rather what can be done with the same people.
        return min(in_series, key=lambda one: not _suits(one.exercise, wanted))
    return _of_next_need(box, picked, taken, wanted)


def _in_series(box: Toolbox, picked: Iterable[Suggestion]) -> Iterator[Next]:
    for one in picked:
        for series in box.series_with(one.exercise):
            if stop := series.after(one.exercise):
                intro = f"Volgt op ‘{one.exercise.title}’ in de serie ‘{series.title}’."
                yield Next(stop.exercise, f"{intro} {stop.reason}")


def _suits(exercise: Exercise, wanted: Wish) -> bool:
    return wanted.company is None or wanted.company.suits(exercise)


def _of_next_need(
    box: Toolbox, picked: Sequence[Suggestion], taken: Container[int], wanted: Wish
) -> Next | None:
    if not picked:
        return None
    now = wanted.need or picked[0].exercise.need
    left = [one for one in box.exercises.values() if one.pk not in taken and one.need != now]
    best = min(
        left,
        key=lambda one: ((one.need - now) % len(Need), _misfit(one, wanted)),
        default=None,
    )
    return Next(best, f"Een stap verder: ‘{best.leerbehoefte.label}’.") if best else None
