"""The example for integrators: an add-on brings two tabs of *Mijn profiel*."""

from decimal import Decimal
from pathlib import Path
from plone.testing import zca
from setuptools import Distribution
from tests.accounts.people import citizen
from tests.accounts.people import token
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.component import hooks
from zope.configuration import xmlconfig

import ast
import importlib
import pytest
import transaction


EXAMPLE = Path(__file__).parents[2] / "sandbox" / "examples" / "profile_tabs"
INVOICES = "/e-loket/mijn-profiel-betaalfacturen"
NEWSLETTERS = "/e-loket/mijn-profiel-nieuwsbrieven"


@pytest.fixture
def add_on(functional, monkeypatch):
    """The add-on is in the served site, until the end of the test."""
    monkeypatch.syspath_prepend(str(EXAMPLE / "src"))
    package = importlib.import_module("eloket_example_tabs")
    manager = getGlobalSiteManager()
    handlers = len(list(manager.registeredHandlers()))
    context = zca.stackConfigurationContext(functional["configurationContext"])
    with hooks.site(None):
        xmlconfig.file("configure.zcml", package, context=context)
    # the e-loket itself, which the add-on includes, is not loaded a second time
    assert len(list(manager.registeredHandlers())) == handlers
    yield package
    for one in list(manager.registeredAdapters()):
        if is_theirs(one.factory):
            manager.unregisterAdapter(one.factory, one.required, one.provided, one.name)
    for one in list(manager.registeredUtilities()):
        if is_theirs(type(one.component)):
            manager.unregisterUtility(one.component, one.provided, one.name)


def is_theirs(factory) -> bool:
    """Is it the add-on's, or made of a class of it?"""
    classes = getattr(factory, "__mro__", ())
    return any("eloket_example_tabs" in str(one) for one in classes)


@pytest.fixture
def noor(site):
    made = citizen()
    transaction.commit()
    return made.id


@pytest.fixture
def signed_in(browser, noor, add_on):
    return browser.carry(token(noor))


def test_its_tabs_stand_behind_ours(signed_in):
    text = signed_in.get("/e-loket/mijn-profiel").text
    places = [
        text.index(f">{title}</a>")
        for title in ("Gegevens", "Login", "Voorkeuren", "Betaalfacturen")
    ]
    assert places == sorted(places)
    assert 'aria-current="page"' in signed_in.get(INVOICES).text


@pytest.mark.parametrize("page", [INVOICES, NEWSLETTERS])
def test_its_pages_are_for_citizens(browser, add_on, page):
    answer = browser.get(page)
    assert (answer.status_code, "/aanmelden" in answer.headers["Location"]) == (
        302,
        True,
    )


def test_invoices_come_from_the_integrators_utility(signed_in, noor):
    from eloket_example_tabs import invoices

    class Accounting:
        def of(self, person_id):
            assert person_id == noor
            return [invoices.Invoice("2026/001", "Sportkamp", Decimal("45"))]

    assert "niets te betalen" in signed_in.get(INVOICES).text
    accounting = Accounting()
    getGlobalSiteManager().registerUtility(accounting, invoices.IInvoices)
    text = signed_in.get(INVOICES).text
    getGlobalSiteManager().unregisterUtility(accounting, invoices.IInvoices)
    assert "Sportkamp" in text and "€ 45,00" in text


def test_newsletters_are_chosen_and_kept_sealed(signed_in, noor, site):
    from eloket_example_tabs import newsletters

    answer = signed_in.post(NEWSLETTERS, {"sport": "1", "strange": "1"})
    assert answer.status_code == 303
    transaction.begin()
    assert newsletters.chosen_by(noor) == ["sport"]
    kept = IAnnotations(site)[newsletters.ANNOTATION]
    assert b"sport" not in kept[noor]
    (box,) = [
        t for t in signed_in.get(NEWSLETTERS).text.split("<") if 'id="sport"' in t
    ]
    assert "checked" in box


def test_newsletters_are_not_chosen_from_elsewhere(signed_in, noor):
    from eloket_example_tabs import newsletters

    address = f"{signed_in.site}{NEWSLETTERS}"
    assert signed_in.client.post(address, data={"sport": "1"}).status_code == 403
    transaction.begin()
    assert newsletters.chosen_by(noor) == []


def test_it_is_a_distribution_of_its_own():
    call = ast.parse((EXAMPLE / "setup.py").read_text(encoding="utf-8")).body[-1].value
    given = {word.arg: word.value for word in call.keywords}
    assert ast.literal_eval(given["install_requires"]) == ["collective.eloket"]
    assert Distribution({"name": ast.literal_eval(given["name"])}).get_name()
