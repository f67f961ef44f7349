from django.urls import path

from tools.reflection.package import views

urlpatterns = [
    path("<slug:slug>/teamoverleg/", views.package, name="package"),
    path("<slug:slug>/teamoverleg.pdf", views.package_pdf, name="package-pdf"),
    path("<slug:slug>/teamoverleg.ics", views.package_ics, name="package-ics"),
]
