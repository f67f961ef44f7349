from django.urls import include, path

from practices import views
from practices.exporting import PracticeExportView
from practices.submitting import autosave
from practices.submitting import views as submitting

# Of one submission, under its key.
of_submission = [
    path("", submitting.submission, name="submission"),
    path("bewaren/", autosave.save, name="submission-save"),
    path("voorbeeld/", submitting.preview_page, name="submission-preview"),
    path("versturen/", submitting.send, name="submission-send"),
    path("terugsturen/", submitting.send_back, name="submission-send-back"),
    path("intrekken/", submitting.withdraw, name="submission-withdraw"),
    path("opnieuw/", submitting.again, name="submission-again"),
    path("herinneren/", submitting.remind, name="submission-remind"),
    path("klopt-nog/", submitting.confirm, name="submission-confirm"),
]

app_name = "practices"
urlpatterns = [
    path("", views.PracticeListView.as_view(), name="list"),
    path("export.xlsx", PracticeExportView.as_view(form="xlsx"), name="export-xlsx"),
    path("export.csv", PracticeExportView.as_view(form="csv"), name="export-csv"),
    # Before the practices: none of them has this address (Practice.RESERVED_SLUGS).
    path("insturen/", submitting.submit, name="submit"),
    path("insturen/lijkt-op/", autosave.similar, name="submission-similar"),
    path("insturen/kiezen/", autosave.choose, name="submission-choose"),
    path("insturen/<uuid:key>/", include(of_submission)),
    path("<slug:slug>/", views.PracticeDetailView.as_view(), name="detail"),
]
