from datetime import date

import factory

from knowledge.models import AskedQuery, Click, MissedSearch

# Never older than what is kept, whenever the tests run.
SOME_DAY = date(2099, 1, 5)


class AskedQueryFactory(factory.django.DjangoModelFactory[AskedQuery]):
    class Meta:
        model = AskedQuery

    day = SOME_DAY
    words = factory.Sequence(lambda n: f"vraag {n}")
    path = "/zoeken/"
    count = 3
    times = 1


class ClickFactory(factory.django.DjangoModelFactory[Click]):
    class Meta:
        model = Click

    asked = factory.SubFactory(AskedQueryFactory)
    item = factory.SubFactory("tests.factories.PublicationFactory")
    times = 1


class MissedSearchFactory(factory.django.DjangoModelFactory[MissedSearch]):
    class Meta:
        model = MissedSearch

    day = SOME_DAY
    words = factory.Sequence(lambda n: f"gemist {n}")
