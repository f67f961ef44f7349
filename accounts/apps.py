from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from accounts import mine, sections  # noqa: PLC0415 -- models exist only now
        from accounts.entrance import sessions, shared_cache  # noqa: F401, PLC0415 -- likewise

        mine.show(sections.EDITING)
        mine.show(sections.ACCOUNT)
        sessions.follow()
