from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    name = "kennisplaats"
    verbose_name = "Kennisplaats"

    def ready(self) -> None:
        from kennisplaats import personal_data, roles  # noqa: PLC0415 -- models exist only now

        personal_data.decide_all()
        roles.follow()


class BeheerConfig(AdminConfig):
    """Django's admin with a site of our own: see beheer.py."""

    default_site = "kennisplaats.beheer.BeheerSite"
