"""A site that keeps pages (plone.caching) keeps none of a citizen's, however it is set.

plone.app.caching with *RAM cache* on and no user in its ETag handed a citizen's page to
the next stranger; the keeper here does as it does then.
"""

from plone import api
from plone.caching.hooks import MutatorTransform
from plone.caching.interfaces import ICacheSettings
from plone.caching.interfaces import ICachingOperation
from plone.caching.interfaces import IRulesetLookup
from plone.transformchain.interfaces import ITransform
from tests.accounts.people import citizen
from tests.accounts.people import token
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zope.interface import Interface

import pytest
import transaction


RULE = "tests.kept"


@implementer(ICachingOperation)
class Keeper:
    """Keeps what it is offered by the address alone, for everybody."""

    kept = ()

    def __init__(self, _published, request):
        self._address = request["URL"]

    def interceptResponse(self, _rule, _response):
        return None

    def modifyResponse(self, _rule, response):
        Keeper.kept += (self._address,)
        response.setHeader("Cache-Control", "max-age=86400, public")
        response.setHeader("ETag", "kept")


def rule_for(_published, _request):
    """Everything is kept by one rule."""
    return lambda: RULE


#: plone.caching as its own ZCML registers it, with our rule.
PARTS = (
    (MutatorTransform, ITransform, RULE),
    (Keeper, ICachingOperation, RULE),
    (rule_for, IRulesetLookup, ""),
)


@pytest.fixture
def keeper(site, monkeypatch):
    monkeypatch.setattr(Keeper, "kept", ())
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(site, "Document", "nieuws", title="Nieuws")
        api.content.transition(page, "publish")
    site.portal_registry.registerInterface(ICacheSettings)
    settings = site.portal_registry.forInterface(ICacheSettings)
    settings.enabled = True
    settings.operationMapping = {RULE: RULE}
    transaction.commit()
    registry = getGlobalSiteManager()
    for factory, provided, name in PARTS:
        registry.registerAdapter(factory, (Interface, Interface), provided, name)
    yield Keeper
    for _factory, provided, name in PARTS:
        registry.unregisterAdapter(None, (Interface, Interface), provided, name)


@pytest.fixture
def noor(site):
    made = citizen()
    transaction.commit()
    return made


@pytest.mark.parametrize("address", ["/nieuws", "/search"])
def test_pages_of_plone_are_kept_for_strangers_only(browser, noor, keeper, address):
    answer = browser.get(address)
    assert answer.headers["Cache-Control"] == "max-age=86400, public"
    assert len(keeper.kept) == 1
    answer = browser.carry(token(noor.id)).get(address)
    assert "Noor" in answer.text
    assert len(keeper.kept) == 1
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("address", ["/e-loket/aanmelden", "/e-loket/registreren"])
def test_pages_of_ours_are_kept_for_nobody(browser, keeper, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert not keeper.kept


def test_style_sheets_are_nobodys_and_kept(browser, noor, keeper):
    address = "/++plone++collective.eloket/eloket.css"
    browser.carry(token(noor.id)).get(address)
    assert len(keeper.kept) == 1
