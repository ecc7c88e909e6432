"""Published specimen cards and tokens: where they are, and what is said of them."""

from collective.eloket.identity.eid.folder import read_certificate_file
from collective.eloket.identity.eid.profiles import Profile
from collective.eloket.identity.eid.trust import Trust
from pathlib import Path

import base64
import json
import os


HERE = Path(__file__).parents[3]
MATERIAL = Path(os.environ.get("MATERIAL", HERE.parent / "shared" / "material"))
ALICE = MATERIAL / "card_alicebert_v17_A"
NORA = MATERIAL / "card_nora2022_ec"
TOKENS = MATERIAL / "web_eid"

#: Our name of a file → its name in the folder.
ALICES = {
    "id": "id.bin",
    "addr": "addr.bin",
    "idsig": "idsig.bin",
    "addrsig": "addrsig.bin",
    "rrncert": "rrncert.der",
    "authcert": "authcert.padded.der",
    "cacert": "cacert.padded.der",
}
NORAS = {
    "id": "identity.tlv",
    "addr": "address.tlv",
    "idsig": "identity-signature.der",
    "addrsig": "address-signature.der",
    "rrncert": "rrn-cert.der",
}


def files(folder: Path, names: dict[str, str]) -> dict[str, bytes]:
    """Return the raw files of a card."""
    return {name: (folder / file).read_bytes() for name, file in names.items()}


def content(found: dict[str, bytes], **changes: bytes) -> dict[str, str]:
    """Return the files as they are handed in, some of them changed."""
    return {
        name: base64.b64encode(data).decode()
        for name, data in {**found, **changes}.items()
    }


def token(name: str) -> dict:
    """Return a published token with what is said of it."""
    return json.loads((TOKENS / f"{name}.json").read_text(encoding="utf-8"))


def profile(rrn_name: str) -> Profile:
    """Return what may be believed below a root of test cards."""
    return Profile(
        rrn_name=rrn_name,
        citizen_authentication=frozenset({"2.16.56.12.1.1.2.2"}),
        foreigner_authentication=frozenset({"2.16.56.12.1.1.7.2"}),
        rrn=frozenset({"2.16.56.12.1.1.4"}),
        signing=frozenset({"2.16.56.12.1.1.2.1"}),
        revocation_hosts=frozenset(),
        revocation_required=False,
    )


def test_trust() -> Trust:
    """Return the trust of an installation that knows both test roots."""
    rsa = read_certificate_file(ALICE / "rootcert.der")
    ec = read_certificate_file(TOKENS / "ca" / "eID-TEST-EC-Root-CA.cer")
    authority = read_certificate_file(TOKENS / "ca" / "eID-TEST-EC-Citizen-CA.cer")
    return Trust(
        {
            rsa.fingerprint: profile("CN=eID TEST RRN,O=TEST,C=BE"),
            ec.fingerprint: profile("CN=eID TEST EC RRN,O=TEST,C=BE"),
        },
        (rsa, ec, authority),
    )


def production_trust() -> Trust:
    """Return the trust of a real installation that knows all published roots."""
    found = (MATERIAL / "roots_production").iterdir()
    return Trust(known=tuple(read_certificate_file(path) for path in sorted(found)))


test_trust.__test__ = False
