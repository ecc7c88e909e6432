"""What is kept of an account: keyed hashes and sealed values, no personal data.

The dotted names of the classes stand in the database: never move or rename them.
"""

from BTrees.OOBTree import OOBTree
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.interfaces import ICitizen
from datetime import date
from datetime import datetime
from persistent import Persistent
from zope.interface import implementer


@implementer(ICitizen)
class Citizen(Persistent):
    """See ICitizen. One small object each; class defaults keep it small."""

    #: Keyed hashes of (issuer, sub): the ways in through providers.
    subjects: tuple[str, ...] = ()
    number_key: str | None = None
    login_key: str | None = None
    password: bytes | None = None
    login_name: bytes | None = None
    not_before: datetime | None = None
    last_seen: date | None = None

    def __init__(self, id: str, created: datetime) -> None:
        self.id = id
        self.created = created

    @property
    def has_password(self) -> bool:
        """See ICitizen."""
        return self.password is not None

    @property
    def has_number(self) -> bool:
        """See ICitizen."""
        return self.number_key is not None


class CitizenStore(Persistent):
    """All citizens of a site, and the exact look-ups; nothing can be searched for."""

    def __init__(self) -> None:
        self.citizens = OOBTree()
        self.by_subject = OOBTree()
        self.by_number = OOBTree()
        self.by_login = OOBTree()

    def add(self, citizen: Citizen) -> None:
        """Add a citizen with all look-ups, or nothing.

        :raises NumberKnownError: the number is on another account.
        """
        number = citizen.number_key
        if number is not None and number in self.by_number:
            raise NumberKnownError
        self.citizens[citizen.id] = citizen
        for subject in citizen.subjects:
            self.by_subject[subject] = citizen.id
        if citizen.number_key is not None:
            self.by_number[citizen.number_key] = citizen.id
        if citizen.login_key is not None:
            self.by_login[citizen.login_key] = citizen.id

    def find(self, user_id: str | None) -> Citizen | None:
        """Return the citizen, or None."""
        return None if user_id is None else self.citizens.get(user_id)

    def is_empty(self) -> bool:
        """Are there no citizens?"""
        return not self.citizens
