"""How sure are we? The levels of eIDAS, and none."""

from enum import IntEnum


class AssuranceLevel(IntEnum):
    """Assurance level of a sign-in.

    Source: Regulation (EU) 910/2014, article 8; NONE is ours, for a local password.
    """

    NONE = 0
    LOW = 1
    SUBSTANTIAL = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The name used in settings, REST answers and stored values."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> "AssuranceLevel":
        """Return the level of that name.

        :raises KeyError: there is no such level; it is never guessed.
        """
        return cls[label.upper()]
