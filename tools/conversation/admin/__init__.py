from tools.conversation.admin.scale import ResultBandAdmin, ScalePointAdmin
from tools.conversation.admin.themes import ThemeAdmin
from tools.conversation.admin.versions import VersionAdmin

__all__ = ["ResultBandAdmin", "ScalePointAdmin", "ThemeAdmin", "VersionAdmin"]
