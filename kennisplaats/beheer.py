"""The site of the beheer: Django's own, with the workbench."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, path

from knowledge.workbench.views import workbench


class BeheerSite(AdminSite):
    def get_urls(self) -> list[URLResolver | URLPattern]:
        page = self.admin_view(workbench)
        return [path("werkbank/", page, name="workbench"), *super().get_urls()]
