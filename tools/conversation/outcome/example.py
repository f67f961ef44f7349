"""
An outcome that we made up, counted and shown as any other.

The municipality does not exist, and nobody gave these answers.
"""

from collections.abc import Mapping, Sequence

from tools.conversation.outcome import making
from tools.conversation.outcome.counting import Answers
from tools.conversation.outcome.findings import findings
from tools.conversation.outcome.published import Remark
from tools.conversation.outcome.reading import read
from tools.conversation.outcome.showing import Shown
from tools.conversation.questionnaire import Questionnaire
from tools.conversation.roles import Role

PLACE = "gemeente Waterveen"
# For each person an answer to each statement, theme after theme ("0" is weet ik niet), and
# the importance of each theme.
PEOPLE: Sequence[tuple[Role, str, str]] = (
    (Role.POVERTY, "343 230 433 230 123 230", "223333"),
    (Role.POVERTY, "423 330 434 433 101 213", "233323"),
    (Role.POVERTY, "341 330 444 440 132 343", "223232"),
    (Role.POVERTY, "444 303 404 304 312 342", "323333"),
    (Role.POVERTY, "343 230 043 323 011 233", "233323"),
    (Role.POVERTY, "334 234 424 342 212 233", "223333"),
    (Role.FRONT, "313 201 221 433 222 213", "133323"),
    (Role.FRONT, "342 442 122 232 234 011", "223333"),
    (Role.FRONT, "341 320 121 323 131 322", "233332"),
    (Role.FRONT, "322 320 141 423 322 122", "123323"),
    (Role.FRONT, "332 110 112 233 111 223", "223333"),
    (Role.FRONT, "222 130 321 322 211 113", "232323"),
    (Role.RESIDENT, "133 220 323 131 112 133", "233332"),
    (Role.RESIDENT, "202 101 133 123 221 112", "333323"),
    (Role.RESIDENT, "232 300 422 122 011 232", "233333"),
    (Role.RESIDENT, "102 120 211 111 221 232", "223332"),
    (Role.RESIDENT, "230 311 221 311 322 432", "333323"),
    (Role.RESIDENT, "213 221 112 223 323 123", "233323"),
)
# By the place of the theme, and of the statement in it.
REMARKS: Mapping[tuple[int, int], Sequence[str]] = {
    (0, 2): (
        "Er was één avond met bewoners. Daarna hoorden zij niets meer.",
        "De cliëntenraad las mee, maar pas toen het plan al klaar was.",
    ),
    (1, 2): ("Wie houdt dit eigenlijk bij?",),
    (2, 1): ("Op papier wel. In de spreekkamer merk ik er weinig van.",),
    (3, 1): ("De huisarts belt nu soms zelf. Dat is nieuw.",),
    (4, 2): ("Onze eigen aanmaningen zijn nog streng.", "Ik weet niet hoe dat bij ons gaat."),
    (5, 1): ("De uren zijn er tot eind volgend jaar.",),
}


def example_of(questionnaire: Questionnaire) -> Shown:
    """Return the made-up outcome, whatever themes and statements ``questionnaire`` has."""
    release = making.anonymous(people_of(questionnaire), questionnaire)
    reading = read(release, questionnaire)
    return Shown(reading, questionnaire, findings(reading), _remarks(questionnaire))


def people_of(questionnaire: Questionnaire) -> Sequence[Answers]:
    return [_answers(questionnaire, *person) for person in PEOPLE]


def _answers(questionnaire: Questionnaire, role: Role, scores: str, importance: str) -> Answers:
    asked = zip(questionnaire.themes, scores.split(), importance, strict=False)
    values, importances = {}, {}
    for theme, chosen, weight in asked:
        for statement, value in zip(theme.balance, chosen, strict=False):
            values[statement.key] = value
            importances[statement.key] = weight
    return Answers(role, values, importances)


def _remarks(questionnaire: Questionnaire) -> Mapping[str, Sequence[Remark]]:
    return {
        statement.key: [Remark(text) for text in REMARKS.get((nth, place), ())]
        for nth, theme in enumerate(questionnaire.themes)
        for place, statement in enumerate(theme.balance)
    }
