"""Files of a case: each sealed for its applicant, in a blob."""

from collective.eloket.interfaces import ICaseAttachment
from collective.eloket.vault import service as vault
from persistent import Persistent
from ZODB.blob import Blob
from zope.interface import implementer


@implementer(ICaseAttachment)
class SealedFile(Persistent):
    """One file, sealed in its blob; its name and type are sealed elsewhere."""

    def __init__(self, person_id: str, context: str, data: bytes) -> None:
        self.person_id = person_id
        self.context = context
        self.size_bytes = len(data)
        self.blob = Blob()
        with self.blob.open("w") as sealed:
            sealed.write(vault.for_person(person_id).seal(data, context))

    def open_bytes(self) -> bytes:
        """Return the file as it was given.

        :raises SealError: a subclass per cause.
        :raises PersonForgottenError: the person's key was erased.
        """
        with self.blob.open("r") as sealed:
            return vault.for_person(self.person_id).open(sealed.read(), self.context)


def file_context(reference: str, number: int) -> str:
    """Return the place of the n-th file of a case, which its seal is bound to."""
    return f"case:{reference}:file:{number}"


def letter_context(reference: str) -> str:
    """Return the place of the answer of a case, which its seal is bound to."""
    return f"case:{reference}:letter"
