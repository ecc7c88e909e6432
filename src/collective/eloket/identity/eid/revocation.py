"""Is the card still valid? Asked of its authority, over the network, last of all."""

from collections.abc import Callable
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.chain import Chain
from collective.eloket.identity.eid.crl import check_list
from collective.eloket.identity.eid.crl import check_whole
from collective.eloket.identity.eid.ocsp import ask
from collective.eloket.identity.eid.ocsp import check_answer
from collective.eloket.identity.eid.profiles import Profile
from collective.eloket.identity.eid.seams import Fetch
from collective.eloket.identity.eid.seams import Shelf
from cryptography.hazmat.primitives.serialization import Encoding
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from urllib.parse import urlsplit


#: How long a good answer about an authority or the Register is believed, unless the
#: answer itself ends sooner. Answers about a person's certificate are never kept.
KEPT = timedelta(hours=1)

Way = Callable[[Certificate, Certificate, str, datetime], datetime]


@dataclass(frozen=True)
class OnlineRevocation:
    """Asks by OCSP, else looks in a list that is still in force, else refuses.

    Only hosts of the root's profile are called. ``fetch`` calls the network, ``shelf``
    keeps lists and answers about authorities.
    """

    fetch: Fetch
    shelf: Shelf

    def check(self, chain: Chain, now: datetime) -> None:
        """See :class:`seams.RevocationChecker`."""
        if not chain.profile.revocation_required:
            return
        for certificate, issuer in chain.links:
            self.check_one(certificate, issuer, chain.profile, now)

    def check_one(
        self,
        certificate: Certificate,
        issuer: Certificate,
        profile: Profile,
        now: datetime,
    ) -> None:
        """Check one certificate; a good answer about an authority's is kept."""
        is_persons = certificate.is_for_clients and not certificate.is_authority
        key = f"good:{issuer.fingerprint}:{certificate.fingerprint}"
        if not is_persons and self.shelf.get(key, now) is not None:
            return
        until = self.ask_all(certificate, issuer, profile, now)
        if not is_persons:
            self.shelf.put(key, b"good", min(until, now + KEPT))

    def ask_all(
        self,
        certificate: Certificate,
        issuer: Certificate,
        profile: Profile,
        now: datetime,
    ) -> datetime:
        """Return until when the first good answer is in force.

        :raises RevocationUnknownError: no way gave an answer that may be believed.
        """
        ways: list[tuple[Way, str]] = [
            *((self.by_ocsp, address) for address in certificate.ocsp),
            *((self.by_list, address) for address in certificate.crls),
        ]
        for way, address in ways:
            if not may_ask(address, profile):
                continue
            try:
                return way(certificate, issuer, address, now)
            except RevocationUnknownError as error:
                if error.is_final:
                    raise
        raise RevocationUnknownError("no answer")

    def by_ocsp(
        self,
        certificate: Certificate,
        issuer: Certificate,
        address: str,
        now: datetime,
    ) -> datetime:
        """Ask the authority's responder; return until when its answer is in force."""
        question, nonce = ask(certificate, issuer)
        answer = self.fetch(address, question)
        return check_answer(answer, certificate, issuer, nonce, now)

    def by_list(
        self,
        certificate: Certificate,
        issuer: Certificate,
        address: str,
        now: datetime,
    ) -> datetime:
        """Look in the authority's list; return until when it is in force."""
        found = self.shelf.get(list_key(address), now)
        if found is None:
            found, until = fetch_list(address, issuer, self.fetch, now)
            keep_list(self.shelf, address, issuer, found, until)
        return check_list(found, certificate, issuer, now)


def fetch_list(
    address: str, issuer: Certificate, fetch: Fetch, now: datetime
) -> tuple[bytes, datetime]:
    """Fetch an authority's list and check it; return it, and until when it holds.

    Calls the network.

    :raises RevocationUnknownError: nobody there, or it may not be believed.
    """
    data = fetch(address, None)
    return data, check_whole(data, issuer, now)


def keep_list(
    shelf: Shelf, address: str, issuer: Certificate, data: bytes, until: datetime
) -> None:
    """Keep a checked list, and remember that it is in use."""
    shelf.put(list_key(address), data, until)
    shelf.note_list(address, issuer.parsed.public_bytes(Encoding.DER), until)


def list_key(address: str) -> str:
    """Return under what a list lies on the shelf."""
    return f"crl:{address}"


def may_ask(address: str, profile: Profile) -> bool:
    """Is this an address at a host of the profile, and nothing hidden in it?"""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or parts.username or parts.password:
        return False
    host = (parts.hostname or "").lower()
    names = {host} if port is None else {f"{host}:{port}"}
    return bool(host) and bool(names & profile.revocation_hosts)
