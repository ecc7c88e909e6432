"""What linking at a provider is called; *Mijn burgerprofiel* has the seed's words."""

from collective.eloket import _
from collective.eloket.accounts.ways import OwnCard
from collective.eloket.accounts.ways import Way
from zope.i18nmessageid import Message


BURGERPROFIEL = "burgerprofiel"


def link_label(plugin: Way) -> Message:
    """Return what stands on the button that links."""
    if isinstance(plugin, OwnCard):
        return _("action_link_card", default="Link my eID card")
    if plugin.preset == BURGERPROFIEL:
        return _(
            "action_link_burgerprofiel", default="Link my Mijn burgerprofiel sign-in"
        )
    return _(
        "action_link_provider",
        default="Link my sign-in with ${provider}",
        mapping={"provider": plugin.title},
    )


def unlink_label(plugin: Way) -> Message:
    """Return what stands on the button that unlinks."""
    if isinstance(plugin, OwnCard):
        return _("action_unlink_card", default="Unlink my eID card")
    if plugin.preset == BURGERPROFIEL:
        return _(
            "action_unlink_burgerprofiel",
            default="Unlink my Mijn burgerprofiel sign-in",
        )
    return _(
        "action_unlink_provider",
        default="Unlink my sign-in with ${provider}",
        mapping={"provider": plugin.title},
    )


def question(plugin: Way) -> Message:
    """Return what the page asks before it links."""
    if isinstance(plugin, OwnCard) or plugin.preset == BURGERPROFIEL:
        return _("heading_is_this_yours_burgerprofiel", default="Is this you?")
    return _(
        "heading_is_this_yours",
        default="Is this you at ${provider}?",
        mapping={"provider": plugin.title},
    )


def linked_heading(plugin: Way) -> Message:
    """Return what is said once it is linked."""
    if isinstance(plugin, OwnCard):
        return _("heading_linked_card", default="Your eID card is linked")
    if plugin.preset == BURGERPROFIEL:
        return _("heading_linked_burgerprofiel", default="Mijn burgerprofiel is linked")
    return _(
        "heading_linked_provider",
        default="${provider} is linked",
        mapping={"provider": plugin.title},
    )
