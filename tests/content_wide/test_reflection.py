"""What the keuzehulp advises, and where exercises lead, over the whole of the starter content."""

from itertools import product

import pytest

from knowledge import version
from knowledge.fitting import fitting_items
from tests.pages import ListPage, parse
from tools.reflection.finding.following import next_exercises
from tools.reflection.finding.guide import NAMES
from tools.reflection.finding.toolbox import toolbox
from tools.reflection.models import Exercise, GuideQuestion

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("content")]

URL = "/reflectie/keuzehulp/"


def every_answer():
    """Return each way to answer the three questions, skipped ones left out."""
    questions = list(GuideQuestion.objects.prefetch_related("options"))
    slugs = [[option.slug for option in question.options.all()] for question in questions]
    names = [NAMES[question.asks] for question in questions]
    return [dict(zip(names, answers, strict=True)) for answers in product(*slugs)]


def test_every_way_to_answer_gives_three_exercises_that_can_be_done_so(visitor):
    answers = every_answer()

    assert len(answers) == 5 * 4 * 3
    for query in answers:
        html = parse(visitor.get(URL, query))
        cards = html.all("article", data_slug=True)
        reasons = [[item.text for item in card.all("li")] for card in cards]
        assert len({card["data-slug"] for card in cards}) == 3, query
        assert all(len(said) == 3 and said[1].startswith("Kun je ") for said in reasons), query
        assert reasons[0][0].startswith("Past bij wat er nu speelt"), query
        [follow_up] = html.all("a", data_follow_up=True)
        assert follow_up["data-follow-up"] not in {card["data-slug"] for card in cards}, query


def test_list_has_every_exercise_and_each_choice_finds_some(visitor):
    page = ListPage(visitor.get("/reflectie/"))

    own = {name: choice.n for name, choice in page.choices.items() if name[0] != "thema"}
    assert page.count == Exercise.objects.count() == 26
    assert min(own.values()) >= 4
    assert sum(n for (facet, _value), n in own.items() if facet == "leerbehoefte") == 26


def test_every_exercise_leads_on_and_to_examples():
    for exercise in toolbox.at(version.current()).exercises.values():
        assert len(next_exercises(exercise)) == 3, exercise
        assert len(fitting_items(exercise)) == 6, exercise
