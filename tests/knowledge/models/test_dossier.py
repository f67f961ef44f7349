import pytest

from knowledge.models import Dossier, DossierEntry, KnowledgeItem
from tests.constraints import changed, refusal
from tests.factories import (
    CompassReadingFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    DossierFactory,
    PublicationFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_chapter_has_a_title():
    chapter = changed(DossierChapterFactory(title="Beginnen"), title="")

    assert refusal(chapter, "chapter_titled") == ["Een hoofdstuk heeft een titel."]


def test_item_stands_once_in_a_chapter():
    entry = DossierEntryFactory(item__title="Rust", chapter__title="Beginnen")
    again = DossierEntry(chapter=entry.chapter, item=entry.item)

    assert refusal(again) == ["Dit item staat al in dit hoofdstuk."]
    assert str(entry) == "Rust in Beginnen"


def test_for_detail_gives_readable_items_in_the_order_of_the_curator():
    chapter = DossierChapterFactory()
    last = DossierEntryFactory(chapter=chapter, position=3)
    first = DossierEntryFactory(chapter=chapter, position=1)
    draft = PublicationFactory(status=KnowledgeItem.Status.DRAFT)
    DossierEntryFactory(chapter=chapter, position=2, item=draft)

    dossier = Dossier.objects.for_detail().get()

    found = [list(chapter.entries.all()) for chapter in dossier.chapters.all()]
    assert found == [[first, last]]


@pytest.mark.parametrize("count", [1, 3])
def test_for_detail_query_count_is_constant(django_assert_num_queries, count):
    dossier = DossierFactory()
    for chapter in DossierChapterFactory.create_batch(count, dossier=dossier):
        DossierEntryFactory.create_batch(count, chapter=chapter)
    SourceFactory.create_batch(count, item=dossier)
    CompassReadingFactory(item=dossier)

    with django_assert_num_queries(7):
        found = Dossier.objects.for_detail().get()
        items = [
            entry.item.title for chapter in found.chapters.all() for entry in chapter.entries.all()
        ]
        rest = [list(found.sources.all()), list(found.compass.all())]

    assert [len(items), *map(len, rest)] == [count * count, count, 1]
