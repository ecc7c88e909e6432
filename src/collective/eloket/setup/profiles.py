"""Which profiles the add-ons panel does not offer."""

from Products.CMFPlone.interfaces import INonInstallable
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    """Keeps the uninstall profile, and the stock plugin's profile, out of sight."""

    def getNonInstallableProfiles(self) -> list[str]:
        """Return the profile ids to hide."""
        return [
            "collective.eloket:uninstall",
            "pas.plugins.oidc:default",
            "pas.plugins.oidc:uninstall",
        ]

    def getNonInstallableProducts(self) -> list[str]:
        """Return the package names to hide."""
        return ["pas.plugins.oidc"]
