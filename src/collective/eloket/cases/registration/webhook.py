"""A case system that listens to signed calls; see ICaseRegistration."""

from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.provider_errors import AddressRefusedError
from collective.eloket.cases.registration import settings
from collective.eloket.cases.registration.errors import RegistrationAddressError
from collective.eloket.cases.registration.errors import RegistrationNotTakenError
from collective.eloket.cases.registration.errors import RegistrationUnreachableError
from collective.eloket.cases.registration.interfaces import ICaseRegistration
from collective.eloket.cases.registration.model import CaseMessage
from collective.eloket.cases.registration.signing import headers_for
from collective.eloket.cases.registration.signing import secrets_set
from collective.eloket.clock import utcnow
from collective.eloket.errors import ProviderError
from collective.eloket.errors import ProviderSilentError
from zope.interface import implementer

import json


#: A number that the other side gives a case is a name: short, and to be read.
LONGEST_NUMBER = 64


@implementer(ICaseRegistration)
class WebhookRegistration:
    """Posts JSON to the address that the settings name."""

    def is_on(self) -> bool:
        """See ICaseRegistration."""
        return bool(settings.address())

    def wants_answers(self) -> bool:
        """See ICaseRegistration."""
        return settings.sends_answers()

    def tell(self, message: CaseMessage) -> str | None:
        """See ICaseRegistration.

        :raises RegistrationSecretError: there is nothing to sign with.
        :raises RegistrationAddressError: we may not call this address.
        :raises RegistrationUnreachableError: nobody there, or it failed.
        :raises RegistrationNotTakenError: it answered, and did not take it.
        """
        body = json.dumps(message.as_dict(), ensure_ascii=False).encode()
        headers = headers_for(secrets_set(), message.id, utcnow(), body)
        return number_in(self._post(headers, body))

    def _post(self, headers: dict[str, str], body: bytes) -> transport.Reply:
        headers = {"Content-Type": "application/json", **headers}
        try:
            reply = transport.call(
                "POST", settings.address(), settings.allows_private(), headers, body
            )
        except AddressRefusedError:
            raise RegistrationAddressError from None
        except (ProviderError, ProviderSilentError):
            raise RegistrationUnreachableError from None
        if reply.status >= 300:
            raise RegistrationNotTakenError(str(reply.status))
        return reply


def number_in(reply: transport.Reply) -> str | None:
    """Return ``number`` of the answer's JSON; None when there is none to read."""
    try:
        number = reply.body.get("number") if reply.content else None
    except ProviderError:
        return None
    if not isinstance(number, str) or not number.isprintable():
        return None
    number = number.strip()
    return number if 0 < len(number) <= LONGEST_NUMBER else None
