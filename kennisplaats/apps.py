from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kennisplaats"
    verbose_name = "Kennisplaats"
