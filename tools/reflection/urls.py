from django.urls import URLPattern, URLResolver

from tools.reflection.doing import urls as doing
from tools.reflection.duo import urls as duo
from tools.reflection.finding import urls as finding
from tools.reflection.package import urls as package
from tools.reflection.report import urls as report
from tools.reflection.team import urls as team

# Each part adds its own; the page of an exercise answers to any name, and comes last.
app_name = "reflection"
urlpatterns: list[URLPattern | URLResolver] = [
    *doing.urlpatterns,
    *duo.urlpatterns,
    *report.urlpatterns,
    *team.urlpatterns,
    *package.urlpatterns,
    *finding.urlpatterns,
]
