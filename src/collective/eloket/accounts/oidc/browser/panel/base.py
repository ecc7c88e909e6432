"""What the pages of the panel share: who may see them, and which provider it is."""

from collective.eloket import _
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from enum import StrEnum
from plone import api


class SecretState(StrEnum):
    """Where a provider's secret comes from."""

    KEPT = "kept"
    GIVEN = "given"
    UNUSABLE = "unusable"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


def secret_state(plugin: EloketOIDCPlugin) -> SecretState:
    """Return where the secret of a provider comes from; it is not opened."""
    if not plugin.settings().has_secret:
        return SecretState.NOT_NEEDED
    try:
        given = environment.client_secret(plugin.getId()) is not None
    except SecretUnusableError:
        return SecretState.UNUSABLE
    if given:
        return SecretState.GIVEN
    return SecretState.KEPT if plugin.sealed_secret else SecretState.MISSING


class PanelView(FormView):
    """Base of the pages."""

    permission = "collective.eloket: Manage identity providers"
    page_title = _("heading_providers", default="Identity providers")

    @property
    def panel_url(self) -> str:
        """Address of the list."""
        return f"{self.context.absolute_url()}/@@eloket-providers"

    @property
    def provider_name(self) -> str:
        """Id of the provider that the page is about; it may be unknown."""
        return typed(self.request.form, "provider")

    def get_provider(self) -> EloketOIDCPlugin:
        """Return the provider that the page is about.

        :raises ProviderUnknownError: there is none of this name.
        """
        return service.get_provider(self.context, self.provider_name)

    def url_of(self, page: str, provider: str) -> str:
        """Return the address of a page about a provider."""
        return f"{self.context.absolute_url()}/@@{page}?provider={provider}"

    def record(self, action: str, provider: str) -> None:
        """Write who does what with which provider; before it is done."""
        actor = api.user.get_current().getId()
        audit.attempt(AuditEntry(actor, "manager", None, action, object=provider))
