"""Does this exist already? Published practices that say what is being typed as a title."""

from dataclasses import dataclass

from knowledge.collection import collections
from practices.models import Practice
from search.engine import Question
from search.text import clean, fold

MOST = 5
SHORTEST = 4
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Existing:
    title: str
    url: str
    place: str


def existing(title: str, version: str) -> list[Existing]:
    """
    Return at most five practices that have most of what ``title`` says, best first.

    Nothing is counted as a search: nobody asked for a list.
    """
    asked = clean(title, max_length=LONGEST)
    if len(fold(asked)) < SHORTEST:
        return []
    collection = collections.at(version)
    answer = collection.engine.ask(Question(asked, is_unfinished=True))
    found = answer.shown(collection.kinds.get(Practice.KIND.name, 0), most=MOST)
    practices = Practice.objects.published().for_cards().in_bulk(found)
    return [
        Existing(practices[pk].title, practices[pk].get_absolute_url(), practices[pk].place_title)
        for pk in found
        if pk in practices
    ]
