"""What the providers leave behind, and who else stands at this door."""

from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import stock
from collective.eloket.interfaces import IRoomInstaller
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer

import logging


logger = logging.getLogger(__name__)


@implementer(IRoomInstaller)
class OIDCInstaller:
    """Providers come by configuration, and go with the e-loket."""

    order = 61

    def install(self, site: ISiteRoot) -> None:
        """Warn when the other package's own plugin is there: it checks less."""
        for plugin in stock.open_ones(site):
            logger.warning(
                "acl_users/%s signs people in without the checks of the e-loket; "
                "switch it off in the control panel of the identity providers",
                plugin.getId(),
            )

    def check_may_leave(self, site: ISiteRoot) -> None:
        """Settings are no data of citizens, so nothing is in the way."""

    def uninstall(self, site: ISiteRoot) -> None:
        """Remove every provider of ours, and its secret."""
        for plugin in service.providers(site):
            service.delete_provider(site, plugin.getId())
