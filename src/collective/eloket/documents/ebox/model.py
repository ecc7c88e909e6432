"""What is put into an e-Box."""

from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True, slots=True)
class EboxDocument:
    """One document for one person; ``number``: eleven digits.

    ``title`` is told in the mail that the e-Box itself sends: of a sensitive document
    it names the reference only.
    """

    id: str
    number: str = field(repr=False)
    title: str
    language: str
    filename: str = field(repr=False)
    data: bytes = field(repr=False)
