"""Signing in with the card: a question for it, and its answer."""

from collective.eloket.accounts import card_sign_in
from collective.eloket.accounts.card_sign_in import CardWish
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.service import EloketService


class ChallengePost(EloketService):
    """Gives a question that binds the browser by a cookie."""

    # nothing of anybody's is changed: the cookie is what protects the next step
    csrf_exempt = True
    largest_body_bytes = 1_000

    def respond(self) -> dict:
        """Return ``{nonce, expires}``."""
        challenge = card_sign_in.begin(self.request)
        return {"nonce": challenge.nonce, "expires": challenge.expires.isoformat()}


class LoginPost(EloketService):
    """Takes the card's answer, and signs in."""

    # the cookie of the challenge stands for the token
    csrf_exempt = True
    #: The answer has 10,000 signs at most; JSON may write each as six. The files of a
    #: card in base64 are below 200,000.
    largest_body_bytes = 265_000

    def respond(self) -> dict:
        """Return ``{user_id, token}``; the browser also gets the session's cookie."""
        body = self.json()
        wish = CardWish(
            register=flag(body, "register"),
            link=flag(body, "link"),
            username=body.get("username") or None,
        )
        content = body.get("content")
        if content is not None and not isinstance(content, dict | str):
            raise InvalidAnswerError("content")
        evidence = card_sign_in.prove(self.request, body.get("token"), content)
        citizen, token = card_sign_in.sign_in(self.request, evidence, wish)
        return {"user_id": citizen.id, "token": token}


def flag(body: dict, name: str) -> bool:
    """Return yes or no; absent is no.

    :raises InvalidAnswerError: something else.
    """
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise InvalidAnswerError(name)
    return value
