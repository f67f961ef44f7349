"""Why fields with something of a person are in no download; the reader sees these words."""

SECRET = "Geheimen waarmee iemand zou kunnen inloggen."  # noqa: S105 -- says why, is none
OPENS = "Geheimen waarmee iemand uw reflectie of gesprek zou kunnen openen."
MECHANISM = "Wat alleen nodig is om de website te laten werken, zoals nummers."
OF_THE_ITEM = "De inhoud van praktijkvoorbeelden en kennis: die hoort niet bij een persoon."
ABOVE = "Wat al bij een ander onderdeel staat."
