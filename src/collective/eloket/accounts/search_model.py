"""What an officer may look a citizen up by, why, and what they see then."""

from collective.eloket.accounts.search_errors import PurposeMissingError
from collective.eloket.accounts.search_errors import SearchUnclearError
from collective.eloket.audit.purposes import OTHER
from collective.eloket.audit.purposes import PURPOSES
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field


LONGEST_WORDS = 500

#: Way to look → what must be filled in for it, all of it.
WAYS = {
    "national_number": ("national_number",),
    "reference": ("reference",),
    "email": ("email",),
    "username": ("username",),
    "birth": ("family_name", "birth_date"),
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why an officer looks: one of PURPOSES, and words that explain it."""

    name: str
    words: str = field(default="", repr=False)

    def check(self) -> None:
        """:raises PurposeMissingError: none is chosen, or it is not explained."""
        if self.name not in PURPOSES or len(self.words) > LONGEST_WORDS:
            raise PurposeMissingError
        if self.name == OTHER and not self.words.strip():
            raise PurposeMissingError


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of whom an officer looks for; whole values, one way at a time."""

    national_number: str = field(default="", repr=False)
    reference: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    username: str = field(default="", repr=False)
    family_name: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)

    @property
    def way(self) -> str:
        """Which of WAYS is filled in.

        :raises SearchUnclearError: none, more than one, or half of one.
        """
        given = {name for name, value in asdict(self).items() if value.strip()}
        found = [way for way, names in WAYS.items() if given == set(names)]
        if not found:
            raise SearchUnclearError
        return found[0]


#: What a search can be made with.
NAMES = tuple(name for names in WAYS.values() for name in names)


@dataclass(frozen=True, slots=True)
class Found:
    """The least that tells one citizen from another.

    ``name`` is empty when none is known, ``number_ending`` the last two digits or None;
    ``means``: ids of providers, and ``password``. ``closed``: the data were erased.
    """

    name: str = field(repr=False)
    number_ending: str | None = field(repr=False)
    means: tuple[str, ...]
    closed: bool
    #: Whose account it is; for forms of ours only, never shown.
    person_id: str = field(default="", repr=False, compare=False)
