"""Refusals for who comes too often."""

from collective.eloket.errors import TooOftenError
from datetime import timedelta


def after(error: type[TooOftenError], wait: timedelta) -> TooOftenError:
    """Make the refusal that says in how many seconds it is worth trying again."""
    made = error()
    made.details = {"retry_after": max(1, round(wait.total_seconds()))}
    return made
