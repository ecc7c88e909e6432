"""Do we get there? Name, address, certificate, and somebody who answers."""

from collections.abc import Iterator
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.addresses import Refusal
from collective.eloket.accounts.oidc.addresses import refusal_of
from collective.eloket.accounts.oidc.addresses import resolve
from collective.eloket.accounts.oidc.addresses import Resolver
from collective.eloket.accounts.oidc.addresses import split
from collective.eloket.accounts.oidc.probe.model import Finding
from collective.eloket.accounts.oidc.probe.words import found
from collective.eloket.accounts.oidc.provider_errors import AddressRefusedError
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
from collective.eloket.accounts.oidc.provider_errors import AnswerTooLargeError
from collective.eloket.accounts.oidc.provider_errors import ProviderTimeoutError
from requests.utils import get_environ_proxies

import ssl


#: OpenSSL's verification results (x509_vfy.h) → what it means for people.
EXPIRED, OTHER_NAME, OTHER_ADDRESS = {9, 10}, 62, 64
#: Reasons of the network, by the name of the exception's class.
SILENT = ("Timeout", "TimeoutError", "ConnectTimeout", "ReadTimeout")


class UnreachableError(Exception):
    """The rest cannot be looked at; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def host_of(address: str) -> str:
    """Return host and port, as a person would say them."""
    parts = split(address)
    return address if parts is None else parts.netloc


def look_at_address(
    address: str, allow_private: bool, resolver: Resolver = resolve
) -> Iterator[Finding]:
    """Yield what there is to say of an address, before it is called.

    :raises UnreachableError: it may not be called, or its name is unknown.
    """
    refusal, host = refusal_of(address, allow_private, resolver), host_of(address)
    if refusal is not None:
        codes = {
            Refusal.NO_ADDRESS: "address_odd",
            Refusal.NOT_HTTPS: "address_http",
            Refusal.PRIVATE: "address_private",
        }
        raise UnreachableError(found(codes[refusal], host=host, address=address))
    yield found("address_allowed" if allow_private else "address_public", host=host)
    name = split(address).hostname
    # behind a proxy it is the proxy that looks names up
    if not get_environ_proxies(address) and not list(resolver(name)):
        raise UnreachableError(found("name_unknown", host=name))


def call(
    method: str, address: str, allow_private: bool, **more: object
) -> transport.Reply:
    """Call a provider and return its answer.

    :raises UnreachableError: nobody answers there.
    :raises ProviderBrokenError: its text is the status, 3xx or 5xx.
    :raises AnswerMalformedError: the answer is no JSON object.
    """
    try:
        reply = transport.call(method, address, allow_private, **more)
    except ProviderTimeoutError as error:
        raise UnreachableError(reason(error, host_of(address))) from None
    except AddressRefusedError:
        raise UnreachableError(
            found("address_private", host=host_of(address))
        ) from None
    except AnswerTooLargeError:
        raise AnswerMalformedError("large") from None
    transport.parse(reply.content)
    return reply


def reason(error: ProviderTimeoutError, host: str) -> Finding:
    """Return why nobody answered, from what the libraries said below."""
    causes = list(chain(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return certificate(cause, host)
    names = {type(cause).__name__ for cause in causes}
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return found("certificate_wrong", host=host)
    if "gaierror" in names or "NameResolutionError" in names:
        return found("name_unknown", host=host)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return found("refused", host=host)
    if names.intersection(SILENT) or str(error) in SILENT or str(error) == "too slow":
        return found("silent", host=host)
    return found("unreachable", host=host, reason=error)


def certificate(error: ssl.SSLCertVerificationError, host: str) -> Finding:
    """Return what is wrong with a certificate."""
    if error.verify_code in EXPIRED:
        return found("certificate_expired", host=host)
    if error.verify_code in (OTHER_NAME, OTHER_ADDRESS):
        return found("certificate_name", host=host)
    return found("certificate_unknown", host=host)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and all that it came from; libraries hide them in several ways."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None)]
        waiting += one.args
