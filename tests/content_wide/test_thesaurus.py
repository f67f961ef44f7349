"""The starter content is a valid thesaurus, and survives a trip through a file."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import (
    AlternativeLabel,
    Concept,
    ConceptAssignment,
    ConceptScheme,
    MergedConcept,
)
from knowledge.skos.addresses import Addresses
from knowledge.skos.exporting import json_ld, thesaurus, turtle
from knowledge.skos.integrity import breaches
from tests.thesaurus import everything
from tools.conversation.models import Statement

pytestmark = pytest.mark.django_db

SITE = "https://kennisplaats.example"


def throw_all_away():
    # row by row, as Django deletes, each of thousands would be indexed again
    Concept.objects.update(broader=None)
    for model in (
        *(ConceptAssignment, MergedConcept, AlternativeLabel, Concept.related.through),
        Statement.concepts.through,
        *(Concept, ConceptScheme),
    ):
        model.objects.all()._raw_delete(connection.alias)  # noqa: SLF001 -- there is no other way


def test_starter_content_is_valid_and_comes_back_the_same(content, tmp_path, settings):
    settings.SITE_URL = SITE
    before, graph = everything(), thesaurus(Addresses(SITE))
    (tmp_path / "uit.ttl").write_text(turtle(graph))
    (tmp_path / "uit.jsonld").write_text(json_ld(graph))
    throw_all_away()

    call_command("import_skos", str(tmp_path / "uit.ttl"), verbosity=0)

    assert breaches(graph) == []
    assert everything() == before
    with CaptureQueriesContext(connection) as queries:
        call_command("import_skos", str(tmp_path / "uit.jsonld"), verbosity=0)
    writes = ("INSERT", "UPDATE", "DELETE")
    assert [one["sql"] for one in queries if one["sql"].startswith(writes)] == []
