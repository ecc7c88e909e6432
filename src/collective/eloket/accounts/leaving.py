"""Leave for a provider: why, with which means, and how the way back looks."""

from collective.eloket.accounts import card_way
from collective.eloket.accounts import cookies
from collective.eloket.accounts.freshness import wishes
from collective.eloket.accounts.linking import links_of
from collective.eloket.accounts.means import Choice
from collective.eloket.accounts.means import choices
from collective.eloket.accounts.means import names_of
from collective.eloket.accounts.means import OWN_CARD
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.http.session import current_session
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IStrongerSignIn
from plone import api
from urllib.parse import urlencode
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


def leave(
    request: HTTPRequest,
    provider: str,
    means: str | None,
    return_to: str | None,
    is_new: bool = False,
) -> str:
    """Begin a sign-in with that means, and return where to send the browser.

    Who is signed in raises their own session, nobody else's. The card, which stands
    where a provider would, is asked on our own page. ``is_new``: they say that they
    have no account yet, so what that needs is asked at once, and they confirm once.

    :raises ProviderUnknownError: there is no such provider.
    :raises ProviderSettingsError: it does not offer that means.
    """
    if provider == card_way.CARD:
        page = card_way.page_of(api.portal.get())
        return f"{page}?{urlencode({'came_from': return_to})}" if return_to else page
    user = current_session(request).user_id
    ask = Ask(
        purpose=purpose_of(user, is_new),
        means=means,
        user=user,
        return_to=return_to,
        language=request.get("LANGUAGE") or None,
        aside=cookies.aside(request),
        **wishes(request),
    )
    plugin = oidc.get_provider(api.portal.get(), provider)
    return oidc.begin(plugin, request, ask)


def purpose_of(user: str | None, is_new: bool) -> Purpose:
    """Return what a browser is sent for; ``user``: who is signed in."""
    if user is not None:
        return Purpose.STEPUP
    return Purpose.REGISTER if is_new else Purpose.LOGIN


def own_choices(request: HTTPRequest) -> list[Choice]:
    """Return the means of the providers that lead to this citizen, the last used first.

    Empty when they are linked nowhere.
    """
    links = links_of(current_session(request).user_id)
    linked = {link.provider for link in links}
    found = choices(api.portal.get(), cookies.last_means(request))
    return [choice for choice in found if choice.provider in linked]


def stronger_choices(request: HTTPRequest, needed: AssuranceLevel) -> list[Choice]:
    """Return the means that raise this session to ``needed``, the last used first.

    The card itself is among them only where no provider takes it. Empty when nothing
    is linked: nobody could come back.
    """
    found = own_choices(request)
    if card_way.CARD not in {choice.means for choice in found}:
        found += own_card(request)
    return [choice for choice in found if choice.level >= needed]


def own_card(request: HTTPRequest) -> list[Choice]:
    """Return the card as a means, if it is linked and on offer."""
    links = links_of(current_session(request).user_id)
    is_linked = any(link.provider == card_way.CARD for link in links)
    return [OWN_CARD] if is_linked and card_way.is_offered() else []


@implementer(IStrongerSignIn)
class StrongerSignIn:
    """See IStrongerSignIn."""

    def __init__(self, request: HTTPRequest) -> None:
        self.request = request

    def means(self, level: AssuranceLevel) -> list[dict]:
        """See IStrongerSignIn."""
        found = stronger_choices(self.request, level)
        return [
            {"provider": one.provider, "means": one.means, "title": name}
            for one, name in zip(found, names_of(found), strict=True)
        ]
