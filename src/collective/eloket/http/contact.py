"""Where can citizens call or come by? Settings of the site."""

from dataclasses import dataclass
from plone.registry.interfaces import IRegistry
from zope.component import queryUtility


#: The same under mails and letters.
PHONE = "collective.eloket.cases.contact_phone"
ADDRESS = "collective.eloket.cases.contact_address"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the municipality; empty where nobody filled it in."""

    phone: str
    address: str


def get_contact() -> Contact:
    """Return what the site says."""
    registry = queryUtility(IRegistry)
    found = ((registry.get(name) or "").strip() for name in (PHONE, ADDRESS))
    return Contact(*found)
