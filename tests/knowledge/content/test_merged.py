"""What curators merged stays merged, whatever the files still say."""

import pytest

from knowledge.content.writing import Outcome
from knowledge.models import Concept, MergedConcept, Publication
from knowledge.services import merge_concepts
from tests.content_folder import PUBLICATION

pytestmark = pytest.mark.django_db
FILE = "concepts.yaml"
ITEM = "publications/wat-werkt.yaml"
MORE = """\
  - scheme: thema
    slug: geldzorgen
    name: geldzorgen
    alternative_labels: [krap zitten]
    related: [jongeren, schulden]
  - scheme: thema
    slug: huurschuld
    name: huurschuld
    broader: geldzorgen
    related: [geldzorgen]
"""


def slugs():
    return set(Concept.objects.values_list("slug", flat=True))


def concept(slug):
    return Concept.objects.get(slug=slug)


def merge(source, target):
    merge_concepts(source=concept(source), target=concept(target))


@pytest.fixture
def loaded(content):
    """Give the content with one theme more, that the publication carries, loaded once."""
    theme, _last = content.text(FILE).split("  - scheme: doelgroep")
    content.write(FILE, f"{theme}  - scheme: doelgroep{_last}{MORE}")
    content.write(ITEM, PUBLICATION.replace("[schulden]", "[geldzorgen]"))
    content.load()
    return content


@pytest.mark.parametrize("overwrite", [False, True])
def test_merged_concept_does_not_come_back(loaded, overwrite):
    merge("geldzorgen", "schulden")

    loaded.load(overwrite=overwrite)

    assert slugs() == {"schulden", "vroegsignalering", "jongeren", "huurschuld"}
    now = concept("schulden")
    assert {label.label for label in now.alternative_labels.all()} == {
        "schuldenlast",
        "geldzorgen",
        "krap zitten",
    }
    assert concept("huurschuld").broader == now
    assert set(now.related.all()) == {concept("jongeren"), concept("huurschuld")}


@pytest.mark.parametrize("overwrite", [False, True])
def test_hidden_label_of_a_merged_concept_stays_hidden(loaded, overwrite):
    loaded.replace(FILE, "[krap zitten]", "[krap zitten]\n    hidden_labels: [blut]")
    merge("geldzorgen", "schulden")

    loaded.load(overwrite=overwrite)

    labels = concept("schulden").alternative_labels
    assert dict(labels.values_list("label", "is_hidden")) == {
        "schuldenlast": False,
        "geldzorgen": False,
        "krap zitten": False,
        "blut": True,
    }


def test_item_with_a_merged_concept_gets_what_it_is_now(loaded):
    merge("geldzorgen", "schulden")
    Publication.objects.all().delete()

    loaded.load()

    assert [one.slug for one in Publication.objects.get().concepts.all()] == ["schulden"]


def test_item_that_only_a_merge_changed_is_as_its_file_says(loaded):
    merge("geldzorgen", "schulden")

    tally = loaded.load()["Kennisitems"]

    assert (tally.counts, tally.left) == ({Outcome.SAME: 1}, [])


def test_item_with_both_concepts_is_as_its_file_says(loaded):
    loaded.write(
        ITEM, PUBLICATION.replace("[schulden]", "[geldzorgen, vroegsignalering, schulden]")
    )
    loaded.replace(FILE, "    broader: schulden\n", "")
    Concept.objects.update(broader=None)
    loaded.load()
    merge("geldzorgen", "schulden")

    tally = loaded.load()["Kennisitems"]

    assert tally.left == []
    assert [one.slug for one in Publication.objects.get().concepts.all()] == [
        "schulden",
        "vroegsignalering",
    ]


def test_item_may_have_what_is_narrower_only_since_the_merge(loaded):
    loaded.write(ITEM, PUBLICATION.replace("[schulden]", "[geldzorgen, schulden]"))
    loaded.load()

    merge("geldzorgen", "vroegsignalering")
    loaded.load()

    found = {one.slug for one in Publication.objects.get().concepts.all()}
    assert found == {"schulden", "vroegsignalering"}


def test_file_with_items_only_knows_merged_names(loaded):
    merge("geldzorgen", "schulden")
    Publication.objects.all().delete()

    loaded.load(ITEM)

    assert [one.slug for one in Publication.objects.get().concepts.all()] == ["schulden"]


def test_concept_below_what_became_of_its_broader_one_is_no_circle(loaded):
    concepts = Concept.objects.filter(slug="huurschuld")
    concepts.update(broader=None)

    merge("geldzorgen", "huurschuld")
    loaded.load()

    assert concepts.get().broader is None


def test_concept_that_curators_made_again_is_the_one_of_the_file(loaded):
    merge("geldzorgen", "schulden")
    again = Concept.objects.create(
        scheme=concept("schulden").scheme, slug="geldzorgen", name="geldzorgen"
    )
    Publication.objects.all().delete()

    loaded.load()

    assert MergedConcept.objects.exists()
    assert list(Publication.objects.get().concepts.all()) == [again]
    again.refresh_from_db()
    assert [label.label for label in again.alternative_labels.all()] == ["krap zitten"]
