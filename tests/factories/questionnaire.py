"""What curators are at: themes with their statements and questions, the scale and the bands."""

import factory

from tests.factories.conversation import a_questionnaire
from tests.factories.knowledge import ItemFactory
from tools.conversation.models import (
    ConversationTheme,
    ResultBand,
    ScalePoint,
    Statement,
    TalkQuestion,
)


class ThemeFactory(ItemFactory[ConversationTheme]):
    class Meta:
        model = ConversationTheme

    letter = "A"
    title = factory.LazyAttribute(lambda theme: f"Thema {theme.letter}")
    slug = factory.LazyAttribute(lambda theme: f"thema-{theme.letter.lower()}")
    summary = factory.LazyAttribute(lambda theme: f"Waar thema {theme.letter} over gaat.")
    body = "Praat hier samen over."


class StatementFactory(factory.django.DjangoModelFactory[Statement]):
    class Meta:
        model = Statement
        skip_postgeneration_save = True

    theme = factory.SubFactory(ThemeFactory)
    key = factory.Sequence(lambda n: f"stelling-{n}")
    step = Statement.Step.BALANCE
    position = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Stelling {n}.")

    @factory.post_generation
    def concepts(self, create, extracted, **_kwargs):
        if create and extracted:
            self.concepts.set(extracted)


class QuestionFactory(factory.django.DjangoModelFactory[TalkQuestion]):
    class Meta:
        model = TalkQuestion

    theme = factory.SubFactory(ThemeFactory)
    key = factory.Sequence(lambda n: f"vraag-{n}")
    position = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Wat vindt u van {n}?")


def working_copy_of(questionnaire=None):
    """Write ``questionnaire`` as curators have it; return its themes by letter."""
    asked = questionnaire or a_questionnaire()
    themes = {
        one.letter: ThemeFactory(
            letter=one.letter, slug=one.slug, title=one.title, summary=one.summary
        )
        for one in asked.themes
    }
    Statement.objects.bulk_create(
        Statement(
            theme=themes[one.letter], step=step, key=said.key, text=said.text, position=position
        )
        for one in asked.themes
        for step in Statement.Step.values
        for position, said in enumerate(getattr(one, step))
    )
    TalkQuestion.objects.bulk_create(
        TalkQuestion(theme=themes[one.letter], key=said.key, text=said.text, position=position)
        for one in asked.themes
        for position, said in enumerate(one.questions)
    )
    ScalePoint.objects.bulk_create(
        ScalePoint(value=one.value, label=one.label, anchor=one.anchor) for one in asked.scale
    )
    ResultBand.objects.bulk_create(
        ResultBand(starts_at=one.starts_at, label=one.label, text=one.text) for one in asked.bands
    )
    return themes
