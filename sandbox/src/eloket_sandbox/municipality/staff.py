"""Who works in the example municipality?"""

from dataclasses import dataclass


#: Group that handles the example documents.
CLERKS = "bevolking"


@dataclass(frozen=True, slots=True)
class Employee:
    """A member of staff; ``role`` is ``clerk``, ``editor`` or ``manager``."""

    id: str
    name: str
    role: str
    purpose: str

    @property
    def email(self) -> str:
        """An address that leads nowhere but to the sandbox's mailbox."""
        return f"{self.id}@testegem.example"


STAFF = (
    Employee("tom", "Tom Loket", "clerk", "clerk: handles cases"),
    Employee("els", "Els Balie", "clerk", "clerk: a second pair of eyes"),
    Employee("eva", "Eva Redactie", "editor", "editor: makes documents and forms"),
    Employee("mia", "Mia Beheer", "manager", "manager: audit, retention, figures"),
)
