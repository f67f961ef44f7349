from django.urls import path

from tools.reflection.report import files, views

urlpatterns = [
    path("sessie/werk/<key:key>/verslag/", views.report, name="report"),
    path("sessie/werk/<key:key>/verslag.pdf", files.report_pdf, name="report-pdf"),
    path("sessie/werk/<key:key>/verslag.docx", files.report_docx, name="report-docx"),
    path("sessie/werk/<key:key>/afspraak.ics", files.report_ics, name="report-ics"),
    path("sessie/werk/<key:key>/meenemen/", views.take, name="take"),
]
