"""What is kept of an account: keyed hashes and sealed values, no personal data.

The dotted names of the classes stand in the database: never move or rename them.
"""

from BTrees.OOBTree import OOBTree
from collective.eloket.accounts.errors import IdentityTakenError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import UsernameTakenError
from collective.eloket.accounts.interfaces import ICitizen
from datetime import date
from datetime import datetime
from persistent import Persistent
from zope.interface import implementer


class Account(Persistent):
    """Who can be signed in through providers; class defaults keep it small.

    What it is a class of says ``has_password``: is there a way in without a provider?
    """

    #: Each: keyed hash of (issuer, sub), provider's id, linked since (seconds since
    #: 1970), day last used (ordinal) or None.
    links: tuple[tuple[str, str, int, int | None], ...] = ()
    #: Each: provider's id, seconds since 1970; sessions begun by then are over.
    ended: tuple[tuple[str, int], ...] = ()
    number_key: str | None = None
    #: Numbers that the person had before; nobody else ever gets them.
    old_numbers: tuple[str, ...] = ()

    def __init__(self, id: str, created: datetime) -> None:
        self.id = id
        self.created = created

    @property
    def subjects(self) -> tuple[str, ...]:
        """Keyed hashes of (issuer, sub): the ways in through providers."""
        return tuple(link[0] for link in self.links)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Keyed hashes of every number of the person, the one of today first."""
        now = () if self.number_key is None else (self.number_key,)
        return now + self.old_numbers

    def end_sessions_of(self, provider: str, at: int) -> None:
        """Let all be over that a provider began by then, in seconds since 1970."""
        others = [end for end in self.ended if end[0] != provider]
        self.ended = (*others, (provider, at))

    def is_over(self, provider: str, started: datetime) -> bool:
        """Is a session over that a provider began then: was that way in taken away?"""
        return any(
            started.timestamp() <= at for name, at in self.ended if name == provider
        )


class Member(Account):
    """A member of the site, who is not ours: only what was linked to that user id."""

    @property
    def has_password(self) -> bool:
        """Plone has its own ways to sign its members in."""
        return True


@implementer(ICitizen)
class Citizen(Account):
    """See ICitizen. One small object each."""

    login_key: str | None = None
    password: bytes | None = None
    login_name: bytes | None = None
    not_before: datetime | None = None
    #: Since when the person is said to have died: nobody signs in any more.
    closed: datetime | None = None
    #: When that was taken back the last time: a mistake.
    reopened: datetime | None = None
    last_seen: date | None = None

    @property
    def has_password(self) -> bool:
        """See ICitizen."""
        return self.password is not None

    @property
    def has_number(self) -> bool:
        """See ICitizen."""
        return self.number_key is not None


class NumberProposal(Persistent):
    """A next number for a citizen that waits for a second officer; never changed."""

    def __init__(self, user_id: str, by: str, at: datetime, sealed: bytes) -> None:
        self.user_id = user_id
        self.by = by
        self.at = at
        #: Number and reason, with the citizen's key.
        self.sealed = sealed


class CitizenStore(Persistent):
    """All citizens of a site, and the exact look-ups; nothing can be searched for."""

    def __init__(self) -> None:
        self.citizens = OOBTree()
        #: Members of the site with a link or a number, by their user id.
        self.members = OOBTree()
        self.by_subject = OOBTree()
        #: Old numbers too.
        self.by_number = OOBTree()
        self.by_login = OOBTree()
        #: Identities that were unlinked → seconds since 1970. Refused until linked.
        self.unlinked = OOBTree()
        #: Random id → NumberProposal.
        self.proposals = OOBTree()

    def add(self, citizen: Citizen) -> None:
        """Add a citizen with all look-ups, or nothing.

        :raises NumberKnownError: the number is on another account.
        :raises IdentityTakenError: an identity is.
        """
        self._check_free(citizen)
        self.citizens[citizen.id] = citizen
        for subject in citizen.subjects:
            self.by_subject[subject] = citizen.id
        if citizen.number_key is not None:
            self.by_number[citizen.number_key] = citizen.id
        if citizen.login_key is not None:
            self.by_login[citizen.login_key] = citizen.id

    def _check_free(self, citizen: Citizen) -> None:
        if any(number in self.by_number for number in citizen.numbers):
            raise NumberKnownError
        if any(subject in self.by_subject for subject in citizen.subjects):
            raise IdentityTakenError

    def find(self, user_id: str | None) -> Citizen | None:
        """Return the citizen, or None; a member of the site is none."""
        return None if user_id is None else self.citizens.get(user_id)

    def account(self, user_id: str | None) -> Account | None:
        """Return the citizen or linked member, or None."""
        if user_id is None:
            return None
        return self.citizens.get(user_id) or self.members.get(user_id)

    def add_link(self, account: Account, link: tuple[str, str, int, None]) -> None:
        """Let an identity lead to an account; it is not refused any more.

        :raises IdentityTakenError: it leads to an account already.
        """
        subject = link[0]
        if subject in self.by_subject:
            raise IdentityTakenError
        account.links = (*account.links, link)
        self.by_subject[subject] = account.id
        self.unlinked.pop(subject, None)

    def drop_links(self, account: Account, provider: str, at: int) -> None:
        """Let a provider's identities lead nowhere, and end what they began.

        ``at`` in seconds since 1970. Safe to run again after a restore.
        """
        for subject in [link[0] for link in account.links if link[1] == provider]:
            self.by_subject.pop(subject, None)
            self.unlinked[subject] = at
        account.links = tuple(link for link in account.links if link[1] != provider)
        account.end_sessions_of(provider, at)

    def forget_member(self, user_id: str) -> None:
        """Forget what was linked to a member of the site, if anything was."""
        member = self.members.pop(user_id, None)
        if member is None:
            return
        for subject in member.subjects:
            self.by_subject.pop(subject, None)
        for number in member.numbers:
            self.by_number.pop(number, None)

    def forget_citizen(self, user_id: str) -> None:
        """Forget an account with all its look-ups, if there is one.

        Identities that were unlinked stay refused: they are nobody's.
        """
        citizen = self.citizens.pop(user_id, None)
        if citizen is None:
            return
        for subject in citizen.subjects:
            self.by_subject.pop(subject, None)
        for number in citizen.numbers:
            self.by_number.pop(number, None)
        if citizen.login_key is not None:
            self.by_login.pop(citizen.login_key, None)
        for id in [id for id, one in self.proposals.items() if one.user_id == user_id]:
            del self.proposals[id]

    def add_login(self, citizen: Citizen, key: str) -> None:
        """Let a user name lead to a citizen who has none.

        :raises UsernameTakenError: it leads to somebody already.
        """
        if key in self.by_login:
            raise UsernameTakenError([])
        citizen.login_key = key
        self.by_login[key] = citizen.id

    def add_number(self, account: Account, number: str) -> None:
        """Let a number be the account's number of today; the former one stays known.

        :raises NumberKnownError: another account has or had it.
        """
        if self.by_number.get(number, account.id) != account.id:
            raise NumberKnownError
        before = [known for known in account.numbers if known != number]
        account.old_numbers = tuple(before)
        account.number_key = number
        self.by_number[number] = account.id

    def is_empty(self) -> bool:
        """Are there no citizens?"""
        return not self.citizens
