"""What accounts do for the reading of cards: whose number, presence by a provider."""

from collective.eloket.accounts.holder import get_holder
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.link_rules import is_one_of
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.means import choices_of
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.errors import ProviderUnknownError
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import IPersonByNumber
from collective.eloket.interfaces import IPresenceByProvider
from datetime import timedelta
from plone import api
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest


EID = "eid"


@implementer(IPersonByNumber)
class PersonByNumber:
    """See IPersonByNumber."""

    def find(self, number: str) -> str | None:
        """See IPersonByNumber."""
        citizen = find_by_number(NationalNumber(number))
        return None if citizen is None else citizen.id

    def has(self, user_id: str, number: str) -> bool:
        """See IPersonByNumber."""
        account = citizen_store().account(user_id)
        if account is None:
            return False
        return is_one_of(number_key(NationalNumber(number)), account.numbers)


@implementer(IPresenceByProvider)
class PresenceByProvider:
    """See IPresenceByProvider."""

    def __init__(self, request: HTTPRequest) -> None:
        self.request = request

    def providers(self) -> list[dict]:
        """See IPresenceByProvider."""
        return [
            {"id": plugin.getId(), "title": plugin.title}
            for plugin in oidc.usable_providers(api.portal.get())
            if may_prove(plugin)
        ]

    def send(self, provider: str, read_id: str) -> str:
        """See IPresenceByProvider."""
        plugin = oidc.get_provider(api.portal.get(), provider)
        if not may_prove(plugin):
            raise ProviderUnknownError
        holder = get_holder(self.request)
        ask = Ask(
            purpose=Purpose.READ,
            means=EID,
            user=holder.user_id,
            session=holder.session,
            prompt="login",
            max_age=timedelta(0),
            language=self.request.get("LANGUAGE") or None,
            read=read_id,
        )
        return oidc.begin(plugin, self.request, ask)


def may_prove(plugin: EloketOIDCPlugin) -> bool:
    """Does this provider say when an eID was used, at level high?

    One that we lead past its sign-out first only promises it: good for a step-up, and
    never for a card (DESIGN, section 9).
    """
    if plugin.settings()["freshness"] != "auth_time":
        return False
    return any(
        one.means == EID and one.level >= AssuranceLevel.HIGH
        for one in choices_of(plugin)
    )
