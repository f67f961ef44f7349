"""Text that looks as if it is about one person: it is never kept."""

import re

_SIGNS = re.compile(
    r"@"
    r"|\d{6}"
    # a telephone or citizen service number, in groups
    r"|(?:\d[ .()/+-]{0,2}){9}"
    # a date of birth
    r"|\b\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}\b"
    # a postcode; "2024 in utrecht" is not one
    r"|\b[1-9]\d{3}(?:[a-z]{2}\b| [a-z]{2}(?=\s*\d|\s*$))",
    re.IGNORECASE,
)


def looks_personal(text: str) -> bool:
    """Return whether ``text`` has an address, number or date of somebody; names are not known."""
    return _SIGNS.search(text) is not None
