"""`eloket-erase`: hand over everything about citizens, then erase it."""

from collections.abc import Sequence
from collective.eloket.loading import load_zope
from pathlib import Path
from typing import Any

import argparse
import logging
import sys


logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Export and erase what one site of a zope.conf keeps; 1: nothing was erased.

    Stop all Zopes and workers first. Broken off, it can be started again.
    """
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    # Zope must be configured before modules of ours are imported
    load_zope(options.configuration)
    from Zope2 import app

    return run(app(), options)


def parser() -> argparse.ArgumentParser:
    """Return what the command takes."""
    found = argparse.ArgumentParser(prog="eloket-erase", description=__doc__)
    found.add_argument("configuration", help="the zope.conf of this installation")
    found.add_argument("--site", required=True, help="path of the site: /gemeente")
    found.add_argument(
        "--export", required=True, type=Path, metavar="FOLDER", help="a new folder"
    )
    found.add_argument(
        "--yes-erase-everything",
        action="store_true",
        help="without it the command only says what it would erase",
    )
    return found


def run(root: Any, options: argparse.Namespace) -> int:
    """Do what the options say in the database of ``root``; say how it went."""
    from collective.eloket.setup.erase import export_and_erase
    from collective.eloket.setup.errors import EraseRefusedError

    try:
        site = find_site(root, options.site)
        found = export_and_erase(site, options.export, options.yes_erase_everything)
    except EraseRefusedError as error:
        logger.error("nothing was erased: %s", error)
        return 1
    for name, number in found.items():
        logger.info("%s: %d erased", name, number)
    if any(found.values()):
        logger.info("%s holds personal data: guard it", options.export)
    logger.info("nothing is left; the e-desk can be deleted, the e-loket uninstalled")
    return 0


def find_site(root: Any, path: str) -> Any:
    """Return the site, with a request of its own, as the one we work in.

    :raises NoSuchSiteError: there is none, or it has no e-loket.
    """
    from collective.eloket.outbox.service import find_outbox
    from collective.eloket.setup.errors import NoSuchSiteError
    from Products.CMFCore.interfaces import ISiteRoot
    from zope.component.hooks import setSite

    site = root.unrestrictedTraverse(path.strip("/"), None) if path.strip("/") else None
    if not ISiteRoot.providedBy(site) or find_outbox(site) is None:
        raise NoSuchSiteError(f"no site with an e-loket at {path}")
    setSite(site)
    return site


if __name__ == "__main__":
    sys.exit(main())
