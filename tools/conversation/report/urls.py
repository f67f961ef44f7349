from django.urls import path

from tools.conversation.stub import not_there_yet

urlpatterns = [
    path("sessie/werk/<key:key>/verslag/", not_there_yet, name="report"),
    path("sessie/werk/<key:key>/verslag.pdf", not_there_yet, name="report-pdf"),
    path("sessie/werk/<key:key>/verslag.docx", not_there_yet, name="report-docx"),
    path("sessie/werk/<key:key>/verslag.xlsx", not_there_yet, name="report-xlsx"),
    path("sessie/werk/<key:key>/terugkijken.ics", not_there_yet, name="review-ics"),
]
