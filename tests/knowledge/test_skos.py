"""The thesaurus goes out as valid SKOS, and comes in again without loss."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef

from knowledge.models import Concept, ConceptScheme, MergedConcept
from knowledge.services import merge_concepts
from knowledge.skos.integrity import breaches
from tests.factories import ConceptFactory, ConceptSchemeFactory
from tests.thesaurus import everything

pytestmark = pytest.mark.django_db

SITE = "https://kennisplaats.example"
THEME = f"{SITE}/thesaurus.ttl#thema"
PREFIXES = f"""
@prefix skos: <{SKOS}> .
@prefix dcterms: <{DCTERMS}> .
@prefix owl: <{OWL}> .
@base <{SITE}/begrippen/thema/> .
"""


@pytest.fixture
def site(settings):
    settings.SITE_URL = SITE


def ttl(text):
    return Graph().parse(data=PREFIXES + text, format="turtle")


def run(path, *args):
    out = io.StringIO()
    call_command("import_skos", str(path), *args, stdout=out)
    return out.getvalue()


def refused(path, *args):
    with pytest.raises(CommandError) as error:
        run(path, *args)
    return str(error.value).splitlines()


@pytest.fixture
def file(tmp_path, site):
    """Give a function that writes Turtle and returns where."""

    def write(text):
        path = tmp_path / "begrippen.ttl"
        path.write_text(PREFIXES + text)
        return path

    return write


# Out ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "form", "content_type"),
    [
        ("/thesaurus.ttl", "turtle", "text/turtle; charset=utf-8"),
        ("/thesaurus.jsonld", "json-ld", "application/ld+json; charset=utf-8"),
    ],
)
def test_thesaurus_says_all_of_a_concept(client, site, address, form, content_type):
    money = ConceptFactory(slug="geld", scheme__description="Waar gaat het over?")
    debts = ConceptFactory(slug="schulden", broader=money, scope_note="Niet kunnen betalen.")
    debts.related.add(ConceptFactory(slug="stress"))
    debts.alternative_labels.create(label="SHV")
    debts.alternative_labels.create(label="rood staan", is_hidden=True)
    merge_concepts(source=ConceptFactory(slug="krediet"), target=debts)

    response = client.get(address)

    graph = Graph().parse(data=response.content, format=form)
    here, scheme = URIRef(f"{SITE}/begrippen/thema/schulden/"), URIRef(THEME)
    former = URIRef(f"{SITE}/begrippen/thema/krediet/")
    assert response["Content-Type"] == content_type
    assert set(graph.predicate_objects(here)) == {
        (RDF.type, SKOS.Concept),
        (SKOS.inScheme, scheme),
        (SKOS.prefLabel, Literal("schulden", lang="nl")),
        (SKOS.altLabel, Literal("SHV", lang="nl")),
        (SKOS.altLabel, Literal("krediet", lang="nl")),
        (SKOS.hiddenLabel, Literal("rood staan", lang="nl")),
        (SKOS.scopeNote, Literal("Niet kunnen betalen.", lang="nl")),
        (SKOS.broader, URIRef(f"{SITE}/begrippen/thema/geld/")),
        (SKOS.related, URIRef(f"{SITE}/begrippen/thema/stress/")),
    }
    assert (scheme, SKOS.hasTopConcept, URIRef(f"{SITE}/begrippen/thema/geld/")) in graph
    assert (scheme, DCTERMS.description, Literal("Waar gaat het over?", lang="nl")) in graph
    assert (former, DCTERMS.isReplacedBy, here) in graph
    assert graph.value(former, OWL.deprecated).toPython() is True
    assert breaches(graph) == []


def test_thesaurus_uses_the_address_that_was_asked_without_one_of_its_own(client):
    ConceptFactory(slug="schulden")

    response = client.get("/thesaurus.ttl")

    assert "<http://testserver/begrippen/thema/schulden/>" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_thesaurus_query_count_is_constant(client, django_assert_num_queries, count):
    for broader in ConceptFactory.create_batch(count):
        ConceptFactory(broader=broader).related.add(ConceptFactory())

    with django_assert_num_queries(8):
        client.get("/thesaurus.ttl")


def test_thesaurus_is_sent_again_only_when_something_changed(client):
    concept = ConceptFactory(slug="schulden")
    known = {"If-None-Match": client.get("/thesaurus.ttl")["ETag"]}

    unchanged = client.get("/thesaurus.ttl", headers=known)
    concept.alternative_labels.create(label="SHV")
    changed = client.get("/thesaurus.ttl", headers=known)

    assert (unchanged.status_code, changed.status_code) == (304, 200)


def test_thesaurus_is_not_sent_to(client):
    assert client.post("/thesaurus.ttl").status_code == 405


@pytest.mark.parametrize("address", ["/themas/", "/begrippen/thema/schulden/"])
def test_pages_about_concepts_name_the_thesaurus(client, address):
    ConceptFactory(slug="schulden", scope_note="Uitleg.")

    page = client.get(address).content.decode()

    assert '<link rel="alternate" type="text/turtle" href="/thesaurus.ttl">' in page
    assert '<link rel="alternate" type="application/ld+json" href="/thesaurus.jsonld">' in page


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        pytest.param("<a> a skos:Concept, skos:ConceptScheme .", ["S9"], id="concept and list"),
        pytest.param("<a> a skos:Concept ; skos:inScheme <a> .", ["S9"], id="in itself"),
        pytest.param('<a> skos:prefLabel "x"@nl ; skos:altLabel "x"@nl .', ["S13"], id="alt"),
        pytest.param('<a> skos:altLabel "x"@nl ; skos:hiddenLabel "x"@nl .', ["S13"], id="hidden"),
        pytest.param('<a> skos:prefLabel "x"@nl ; skos:altLabel "x"@en .', [], id="languages"),
        pytest.param('<a> skos:prefLabel "x"@nl, "y"@nl .', ["S14"], id="two preferred"),
        pytest.param('<a> skos:prefLabel "x"@nl, "y"@en .', [], id="one in each language"),
        pytest.param("<a> skos:broader <b> . <a> skos:related <b> .", ["S27"], id="parent"),
        pytest.param(
            "<a> skos:broader <b> . <c> skos:narrower <b> . <c> skos:related <a> .",
            ["S27"],
            id="grandparent",
        ),
        pytest.param("<a> skos:broader <b> . <b> skos:broader <a> .", [], id="circle"),
        pytest.param("<a> skos:exactMatch <b> ; skos:broadMatch <b> .", ["S46"], id="match"),
        pytest.param("<a> a skos:Concept, skos:Collection .", ["S37"], id="collection"),
    ],
)
def test_each_integrity_condition_is_seen(text, conditions):
    assert [breach.condition for breach in breaches(ttl(text))] == conditions


# In -----------------------------------------------------------------------

DEBTS = f"""
<{THEME}> a skos:ConceptScheme ; skos:prefLabel "Thema"@nl .
<schulden/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "schulden"@nl ;
  skos:altLabel "SHV"@nl ; skos:hiddenLabel "rood staan"@nl ; skos:scopeNote "Uitleg."@nl .
<huur/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "huurschuld"@nl ;
  skos:broader <schulden/> .
<stress/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "stress"@nl ;
  skos:related <huur/> .
<krediet/> owl:deprecated true ; dcterms:isReplacedBy <schulden/> .
"""


def test_import_makes_what_is_not_there_and_a_second_time_nothing(file):
    first, second = run(file(DEBTS)), run(file(DEBTS))

    assert "Begrippen: 3 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 oude adressen." in first
    assert "nieuwe begrippenlijst: Thema" in first
    assert "Begrippen: 0 nieuw, 0 gewijzigd, 3 ongewijzigd, 0 oude adressen." in second
    rent = Concept.objects.get(slug="huur")
    assert (rent.name, rent.broader.slug) == ("huurschuld", "schulden")
    assert [one.slug for one in rent.related.all()] == ["stress"]
    assert MergedConcept.objects.get(slug="krediet").target.slug == "schulden"


def test_import_on_trial_tells_the_same_and_writes_nothing(file):
    trial = run(file(DEBTS), "--dry-run")

    assert "nieuw: huurschuld (thema)" in trial
    assert trial.endswith("Er is niets geschreven: dit was een proef.\n")
    assert not Concept.objects.exists()
    assert not ConceptScheme.objects.exists()


def test_import_changes_and_adds_but_takes_nothing_away(file):
    debts = ConceptFactory(slug="schulden", name="geldzorgen")
    debts.alternative_labels.create(label="SHV", is_hidden=True)
    debts.alternative_labels.create(label="lenen")
    debts.related.add(ConceptFactory(slug="werk"))

    said = run(file(DEBTS))

    debts.refresh_from_db()
    assert (debts.name, debts.folded_name, debts.scope_note) == ("schulden", "schulden", "Uitleg.")
    labels = dict(debts.alternative_labels.values_list("label", "is_hidden"))
    assert labels == {"SHV": False, "lenen": False, "rood staan": True}
    assert [one.slug for one in debts.related.all()] == ["werk"]
    assert "    naam: geldzorgen → schulden" in said.splitlines()


def test_import_from_elsewhere_is_known_by_name_and_put_in_the_list_that_is_named(file):
    debts = ConceptFactory(slug="schulden")
    text = """
    <https://elders.example/1> a skos:Concept ; skos:prefLabel "schulden"@nl, "debts"@en ;
      skos:altLabel "schuld", "debt"@en .
    <https://elders.example/2> a skos:Concept ; skos:prefLabel "Financiële rust"@nl ;
      skos:broader <https://elders.example/1> .
    """

    run(file(text), "--scheme", "thema")

    assert [label.label for label in debts.alternative_labels.all()] == ["schuld"]
    assert Concept.objects.get(slug="financiele-rust").broader == debts


def test_import_refuses_with_all_faults_at_once_and_writes_nothing(file):
    ConceptSchemeFactory(slug="thema")
    text = f"""
    <a/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "a"@nl ; skos:altLabel "a"@nl .
    <b/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:altLabel "b"@nl .
    <c/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "c"@nl ;
      skos:broader <weg/>, <d/> ; skos:related <weg/> .
    <d/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "d"@nl ; skos:broader <e/> .
    <e/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "e"@nl ; skos:broader <d/> .
    <https://elders.example/f> a skos:Concept ; skos:prefLabel "f"@nl .
    <g/> a skos:Concept ; skos:inScheme <{THEME}> ; skos:prefLabel "{"g" * 101}"@nl .
    """

    lines = refused(file(text))

    told = "\n".join(lines)
    for message in (
        "thema/a/: “a” is voorkeursnaam en andere naam tegelijk (SKOS S13)",
        "thema/b/: heeft geen Nederlandse voorkeursnaam (prefLabel)",
        "thema/c/: heeft meer dan één breder begrip",
        "thema/c/: onbekend verwant begrip",
        "thema/d/: “d” valt zo onder zichzelf",
        "elders.example/f: het bestand zegt niet in welke lijst dit staat; gebruik --scheme",
        "thema/g/: voorkeursnaam is 101 tekens lang; er passen er 100",
    ):
        assert message in told
    assert lines[-1].endswith("fouten; er is niets overgenomen.")
    assert not Concept.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "<boven/> a skos:Concept ; skos:prefLabel 'boven'@nl ; skos:broader <onder/> .",
            "“boven” valt zo onder zichzelf",
            id="circle with what is here",
        ),
        pytest.param(
            "<onder/> a skos:Concept ; skos:prefLabel 'onder'@nl ; skos:related <boven/> .",
            "zijn verwant, maar het ene valt onder het andere",
            id="related to what it is under here",
        ),
        pytest.param(
            "<onder/> a skos:Concept ; skos:prefLabel 'boven'@nl .",
            "“boven” heet hier al een ander begrip in deze lijst",
            id="name of another",
        ),
        pytest.param(
            "<onder/> a skos:Concept ; skos:prefLabel 'beneden'@nl .",
            "“beneden” is hier al een andere naam van dit begrip; haal die eerst weg",
            id="name that is another name here",
        ),
    ],
)
def test_import_looks_at_what_is_here_too(file, text, message):
    below = ConceptFactory(slug="onder", broader=ConceptFactory(slug="boven"))
    below.alternative_labels.create(label="beneden")
    before = everything()

    lines = refused(file(text))

    assert any(message in line for line in lines)
    assert everything() == before


def test_import_leaves_what_was_merged_here(file):
    target = ConceptFactory(slug="geld")
    merge_concepts(source=ConceptFactory(slug="schulden"), target=target)

    run(file(DEBTS))

    assert not Concept.objects.filter(slug="schulden").exists()
    assert Concept.objects.get(slug="huur").broader == target


def test_import_says_where_a_file_cannot_be_read(file, tmp_path):
    broken, remote = tmp_path / "stuk.ttl", tmp_path / "elders.jsonld"
    broken.write_text("@prefix skos: <x> .\n\nskos:a skos:b ; ; ]\n")
    remote.write_text(json.dumps({"@context": "https://elders.example/context", "@graph": []}))
    markup = tmp_path / "stuk.rdf"
    markup.write_text("<rdf:RDF>\n<")

    assert refused(broken) == [f"{broken}:3: dit is geen goede Turtle"]
    assert "staat op een andere computer" in refused(remote)[0]
    assert refused(markup)[0].startswith(f"{markup}:")
    assert "niet te lezen" in refused(tmp_path / "weg.ttl")[0]
    assert "onbekende soort bestand" in refused(tmp_path / "lijst.xlsx")[0]
    assert "onbekende begrippenlijst “spook”" in refused(file(DEBTS), "--scheme", "spook")[0]
