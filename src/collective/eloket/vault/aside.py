"""What somebody put aside for a while: sealed, and given back to nobody else.

Used for what was typed into a form and not sent yet, and for its files. Each thing
has an owner, a name (where it belongs, never personal data) and parts. Writes commit
at once: they survive the rollback of a refused request.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.clock import utcnow
from collective.eloket.vault import aside_rows
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.errors import SealError
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import logging


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose it is, and how it is sealed; made by ``person`` and ``browser``."""

    key: str
    seal: Callable[[bytes, str], bytes]
    open: Callable[[bytes, str], bytes]

    def context(self, name: str, part: str) -> str:
        """Return what is proven of a part: whose it is, and its place."""
        return f"aside:{self.key}:{len(name)}:{name}:{part}"


@dataclass(frozen=True, slots=True)
class Named:
    """A name under which something lies; ``saved`` is aware, UTC."""

    name: str
    saved: datetime


def person(person_id: str) -> Owner:
    """Return a person as owner: sealed with their key, unreadable when it is erased."""
    keys = vault.for_person(person_id)
    return Owner(vault.aside_key(person_id), keys.seal, keys.open)


def browser(handle: str) -> Owner:
    """Return a stranger's browser as owner, by the secret that its cookie holds."""
    # who reads the store cannot go on in another's browser
    key = f"browser:{vault.blind('aside', handle)}"
    return Owner(key, vault.seal, vault.open_sealed)


def put(
    owner: Owner,
    name: str,
    parts: Mapping[str, bytes],
    life: timedelta,
    now: datetime | None = None,
) -> datetime:
    """Keep parts for ``life`` and return the moment; see ``renew`` for other parts.

    Parts are written in their order, so put last what speaks of the others.

    :raises PersonForgottenError: the person has no key, or none any more.
    """
    now = now or utcnow()
    sealed = {
        part: owner.seal(value, owner.context(name, part))
        for part, value in parts.items()
    }
    expires = (now + life).timestamp()
    aside_rows.put(owner.key, name, sealed, now.timestamp(), expires)
    return now


def renew(
    owner: Owner, name: str, life: timedelta, now: datetime | None = None
) -> None:
    """Let all parts of a name live for ``life``."""
    now = now or utcnow()
    aside_rows.renew(owner.key, name, now.timestamp(), (now + life).timestamp())


def read(
    owner: Owner, name: str, part: str | None = None, now: datetime | None = None
) -> dict[str, bytes]:
    """Return the parts that lie under a name, or only one; empty when nothing does.

    What does not open (the key was erased, or it was changed) is not there.
    """
    found = aside_rows.read(owner.key, name, part, (now or utcnow()).timestamp())
    opened = {
        part: _opened(owner, owner.context(name, part), value)
        for part, value in found.items()
    }
    return {part: value for part, value in opened.items() if value is not None}


def names(owner: Owner, now: datetime | None = None) -> list[Named]:
    """Return what lies there, the newest first."""
    rows = aside_rows.names(owner.key, (now or utcnow()).timestamp())
    return [Named(row.name, datetime.fromtimestamp(row.saved, UTC)) for row in rows]


def remove(owner: Owner, name: str, part: str | None = None) -> None:
    """Remove one part, or all that lies under the name."""
    aside_rows.remove(owner.key, name, part)


def remove_all(owner: Owner) -> None:
    """Remove everything of an owner."""
    aside_rows.remove_all(owner.key)


def _opened(owner: Owner, context: str, sealed: bytes) -> bytes | None:
    try:
        return owner.open(sealed, context)
    except (SealError, PersonForgottenError) as error:
        logger.warning("something put aside does not open: %s", error.code)
        return None
