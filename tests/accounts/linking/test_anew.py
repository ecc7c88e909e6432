"""Proving anew who one is, on the way to what changes how one signs in."""

from collective.eloket.accounts.store import Citizen
from collective.eloket.identity.evidence import Subject
from tests.accounts.linking.walker import be
from tests.accounts.linking.walker import JAN
from tests.accounts.oidc import provider as fake
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import token

import pytest
import transaction


PAGES = ("/e-loket/wachtwoord-kiezen", "/e-loket/mijn-profiel-email")
PROVE = "Bewijs eerst dat u het bent"


@pytest.fixture
def known(site) -> Citizen:
    """Somebody whom the provider knows, with no other way in."""
    subject = Subject(fake.ISSUER, "person-1")
    made = citizen(evidence(subject=subject, number=number(fake.NUMBER)))
    transaction.commit()
    return made


@pytest.fixture
def signed_in(walker, known):
    """That person's browser, in a session of which nobody knows the moment."""
    text = token(known.id)
    walker.jar.set("eloket-session", text, domain="localhost.local")
    return walker


def leave(walker, page):
    """Press the first button of the page; return what the provider is asked."""
    assert PROVE in walker.get(page).text
    answer = walker.post(page, {"keuze": "burgerprofiel/itsme"})
    assert answer.status_code == 303
    asked = walker.op.visit(answer.headers["Location"])
    walker.op.claims = {**walker.op.claims, "acr": asked["acr_values"]}
    return asked


@pytest.mark.parametrize("page", PAGES)
def test_the_means_is_used_anew_and_one_goes_on_here(signed_in, page):
    asked = leave(signed_in, page)
    assert asked["prompt"] == "login"
    back = signed_in.come_back(asked)
    assert back.status_code == 302, back.text
    assert back.headers["Location"] == f"{signed_in.site}{page}"
    assert PROVE not in signed_in.get(page).text


@pytest.mark.parametrize("page", PAGES)
def test_somebody_else_at_the_provider_does_not_help(signed_in, page, op):
    asked = leave(signed_in, page)
    be(op, JAN)
    signed_in.come_back(asked)
    assert PROVE in signed_in.get(page).text
