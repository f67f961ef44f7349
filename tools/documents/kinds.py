"""What a part of a document is called where it is drawn: "write_space" for a WriteSpace."""

import re

from tools.documents.document import Block


def kind_of(block: Block) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(block).__name__).lower()
