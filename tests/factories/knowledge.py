from datetime import UTC, date, datetime

import factory

from knowledge.models import (
    CompassReading,
    Concept,
    ConceptScheme,
    Dossier,
    DossierChapter,
    DossierEntry,
    KnowledgeItem,
    Municipality,
    Organisation,
    Province,
    Publication,
    Relation,
    Source,
)


class ConceptSchemeFactory(factory.django.DjangoModelFactory[ConceptScheme]):
    class Meta:
        model = ConceptScheme
        django_get_or_create = ("slug",)

    slug = "thema"
    name = factory.LazyAttribute(lambda scheme: scheme.slug.replace("-", " ").capitalize())
    position = factory.Sequence(lambda n: n)


class ConceptFactory(factory.django.DjangoModelFactory[Concept]):
    """A theme, unless told otherwise: ``ConceptFactory(scheme__slug="doelgroep")``."""

    class Meta:
        model = Concept

    scheme = factory.SubFactory(ConceptSchemeFactory)
    name = factory.LazyAttribute(lambda concept: concept.slug.replace("-", " "))
    slug = factory.Sequence(lambda n: f"begrip-{n}")


class ProvinceFactory(factory.django.DjangoModelFactory[Province]):
    class Meta:
        model = Province

    code = factory.Sequence(lambda n: f"PV{n % 100:02}")
    name = factory.Sequence(lambda n: f"Provincie {n}")
    slug = factory.Sequence(lambda n: f"provincie-{n}")
    abbreviation = factory.Sequence(lambda n: f"{n % 100:02}")


class MunicipalityFactory(factory.django.DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"GM{n:04}")
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    province = factory.SubFactory(ProvinceFactory)


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Organisatie {n}")


class ItemFactory[M: KnowledgeItem](factory.django.DjangoModelFactory[M]):
    """What the items of every kind have in common; each kind has a factory of its own."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    summary = "Een korte uitleg in gewone woorden."
    status = KnowledgeItem.Status.PUBLISHED
    published_at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    reviewed_on = date(2026, 1, 5)
    review_by = date(2099, 1, 5)
    archived_reason = "Dit bestaat niet meer."
    # As if it came with the starter content: published without curator, theme and source.
    content_digest = "factory"

    @factory.post_generation
    def concepts(self, create, extracted, **_kwargs):
        if create and extracted:
            self.concepts.set(extracted)


class PublicationFactory(ItemFactory[Publication]):
    class Meta:
        model = Publication

    title = factory.Sequence(lambda n: f"Publicatie {n}")
    slug = factory.Sequence(lambda n: f"publicatie-{n}")
    type = Publication.Type.RESEARCH
    publisher = "Uitgeverij Voorbeeld"
    year = 2025


class DossierFactory(ItemFactory[Dossier]):
    class Meta:
        model = Dossier

    title = factory.Sequence(lambda n: f"Dossier {n}")
    slug = factory.Sequence(lambda n: f"dossier-{n}")


class DossierChapterFactory(factory.django.DjangoModelFactory[DossierChapter]):
    class Meta:
        model = DossierChapter

    dossier = factory.SubFactory(DossierFactory)
    title = factory.Sequence(lambda n: f"Hoofdstuk {n}")
    position = factory.Sequence(lambda n: n)


class DossierEntryFactory(factory.django.DjangoModelFactory[DossierEntry]):
    class Meta:
        model = DossierEntry

    chapter = factory.SubFactory(DossierChapterFactory)
    item = factory.SubFactory(PublicationFactory)
    position = factory.Sequence(lambda n: n)


class SourceFactory(factory.django.DjangoModelFactory[Source]):
    class Meta:
        model = Source

    item = factory.SubFactory(PublicationFactory)
    url = factory.Sequence(lambda n: f"https://www.bron.example/{n}")
    title = factory.Sequence(lambda n: f"Bron {n}")
    publisher = "Uitgeverij Voorbeeld"
    seen_on = date(2026, 1, 5)
    position = factory.Sequence(lambda n: n)


class RelationFactory(factory.django.DjangoModelFactory[Relation]):
    class Meta:
        model = Relation

    from_item = factory.SubFactory(PublicationFactory)
    to_item = factory.SubFactory(PublicationFactory)
    type = Relation.Type.RESTS_ON
    reason = "Het een bouwt voort op het ander."


class CompassReadingFactory(factory.django.DjangoModelFactory[CompassReading]):
    class Meta:
        model = CompassReading

    item = factory.SubFactory(PublicationFactory)
    corner = CompassReading.Corner.RESEARCH
    weight = CompassReading.Weight.SOME
    why = "Een evaluatie zonder controlegroep."
