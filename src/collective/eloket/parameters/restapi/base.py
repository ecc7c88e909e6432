"""What the calls of this room share: names behind the service, differences in JSON."""

from collections.abc import Iterable
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.named import NamedService
from collective.eloket.parameters.card_model import Begun
from collective.eloket.parameters.card_model import Difference
from dataclasses import asdict


#: All files of a card in base64, without the photo, are far below.
LARGEST_READ_BYTES = 200_000


class NamedSteps(NamedService):
    """Base: the names behind the service say which step it is, or of what."""

    largest_body_bytes = LARGEST_READ_BYTES

    def content(self, body: dict) -> dict | str | None:
        """Return the files that were sent; None: none were.

        :raises InvalidAnswerError: something else.
        """
        found = body.get("content")
        if found is not None and not isinstance(found, dict | str):
            raise InvalidAnswerError("content")
        return found


def begun_json(begun: Begun) -> dict:
    """Return a question for a card as JSON."""
    return {
        "read_id": begun.read_id,
        "nonce": begun.nonce,
        "expires": begun.expires.isoformat(),
    }


def told(found: Iterable[Difference]) -> list[dict]:
    """Return differences as JSON."""
    return [asdict(one) for one in found]
