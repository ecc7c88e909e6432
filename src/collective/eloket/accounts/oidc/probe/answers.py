"""Does the provider answer as it must? Its keys, and whether it knows us."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.accounts.oidc.assertion import credentials
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.probe.model import Finding
from collective.eloket.accounts.oidc.probe.road import call
from collective.eloket.accounts.oidc.probe.road import UnreachableError
from collective.eloket.accounts.oidc.probe.words import found
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
from collective.eloket.accounts.oidc.provider_errors import ProviderBrokenError
from collective.eloket.accounts.oidc.published import pick
from collective.eloket.accounts.oidc.published import read_key
from collective.eloket.accounts.oidc.settings import ProviderSettings
from datetime import datetime
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import secrets


#: From here on it is worth a word; sign-ins are refused from SKEW on.
NOTEWORTHY = timedelta(seconds=20)
SKEW = timedelta(seconds=60)


def look_at_keys(address: str, settings: ProviderSettings) -> Finding:
    """Fetch the published keys, and count those that we can use."""
    try:
        published = call("GET", address, settings.allow_private).body.get("keys")
    except (UnreachableError, ProviderBrokenError, AnswerMalformedError):
        return found("keys_unreachable", address=address)
    rows = published if isinstance(published, list) else []
    if not rows:
        return found("keys_empty", address=address)
    count = sum(1 for row in rows if is_useful(row, settings))
    if not count:
        return found("keys_useless", accepted=", ".join(settings["algorithms"]))
    return found("keys_there", count=count)


def is_useful(row: object, settings: ProviderSettings) -> bool:
    """Can a token be verified with this key, by one of the algorithms we accept?"""
    key = read_key(row) if isinstance(row, dict) else None
    return key is not None and any(
        pick([key], algorithm, None) for algorithm in settings["algorithms"]
    )


def look_at_client(plugin: EloketOIDCPlugin, address: str, now: datetime) -> Finding:
    """Ask for tokens with an invented code: does the provider know us?

    RFC 6749, section 5.2: ``invalid_client`` when our proof is wrong, and
    ``invalid_grant`` when only the code is.
    """
    provider = plugin.provider()
    headers, more = credentials(provider, address, now)
    form = {
        "grant_type": "authorization_code",
        "code": secrets.token_urlsafe(32),
        "redirect_uri": provider.redirect_uri,
        "code_verifier": secrets.token_urlsafe(32),
    }
    try:
        reply = call(
            "POST",
            address,
            provider.allow_private,
            headers=headers,
            form={**form, **more},
        )
    except UnreachableError:
        return found("client_unreachable", address=address)
    except (ProviderBrokenError, AnswerMalformedError) as error:
        return found("client_unclear", status=error, error="-")
    return judged(reply.status, reply.body)


def judged(status: int, body: Mapping[str, Any]) -> Finding:
    """Return what an answer to an invented code says of us."""
    error = body.get("error")
    if 200 <= status < 300:
        return found("client_careless")
    if error == "invalid_grant":
        return found("client_known")
    if error == "invalid_client" or status == 401:
        return found("client_refused", error=error or status)
    if error == "unauthorized_client":
        return found("client_forbidden", error=error)
    return found("client_unclear", status=status, error=error or "-")


def look_at_clock(date: str, now: datetime) -> Iterator[Finding]:
    """Compare the clocks, by the Date of an answer (RFC 9110, section 6.6.1)."""
    try:
        theirs = parsedate_to_datetime(date)
    except ValueError:
        return
    off = abs(theirs - now)
    seconds = int(off.total_seconds())
    if off < NOTEWORTHY:
        yield found("clock_same")
    else:
        yield found("clock_off" if off < SKEW else "clock_wrong", seconds=seconds)
