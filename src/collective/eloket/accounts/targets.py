"""Where do forms that sign in or out lead? To providers and the card's host."""

from collections.abc import Iterator
from collective.eloket.accounts.oidc.options import ENDPOINTS
from collective.eloket.accounts.oidc.service import providers
from collective.eloket.accounts.tls.door import card_host
from collective.eloket.http.interfaces import IPolicyPart
from collective.eloket.http.policy import origin_of
from Products.CMFCore.interfaces import ISiteRoot
from zope.interface import implementer


@implementer(IPolicyPart)
class SignInTargets:
    """The origin of each provider's issuer, of what was set by hand, and the card's.

    Browsers ask for the whole way of a form, redirects included (CSP Level 3, section
    6.4.2). What a provider publishes lies at its issuer's origin, with all that we have
    presets for; another origin is written into ``authorization_endpoint``.
    """

    def form_origins(self, site: ISiteRoot) -> Iterator[str]:
        """See IPolicyPart."""
        for plugin in providers(site):
            yield origin_of(plugin.issuer)
            for name in ENDPOINTS:
                yield origin_of(str(plugin.given.get(name) or ""))
        host = card_host()
        if host:
            yield f"https://{host}"

    def code_origins(self, _site: ISiteRoot) -> Iterator[str]:
        """See IPolicyPart: nobody's code but ours."""
        return iter(())
