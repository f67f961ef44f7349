from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "tools.sessions"
    # Django has an app of this name for log-ins.
    label = "tool_sessions"
    verbose_name = "Sessies van de hulpmiddelen"
