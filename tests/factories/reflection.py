import factory

from tests.factories.knowledge import ItemFactory
from tools.reflection.models import (
    Combination,
    CombinationStep,
    Exercise,
    ExercisePrompt,
    ExerciseStep,
    PromptOption,
)
from tools.reflection.starting import begin
from tools.reflection.team.starting import begin_meeting
from tools.sessions.joining import join


class ExerciseFactory(ItemFactory[Exercise]):
    """An exercise with nothing to do yet; ``with_questions`` gives it steps and prompts."""

    class Meta:
        model = Exercise

    title = factory.Sequence(lambda n: f"Oefening {n}")
    slug = factory.Sequence(lambda n: f"oefening-{n}")
    number = factory.Sequence(lambda n: f"1.{n}")
    need = 1
    goal = "Aan het eind weet je meer."
    minutes = 30
    short_minutes = 15
    short_version = "Doe alleen de eerste stap."
    for_alone = True
    for_duo = True
    for_team = True


class ExerciseStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExerciseStep

    exercise = factory.SubFactory(ExerciseFactory)
    position = factory.Sequence(lambda n: n)
    title = factory.Sequence(lambda n: f"Stap {n}")
    text = "Lees dit en ga aan de slag."
    minutes = 10
    short_minutes = 5


class ExercisePromptFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExercisePrompt

    step = factory.SubFactory(ExerciseStepFactory)
    exercise = factory.SelfAttribute("step.exercise")
    position = factory.Sequence(lambda n: n)
    key = factory.Sequence(lambda n: f"vraag-{n}")
    kind = ExercisePrompt.Kind.LONG
    text = factory.Sequence(lambda n: f"Wat viel je op bij {n}?")


class PromptOptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PromptOption

    prompt = factory.SubFactory(ExercisePromptFactory)
    position = factory.Sequence(lambda n: n)
    key = factory.Sequence(lambda n: f"keuze-{n}")
    label = factory.Sequence(lambda n: f"Keuze {n}")


class CombinationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Combination

    slug = factory.Sequence(lambda n: f"combinatie-{n}")
    title = factory.Sequence(lambda n: f"Combinatie {n}")
    summary = "Voor wie nieuw is in het team."


class CombinationStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CombinationStep

    combination = factory.SubFactory(CombinationFactory)
    exercise = factory.SubFactory(ExerciseFactory)
    position = factory.Sequence(lambda n: n)
    reason = "Begin met een gedeeld beeld."


def with_questions(exercise=None):
    """
    Return an exercise of two steps that asks one question of every kind.

    Written in bulk, without history and index: nearly every test of the tool begins with one.
    """
    exercise = exercise or ExerciseFactory()
    first, second = ExerciseStep.objects.bulk_create(
        ExerciseStepFactory.build(exercise=exercise, position=position, **facts)
        for position, facts in enumerate(
            [{"title": "Kijk rond"}, {"title": "Bespreek", "minutes": 20}]
        )
    )
    prompts = ExercisePrompt.objects.bulk_create(
        ExercisePromptFactory.build(
            exercise=exercise,
            step=first if number < 4 else second,
            position=number,
            key=kind.value,
            kind=kind,
            text=f"Vraag van soort {kind.label}?",
        )
        for number, kind in enumerate(ExercisePrompt.Kind)
    )
    PromptOption.objects.bulk_create(
        PromptOptionFactory.build(prompt=prompt, position=place, key=key, label=f"Optie {key}")
        for prompt in prompts
        if prompt.kind in ExercisePrompt.WITH_OPTIONS
        for place, key in enumerate(["een", "twee", "drie"])
    )
    return exercise


def begun(form="alone", *, exercise=None, user=None):
    """Return the seat of who began an exercise with every kind of question."""
    return begin(exercise or with_questions(), form, user=user)


def led(*, minutes=15, people=6, guests=0, exercise=None):
    """Return the seat of the facilitator of a team, and those of who joined."""
    leader = begun("team", exercise=exercise)
    begin_meeting(leader, minutes=minutes, people=people)
    return leader, [join(leader.session.code) for _guest in range(guests)]
