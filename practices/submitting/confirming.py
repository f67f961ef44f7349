"""What an author writes when something changed since it was published."""

from practices.submitting.fields import GuidedForm, Text


class ChangeForm(GuidedForm):
    text = Text(
        label="Wat is er veranderd?",
        required=True,
        max_length=2_000,
        help_text="De redactie past het voorbeeld aan, of vraagt u om meer.",
        error_messages={"required": "Schrijf op wat er veranderd is."},
    )
