"""Which target groups may a provider, or an address of ours, name?"""

from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.identity.statements import GROUPS
from zope.component import getUtility


def known_groups() -> frozenset[str]:
    """Return the codes of the published target groups, and of those of this site."""
    return GROUPS.union(getUtility(ICapacities).target_groups())
