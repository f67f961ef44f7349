"""What is asked of a password, beside what Django asks."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError

OWN_WORDS = (
    *("kennisplaats", "kennis", "gemeentelijke", "gemeente", "redacteur", "redactie", "beheer"),
    *("armoede", "schulden", "schuld", "welkom", "wachtwoord", "password"),
)
# What must be left of a password when those words and the figures around them are taken out.
LEAST_LEFT = 6


class LengthValidator(MinimumLengthValidator):
    """Asks for a length, in Dutch: Django's own translation lacks these sentences."""

    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        return f"Gebruik minstens {self.min_length} tekens."


class OwnWordsValidator:
    """Refuses the passwords that somebody who knows the portal would try first."""

    def validate(self, password: str, user: object = None) -> None:
        left = password.lower()
        for word in OWN_WORDS:
            left = left.replace(word, "")
        left = re.sub(r"[\W\d_]+", "", left)
        if len(left) < LEAST_LEFT and any(word in password.lower() for word in OWN_WORDS):
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden: het bestaat vooral uit woorden van deze "
                "website.",
                code="password_own_words",
            )

    def get_help_text(self) -> str:
        return "Gebruik niet alleen woorden als ‘kennisplaats’ of ‘gemeente’."
