import io

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import (
    Concept,
    ConceptAssignment,
    Dossier,
    DossierChapter,
    KnowledgeItem,
    Municipality,
    Publication,
    Relation,
)
from practices.models import Practice
from tests.content_folder import ContentFolder
from tools.reflection.models import Combination, Exercise, GuideQuestion

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def content(tmp_path):
    return ContentFolder(tmp_path)


# Kinds that people read; exercises and themes to talk about have many relations of their own.
READ = ("practice", "publication", "dossier")


def run(*args, stderr=None, **options):
    """Run the command; return what it says on stdout and on stderr."""
    stdout, stderr = io.StringIO(), stderr or io.StringIO()
    call_command("load_content", *map(str, args), stdout=stdout, stderr=stderr, **options)
    return stdout.getvalue(), stderr.getvalue()


def test_starter_content_loads_and_a_second_time_writes_nothing():
    run()

    with CaptureQueriesContext(connection) as queries:
        run()

    writes = ("INSERT", "UPDATE", "DELETE")
    assert [query["sql"] for query in queries if query["sql"].startswith(writes)] == []
    assert sum(query["sql"].startswith("SELECT") for query in queries) < 110
    assert Practice.objects.published().count() == 171
    assert Publication.objects.published().count() == 64
    assert Concept.objects.count() == 287
    assert Municipality.objects.count() == 342
    assert Dossier.objects.count() == len(list((settings.CONTENT_DIR / "dossiers").glob("*.yaml")))
    assert not KnowledgeItem.objects.exclude(kind="dossier").filter(sources=None).exists()
    assert not DossierChapter.objects.filter(entries=None).exists()
    assert Relation.objects.filter(from_item__kind__in=READ).count() == 26
    assert Exercise.objects.published().count() == 26
    assert (Combination.objects.count(), GuideQuestion.objects.count()) == (5, 3)
    with_werkwijze = ConceptAssignment.objects.filter(
        tag__scheme__slug="werkwijze", content_object__kind="practice"
    )
    count = with_werkwijze.values("content_object").distinct().count()
    assert count >= 0.8 * 171


def test_summary_is_a_table_of_what_was_done(content):
    stdout, _ = run(content.path)

    assert stdout == (
        "soort                     gemaakt    gewijzigd  ongewijzigd      gelaten\n"
        "Begrippenlijsten                2            0            0            0\n"
        "Begrippen                       3            0            0            0\n"
        "Provincies                      1            0            0            0\n"
        "Gemeenten                       2            0            0            0\n"
        "Kennisitems                     1            0            0            0\n"
        "Praktijkvoorbeelden             1            0            0            0\n"
        "Dossiers                        1            0            0            0\n"
    )


def test_summary_names_what_a_curator_changed_and_what_left_the_content(content):
    run(content.path)
    Practice.objects.update(lessons="Begin klein.")
    (content.path / "dossiers/schulden.yaml").unlink()

    stdout, _ = run(content.path)

    assert stdout.splitlines()[-3:] == [
        "Praktijkvoorbeelden gelaten (door een redacteur gewijzigd): er-snel-bij",
        "Met --overwrite worden ook deze vervangen door de inhoud.",
        "Dossiers die niet in de inhoud staan, en blijven: schulden",
    ]


def test_summary_names_at_most_twenty(content):
    for number in range(22):
        content.write(f"dossiers/schulden-{number}.yaml", content.text("dossiers/schulden.yaml"))
    run(content.path)
    for file in (content.path / "dossiers").iterdir():
        file.unlink()

    stdout, _ = run(content.path)

    assert stdout.endswith(" en nog 3\n")


def test_overwrite_replaces_what_a_curator_changed(content):
    run(content.path)
    Practice.objects.update(lessons="Begin klein.")

    run(content.path, overwrite=True)

    assert Practice.objects.get().lessons == ""


def test_progress_is_a_line_for_each_group(content):
    _, stderr = run(content.path)

    assert stderr == (
        "Bestanden gelezen 5/5\n"
        "Begrippen 3/3\n"
        "Gemeenten 2/2\n"
        "Kennisitems 1/1\n"
        "Praktijkvoorbeelden 1/1\n"
        "Dossiers 1/1\n"
    )


def test_progress_on_a_terminal_is_a_line_that_grows(content):
    _, stderr = run(content.path, stderr=Terminal())

    assert stderr.startswith("\rBestanden gelezen 1/5\rBestanden gelezen 2/5")
    assert stderr.endswith("\rPraktijkvoorbeelden 1/1\n\rDossiers 1/1\n")


def test_quiet_says_nothing(content):
    assert run(content.path, verbosity=0) == ("", "")


def test_faults_are_listed_and_counted_and_nothing_is_loaded(content):
    content.replace("practices/er-snel-bij.yaml", "[Zwolle]", "[Zwole]")
    content.replace("dossiers/schulden.yaml", "slug: wat-werkt", "slug: iets")

    with pytest.raises(CommandError) as error:
        run(content.path)

    assert str(error.value).splitlines() == [
        "de inhoud klopt niet.",
        f"{content.path}/dossiers/schulden.yaml:16: onbekend item “iets” van de soort publication",
        (
            f"{content.path}/practices/er-snel-bij.yaml:4: onbekende gemeente “Zwole”; "
            "bedoelt u “Zwolle”?"
        ),
        "2 fouten; er is niets geladen.",
    ]
    assert error.value.returncode == 1
    assert not KnowledgeItem.objects.exists()


def test_one_fault_is_counted_as_one(content):
    content.write("practices/er-snel-bij.yaml", "")

    with pytest.raises(CommandError, match=r"\n1 fout; er is niets geladen\.$"):
        run(content.path)


def test_place_without_content_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="staat geen inhoud om te laden"):
        run(tmp_path)
