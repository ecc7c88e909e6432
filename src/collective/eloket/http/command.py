"""What commands on a zope.conf share: its database, and one site after the other.

Zope must be configured before modules of ours are imported, so this one imports none
that stands on it.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from collective.eloket.loading import load_zope
from typing import Any

import argparse
import logging


def read_arguments(
    prog: str, about: str | None, actions: Sequence[str], given: Sequence[str] | None
) -> argparse.Namespace:
    """Return ``action`` and ``configuration`` of the command line."""
    parser = argparse.ArgumentParser(prog=prog, description=about)
    parser.add_argument("action", choices=sorted(actions))
    parser.add_argument("configuration", help="the zope.conf of this installation")
    return parser.parse_args(given)


def open_root(configuration: str) -> Any:
    """Return the root of the database, and log what is said."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    load_zope(configuration)
    from Zope2 import app

    return app()


def sites_of(root: Any) -> Iterator[Any]:
    """Yield each site below ``root`` that has an e-desk, as the one we work in."""
    from collective.eloket.http.desk import get_desk
    from Products.CMFCore.interfaces import ISiteRoot
    from zope.component.hooks import setSite

    for site in root.objectValues():
        if not ISiteRoot.providedBy(site):
            continue
        setSite(site)
        if get_desk(site) is not None:
            yield site
