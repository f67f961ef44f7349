from tools.conversation.models import ConversationTheme

type Theme = ConversationTheme | None


def around(theme: ConversationTheme) -> tuple[Theme, Theme]:
    """Return the published themes before and after ``theme``, by letter."""
    others = ConversationTheme.objects.published()
    before = others.filter(letter__lt=theme.letter).order_by("-letter").first()
    return before, others.filter(letter__gt=theme.letter).in_order().first()
