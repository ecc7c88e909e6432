"""What other rooms may add to our pages."""

from zope.interface import Interface


class IPolicyPart(Interface):
    """Widens what browsers let our pages do (see ``http.policy``); utilities by name.

    Asked on every page: cheap, no network. Origins are as ``https://idp.example``.
    """

    def form_origins(site):
        """Yield where forms may lead besides this site, by redirects too."""

    def code_origins(site):
        """Yield whence scripts and style sheets may come besides this site."""
