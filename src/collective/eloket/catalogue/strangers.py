"""Who asks without signing in: for which documents, by which ways, and as whom.

Why so: docs/developers/decisions/strangers.md.
"""

from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.errors import StrangersTooOftenError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.mandates.service import CITIZEN
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import timedelta


#: What a stranger's document may go by: to the registered address, or to who comes
#: with a card. Never to an address, or a browser, that nobody proved.
WAYS = ("post", "counter")

#: Parameters that tell who asks; a stranger types them.
NAMES = frozenset({"given_names", "family_name"})

#: How the ids of their cases begin; no account and no citizen has such an id.
PREFIX = "stranger-"

STRANGERS = limits.Limit(
    kind="strangers",
    window=timedelta(minutes=10),
    record="collective.eloket.catalogue.strangers",
    error=StrangersTooOftenError,
)


#: How often a page of such a form may be sent on, before anything is kept of it.
PAGES = limits.Limit(
    kind="strangers-pages",
    window=timedelta(minutes=10),
    record="collective.eloket.catalogue.strangers_pages",
    error=StrangersTooOftenError,
)


@dataclass(frozen=True, slots=True)
class StrangerSession:
    """A session of nobody; its id is of one request only, and no account has it.

    ``csrf`` is of the browser alone, ``key`` of the one form that it fills in.
    """

    user_id: str
    csrf: str = ""
    key: str = dataclass_field(default="", repr=False)
    level: AssuranceLevel = AssuranceLevel.NONE
    means: str | None = None
    capacity: str = CITIZEN

    @property
    def handle(self) -> str:
        """Under what this browser's draft of this form lies; nobody else can tell it.

        Who opens the form anew in the same browser has another key, and so no draft.
        """
        return "\0".join(("form", self.csrf, self.key))


def takes_strangers(document: OnlineDocument) -> bool:
    """Can one ask for this document without signing in, while it is on offer?"""
    return (
        document.level_needed == AssuranceLevel.NONE
        and not document.needs_number
        and not document.right_needed
        and is_told_on_paper(document)
        and bool(ways_of(document))
    )


def is_told_on_paper(document: OnlineDocument) -> bool:
    """Is the answer a document? Decisions and reports are told in the e-loket only."""
    return document.outcome == "document"


def ways_of(document: OnlineDocument) -> tuple[str, ...]:
    """Return how a document can leave that was asked for without signing in."""
    return tuple(way for way in document.channels or () if way in WAYS)


def stranger_for(document_uid: str, csrf: str, key: str) -> StrangerSession:
    """Return as whom a form is sent; the same form of the same browser gives the same.

    ``csrf`` is of the browser alone, so a key that somebody else chose leads nowhere.
    """
    name = vault.blind("stranger", "\0".join((document_uid, csrf, key)))
    return StrangerSession(PREFIX + name[:40], csrf, key)


def is_stranger(person_id: str | None) -> bool:
    """Did nobody sign in to send this?"""
    return bool(person_id) and person_id.startswith(PREFIX)
