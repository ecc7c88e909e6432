"""A certificate as a web server hands it on in a header: PEM, on one line."""

from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import read_certificate
from urllib.parse import unquote_to_bytes

import base64
import binascii


#: Nothing longer is a certificate of the Belgian PKI, even with each sign escaped.
LONGEST_HEADER = 16_384
BEGIN = "-----BEGIN CERTIFICATE-----"
END = "-----END CERTIFICATE-----"


def read_header(text: str) -> Certificate:
    """Read the one certificate in a header, as nginx or Apache write it.

    nginx escapes signs as in an address (``$ssl_client_escaped_cert``,
    https://nginx.org/en/docs/http/ngx_http_ssl_module.html); Apache writes a blank for
    each line end (``%{SSL_CLIENT_CERT}s``, mod_headers). The PEM is that of RFC 7468.

    :raises CertificateMalformedError: it holds something else, less, or more.
    :raises WeakAlgorithmError: the key is too short or of a kind not used here.
    """
    if len(text) > LONGEST_HEADER:
        raise CertificateMalformedError
    pem = unescaped(text).strip(" \n")
    if not (pem.startswith(BEGIN) and pem.endswith(END)):
        raise CertificateMalformedError
    inner = pem[len(BEGIN) : -len(END)].replace("\n", "").replace(" ", "")
    try:
        return read_certificate(base64.b64decode(inner, validate=True))
    except (binascii.Error, ValueError):
        raise CertificateMalformedError from None


def unescaped(text: str) -> str:
    """Return the text with ``%XX`` read, if it has any.

    :raises CertificateMalformedError: it is no ASCII.
    """
    try:
        return unquote_to_bytes(text).decode("ascii")
    except UnicodeError:
        raise CertificateMalformedError from None
