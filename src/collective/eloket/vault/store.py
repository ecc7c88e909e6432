"""Where persons' wrapped keys lie: the side store, never the ZODB."""

from collective.eloket.ephemeral.service import side_store
from collective.eloket.settings import environment
from typing import Protocol


#: Kind of the kept records; rows stay until they are erased.
KIND = "person-key"


class PersonKeys(Protocol):
    """Keeps one wrapped key per person."""

    def add(self, person_id: str, wrapped: bytes) -> None:
        """Keep the key, at once; a key that is there stays."""

    def find(self, person_id: str) -> bytes | None:
        """Return the wrapped key, None for an unknown or forgotten person."""

    def erase(self, person_id: str) -> None:
        """Take the key away, at once and for good."""

    def page(self, after: str, most: int) -> list[tuple[str, bytes]]:
        """Return ids and wrapped keys by id, above ``after``."""

    def replace(self, person_id: str, old: bytes, new: bytes) -> bool:
        """Keep ``new`` if the key there is ``old``; False when it is not any more."""

    def place(self) -> str:
        """Return where they lie: other keys, other place."""


class SideStorePersonKeys:
    """The persons' keys of the side store, shared by all processes."""

    def add(self, person_id: str, wrapped: bytes) -> None:
        """See PersonKeys."""
        side_store().keep(KIND, person_id, wrapped)

    def find(self, person_id: str) -> bytes | None:
        """See PersonKeys."""
        return side_store().kept(KIND, person_id)

    def erase(self, person_id: str) -> None:
        """See PersonKeys."""
        side_store().erase(KIND, person_id)

    def page(self, after: str, most: int) -> list[tuple[str, bytes]]:
        """See PersonKeys."""
        return side_store().kept_page(KIND, after, most)

    def replace(self, person_id: str, old: bytes, new: bytes) -> bool:
        """See PersonKeys."""
        return side_store().replace_kept(KIND, person_id, old, new)

    def place(self) -> str:
        """See PersonKeys."""
        return environment().side_store
