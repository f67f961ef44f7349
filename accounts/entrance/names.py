from accounts.models import User

LONGEST_NAME = User._meta.get_field("name").max_length or 0


def plain_name(name: str) -> str:
    """Return ``name`` on one line, without what no reader can see, as long as it may be."""
    visible = "".join(character if character.isprintable() else " " for character in name)
    return " ".join(visible.split())[:LONGEST_NAME].strip()
