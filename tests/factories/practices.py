import factory

from practices.models import Practice
from tests.factories.knowledge import ItemFactory


class PracticeFactory(ItemFactory[Practice]):
    class Meta:
        model = Practice

    title = factory.Sequence(lambda n: f"Praktijk {n}")
    slug = factory.Sequence(lambda n: f"praktijk-{n}")
    started_year = 2024
    run_state = Practice.RunState.RUNNING

    @factory.post_generation
    def municipalities(self, create, extracted, **_kwargs):
        if create and extracted:
            self.municipalities.set(extracted)
