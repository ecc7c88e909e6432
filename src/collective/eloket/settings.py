"""What does this installation say? Read from the environment, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import os


#: SQLAlchemy address used when none is given: only for one machine.
DEFAULT_SIDE_STORE = "sqlite:///var/side.sqlite"


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables of design section 7 that the product itself reads."""

    keys: Path | None
    side_store: str
    sandbox: bool
    trust_dir: Path | None

    @classmethod
    def from_mapping(cls, variables: Mapping[str, str]) -> "Environment":
        """Read the variables; an empty value counts as absent."""
        keys = variables.get("ELOKET_KEYS", "")
        trust = variables.get("ELOKET_TRUST_DIR", "")
        return cls(
            keys=Path(keys) if keys else None,
            side_store=variables.get("ELOKET_SIDE_STORE", "") or DEFAULT_SIDE_STORE,
            sandbox=variables.get("ELOKET_SANDBOX", "") == "1",
            trust_dir=Path(trust) if trust else None,
        )


def environment() -> Environment:
    """Return what the process's environment says now."""
    return Environment.from_mapping(os.environ)
