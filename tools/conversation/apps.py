from django.apps import AppConfig


class ConversationConfig(AppConfig):
    name = "tools.conversation"
    verbose_name = "Gesprekstool"

    def ready(self) -> None:
        from accounts import mine  # noqa: PLC0415 -- models exist only now
        from knowledge import watching  # noqa: PLC0415 -- likewise
        from tools.conversation import indexing, models  # noqa: PLC0415 -- likewise
        from tools.conversation.mine import SECTION  # noqa: PLC0415 -- likewise
        from tools.conversation.seating import CONVERSATION  # noqa: PLC0415 -- likewise
        from tools.sessions.tools import register  # noqa: PLC0415 -- likewise

        register(CONVERSATION)
        mine.show(SECTION)
        watching.watch(
            models.ConversationTheme,
            models.Statement,
            models.TalkQuestion,
            models.ScalePoint,
            models.ResultBand,
            models.QuestionnaireVersion,
        )
        indexing.follow()
