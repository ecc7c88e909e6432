"""Makes the site of the example municipality, in a process of its own."""

from collections.abc import Sequence
from collective.eloket.loading import load_zope
from eloket_sandbox.municipality.site import prepare
from eloket_sandbox.municipality.site import Wishes
from eloket_sandbox.municipality.ways import Known
from eloket_sandbox.provider.clients import ELOKET_CLIENT
from eloket_sandbox.provider.kinds import KINDS
from eloket_sandbox.sealing import pages as seal_pages
from eloket_sandbox.serve import client_secret
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import admin_password
from eloket_sandbox.start.site import staff_passwords
from pathlib import Path

import argparse
import os
import sys


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the site, or bring it up to date; all of it or nothing."""
    options = parser().parse_args(arguments)
    prepare(open_zope(options.zope_conf), wishes_of(options))
    return 0


def wishes_of(options: argparse.Namespace) -> Wishes:
    """Return what this start wants of the site; makes passwords that are missing."""
    folder = DataFolder(options.data)
    return Wishes(
        admin_password=admin_password(folder, os.environ),
        staff_passwords=staff_passwords(folder),
        providers=providers_of(options, folder / "sandbox"),
        mail_port=options.mail_port,
        origin=options.origin,
        stamps=f"{options.sandbox}{seal_pages.PATH}" if options.sandbox else "",
    )


def providers_of(options: argparse.Namespace, folder: Path) -> tuple[Known, ...]:
    """Return the providers of the sandbox; without its address the first one only."""
    issuers = {"burgerprofiel": options.issuer}
    if options.sandbox:
        issuers |= {
            id: f"{options.sandbox}{kind.path}"
            for id, kind in KINDS.items()
            if id not in issuers
        }
    return tuple(
        Known(id, issuer, ELOKET_CLIENT, client_secret(folder, id))
        for id, issuer in issuers.items()
    )


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments."""
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("zope_conf", type=Path)
    found.add_argument("--data", type=Path, required=True)
    found.add_argument("--issuer", required=True, help="of Mijn Burgerprofiel")
    found.add_argument("--sandbox", help="address of the further providers")
    found.add_argument("--mail-port", type=int, required=True)
    found.add_argument("--origin", required=True)
    return found


def open_zope(zope_conf: Path):
    """Return the root of Zope, loaded as zope.conf says."""
    # importing these reads the environment, so not before we know what to do
    load_zope(str(zope_conf))
    from Zope2 import app

    return app()


if __name__ == "__main__":
    sys.exit(main())
