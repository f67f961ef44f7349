from knowledge.history import track
from knowledge.models import WORKED_OUT
from tools.conversation.models.agenda import MOST_ON_TOP, Action, ReviewMail
from tools.conversation.models.conversation import (
    KEPT_DAYS,
    KEPT_MONTHS,
    Conversation,
    MailWish,
    Participant,
)
from tools.conversation.models.questionnaire import (
    ConversationTheme,
    QuestionnaireVersion,
    ResultBand,
    ScalePoint,
    Statement,
    TalkQuestion,
)
from tools.conversation.models.scoring import MOST_REMARK, Outcome, OutcomeSeat, Score
from tools.conversation.models.talk import MOST_NOTE, Note

__all__ = [
    "KEPT_DAYS",
    "KEPT_MONTHS",
    "MOST_NOTE",
    "MOST_ON_TOP",
    "MOST_REMARK",
    "Action",
    "Conversation",
    "ConversationTheme",
    "MailWish",
    "Note",
    "Outcome",
    "OutcomeSeat",
    "Participant",
    "QuestionnaireVersion",
    "ResultBand",
    "ReviewMail",
    "ScalePoint",
    "Score",
    "Statement",
    "TalkQuestion",
]

# Only what editors make: what people write down has no history, and no page in the beheer.
track(ConversationTheme, excluded_fields=WORKED_OUT)
track(Statement, row_of=("theme", ConversationTheme), m2m_fields=["concepts"])
track(TalkQuestion, row_of=("theme", ConversationTheme))
track(ScalePoint)
track(ResultBand)
