"""Going to a provider to prove an identity that is to be linked."""

from collective.eloket.accounts import card_way
from collective.eloket.accounts import linking
from collective.eloket.accounts import pending
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.ways import get_way
from collective.eloket.accounts.ways import OwnCard
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from plone import api
from ZPublisher.HTTPRequest import HTTPRequest


@dataclass(frozen=True, slots=True)
class Proven:
    """An identity that waits for its holder's click; ``name`` is the click's proof.

    ``is_fresh``: the means was used for this, and not earlier for another site.
    """

    evidence: Evidence
    name: str
    is_fresh: bool


def send_to_prove(request: HTTPRequest, holder: Holder, provider: str) -> str:
    """Return where to send the holder's browser; sets the cookie that binds it.

    The provider must ask who they are anew: at a shared computer it may know somebody
    else still. Writes the side store; may call the network. The card is asked on our
    own page.

    :raises ProviderUnknownError: there is no such provider.
    :raises CardSignInOffError: this site asks no cards.
    :raises LinkingClosedError: the holder is a member of the site with great powers.
    :raises ProviderLinkedError: the holder has one of this provider already.
    """
    site = api.portal.get()
    way = get_way(site, provider)
    linking.check_may_begin(holder, provider)
    if isinstance(way, OwnCard):
        card_way.check_open()
        return card_way.page_of(site)
    ask = Ask(
        purpose=Purpose.LINK,
        user=holder.user_id,
        session=holder.session,
        prompt="login",
        max_age=timedelta(0),
        language=request.get("LANGUAGE") or None,
    )
    return oidc.begin(way, request, ask)


def find_proven(request: HTTPRequest, holder: Holder) -> Proven | None:
    """Return what waits for the holder in this browser, or None.

    What was proven for linking goes first; then what a provider proved before the
    holder signed in, on the way by *Nieuw hier?*.
    """
    evidence = pending.find_link(request, holder)
    if evidence is not None:
        return Proven(evidence, pending.name_of(request, pending.LINK), True)
    evidence = pending.find_pending(request)
    if evidence is None:
        return None
    name = pending.name_of(request, pending.KIND)
    return Proven(evidence, name, is_recent(evidence, utcnow()))


def is_recent(evidence: Evidence, now: datetime) -> bool:
    """Was the means used just now, as the provider itself says?"""
    return evidence.is_timed and now - evidence.authenticated_at <= pending.LIFE
