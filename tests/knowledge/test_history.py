import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from knowledge.history import remember, unrecorded
from knowledge.models import Dossier, DossierEntry, KnowledgeItem, Publication, Source
from knowledge.versions import restore, versions
from practices.models import Practice
from tests.content_folder import ContentFolder
from tests.factories import (
    ConceptFactory,
    DossierChapterFactory,
    DossierEntryFactory,
    DossierFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PracticeFactory,
    PublicationFactory,
    SourceFactory,
    UserFactory,
)
from tests.factories.curating import ready
from tests.forms import filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(client):
    client.force_login(UserFactory(name="Ann", is_staff=True, is_superuser=True))
    return client


def url(item, page, *args):
    name = f"admin:{item._meta.label_lower.replace('.', '_')}_{page}"
    return reverse(name, args=[item.pk, *args])


def save(client, item, **typed):
    page = url(item, "change")
    sent = {**filled_in(client.get(page), f"{item._meta.model_name}_form"), **typed}
    response = client.post(page, sent)
    assert response.status_code == 302


def without_history(item):
    """Make ``item`` as if it came with the starter content."""
    for model in (type(item), Source):
        model.history.all().delete()
    item.assignments.model.history.all().delete()
    return item


def told(item):
    return [
        (
            one.said,
            str(one.record.history_user or ""),
            [(change.label, change.before, change.after) for change in one.differences],
            one.rows,
        )
        for one in versions(item)
    ]


def test_history_says_who_changed_what(ann):
    item = without_history(ready(PublicationFactory, title="Oud"))
    concept = ConceptFactory(slug="rust")

    save(ann, item, title=["Nieuw"], **{"assignments-1-tag": [concept.pk]})

    assert told(item) == [
        ("Gewijzigd", "Ann", [("titel", "Oud", "Nieuw")], ["toegekend begrip erbij: Nieuw: rust"]),
        ("Zoals het was", "", [], []),
    ]


def test_history_of_a_practice_has_its_places_in_one_version(ann):
    item = without_history(ready(PracticeFactory))
    places = [MunicipalityFactory(name="Assen"), MunicipalityFactory(name="Breda")]
    organisation = OrganisationFactory(name="De Kans")

    save(
        ann,
        item,
        municipalities=[place.pk for place in places],
        organisations=[organisation.pk],
        results=["<p>Het <strong>lukt</strong>.</p>"],
    )

    newest, _before = told(item)
    assert sorted(newest[2]) == [
        ("gemeenten", "(leeg)", "Assen, Breda"),
        ("organisaties", "(leeg)", "De Kans"),
        ("resultaat", "(leeg)", "Het lukt."),
    ]


def test_version_is_restored_with_its_rows_as_a_new_one(ann):
    item = without_history(
        ready(PracticeFactory, title="Oud", municipalities=[MunicipalityFactory()])
    )
    [place], [concept], [source] = (
        item.municipalities.all(),
        item.concepts.all(),
        item.sources.all(),
    )
    other = ConceptFactory()
    save(
        ann,
        item,
        title=["Nieuw"],
        municipalities=[],
        **{
            "assignments-0-tag": [other.pk],
            "sources-0-title": ["Anders"],
            "sources-1-url": ["https://bron.example/erbij"],
            "sources-1-publisher": ["Uitgever"],
            "sources-1-seen_on": ["05-01-2026"],
        },
    )
    [_new, first] = versions(item)

    response = ann.post(url(item, "version", first.record.history_id))

    assert response.url == url(item, "change")
    item = Practice.objects.get()
    assert item.title == "Oud"
    assert list(item.municipalities.all()) == [place]
    assert list(item.concepts.all()) == [concept]
    assert [(one.url, one.title) for one in item.sources.all()] == [(source.url, source.title)]
    assert (item.theme_count, item.source_count) == (1, 1)
    assert len(versions(item)) == 3


def test_restored_item_stays_where_it_stands(ann):
    item = without_history(ready(PublicationFactory, title="Oud"))
    save(ann, item, title=["Nieuw"], status=["published"])
    first = versions(item)[-1]

    restore(Publication.objects.get(), first)

    item = Publication.objects.get()
    assert (item.title, item.status) == ("Oud", KnowledgeItem.Status.PUBLISHED)
    assert item.published_at is not None


def test_deleted_row_comes_back(ann):
    item = without_history(ready(PublicationFactory))
    gone = SourceFactory(item=item, url="https://bron.example/weg")
    without_history(item)
    save(ann, item, **{"sources-1-DELETE": ["on"]})

    restore(Publication.objects.get(), versions(item)[-1])

    assert item.sources.filter(url=gone.url).exists()


def test_chapters_of_a_dossier_come_back_with_their_items():
    dossier = DossierFactory(status="draft")
    chapter = DossierChapterFactory(dossier=dossier, title="Beginnen", text="Oud")
    entry = DossierEntryFactory(chapter=chapter)
    dossier.save()
    dossier.edit_version += 1
    dossier.save()
    chapter.delete()

    restore(Dossier.objects.get(), versions(dossier)[1])

    assert [one.title for one in dossier.chapters.all()] == ["Beginnen"]
    assert DossierEntry.objects.get().item_id == entry.item_id


def test_what_does_not_exist_any_more_is_left_out_and_told(ann):
    item = without_history(ready(PublicationFactory))
    extra = ConceptFactory(slug="bestaat-straks-niet")
    item.concepts.add(extra)
    without_history(item)
    save(ann, item, title=["Nieuw"], **{"assignments-1-DELETE": ["on"]})
    extra.delete()
    first = versions(item)[-1]

    response = ann.post(url(item, "version", first.record.history_id), follow=True)

    assert "Niet teruggekomen: begrip." in response.content.decode()
    assert item.concepts.count() == 1


def test_published_item_does_not_go_back_to_being_incomplete(ann):
    item = PublicationFactory(status="draft", content_digest="", published_at=None, title="Kaal")
    item.save()
    [bare, *_] = versions(item)
    done = ready(PublicationFactory)
    Source.objects.filter(item=done).update(item=item)
    item.concepts.add(ConceptFactory())
    item.refresh_from_db()
    item.source_count = 1
    item.curator, item.status, item.edit_version = UserFactory(), "published", 2
    item.published_at = done.changed_at
    item.save()
    bare = versions(item)[-1]

    with pytest.raises(ValidationError, match="niet compleet"):
        restore(Publication.objects.get(pk=item.pk), bare)

    assert item.concepts.count() == 1


def test_loading_content_writes_no_history(tmp_path):
    folder = ContentFolder(tmp_path)
    folder.load()
    folder.load(overwrite=True)

    assert Publication.objects.exists()
    assert not any(model.history.exists() for model in (Publication, Practice, Source))


def test_nothing_is_recorded_where_that_is_said():
    with unrecorded():
        item = PublicationFactory()

    assert not item.history.exists()


def test_what_has_a_history_is_not_remembered_again():
    item = PublicationFactory()

    remember(item)

    assert item.history.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_history_page_shows_versions_and_asks_little(ann, count):
    item = without_history(ready(PublicationFactory))
    for number in range(count):
        save(ann, item, title=[f"Titel {number}"])

    page = ann.get(url(item, "history")).content.decode()

    assert page.count("door Ann") == count
    assert "Zoals het was" in page


def test_item_without_history_says_so(ann):
    item = without_history(ready(PublicationFactory))

    assert "nog geen geschiedenis" in ann.get(url(item, "history")).content.decode()


def test_newest_version_has_no_button_and_an_unknown_one_does_not_exist(ann):
    item = ready(PublicationFactory)
    newest = versions(item)[0]

    page = ann.get(url(item, "version", newest.record.history_id)).content.decode()

    assert "Dit is de versie van nu" in page
    assert "Zet deze versie terug" not in page
    assert ann.get(url(item, "version", 999_999)).status_code == 404
