"""Which ways to sign in does this site offer?"""

from collections import Counter
from collections.abc import Iterable
from collective.eloket import _
from collective.eloket.accounts import card_way
from collective.eloket.accounts.errors import MeansUnknownError
from collective.eloket.accounts.minimum import enough
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.provider_names import name_of
from collective.eloket.accounts.tls import door
from collective.eloket.accounts.tls.door import PAGE
from collective.eloket.http.desk import get_desk
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.i18nmessageid import Message


#: Means come in this order; others behind them, as the provider lists them.
ORDER = ("eid", "itsme", "totp", "sms", "code", "mail", "token")

#: What each means is called.
TITLES = {
    "eid": _("means_eid", default="eID and connected card reader"),
    "itsme": _("means_itsme", default="itsme®"),
    "totp": _("means_totp", default="Security code by mobile app"),
    "sms": _("means_sms", default="Security code by SMS"),
    "code": _("means_code", default="Security code by app or text message"),
    "mail": _("means_mail", default="Security code by e-mail"),
    "token": _("means_token", default="Federal token"),
    "password": _("means_password", default="User name"),
    "device": _("means_device", default="A device that stays signed in"),
}


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way to sign in, as programs see it; ``levels`` from low to high."""

    id: str
    title: str | Message
    kind: str
    levels: tuple[AssuranceLevel, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A means at a provider, as a card on the sign-in page."""

    provider: str
    means: str
    level: AssuranceLevel


#: The card without a provider, as a choice like the others.
OWN_CARD = Choice(card_way.CARD, card_way.CARD, AssuranceLevel.HIGH)


def ways_in(site: ISiteRoot) -> list[WayIn]:
    """Return providers, the card's ways, and the user name.

    None that is too weak here today.
    """
    desk = get_desk(site)
    home = (site if desk is None else desk).absolute_url()
    found = [
        WayIn(
            id=plugin.getId(),
            title=plugin.title,
            kind="oidc",
            levels=tuple(sorted({choice.level for choice in choices_of(plugin)})),
            url=f"{plugin.absolute_url()}/login",
        )
        for plugin in oidc.usable_providers(site)
        if choices_of(plugin)
    ]
    if card_way.is_offered():
        found.append(
            WayIn(
                id="webeid",
                title=TITLES[card_way.CARD],
                kind="webeid",
                levels=(AssuranceLevel.HIGH,),
                url=f"{home}/aanmelden-met-eid",
            )
        )
    if door.is_offered():
        found.append(
            WayIn(
                id="tls",
                title=_("means_tls", default="eID through your browser"),
                kind="tls",
                levels=(AssuranceLevel.HIGH,),
                url=f"{home}/{PAGE}",
            )
        )
    if not is_enough(AssuranceLevel.NONE, "password"):
        return found
    own = WayIn(
        id="password",
        title=_("means_password", default="User name"),
        kind="password",
        levels=(AssuranceLevel.NONE,),
        url=f"{home}/aanmelden",
    )
    return [*found, own]


def choices_of(plugin: EloketOIDCPlugin) -> list[Choice]:
    """Return the means of one provider, each once; its secret is not opened.

    None that is too weak for this e-desk today.
    """
    table = plugin.settings().means
    found = {
        means.name: Choice(plugin.getId(), means.name, means.level)
        for means in table.values()
    }
    return sorted(enough(found.values()), key=lambda choice: rank(choice.means))


def rank(means: str) -> int:
    """Return the place of a means in the list."""
    return ORDER.index(means) if means in ORDER else len(ORDER)


def choices(site: ISiteRoot, last: tuple[str, str] | None) -> list[Choice]:
    """Return the means of all providers; the one used last comes first.

    ``last``: provider and means, as the browser remembers them.
    """
    plugins = oidc.usable_providers(site)
    found = [one for plugin in plugins for one in choices_of(plugin)]
    used = used_last(found, last)
    return sorted(found, key=lambda choice: choice != used)


def used_last(found: list[Choice], last: tuple[str, str] | None) -> Choice | None:
    """Return the choice that was made last; at a provider that is gone, its means."""
    same = [one for one in found if last is not None and one.means == last[1]]
    exact = [one for one in same if one.provider == last[0]]
    return next(iter(exact + same), None)


def title_of(means: str) -> Message:
    """Return what a means is called; one that we have no words for, by its own name."""
    if means in TITLES:
        return TITLES[means]
    return _(
        "means_other",
        default="Another means (${name})",
        mapping={"name": means.replace("_", " ")},
    )


def checked_means(words: Iterable[str]) -> tuple[str, ...]:
    """Return names of means, each once: such as we know, or a provider here has.

    :raises MeansUnknownError: one is neither; a slip here would let nobody in.
    """
    known = {*TITLES}
    for plugin in oidc.providers(api.portal.get()):
        known.update(one.name for one in plugin.settings().means.values())
    found = tuple(dict.fromkeys(words))
    for word in found:
        if word not in known:
            raise MeansUnknownError(word)
    return found


def names_of(found: list[Choice]) -> list[Message]:
    """Return what each choice is called, with its provider where two are alike."""
    times = Counter(choice.means for choice in found)
    return [
        title_of(one.means) if times[one.means] == 1 else title_via(one)
        for one in found
    ]


def title_via(choice: Choice) -> Message:
    """Return what a means is called at its provider; the card itself has none."""
    plugin = oidc.find_provider(api.portal.get(), choice.provider)
    if plugin is None:
        return title_of(choice.means)
    return _(
        "means_via",
        default="${means} through ${provider}",
        mapping={"means": title_of(choice.means), "provider": name_of(plugin)},
    )
