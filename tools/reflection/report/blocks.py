"""Parts of a document as a page shows them: each with the template that draws it."""

from collections.abc import Iterable
from dataclasses import dataclass

from tools.documents.document import Block
from tools.documents.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Part:
    block: Block
    template: str


def parts(blocks: Iterable[Block]) -> tuple[Part, ...]:
    return tuple(Part(block, f"reflection/report/block_{kind_of(block)}.html") for block in blocks)
