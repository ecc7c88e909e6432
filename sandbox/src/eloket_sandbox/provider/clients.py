"""Which applications may ask the provider who somebody is?"""

from authlib.oauth2.rfc6749 import ClientMixin
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.provider.assertions import PublishedKeys
from eloket_sandbox.provider.kinds.kind import Kind
from urllib.parse import urlsplit

import hmac


#: The e-loket that `make start` sets up.
ELOKET_CLIENT = "eloket-sandbox"
#: Where a browser may be sent after signing out.
ELOKET_AFTERWARDS = ("/gemeente",)


@dataclass(frozen=True)
class Client(ClientMixin):
    """An application: its secret, where it lives and what it may ask.

    ``callbacks`` are whole paths and ``afterwards`` beginnings of paths, on any port of
    localhost, because tests start the e-loket on a free one. ``methods``: how it may
    prove itself; ``keys``: those by which it does, where that is the way.
    """

    client_id: str
    secret: str = field(repr=False)
    callbacks: tuple[str, ...]
    scopes: tuple[str, ...]
    methods: tuple[str, ...]
    own_scope: str = ""
    keys: PublishedKeys | None = field(default=None, repr=False)
    afterwards: tuple[str, ...] = ELOKET_AFTERWARDS

    def get_client_id(self):
        """See ClientMixin."""
        return self.client_id

    def get_default_redirect_uri(self):
        """See ClientMixin; there is none, because the port may differ."""
        return None

    def get_allowed_scope(self, scope):
        """Return the scope asked for; None refuses the whole request, as ACM does.

        A scope of the application's own must be named.
        """
        asked = (scope or "").split()
        if "openid" not in asked or not set(asked) <= set(self.scopes):
            return None
        if not any(word.startswith(self.own_scope) for word in asked):
            return None
        return " ".join(asked)

    def check_redirect_uri(self, redirect_uri):
        """See ClientMixin."""
        return is_local(redirect_uri) and urlsplit(redirect_uri).path in self.callbacks

    def check_client_secret(self, client_secret):
        """See ClientMixin."""
        return hmac.compare_digest(client_secret.encode(), self.secret.encode())

    def check_endpoint_auth_method(self, method, endpoint):
        """See ClientMixin."""
        return method in self.methods

    def check_response_type(self, response_type):
        """See ClientMixin."""
        return response_type == "code"

    def check_grant_type(self, grant_type):
        """See ClientMixin."""
        return grant_type == "authorization_code"

    def may_send_to(self, address: str) -> bool:
        """Is this a page of the application to come back to after signing out?"""
        path = urlsplit(address).path
        return is_local(address) and any(
            path == start or path.startswith(f"{start}/") for start in self.afterwards
        )


def eloket_client(kind: Kind, secret: str, keys_address: str) -> Client:
    """Return the e-loket as a provider of that kind knows it.

    ``keys_address``: where it publishes its keys, for a provider that wants some.
    """
    by_key = "client_assertion_jwt" in kind.methods
    return Client(
        ELOKET_CLIENT,
        secret,
        callbacks=(f"/gemeente/acl_users/{kind.id}/callback",),
        scopes=kind.scopes,
        methods=kind.methods,
        own_scope=kind.own_scope,
        keys=PublishedKeys(keys_address) if by_key else None,
    )


def is_local(address: str) -> bool:
    """Is this an address on this machine, without fragment, query or user?"""
    parts = urlsplit(address)
    return (
        parts.scheme == "http"
        and parts.hostname == "localhost"
        and "@" not in parts.netloc
        and not parts.fragment
        and not parts.query
    )
