"""Providers leave by our door only, never by another package's uninstall profile."""

from collections.abc import Iterator
from collective.eloket.accounts.oidc.errors import ProviderStaysError
from collective.eloket.accounts.oidc.interfaces import IEloketOIDCPlugin
from contextlib import contextmanager
from contextvars import ContextVar
from OFS.interfaces import IObjectWillBeRemovedEvent


_our_door: ContextVar[bool] = ContextVar("collective.eloket.our_door", default=False)


@contextmanager
def our_door() -> Iterator[None]:
    """Let providers go within the block; only for ``service``."""
    token = _our_door.set(True)
    try:
        yield
    finally:
        _our_door.reset(token)


def keep_provider(plugin: IEloketOIDCPlugin, event: IObjectWillBeRemovedEvent) -> None:
    """Refuse that a provider is removed behind our back.

    Zope itself refuses to rename it. The uninstall profile of pas.plugins.oidc removes
    every plugin that is made of its class, ours too. A site or user folder that goes as
    a whole takes them along.

    :raises ProviderStaysError: whoever does it did not come by our door.
    """
    is_it = event.object.aq_base is plugin.aq_base
    if is_it and not _our_door.get():
        raise ProviderStaysError
