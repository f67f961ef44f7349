from django.urls import path

from tools.conversation.report import views

urlpatterns = [
    path("sessie/werk/<key:key>/verslag/", views.report, name="report"),
    path("sessie/werk/<key:key>/verslag.pdf", views.report_pdf, name="report-pdf"),
    path("sessie/werk/<key:key>/verslag.docx", views.report_docx, name="report-docx"),
    path("sessie/werk/<key:key>/verslag.xlsx", views.report_xlsx, name="report-xlsx"),
    path("sessie/werk/<key:key>/terugkijken.ics", views.review_ics, name="review-ics"),
]
