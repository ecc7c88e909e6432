"""Which public keys still prove something?"""

from collective.eloket.identity.eid.certificate_errors import WeakAlgorithmError
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1
from cryptography.hazmat.primitives.asymmetric.ec import SECP521R1
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey


#: Shorter RSA keys are refused, and with them the oldest generation of cards.
SHORTEST_RSA_BITS = 2048
CURVES = (SECP256R1, SECP384R1, SECP521R1)

PublicKey = RSAPublicKey | EllipticCurvePublicKey


def strong_key(key: object) -> PublicKey:
    """Return the key if it is of a kind and size that still proves something.

    :raises WeakAlgorithmError: RSA below 2048 bits, or another kind of key or curve.
    """
    if isinstance(key, RSAPublicKey) and key.key_size >= SHORTEST_RSA_BITS:
        return key
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, CURVES):
        return key
    raise WeakAlgorithmError
