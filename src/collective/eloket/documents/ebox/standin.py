"""An e-Box that leads nowhere, for sandboxes and tests."""

from collective.eloket.documents.ebox.errors import EboxRefusedError
from collective.eloket.documents.ebox.errors import EboxStandInError
from collective.eloket.documents.ebox.interfaces import IEbox
from collective.eloket.documents.ebox.model import EboxDocument
from collective.eloket.interfaces import IStandIn
from collective.eloket.settings import environment
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(IEbox, IStandIn)
class StandInEbox:
    """Takes everything in the sandbox, and says so; refuses everywhere else.

    Where it is registered outside the sandbox, ``ready`` is red.
    """

    def check(self) -> None:
        """See IEbox."""
        if not environment().sandbox:
            raise EboxStandInError

    def has_consented(self, number: str) -> bool:
        """See IEbox: everybody did."""
        return True

    def deposit(self, document: EboxDocument) -> str:
        """See IEbox: it goes nowhere.

        :raises EboxRefusedError: this is no sandbox.
        """
        if not environment().sandbox:
            raise EboxRefusedError("the e-Box is a stand-in")
        logger.warning("the e-Box is a stand-in: document %s went nowhere", document.id)
        return f"stand-in-{document.id}"
