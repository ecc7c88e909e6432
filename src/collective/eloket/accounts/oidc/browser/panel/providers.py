"""The list of the providers, and taking one away."""

from collective.eloket import _
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import stock
from collective.eloket.accounts.oidc.browser.panel.base import PanelView
from collective.eloket.accounts.oidc.browser.panel.base import secret_state
from collective.eloket.accounts.oidc.presets import PRESETS
from collective.eloket.errors import InvalidAnswerError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


DELETED = _("message_provider_deleted", default="The provider is removed.")
SWITCHED_OFF = _(
    "message_switched_off",
    default="Switched off: ${names}. Nobody is led there any more.",
)


class ProvidersView(PanelView):
    """Lists the providers; a POST switches the other package's plugins off."""

    template = ViewPageTemplateFile("templates/providers.pt")

    def answer(self) -> str:
        """Show the list, or do what was sent."""
        if not self.posted:
            return self.template()
        if self.request.form.get("action") != "switch-off":
            raise InvalidAnswerError
        for plugin in stock.open_ones(self.context):
            self.record("provider.switch_off", plugin.getId())
        names = ", ".join(stock.switch_off(self.context)) or "-"
        self.message(Message(SWITCHED_OFF, mapping={"names": names}))
        return self.redirect(self.panel_url, 303)

    @Lazy
    def rows(self) -> list[dict]:
        """The providers, as they are listed."""
        return [
            {
                "id": plugin.getId(),
                "title": plugin.title,
                "preset": PRESETS[plugin.preset].title,
                "issuer": plugin.issuer,
                "secret": secret_state(plugin),
                "private": plugin.settings().allow_private,
            }
            for plugin in service.providers(self.context)
        ]

    @property
    def presets(self) -> list[dict]:
        """What a new provider may be."""
        return [{"id": one.id, "title": one.title} for one in PRESETS.values()]

    @Lazy
    def open_ones(self) -> list[str]:
        """Plugins of the other package that sign in without our checks."""
        return [plugin.getId() for plugin in stock.open_ones(self.context)]

    @property
    def private_ones(self) -> list[str]:
        """Providers that may be on a private network."""
        return [row["title"] for row in self.rows if row["private"]]


class DeleteView(PanelView):
    """Asks whether a provider is really to go; a POST takes it away."""

    template = ViewPageTemplateFile("templates/provider_delete.pt")
    page_title = _("heading_provider_delete", default="Remove this provider?")

    def answer(self) -> str:
        """Ask, or remove it.

        :raises ProviderUnknownError: there is none of this name.
        """
        self.provider = self.get_provider()
        if not self.posted:
            return self.template()
        name = self.provider.getId()
        self.record("provider.delete", name)
        service.delete_provider(self.context, name)
        self.message(DELETED)
        return self.redirect(self.panel_url, 303)
