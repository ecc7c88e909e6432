"""Makes the example municipality in the buildout's database; run by `bin/zopepy`.

Not by `bin/instance run`: that opens the database first, and the sandbox's imports
(`Testing`) would then replace it by an empty one in memory.
"""

from eloket_sandbox.municipality.commands import open_zope
from eloket_sandbox.municipality.site import prepare
from eloket_sandbox.municipality.site import SITE
from eloket_sandbox.municipality.site import Wishes
from eloket_sandbox.provider.clients import ELOKET_CLIENT
from eloket_sandbox.serve import client_secret
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import admin_password
from eloket_sandbox.start.plan import DEFAULT_PORT
from eloket_sandbox.start.plan import DEFAULT_SANDBOX_PORT
from eloket_sandbox.start.site import staff_passwords
from pathlib import Path

import os
import sys


ROOT = Path(__file__).resolve().parents[1]
#: Where `bin/eloket-sandbox` has to listen for mail; it is not started here.
MAIL_PORT = 8025


def main() -> int:
    """Make the site when there is none, and set the password of ``admin``."""
    data = DataFolder(ROOT / "var" / "buildout")
    wishes = Wishes(
        admin_password=admin_password(DataFolder(ROOT / "var"), os.environ),
        staff_passwords=staff_passwords(data),
        issuer=f"http://localhost:{DEFAULT_SANDBOX_PORT}/op",
        client_id=ELOKET_CLIENT,
        client_secret=client_secret(data / "sandbox"),
        mail_port=MAIL_PORT,
    )
    root = open_zope(ROOT / "parts" / "instance" / "etc" / "zope.conf")
    prepare(root, wishes)
    # writes the index, so that the instance starts without reading all
    root._p_jar.db().close()
    print(f"Now run bin/instance fg and open http://localhost:{DEFAULT_PORT}/{SITE}")
    print(f"admin's password: {ROOT / 'var' / 'admin.cfg'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
