"""``@eloket-citizens``: officers look a citizen up, in the words of REST."""

from collective.eloket.accounts import search
from collective.eloket.accounts.search_model import Found
from collective.eloket.accounts.search_model import NAMES
from collective.eloket.accounts.search_model import Purpose
from collective.eloket.accounts.search_model import Sought
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.service import EloketService


class CitizensPost(EloketService):
    """Looks; a POST, so that nothing of a person stands in an address."""

    largest_body_bytes = 10_000

    def respond(self) -> dict:
        """Return ``{items: [{name, number_ending, means, closed}]}``.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: who is may not search.
        """
        search.check_may_search()
        body = self.json()
        purpose = Purpose(text(body, "purpose"), text(body, "words"))
        sought = Sought(**{name: text(body, name) for name in NAMES})
        found = search.search(purpose, sought, self.session.means)
        return {"items": [item(one) for one in found]}


def item(found: Found) -> dict:
    """Return one citizen; what is not known is null."""
    return {
        "name": found.name or None,
        "number_ending": found.number_ending,
        "means": list(found.means),
        "closed": found.closed,
    }


def text(body: dict, name: str) -> str:
    """Return a text; absent is empty.

    :raises InvalidAnswerError: something else.
    """
    value = body.get(name, "")
    if not isinstance(value, str):
        raise InvalidAnswerError(name)
    return value
