"""Sign-ins at a provider that states for whom somebody acts; changes to them."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.oidc.service import set_provider
from collective.eloket.accounts.session import sent_session
from tests.accounts.people import evidence
from tests.accounts.people import web_request


PROVIDER = "burgerprofiel"
BAKERY, PRINTER = "0999999922", "0999999823"


def let_state(portal, is_allowed: bool = True, id: str = PROVIDER):
    """Let a provider of that id state capacities, or not any more."""
    settings = {"allow_private": True, "states_capacity": is_allowed}
    issuer = "http://localhost:1/op"
    return set_provider(
        portal, id, "burgerprofiel", issuer, "testegem", "geheim", settings
    )


def said(**changes) -> dict:
    """Make what is said of somebody who acts for the bakery; None leaves out."""
    good = {
        "vo_doelgroepcode": "EA",
        "vo_orgcode": BAKERY,
        "vo_orgnaam": "Bakkerij Proefmans bv",
    }
    return {name: one for name, one in (good | changes).items() if one is not None}


def sign_in(citizen, claims=None, before=None, **changes):
    """Sign a citizen in, who said that; return token and session.

    ``before``: the token that the browser has.
    """
    proof = evidence(said=said() if claims is None else claims, **changes)
    cookies = {"eloket-session": before} if before else None
    token = accounts.sign_in(web_request(cookies), citizen, proof)
    return token, session_of(token)


def session_of(token):
    """Return the session of a browser with that token."""
    return sent_session(web_request({"eloket-session": token}))
