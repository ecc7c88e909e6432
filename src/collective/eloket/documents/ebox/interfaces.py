"""Seam to the federal e-Box of citizens."""

from zope.interface import Interface


class IEbox(Interface):
    """Puts documents into the e-Boxes of citizens; a utility, for the worker.

    The interface for those who publish to citizens has no public text: FACTS 8.6. Its
    sister for enterprises takes a message with an id of the sender's own
    (``Idempotency-Key``) and asks beforehand who consented, and so does this.
    """

    def check():
        """:raises EboxStandInError: nothing may be put into an e-Box here and now.

        Asks the machine only.
        """

    def has_consented(number):
        """Did the person with this national number open an e-Box? Calls the network.

        :raises JobFailedError: it cannot be told now.
        """

    def deposit(document):
        """Put an ``EboxDocument`` there; return the id that the e-Box gave it.

        The same ``document.id`` twice gives the first id again. Calls the network.

        :raises JobFailedError: it was not taken.
        """
