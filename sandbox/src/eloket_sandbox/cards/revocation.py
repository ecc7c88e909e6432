"""Is a card still good? The authorities' responder (RFC 6960) and lists (RFC 5280)."""

from collections.abc import Mapping
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from eloket_sandbox.cards.authorities import hash_of
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import new_responder
from eloket_sandbox.cards.authorities import Pki
from eloket_sandbox.cards.people import GOOD
from eloket_sandbox.cards.people import ON_HOLD
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.cards.wallet import Wallet


#: How long an answer and a list are in force.
ANSWER_LIFE = timedelta(minutes=10)
LIST_LIFE = timedelta(hours=1)
#: Answers and lists are a little older than the question.
BEFORE = timedelta(seconds=5)
#: When what is refused was taken back.
SINCE = datetime(2026, 1, 15, tzinfo=UTC)

Reasons = Mapping[int, x509.ReasonFlags | None]


@dataclass(frozen=True)
class Authority:
    """An authority: what it issued, by serial number, and why it took that back."""

    holder: Holder
    responder: Holder
    issued: Reasons

    @property
    def key_hash(self) -> bytes:
        """How a question names the authority (RFC 5019, section 2.1.1)."""
        key = self.holder.certificate.public_key()
        return x509.SubjectKeyIdentifier.from_public_key(key).digest

    def answer(self, question: ocsp.OCSPRequest, now: datetime) -> bytes:
        """Return the responder's answer, with the nonce of the question."""
        status, reason = self.status_of(question.serial_number)
        is_revoked = status is ocsp.OCSPCertStatus.REVOKED
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                issuer_name_hash=question.issuer_name_hash,
                issuer_key_hash=question.issuer_key_hash,
                serial_number=question.serial_number,
                algorithm=question.hash_algorithm,
                cert_status=status,
                this_update=now - BEFORE,
                next_update=now + ANSWER_LIFE,
                revocation_time=SINCE if is_revoked else None,
                revocation_reason=reason,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.responder.certificate)
            .certificates([self.responder.certificate])
        )
        for extension in question.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                builder = builder.add_extension(extension.value, critical=False)
        key = self.responder.key
        return builder.sign(key, hash_of(key)).public_bytes(Encoding.DER)

    def status_of(
        self, serial: int
    ) -> tuple[ocsp.OCSPCertStatus, x509.ReasonFlags | None]:
        """Return what is known of a certificate."""
        if serial not in self.issued:
            return ocsp.OCSPCertStatus.UNKNOWN, None
        reason = self.issued[serial]
        if reason is None:
            return ocsp.OCSPCertStatus.GOOD, None
        return ocsp.OCSPCertStatus.REVOKED, reason

    def revoked(self, now: datetime) -> bytes:
        """Return the list of all that was taken back, in DER."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.holder.certificate.subject)
            .last_update(now - BEFORE)
            .next_update(now + LIST_LIFE)
        )
        for serial, reason in self.issued.items():
            if reason is not None:
                entry = (
                    x509.RevokedCertificateBuilder()
                    .serial_number(serial)
                    .revocation_date(SINCE)
                    .add_extension(x509.CRLReason(reason), critical=False)
                    .build()
                )
                builder = builder.add_revoked_certificate(entry)
        key = self.holder.key
        return builder.sign(key, hash_of(key)).public_bytes(Encoding.DER)


Authorities = Mapping[tuple[str, str], Authority]


def authorities_of(wallet: Wallet) -> Authorities:
    """Return the authorities, by branch and name; their responders are new."""
    found = {}
    for branch, pki in wallet.pkis.items():
        for name, holder, issued in (
            ("root", pki.root, below_root(wallet, pki)),
            ("citizens", pki.citizens, cards_of(wallet, branch)),
        ):
            found[branch, name] = Authority(holder, new_responder(holder), issued)
    return found


def below_root(wallet: Wallet, pki: Pki) -> Reasons:
    """Return what the root of these authorities issued, in all branches."""
    return {
        holder.certificate.serial_number: None
        for other in wallet.pkis.values()
        if other.root.der == pki.root.der
        for holder in (other.citizens, other.register)
    }


def cards_of(wallet: Wallet, branch: str) -> Reasons:
    """Return the cards of a branch: serial number → why it was taken back."""
    found: dict[int, x509.ReasonFlags | None] = {}
    for id, card in wallet.cards.items():
        sample = SAMPLES[id]
        if sample.branch == branch:
            serial = card.authentication.certificate.serial_number
            found[serial] = reason_of(sample.status)
    return found


def reason_of(status: str) -> x509.ReasonFlags | None:
    """Return why a card of that status was taken back; None: it was not."""
    if status == GOOD:
        return None
    if status == ON_HOLD:
        return x509.ReasonFlags.certificate_hold
    return x509.ReasonFlags.key_compromise


def answer_to(authorities: Authorities, data: bytes, now: datetime) -> bytes:
    """Return the answer to a question in DER, also to one that cannot be answered."""
    try:
        question = ocsp.load_der_ocsp_request(data)
    except ValueError:
        return refusal(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
    for authority in authorities.values():
        if authority.key_hash == question.issuer_key_hash:
            return authority.answer(question, now)
    return refusal(ocsp.OCSPResponseStatus.UNAUTHORIZED)


def refusal(status: ocsp.OCSPResponseStatus) -> bytes:
    """Return an answer that says nothing (RFC 6960, section 4.2.1)."""
    found = ocsp.OCSPResponseBuilder.build_unsuccessful(status)
    return found.public_bytes(Encoding.DER)
