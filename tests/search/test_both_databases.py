"""
Lists are the same on every database.

What a database answers is compared with the same question worked out here in
Python from the same rows. The tests run on each database: what equals the same
is equal.
"""

import random
import re
from collections import defaultdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.engine import RELATED_SHARE, Question
from search.facets import members
from search.lexicon import MOST_COMPLETIONS, distinct
from search.models import Form, Nearness, Posting
from search.ranking import ALL, rank
from search.repair import rests
from search.vocabulary import Meaning
from tests.search.asking import engine_of, entry

pytestmark = pytest.mark.django_db

WORDS = [
    *("aanpak", "armoede", "beslag", "bewindvoering", "bijstand", "budget", "buurt"),
    *("eenzaamheid", "energie", "gemeente", "gezondheid", "huisbezoek", "huurschuld", "inkomen"),
    *("jeugd", "jongeren", "kansen", "kinderen", "laaggeletterden", "loket", "mantelzorg"),
    *("mediation", "ouderen", "re-integratie", "rust", "sanering", "schaamte", "schulden"),
    *("schuldhulpverlening", "schuldhulp", "sport", "stress", "toeslag", "vroegsignalering"),
    *("werk", "wonen", "zelfredzaamheid", "zorg", "zzp’ers", "2026"),
]
TYPED = ["schulde", "vroegsignalring", "eenzaamhied", "jonger", "hulp", "schuld hulp", "zzz"]
MEANINGS = [
    Meaning("c1", ["schuldhulpverlening", "SHV", "schuldhulp"], narrower=["c2"]),
    Meaning("c2", ["minnelijk traject"]),
    Meaning("c3", ["armoede", "geldgebrek"], related=["c1"]),
    Meaning("g1", ["Rust"], is_exact=True),
]


@pytest.fixture(scope="module")
def engine(module_transaction):
    """Give an index with many equal documents, so that order is put to the test."""
    chance = random.Random(2026)
    entries = []
    for number in range(1, 301):
        title, summary, body = (
            " ".join(chance.choices(WORDS, k=count)) for count in (2, 3, chance.randrange(12))
        )
        labels = chance.sample(["c1", "c2", "c3", "g1"], chance.randrange(3))
        entries.append(entry(number, title, body, labels, summary=summary))
        entries.append(entry(number + 300, title, body, labels, summary=summary))
    return engine_of(entries, MEANINGS)


def questions():
    """Return words alone, in twos and threes, misspelt and unfinished: 150 questions."""
    chance = random.Random(15)
    several = [" ".join(chance.sample(WORDS, chance.choice([2, 2, 3]))) for _turn in range(80)]
    mixed = [f"{chance.choice(WORDS)} {chance.choice(TYPED)}" for _turn in range(25)]
    return list(dict.fromkeys([*WORDS, *TYPED, "SHV", "geldgebrek", *several, *mixed]))


def worked_out(statement, postings):
    """Return what the ranking ``statement`` should find, in the order it should have."""
    values = statement[statement.index("VALUES") : statement.index("way AS")]
    rows = [tuple(map(int, row.split(","))) for row in re.findall(r"\(([\d,]+)\)", values)]
    within = re.search(r"p\.document IN \(([\d,]+)\)", statement)
    allowed = set(map(int, within[1].split(","))) if within else None
    ways = defaultdict(list)
    for c, a, t, w, n, i in rows:
        for document, weight in postings[t]:
            if allowed is None or document in allowed:
                ways[document, c, a, n].append((weight, w, i))
    concepts = defaultdict(list)
    for (document, c, _a, n), terms in ways.items():
        if len(terms) == n:
            weights, worths, parts = zip(*terms, strict=True)
            concepts[document, c].append((min(weights) * min(worths), min(parts)))
    documents = defaultdict(list)
    for (document, _c), said in concepts.items():
        scores = [score for score, _part in said]
        best = max(scores)
        score = best + (sum(scores) - best) // 2
        documents[document].append((score, max(part for _score, part in said)))
    having = re.search(r"HAVING (COUNT\(\*\)|SUM\(i\)) (=|>=) (\d+)\s+ORDER", statement)
    least = int(having[3])
    enough = {
        document: sum(score for score, _part in said)
        for document, said in documents.items()
        if (
            len(said) == least
            if having[1] == "COUNT(*)"
            else sum(part for _score, part in said) >= least
        )
    }
    return sorted(enough, key=lambda document: (-enough[document], document))


def test_there_are_more_than_a_hundred_questions():
    assert len(questions()) > 100


@pytest.mark.parametrize("share", [ALL, RELATED_SHARE], ids=["all", "related"])
def test_ranking_is_what_it_should_be_by_the_same_rows(engine, share):
    postings = defaultdict(list)
    for term, document, weight in Posting.objects.values_list("term", "document", "weight"):
        postings[term].append((document, weight))
    found, expected = {}, {}

    for text in questions():
        answer = engine.ask(Question(text))
        known = engine.lexicon.look_up(answer.plan.terms)
        for within in (None, list(range(50, 400))):
            with CaptureQueriesContext(connection) as queries:
                found[text, within is None] = rank(
                    answer.plan.concepts, known, total=600, share=share, within=within
                )
            expected[text, within is None] = (
                worked_out(queries[-1]["sql"], postings) if queries.captured_queries else []
            )

    assert found == expected
    assert sum(map(bool, found.values())) > 150


def test_list_has_exactly_what_was_counted(engine):
    for text in questions():
        answer = engine.ask(Question(text))

        assert sorted(answer.ranked(engine.visible, most=1_000)) == members(answer.whole), text


def test_completions_are_what_they_should_be_by_the_same_rows(engine):
    rows = sorted(Form.objects.values_list("text", "documents"), key=lambda row: (-row[1], row[0]))
    beginnings = {text[:length] for text, _documents in rows for length in range(3, 10)}

    for beginning in sorted(beginnings):
        going_on = [text for text, _n in rows if text.startswith(beginning) and text != beginning]
        expected = distinct(going_on[: MOST_COMPLETIONS * 4])[:MOST_COMPLETIONS]
        assert engine.lexicon.completions(beginning) == expected, beginning


def test_words_alike_are_what_they_should_be_by_the_same_rows(engine):
    by_rest = defaultdict(set)
    for form, documents, rest in Nearness.objects.values_list(
        "form__text", "form__documents", "rest"
    ):
        by_rest[rest].add((form, documents))

    for word in [*WORDS, *TYPED]:
        expected = set().union(*(by_rest[rest] for rest in rests(word)))
        found = engine.lexicon.near([word])
        assert sorted(found) == sorted(expected), word
