"""Leave for a provider: why, with which means, and how the way back looks."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.freshness import wishes
from collective.eloket.accounts.linking import links_of
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.means import Choice
from collective.eloket.accounts.means import choices
from collective.eloket.accounts.means import title_of
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.http.session import current_session
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IStrongerSignIn
from plone import api
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


def leave(
    request: HTTPRequest, provider: str, means: str | None, return_to: str | None
) -> str:
    """Begin a sign-in with that means, and return where to send the browser.

    Who is signed in raises their own session, nobody else's.

    :raises ProviderUnknownError: there is no such provider.
    :raises ProviderSettingsError: it does not offer that means.
    """
    user = current_session(request).user_id
    ask = Ask(
        purpose=Purpose.LOGIN if user is None else Purpose.STEPUP,
        means=means,
        user=user,
        return_to=return_to,
        language=request.get("LANGUAGE") or None,
        aside=cookies.aside(request),
        **wishes(request),
    )
    plugin = oidc.get_provider(api.portal.get(), provider)
    return oidc.begin(plugin, request, ask)


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

    Empty when the citizen has no identity at a provider: nobody could come back.
    """
    citizen = find_citizen(current_session(request).user_id)
    if citizen is None or not citizen.subjects:
        return []
    found = choices(api.portal.get(), cookies.last_means(request))
    return [choice for choice in found if choice.level >= needed]


@implementer(IStrongerSignIn)
class StrongerSignIn:
    """See IStrongerSignIn."""

    def __init__(self, request: HTTPRequest) -> None:
        self.request = request

    def means(self, level: AssuranceLevel) -> list[dict]:
        """See IStrongerSignIn."""
        return [
            {"provider": one.provider, "means": one.means, "title": title_of(one.means)}
            for one in stronger_choices(self.request, level)
        ]
