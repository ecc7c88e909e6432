"""The folder by which an e-loket believes our cards (``ELOKET_TRUST_DIR``)."""

from cryptography.hazmat.primitives.serialization import Encoding
from eloket_sandbox.cards.authorities import CITIZEN_AUTHENTICATION
from eloket_sandbox.cards.authorities import CITIZEN_SIGNING
from eloket_sandbox.cards.authorities import FOREIGNER_AUTHENTICATION
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import REGISTER
from eloket_sandbox.cards.wallet import Wallet
from eloket_sandbox.files import write_private
from pathlib import Path

import shutil


#: Of the root of each generation; see docs/configuration/eid.md.
PROFILE = """\
rrn_name = "CN=RRN,O=Testegem,C=BE"
citizen_authentication = ["{citizen}"]
foreigner_authentication = ["{foreigner}"]
rrn = ["{register}"]
signing = ["{signing}"]
revocation = "required"
revocation_hosts = ["{host}"]
"""


def write_trust(folder: Path, wallet: Wallet, host: str) -> None:
    """Write anchors, authorities and profiles; what was there before goes.

    ``host``: ``host:port`` of responder and lists.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    profile = PROFILE.format(
        citizen=CITIZEN_AUTHENTICATION,
        foreigner=FOREIGNER_AUTHENTICATION,
        register=REGISTER,
        signing=CITIZEN_SIGNING,
        host=host,
    )
    for branch, pki in wallet.pkis.items():
        root = folder / f"testegem-{pki.generation}-root.pem"
        write_private(root, pem(pki.root))
        write_private(root.with_suffix(".toml"), profile)
        write_private(folder / f"testegem-{branch}-ca.pem", pem(pki.citizens))


def pem(holder: Holder) -> str:
    """Return the certificate as PEM."""
    return holder.certificate.public_bytes(Encoding.PEM).decode()
