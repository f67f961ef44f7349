from django.urls import URLPattern, URLResolver

from tools.conversation.agenda import urls as agenda
from tools.conversation.managing import urls as managing
from tools.conversation.opening import urls as opening
from tools.conversation.outcome import urls as outcome
from tools.conversation.preparing import urls as preparing
from tools.conversation.report import urls as report
from tools.conversation.rounds import urls as rounds
from tools.conversation.scoring import urls as scoring
from tools.conversation.talk import urls as talk

# Each part adds its own.
app_name = "conversation"
urlpatterns: list[URLPattern | URLResolver] = [
    *opening.urlpatterns,
    *preparing.urlpatterns,
    *managing.urlpatterns,
    *scoring.urlpatterns,
    *outcome.urlpatterns,
    *talk.urlpatterns,
    *agenda.urlpatterns,
    *report.urlpatterns,
    *rounds.urlpatterns,
]
