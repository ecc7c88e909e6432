"""Who of the parties works for the municipality, and by which contract?

Regulation (EU) 2016/679, article 28(3): a processor works by a contract. The settings
do not know contracts, so people say it: a line per party.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.rights.errors import ProcessorRefusedError
from dataclasses import dataclass
from plone import api

import re


#: Registry record: lines as ``mail = processor: contract 2026-14``.
RECORD = "collective.eloket.rights.processors"
#: What a party is: it works for us, or it answers for what it does itself.
PROCESSOR, CONTROLLER = "processor", "controller"
#: Kinds of parties; ``other``: one that the settings do not know, as who hosts it all.
KINDS = (
    *("provider", "card", "households", "enterprises", "deceased"),
    *("mail", "ebox", "channel", "cases", "scanner", "stamps", "anchor", "other"),
)
#: Kinds of which there may be several: a name follows.
NAMED = frozenset({"provider", "card", "channel", "anchor", "other"})
LINE = re.compile(
    r"(?P<kind>[a-z]+)(?:/(?P<name>[^=]*[^=\s]))?\s*=\s*"
    rf"(?P<role>{PROCESSOR}|{CONTROLLER})(?:\s*:\s*(?P<contract>\S.*))?"
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a party is, and by which contract or law; empty where nobody says."""

    role: str
    contract: str = ""


def roles() -> dict[str, Role]:
    """Return party → role, as the settings say; a line that cannot be read is none."""
    lines = api.portal.get_registry_record(RECORD, default=None) or ()
    read = (LINE.fullmatch(line.strip()) for line in lines)
    return {_party(one): _role(one) for one in read if one is not None}


def checked_processors(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the lines in one writing, each party once: the last line counts.

    :raises ProcessorRefusedError: a line names no party of ours or no role, or a
        processor without its contract.
    """
    kept: dict[str, str] = {}
    for line in lines:
        found = LINE.fullmatch(line.strip())
        if found is None or not _is_whole(found):
            raise ProcessorRefusedError(line.strip())
        party, role = _party(found), _role(found)
        contract = f": {role.contract}" if role.contract else ""
        kept[party] = f"{party} = {role.role}{contract}"
    return tuple(kept.values())


def _is_whole(found: Mapping) -> bool:
    is_known = found["kind"] in KINDS
    is_named = (found["name"] is not None) == (found["kind"] in NAMED)
    has_contract = found["contract"] is not None or found["role"] == CONTROLLER
    return is_known and is_named and has_contract


def _party(found: Mapping) -> str:
    name = found["name"]
    return found["kind"] if name is None else f"{found['kind']}/{name.strip()}"


def _role(found: Mapping) -> Role:
    return Role(found["role"], (found["contract"] or "").strip())
