"""What our views and services are registered for."""

from pas.plugins.oidc.plugins import IOIDCPlugin


class IEloketOIDCPlugin(IOIDCPlugin):
    """A provider of the e-loket; our strict views are registered for it."""
