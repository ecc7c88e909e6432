"""The stand-in comes from another address than the site: pages must let it."""

from collections.abc import Iterator
from collective.eloket.http.interfaces import IPolicyPart
from eloket_sandbox.stand_in.viewlets import VARIABLE
from zope.interface import implementer

import os


@implementer(IPolicyPart)
class SandboxCode:
    """The sandbox's address; an extension of a browser asks no page."""

    def form_origins(self, _site) -> Iterator[str]:
        """See IPolicyPart."""
        return iter(())

    def code_origins(self, _site) -> Iterator[str]:
        """See IPolicyPart."""
        yield os.environ.get(VARIABLE, "")
