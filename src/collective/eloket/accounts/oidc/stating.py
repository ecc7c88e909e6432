"""Which providers may say for which organisation somebody acts?"""

from collective.eloket.accounts.interfaces import IStatingProviders
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.service import user_folder
from plone import api
from zope.interface import implementer


@implementer(IStatingProviders)
class StatingProviders:
    """See IStatingProviders; the setting ``states_capacity`` says."""

    def may_state(self, provider: str) -> bool:
        """See IStatingProviders."""
        # one object of the database, and not all providers
        plugin = user_folder(api.portal.get())._getOb(provider, None)
        is_one = isinstance(plugin, EloketOIDCPlugin)
        return is_one and plugin.settings()["states_capacity"]
