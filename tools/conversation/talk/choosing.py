"""Which themes are talked about, and in which order."""

from collections.abc import Sequence

from tools.conversation import phases
from tools.conversation.models import Conversation
from tools.conversation.models.conversation import MOST_THEMES
from tools.conversation.outcome import published
from tools.conversation.phases import ChangedMeanwhileError
from tools.conversation.talk.notes import OPEN


class ChoiceError(Exception):
    """What is wrong with a choice of themes, in Dutch."""


def choose(conversation: Conversation, letters: Sequence[str], *, version: int) -> None:
    """
    Talk about the themes ``letters``, those that were chosen before first.

    Of the new ones those that are advised come first. Raise ChoiceError or
    ChangedMeanwhileError.
    """
    known = [theme.letter for theme in conversation.questionnaire.themes]
    wanted = [letter for letter in known if letter in letters]
    if not wanted:
        raise ChoiceError("Kies minstens één thema.")
    before = [letter for letter in conversation.chosen_themes if letter in wanted]
    in_order = dict.fromkeys([*before, *_advised(conversation), *wanted])
    chosen = [letter for letter in in_order if letter in wanted][:MOST_THEMES]
    phases.move_on(conversation, version, *OPEN, chosen_themes=chosen)


def _advised(conversation: Conversation) -> Sequence[str]:
    reading = published.reading_of(conversation)
    return [one.theme.letter for one in reading.advised] if reading else []


def put_earlier(conversation: Conversation, letter: str, *, version: int) -> None:
    chosen = list(conversation.chosen_themes)
    if letter not in chosen[1:]:
        raise ChangedMeanwhileError
    place = chosen.index(letter)
    chosen[place - 1 : place + 1] = [letter, chosen[place - 1]]
    phases.move_on(conversation, version, *OPEN, chosen_themes=chosen)
