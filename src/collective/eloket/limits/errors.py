"""Refusals for who comes too often."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import TooOftenError
from datetime import timedelta


def after(error: type[TooOftenError], wait: timedelta) -> TooOftenError:
    """Make the refusal that says in how many seconds it is worth trying again."""
    made = error()
    made.details = {"retry_after": max(1, round(wait.total_seconds()))}
    return made


class NetworkRefusedError(InvalidAnswerError):
    """A line is no network and no address."""

    code = "network_refused"

    def __init__(self, line: str) -> None:
        super().__init__()
        self.details = {"line": line}


class EverybodyRefusedError(InvalidAnswerError):
    """The network holds all addresses: then anybody could say from where they come."""

    code = "network_everybody"
