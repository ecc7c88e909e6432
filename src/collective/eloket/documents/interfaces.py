"""Seams of the documents: what makes a file of an answer, and seals it."""

from zope.interface import Interface


class ILetterRenderer(Interface):
    """Makes the file of a letter; a utility."""

    def render(letter):
        """Return the bytes of a PDF for a ``LetterContent``; slow, for the worker only.

        The same content gives the same bytes, so that a repeated job changes nothing.

        :raises LetterReachesOutError: the letter asks for a file that was not given.
        """


class ISealer(Interface):
    """Puts the electronic seal of the municipality into a PDF; a utility."""

    def seal(pdf, title):
        """Return the bytes of the PDF with a seal over all of it; for the worker only.

        ``title`` is what readers of the PDF call the seal. May call the network.

        :raises MisconfiguredError: the key cannot be used; a subclass per cause.
        :raises StampError: no time-stamp now; a subclass per cause.
        """

    def check():
        """:raises MisconfiguredError: letters of this site cannot be sealed now.

        Asks the machine only, no authority.
        """
