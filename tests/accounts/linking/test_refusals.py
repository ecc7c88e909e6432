"""Coming back to link is refused; nothing is kept, no cookie is set, nobody changes.

Sources of the cases: RFC 9700 (mix-up, replay, CSRF), OpenID Connect Core 1.0, 3.1.2.1
(max_age, prompt), and design 5 (*Accounts and linking*).
"""

from collective.eloket.accounts import linking
from collective.eloket.accounts.holder import CITIZEN
from collective.eloket.accounts.holder import Holder
from collective.eloket.identity.evidence import Subject
from tests.accounts.linking.walker import audited
from tests.accounts.linking.walker import be
from tests.accounts.linking.walker import JAN
from tests.accounts.linking.walker import LINK
from tests.accounts.linking.walker import NOBODYS
from tests.accounts.linking.walker import NOOR
from tests.accounts.linking.walker import stored
from tests.accounts.linking.walker import Walker
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from ZODB.POSException import ConflictError

import pytest
import transaction


@pytest.fixture
def jan(site):
    """A citizen whom the provider knows, with a user name too."""
    proof = evidence(subject=Subject(fake.ISSUER, JAN[0]), number=number(JAN[1]))
    made = citizen(proof, username="jan.v1", password=PASSWORD)
    transaction.commit()
    return made.id


@pytest.fixture
def numbered(noor):
    """Noor's account has her number, proven at another provider."""
    transaction.begin()
    holder = Holder(noor, CITIZEN, "password", "x")
    linking.link(holder, evidence(provider="csam", number=number(NOOR[1])))
    transaction.commit()


def used_an_hour_ago(walker, op):
    """Shared computer: the provider still knows somebody of before."""
    op.claims["auth_time"] = op.now() - 3600
    return walker.come_back(walker.leave())


def does_not_say_when(walker, op):
    op.claims["auth_time"] = None
    return walker.come_back(walker.leave())


def somebody_elses(walker, op):
    be(op, JAN)
    return walker.come_back(walker.leave())


def signed_out_meanwhile(walker, op):
    asked = walker.leave()
    walker.post("/e-loket/afmelden", {})
    return walker.come_back(asked)


def another_account_meanwhile(walker, op):
    asked = walker.leave()
    walker.sign_in("jan.v1")
    return walker.come_back(asked)


def another_session_meanwhile(walker, op):
    asked = walker.leave()
    walker.post("/e-loket/afmelden", {})
    walker.sign_in("noor.v1")
    return walker.come_back(asked)


def twice(walker, op):
    asked = walker.leave()
    walker.come_back(asked)
    walker.get(LINK)
    return walker.come_back(asked)


def at_another_provider(walker, op):
    return walker.come_back(walker.leave(), provider="andere")


def with_another_state(walker, op):
    asked = walker.leave()
    return walker.come_back({**asked, "state": asked["state"][:8] + "x" * 35})


def cancelled(walker, op):
    return walker.come_back(walker.leave(), error="access_denied")


REFUSALS = {
    "means used long ago": (used_an_hour_ago, 502),
    "nobody says when": (does_not_say_when, 502),
    "identity of another account": (somebody_elses, 409),
    "signed out meanwhile": (signed_out_meanwhile, 409),
    "another account meanwhile": (another_account_meanwhile, 409),
    "another session meanwhile": (another_session_meanwhile, 409),
    "the same answer twice": (twice, 400),
    "another provider's door": (at_another_provider, 400),
    "another sign-in's state": (with_another_state, 400),
    "cancelled": (cancelled, 403),
}


@pytest.mark.parametrize("way, status", REFUSALS.values(), ids=list(REFUSALS))
def test_coming_back_is_refused(walker, op, site, noor, jan, way, status):
    set_provider(site, id="andere")
    transaction.commit()
    walker.sign_in("jan.v1")
    walker.sign_in("noor.v1")
    before = stored()
    answer = way(walker, op)
    assert answer.status_code == status
    assert "Set-Cookie" not in answer.headers
    assert "<h1" in answer.text
    assert stored() == before
    for personal in ("Proefman", JAN[1], NOOR[1], "person-1", "person-2"):
        assert personal not in answer.text


NUMBERS = {"another number": JAN, "no number": NOBODYS}


@pytest.mark.parametrize("person", NUMBERS.values(), ids=list(NUMBERS))
def test_an_account_with_a_number_takes_only_that(walker, op, site, numbered, person):
    if person is NOBODYS:
        # a provider for people without a number asks for none
        scopes = {"scopes": ["openid", "profile"], "allow_private": True}
        set_provider(site, id="burgerprofiel", settings=scopes)
        transaction.commit()
    walker.sign_in("noor.v1")
    be(op, person)
    before = stored()
    answer = walker.come_back(walker.leave())
    assert answer.status_code == 409
    assert "Set-Cookie" not in answer.headers
    assert stored() == before


def test_a_number_on_another_account_is_not_joined(walker, op, noor, jan):
    walker.sign_in("noor.v1")
    be(op, ("person-9", JAN[1], "Jan", "Proefman"))
    before = stored()
    answer = walker.come_back(walker.leave())
    assert answer.status_code == 409
    assert "hoort al bij een ander account" in answer.text
    assert stored() == before


def test_the_answer_of_another_browser_links_nothing(walker, op, functional, noor, jan):
    """A stolen address of the callback: the victim's browser began nothing."""
    walker.sign_in("noor.v1")
    asked = walker.leave()
    victim = Walker(functional, op)
    victim.sign_in("jan.v1")
    before = stored()
    answer = victim.come_back(asked)
    assert answer.status_code == 400
    assert "/token" not in op.calls
    assert victim.get(LINK).headers["Location"].endswith("mijn-profiel-login")
    assert stored() == before
    # and the one who began it goes on
    assert walker.come_back(asked).status_code == 302


def test_to_sign_in_is_not_to_link(walker, op, noor):
    """Purposes are apart: a sign-in that was begun to sign in links nobody."""
    walker.sign_in("noor.v1")
    before = stored()
    answer = walker.come_back(walker.go_to_sign_in())
    assert answer.headers["Location"].endswith("/registreren")
    assert stored() == before


def test_to_link_signs_nobody_in(walker, op, noor, jan):
    walker.sign_in("noor.v1")
    be(op, JAN)
    walker.come_back(walker.leave())
    assert walker.user_id == noor
    assert walker.session()["level"] == "none"


def test_two_tabs_link_once(walker, op, noor, site):
    walker.sign_in("noor.v1")
    first, second = walker.leave(), walker.leave()
    op.nonce = first["nonce"]
    walker.come_back(first)
    assert walker.confirm().status_code == 303
    before = stored()
    op.nonce = second["nonce"]
    answer = walker.come_back(second)
    assert answer.status_code == 409
    assert stored() == before


def test_a_second_click_finds_nothing(walker, op, noor):
    walker.sign_in("noor.v1")
    page = walker.prove()
    assert walker.confirm(page).status_code == 303
    before = stored()
    assert walker.confirm(page).status_code == 400
    assert stored() == before


@pytest.mark.parametrize("proof", ["", "x" * 43, "é"], ids=["none", "guess", "strange"])
def test_a_click_without_its_page_links_nothing(walker, noor, proof):
    walker.sign_in("noor.v1")
    walker.prove()
    before = stored()
    answer = walker.post(LINK, {"proof": proof}, page="/e-loket/mijn-profiel-login")
    assert answer.status_code == 400
    assert stored() == before


def test_a_click_from_another_site_links_nothing(walker, noor):
    walker.sign_in("noor.v1")
    page = walker.prove()
    before = stored()
    walker.client.headers["Origin"] = "https://evil.example"
    assert walker.confirm(page).status_code == 403
    assert stored() == before


def test_the_identity_that_got_an_account_meanwhile_is_refused(
    walker, op, noor, functional
):
    walker.sign_in("noor.v1")
    page = walker.prove()
    quicker = Walker(functional, op)
    quicker.come_back(quicker.go_to_sign_in())
    quicker.post("/e-loket/registreren", {})
    before = stored()
    assert walker.confirm(page).status_code == 409
    assert stored() == before


def test_a_refusal_is_in_the_audit(walker, op, noor, jan):
    walker.sign_in("noor.v1")
    be(op, JAN)
    walker.come_back(walker.leave())
    assert audited("identity.prove", noor) == [
        ("attempted", "burgerprofiel"),
        ("failed", "burgerprofiel"),
    ]


def test_zope_may_try_again_after_a_conflict(walker, noor, monkeypatch):
    """The click counts once, and what was proven is there for the second try."""
    walker.sign_in("noor.v1")
    page = walker.prove()
    original, failures = linking.link, [1]

    def conflicting(holder, evidence):
        original(holder, evidence)
        if failures:
            failures.pop()
            raise ConflictError

    monkeypatch.setattr(linking, "link", conflicting)
    assert walker.confirm(page).status_code == 303
    assert len(stored()["by_subject"]) == 1
