"""Does the discovery document fit our settings? Asks nobody."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.accounts.oidc.addresses import may_call
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.options import NEEDED_ENDPOINTS
from collective.eloket.accounts.oidc.probe.model import Finding
from collective.eloket.accounts.oidc.probe.words import found
from collective.eloket.accounts.oidc.settings import ProviderSettings
from typing import Any


Document = Mapping[str, Any]


def look_at_document(document: Document, settings: ProviderSettings) -> list[Finding]:
    """Return what there is to say, in the order in which it matters."""
    return [line for check in CHECKS for line in check(document, settings)]


def words_in(document: Document, name: str) -> list[str] | None:
    """Return the words of a list; None when it is not there, or is no list."""
    listed = document.get(name)
    if not isinstance(listed, list):
        return None
    return [word for word in listed if isinstance(word, str)]


def issuer(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Is it the issuer that is set (OpenID Connect Discovery 1.0, 4.3)?"""
    published = document.get("issuer")
    if published == settings.issuer:
        yield found("issuer_same")
    else:
        yield found("issuer_differs", published=published, set=settings.issuer)


def endpoints(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Are the addresses there that we need, and may we call them?"""
    wrong = []
    for name in (*NEEDED_ENDPOINTS, "userinfo_endpoint", "end_session_endpoint"):
        address = document.get(name)
        if address is None:
            if name in NEEDED_ENDPOINTS:
                wrong.append(found("endpoint_missing", name=name))
        elif not may_call(address, settings.allow_private):
            wrong.append(found("endpoint_refused", name=name, address=address))
    yield from wrong or [found("endpoints_there")]


def code_flow(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Is the code flow offered?"""
    offered = words_in(document, "response_types_supported")
    if offered is None:
        yield found("unsaid", what="response_types_supported")
    elif "code" in offered:
        yield found("code_offered")
    else:
        yield found("code_missing", offered=listed(offered))


def pkce(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Is PKCE offered with S256 (RFC 8414, section 2)?"""
    offered = words_in(document, "code_challenge_methods_supported")
    if offered is None:
        yield found("pkce_unsaid")
    elif "S256" in offered:
        yield found("pkce_offered")
    else:
        yield found("pkce_missing", offered=listed(offered))


def algorithms(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Does it sign as we accept?"""
    accepted = settings["algorithms"]
    offered = words_in(document, "id_token_signing_alg_values_supported")
    if offered is None:
        yield found("unsaid", what="id_token_signing_alg_values_supported")
        return
    both = [name for name in accepted if name in offered]
    if both:
        yield found("algorithms_offered", found=listed(both))
    else:
        yield found(
            "algorithms_missing", offered=listed(offered), accepted=listed(accepted)
        )


def authentication(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """May we prove who we are as we do? Unsaid means Basic (RFC 8414, section 2)."""
    method = settings["token_auth"]
    offered = words_in(document, "token_endpoint_auth_methods_supported")
    offered = ["client_secret_basic"] if offered is None else offered
    if method in offered:
        yield found("authentication_offered", method=method)
    else:
        yield found("authentication_missing", method=method, offered=listed(offered))


def scopes(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Are the scopes listed, for every purpose?"""
    wanted = [word for purpose in Purpose for word in settings.scopes(purpose)]
    yield compared(document, "scopes", wanted)


def acr(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Are the means listed?"""
    yield compared(document, "acr", list(settings.means), "acr_values_supported")


def compared(
    document: Document, what: str, wanted: Iterable[str], name: str | None = None
) -> Finding:
    """Return which of the words we want are listed."""
    name = name or f"{what}_supported"
    offered, wanted = words_in(document, name), list(dict.fromkeys(wanted))
    if offered is None:
        return found("unsaid", what=name)
    missing = [word for word in wanted if word not in offered]
    if missing:
        return found(f"{what}_missing", missing=listed(missing))
    return found(f"{what}_offered", wanted=listed(wanted))


def logout(document: Document, settings: ProviderSettings) -> Iterator[Finding]:
    """Can the session there be ended, if it is to be?"""
    if document.get("end_session_endpoint") is not None:
        yield found("logout_offered")
    elif settings["logout_by"] != "none":
        yield found("logout_missing")


def listed(words: Iterable[str]) -> str:
    """Return words as one text."""
    return ", ".join(words) or "-"


CHECKS = (
    issuer,
    endpoints,
    code_flow,
    pkce,
    algorithms,
    authentication,
    scopes,
    acr,
    logout,
)
