"""``GET @eloket-verify/<code>``: is this document genuine? For everybody."""

from collective.eloket.documents.verification.asking import ask
from collective.eloket.documents.verification.asking import keep_quiet
from collective.eloket.documents.verification.model import Verdict
from collective.eloket.http.named import NamedService
from datetime import date
from typing import Any


class Verify(NamedService):
    """Says what is known of the document with the code behind the name."""

    def respond(self) -> dict[str, Any]:
        """Return the verdict; of what is not known the state is ``unknown``.

        :raises NotFoundError: no code, or more than one name.
        :raises VerifiedTooOftenError: too many questions from this address.
        """
        keep_quiet(self.request)
        return in_json(ask(self.only_name(), self.request))


def in_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as JSON's values."""
    return {
        "state": str(verdict.state),
        "title": verdict.title,
        "issued": _day(verdict.issued),
        "withdrawn": _day(verdict.withdrawn),
        "initials": verdict.initials,
        "sha256": verdict.digest.hex() if verdict.digest else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
