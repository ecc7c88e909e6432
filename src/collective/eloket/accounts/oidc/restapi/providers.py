"""``@eloket-providers``: a Manager reads and sets the providers; secrets stay here."""

from collective.eloket.accounts.oidc import service
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.http.named import NamedService
from plone import api
from Products.CMFCore.interfaces import ISiteRoot


#: A program may set ``allow_private`` as well, so it needs the permission for that.
PERMISSION = "collective.eloket: Allow providers on private networks"


class Providers(NamedService):
    """Base: the id of the provider is the next name in the address."""

    largest_body_bytes = 200_000

    @property
    def site(self) -> ISiteRoot:
        """The site whose providers these are."""
        return api.portal.get()

    def recorded(self, action: str, provider: str) -> None:
        """Write who changed which provider."""
        actor = api.user.get_current().getId()
        audit.attempt(AuditEntry(actor, "manager", None, action, object=provider))


class ProvidersGet(Providers):
    """Lists the providers, or tells of one; never a secret."""

    def respond(self) -> dict:
        """Return one provider, or ``{items_total, items}``."""
        self.require_permission(PERMISSION)
        if self.names:
            return service.describe(service.get_provider(self.site, self.only_name()))
        items = [service.describe(plugin) for plugin in service.providers(self.site)]
        return {"items_total": len(items), "items": items}


class ProvidersPut(Providers):
    """Adds a provider or replaces its settings; without a secret it keeps its own."""

    def respond(self) -> dict:
        """Return what is set now.

        :raises ProviderSettingsError: something is missing or of the wrong type.
        """
        self.require_permission(PERMISSION)
        provider = self.only_name()
        body = self.json()
        about = [body.get(name) for name in ("preset", "issuer", "client_id")]
        settings = body.get("settings") or {}
        self.recorded("provider.set", provider)
        plugin = service.set_provider(
            self.site, provider, *about, body.get("client_secret"), settings
        )
        return service.describe(plugin)


class ProvidersDelete(Providers):
    """Removes a provider."""

    def respond(self) -> None:
        """Answer 204 without a body.

        :raises ProviderUnknownError: there is no such provider.
        """
        self.require_permission(PERMISSION)
        provider = self.only_name()
        self.recorded("provider.delete", provider)
        service.delete_provider(self.site, provider)
        return self.reply_no_content()
