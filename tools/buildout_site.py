"""Makes the example municipality in the buildout's database; run by `bin/zopepy`.

Not by `bin/instance run`: that opens the database first, and the sandbox's imports
(`Testing`) would then replace it by an empty one in memory.
"""

from dataclasses import replace
from eloket_sandbox.municipality.commands import open_zope
from eloket_sandbox.municipality.commands import parser
from eloket_sandbox.municipality.commands import wishes_of
from eloket_sandbox.municipality.site import prepare
from eloket_sandbox.municipality.site import SITE
from eloket_sandbox.municipality.site import Wishes
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import admin_password
from eloket_sandbox.start.plan import DEFAULT_PORT
from eloket_sandbox.start.plan import DEFAULT_SANDBOX_PORT
from pathlib import Path

import os
import sys


ROOT = Path(__file__).resolve().parents[1]
#: Where `bin/eloket-sandbox` has to listen for mail; it is not started here.
MAIL_PORT = 8025


def wishes(root: Path = ROOT) -> Wishes:
    """Return what the buildout wants of the site; makes passwords that are missing."""
    sandbox = f"http://localhost:{DEFAULT_SANDBOX_PORT}"
    options = parser().parse_args(
        [
            *(str(zope_conf(root)), "--data", str(root / "var" / "buildout")),
            *("--issuer", f"{sandbox}/op", "--sandbox", sandbox),
            *("--mail-port", str(MAIL_PORT)),
            *("--origin", f"http://localhost:{DEFAULT_PORT}"),
        ]
    )
    # the one that buildout_admin.py gave to Zope
    admin = admin_password(DataFolder(root / "var"), os.environ)
    return replace(wishes_of(options), admin_password=admin)


def zope_conf(root: Path) -> Path:
    """Return where the buildout's instance keeps its configuration."""
    return root / "parts" / "instance" / "etc" / "zope.conf"


def main() -> int:
    """Make the site when there is none, and set the password of ``admin``."""
    root = open_zope(zope_conf(ROOT))
    prepare(root, wishes())
    # writes the index, so that the instance starts without reading all
    root._p_jar.db().close()
    print(f"Now run bin/instance fg and open http://localhost:{DEFAULT_PORT}/{SITE}")
    print(f"admin's password: {ROOT / 'var' / 'admin.cfg'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
