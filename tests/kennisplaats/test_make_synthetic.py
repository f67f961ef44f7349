import io
import re
from random import Random

import pytest
from django.core.management import CommandError, call_command

from kennisplaats.synthetic.zipf import Zipf
from knowledge.models import ConceptScheme, KnowledgeItem, Publication, Source
from practices.models import Practice
from search import store
from tests.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO = True


def make(count, *, no_reindex=True, **options):
    """Run the command, without indexing unless told otherwise; return what it says on stderr."""
    stderr = io.StringIO()
    call_command("make_synthetic", count=count, no_reindex=no_reindex, stderr=stderr, **options)
    return stderr.getvalue()


def synthetic():
    return KnowledgeItem.objects.filter(slug__startswith="synthetisch-")


def described():
    """Return all that is said of every synthetic item, by its slug."""
    fields = [
        field.attname
        for field in Practice._meta.concrete_fields
        if field.attname not in {"id", "knowledgeitem_ptr_id", "changed_at"}
    ]
    said = {practice["slug"]: practice for practice in Practice.objects.values(*fields)}
    for item in synthetic():
        said.setdefault(item.slug, {})["concepts"] = sorted(str(tag) for tag in item.concepts.all())
    return {slug: facts for slug, facts in said.items() if slug.startswith("synthetisch-")}


# First of all, while there is no content: deleting it would take longer than the rest together.
def test_database_without_content_is_refused():
    with pytest.raises(CommandError, match="doe eerst load_content"):
        make(1)


def test_production_is_refused(content, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO staat uit"):
        make(1)

    assert not synthetic().exists()


def test_items_that_somebody_made_are_refused(content):
    PracticeFactory(status="draft", content_digest="")

    with pytest.raises(CommandError, match="die iemand zelf heeft gemaakt"):
        make(1)

    assert not synthetic().exists()


def test_so_many_published_items_are_made(content):
    said = make(300)

    assert said == "Synthetische items 300/300\n"
    assert synthetic().count() == 300
    assert KnowledgeItem.objects.published().filter(pk__in=synthetic()).count() == 300
    practices = Practice.objects.filter(pk__in=synthetic()).count()
    assert practices + Publication.objects.filter(pk__in=synthetic()).count() == 300
    assert 180 < practices < 240


def test_every_facet_is_used(content):
    make(300)

    made = synthetic()
    for scheme in ConceptScheme.objects.filter(is_facet=True):
        used = scheme.concepts.filter(items__in=made).distinct()
        assert used.count() > scheme.concepts.count() / 3, scheme
    practices = Practice.objects.filter(pk__in=made)
    assert set(practices.values_list("evidence_level", flat=True)) == set(Practice.Evidence.values)
    assert set(practices.values_list("run_state", flat=True)) == set(Practice.RunState.values)
    assert practices.filter(municipalities__isnull=False).exists()
    assert practices.filter(provinces__isnull=False).exists()
    assert Source.objects.filter(item__in=made).count() == 300


def test_an_item_has_three_to_eight_concepts_and_a_length_like_a_real_one(content):
    make(100)

    for practice in Practice.objects.filter(pk__in=synthetic()):
        texts = [practice.title, practice.summary, *(text for *_, text in practice.sections)]
        words = sum(len(text.split()) for text in texts)
        assert 90 <= words <= 155
        assert 3 <= practice.concepts.count() <= 8


def test_what_is_made_keeps_to_the_rules_of_its_model(content):
    make(60)

    for model in (Practice, Publication):
        for item in model.objects.filter(pk__in=synthetic()):
            item.full_clean(exclude=["kind"])


def test_what_is_stored_is_what_saving_would_store(content):
    make(20)
    columns = synthetic().order_by("pk").values("kind", "folded_title", "folded_text")
    before = list(columns)

    for model in (Practice, Publication):
        for item in model.objects.filter(pk__in=synthetic()):
            item.save()

    assert list(columns.all()) == before


def test_index_is_brought_up_to_date_unless_asked_not_to(content, capsys):
    make(5)
    before = store.numbers()

    make(5, no_reindex=False)

    made = set(synthetic().values_list("pk", flat=True))
    assert before & made == set()
    assert made <= store.numbers()


def test_titles_and_addresses_say_that_they_are_synthetic(content):
    make(3)

    for number, item in enumerate(synthetic().order_by("pk"), start=1):
        assert item.slug == f"synthetisch-{number}"
        assert re.match(rf"Synthetisch {number}: \w", item.title)


def test_same_seed_makes_the_same_items_at_once_or_in_parts(content):
    make(30, seed=7)
    at_once = described()
    synthetic().delete()

    make(10, seed=7)
    make(20, seed=7)

    assert described() == at_once


def test_another_seed_makes_other_items(content):
    make(5, seed=7)
    first = described()
    synthetic().delete()

    make(5, seed=8)

    assert described() != first


def test_quiet_says_nothing(content):
    assert make(1, verbosity=0) == ""


@pytest.mark.parametrize("count", ["0", "-1", "veel"])
def test_count_is_a_number_above_zero(count):
    with pytest.raises(CommandError, match="groter dan nul"):
        call_command("make_synthetic", "--count", count, "--no-reindex")


def test_synthetic_items_are_found_and_shown(content, client):
    make(40, no_reindex=False)

    answer = client.get("/praktijkvoorbeelden/", {"q": "synthetisch"})

    assert answer.status_code == 200
    made = Practice.objects.filter(pk__in=synthetic())
    assert answer.context["total"] == made.count()
    assert client.get(made[0].get_absolute_url()).status_code == 200
    assert client.get("/kennis/").status_code == 200


def test_zipf_gives_the_first_most_often_and_nothing_of_nothing():
    drawn = Zipf("abc").draw(Random(1), 1100)

    assert [round(drawn.count(letter), -2) for letter in "abc"] == [600, 300, 200]
    assert Zipf("").draw(Random(1), 3) == []
