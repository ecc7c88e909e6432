"""A seal put into a PDF: PAdES baseline B-B, or B-T with a time-stamp.

ETSI EN 319 142-1, section 6: subfilter ETSI.CAdES.detached, the certificate bound by
the attribute signing-certificate-v2; B-T adds a signature time-stamp (RFC 3161).
"""

from asn1crypto import x509 as asn1
from asn1crypto.cms import CMSAttributes
from asn1crypto.cms import SignerInfo
from asn1crypto.tsp import SigningCertificateV2
from collections.abc import Iterable
from collective.eloket.documents.seal.keys import SealKey
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from functools import lru_cache
from io import BytesIO
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.attributes import CMSAttributeProvider
from pyhanko.sign.attributes import SignedAttributeProviderSpec
from pyhanko.sign.fields import append_signature_field
from pyhanko.sign.fields import InvisSigSettings
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from typing import Any


#: Name of the field in the PDF.
FIELD = "Zegel"
DIGEST = "sha256"
HASHES = {"sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}
#: Room for a signature without its certificates, and for a time-stamp; hex digits.
ROOM, ROOM_FOR_STAMP = 4096, 24576


class SealWriter(IncrementalPdfFileWriter):
    """Adds to a PDF, and leaves its metadata as they are: they say PDF/A."""

    def _update_meta(self) -> None:
        # pyHanko would write the XMP anew, in a form that checkers of PDF/A refuse
        pass


class HeldName(CMSAttributeProvider):
    """Says which certificate belongs to the key, in words that are held ready.

    RFC 5035, section 3: signing-certificate-v2. It is the same in every seal.
    """

    attribute_type = "signing_certificate_v2"

    def __init__(self, certificate: asn1.Certificate) -> None:
        self._written = as_signing_certificate_v2(certificate).dump()

    async def build_attr_value(self, dry_run: bool = False) -> SigningCertificateV2:
        """See CMSAttributeProvider."""
        return SigningCertificateV2.load(self._written)


class NothingButName(SignedAttributeProviderSpec):
    """No other signed attribute: PAdES forbids the time (EN 319 142-1, 6.3)."""

    def __init__(self, certificate: asn1.Certificate) -> None:
        self._name = HeldName(certificate)

    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> Iterable[CMSAttributeProvider]:
        """See SignedAttributeProviderSpec."""
        return (self._name,)


class HeldSigner(Signer):
    """Signs with a key that is held ready.

    pyHanko's own reads and checks an RSA key again at each signature: 0.15 s. What is
    put together is read back from its bytes: asn1crypto encodes parts that were set
    anew at each level above them, 1,300 times in a seal.
    """

    def __init__(self, key: SealKey) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(as_asn1(one) for one in key.chain)
        super().__init__(
            signing_cert=as_asn1(key.certificate),
            cert_registry=store,
            embed_roots=False,
        )
        self._private = key.private
        self.signed_attr_prov_spec = NothingButName(as_asn1(key.certificate))

    async def signed_attrs(self, *args: Any, **named: Any) -> CMSAttributes:
        """See Signer."""
        made = await super().signed_attrs(*args, **named)
        return CMSAttributes.load(made.dump())

    def signer_info(self, *args: Any, **named: Any) -> SignerInfo:
        """See Signer."""
        return SignerInfo.load(super().signer_info(*args, **named).dump())

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """See Signer."""
        hashed = HASHES[digest_algorithm]()
        if isinstance(self._private, rsa.RSAPrivateKey):
            return self._private.sign(data, padding.PKCS1v15(), hashed)
        return self._private.sign(data, ec.ECDSA(hashed))


def sealed(pdf: bytes, key: SealKey, title: str, stamper: TimeStamper | None) -> bytes:
    """Return the PDF with a seal over all of it; B-T when there is a stamper.

    ``title`` is what readers of the PDF call the field. What was there is unchanged
    byte by byte: the seal is an addition (ISO 32000-1, section 7.5.6).
    """
    writer = SealWriter(BytesIO(pdf))
    add_field(writer, title)
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=FIELD, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES
        ),
        HeldSigner(key),
        timestamper=stamper,
    )
    room = room_for(key) + (ROOM_FOR_STAMP if stamper else 0)
    out = signer.sign_pdf(writer, existing_fields_only=True, bytes_reserved=room)
    return out.getvalue()


def add_field(writer: SealWriter, title: str) -> None:
    """Add an invisible field for the seal that keeps the PDF a PDF/A.

    ISO 19005-2, section 6.3.3: a widget has an appearance, unless it has no size.
    """
    unseen = InvisSigSettings(box_out_of_bounds=True)
    spec = SigFieldSpec(
        FIELD, on_page=0, readable_field_name=title, invis_sig_settings=unseen
    )
    append_signature_field(writer, spec)
    for found in writer.root["/AcroForm"]["/Fields"]:
        found.get_object()["/AP"] = generic.DictionaryObject(
            {generic.pdf_name("/N"): writer.add_object(nothing_seen())}
        )


def nothing_seen() -> generic.StreamObject:
    """Return an appearance that draws nothing (ISO 32000-1, section 8.10.2)."""
    box = generic.ArrayObject([generic.NumberObject(0)] * 4)
    return generic.StreamObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): box,
        },
        stream_data=b"",
    )


def room_for(key: SealKey) -> int:
    """Return how many hex digits a seal takes with its certificates; even."""
    certificates = (key.certificate, *key.chain)
    return ROOM + 2 * sum(len(one.public_bytes(Encoding.DER)) for one in certificates)


@lru_cache(maxsize=16)
def as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    """Return the certificate as pyHanko wants it; read once, and never changed."""
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
