"""What may a provider be called? Its id is part of its address."""

from collective.eloket.accounts.oidc.errors import ProviderIdRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdTakenError
from Products.PluggableAuthService.PluggableAuthService import PluggableAuthService

import re


#: Part of the callback address that is registered at the provider: plain and short.
#: ``x-file`` would share the variable ELOKET_SECRET_X_FILE with ``x``.
PROVIDER_ID = re.compile(r"[a-z][a-z0-9-]{1,39}(?<!-file)")
#: pas.plugins.oidc keeps its own plugin there, with an open callback.
REFUSED_IDS = frozenset({"oidc", "eid"})


def check_id(pas: PluggableAuthService, id: object, known: bool) -> None:
    """Check the id of a provider, which is part of its address.

    :raises ProviderIdRefusedError: it is no plain name, or ``oidc``.
    :raises ProviderIdTakenError: something else in ``acl_users`` has this name.
    """
    if not isinstance(id, str) or not PROVIDER_ID.fullmatch(id) or id in REFUSED_IDS:
        raise ProviderIdRefusedError
    if not known and hasattr(pas.aq_base, id):
        raise ProviderIdTakenError
