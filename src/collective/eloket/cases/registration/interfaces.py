"""Seam to a case system of the municipality; see docs/configuration."""

from zope.interface import Interface


class ICaseRegistration(Interface):
    """Tells a case system of each step; a utility, the webhook unless one is given.

    Called by the worker, never in a citizen's request. The same step may be told again:
    after a crash, and when a manager asks for it.
    """

    def is_on():
        """Is there a case system to tell?"""

    def wants_answers():
        """Shall the first message hold what was answered, with names?"""

    def tell(message):
        """Hand a ``CaseMessage`` over; return the number that the case has there.

        None when the other side says none. Calls the network.

        :raises JobFailedError: it was not taken; it is tried again later.
        """
