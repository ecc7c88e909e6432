"""`eloket-register`: write the register of processing, or the impact assessment."""

from collections.abc import Sequence
from collective.eloket.http.command import open_root
from collective.eloket.http.command import sites_of
from typing import Any

import argparse
import sys


#: What the process ends with.
WRITTEN, NO_SITE = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Write one paper of one site of a zope.conf to standard output.

    It is made of the settings; nothing in it is of a citizen. That it was taken along
    is a row of the audit.
    """
    options = parser().parse_args(arguments)
    return run(open_root(options.configuration), options)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    found = argparse.ArgumentParser(prog="eloket-register", description=__doc__)
    found.add_argument("--paper", choices=("register", "dpia"), default="register")
    found.add_argument("--format", choices=("md", "json"), default="md")
    found.add_argument("--language", choices=("nl", "fr", "de", "en"), default="nl")
    found.add_argument("--site", help="id of the site, where there are some")
    found.add_argument("configuration", help="the zope.conf of this installation")
    return found


def run(root: Any, options: argparse.Namespace) -> int:
    """Write the paper of the site below ``root``; 2: there is not one such site."""
    from collective.eloket.outbox.sites import with_request
    from zope.component.hooks import setSite
    from zope.globalrequest import setRequest

    app = with_request(root)
    sites = [one for one in sites_of(app) if options.site in (None, one.getId())]
    if len(sites) != 1:
        names = ", ".join(site.getId() for site in sites) or "none"
        sys.stderr.write(f"name one site with an e-desk by --site; found: {names}\n")
        return NO_SITE
    setSite(sites[0])
    setRequest(app.REQUEST)
    try:
        sys.stdout.write(written(options).decode())
    finally:
        setRequest(None)
        setSite(None)
    return WRITTEN


def written(options: argparse.Namespace) -> bytes:
    """Return the file; that it leaves is noted in the audit before.

    :raises AuditUnavailableError: it could not be noted; nothing leaves.
    """
    from collective.eloket.audit import service as audit
    from collective.eloket.rights.register import rendering
    from collective.eloket.rights.register import service
    from zope.globalrequest import getRequest

    getRequest()["LANGUAGE"] = options.language
    entry = audit.AuditEntry(
        "eloket-register", "command", None, "register.export", object=options.paper
    )
    audit.record(entry)
    _media, write = rendering.FORMATS[options.format]
    return write(service.paper_of(options.paper), options.language)


if __name__ == "__main__":
    sys.exit(main())
