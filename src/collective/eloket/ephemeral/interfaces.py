"""Seam of the side store."""

from zope.interface import Interface


class ISideStore(Interface):
    """What may happen once, or so often; shared by all processes, commits at once.

    Keys are text of 200 characters at most and never personal data: hash them with
    ``vault.service.blind`` first. ``now`` is aware; without it, it is this moment.
    Each act raises SideStoreError when the database does not do it.
    """

    def put_if_absent(kind, key, value, ttl, now=None):
        """Keep ``value`` for ``ttl`` and return True; False when the key is there."""

    def put(kind, key, value, ttl, now=None):
        """Keep ``value`` for ``ttl`` in place of what was there."""

    def get(kind, key, now=None):
        """Return the value, or None."""

    def take(kind, key, now=None):
        """Return the value and remove it; of all who ask, one gets it. Or None."""

    def delete(kind, key):
        """Remove the value, if it is there."""

    def count(kind, key, window, now=None):
        """Add one; return how often that happened within ``window``, this included.

        The window slides in tenths: what is a little older may still count.
        """

    def uncount(kind, key, window, now):
        """Take one back that ``count`` added at that same moment."""

    def counted(kind, key, window, now=None):
        """Return how often ``count`` was called within ``window``; adds nothing."""

    def sweep(now=None):
        """Remove what has ended; return how many rows went."""

    def keep(kind, key, value):
        """Keep ``value`` without end; what is there already stays."""

    def kept(kind, key):
        """Return the kept value, or None."""

    def erase(kind, key):
        """Remove a kept value, for good."""

    def kept_page(kind, after, most):
        """Return ``(key, value)`` of what is kept, in the order of keys above
        ``after``; ``most`` at most.
        """

    def replace_kept(kind, key, old, new):
        """Keep ``new`` if ``old`` is what is kept; False when it is not any more."""
