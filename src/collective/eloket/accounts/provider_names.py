"""What do citizens call a provider, in the middle of a sentence?"""

from collective.eloket import _
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.settings import ProviderSettings
from zope.i18nmessageid import Message


def has_own_title(settings: ProviderSettings) -> bool:
    """Did somebody give the provider another name than its kind's?"""
    return "title" in settings.given


def name_of(plugin: EloketOIDCPlugin) -> Message | str:
    """Return the provider's name: its title, but the one that citizens know."""
    settings = plugin.settings()
    if settings.preset.id == "burgerprofiel" and not has_own_title(settings):
        return _("name_burgerprofiel", default="Mijn burgerprofiel")
    return settings.title
