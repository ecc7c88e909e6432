"""Seam of the documents: what makes a file of an answer."""

from zope.interface import Interface


class ILetterRenderer(Interface):
    """Makes the file of a letter; a utility."""

    def render(letter):
        """Return the bytes of a PDF for a ``LetterContent``; slow, for the worker only.

        The same content gives the same bytes, so that a repeated job changes nothing.

        :raises LetterReachesOutError: the letter asks for a file that was not given.
        """
