"""Which identity may lead to which account: each rule; a refusal keeps nothing."""

from collective.eloket.accounts import arrival
from collective.eloket.accounts import linking
from collective.eloket.accounts import pending
from collective.eloket.accounts import service
from collective.eloket.accounts.browser import linking as link_page
from collective.eloket.accounts.errors import IdentityTakenError
from collective.eloket.accounts.errors import IdentityUnlinkedError
from collective.eloket.accounts.errors import LastWayInError
from collective.eloket.accounts.errors import NotLinkedError
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.errors import NumberMissingError
from collective.eloket.accounts.errors import ProviderLinkedError
from collective.eloket.accounts.holder import CITIZEN
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.interfaces import IIdentityEvent
from collective.eloket.accounts.interfaces import IIdentityLinked
from collective.eloket.accounts.interfaces import IIdentityUnlinked
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Account
from collective.eloket.accounts.store import Citizen
from collective.eloket.clock import utcnow
from collective.eloket.http.errors import message_for
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.errors import OtherNumberError
from dataclasses import replace
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import web_request
from zope.component import getGlobalSiteManager

import pytest


OTHER = "82.01.07-342.13"
PROVIDERS = ["burgerprofiel", "csam"]


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture
def told():
    """The events about identities, as they come."""
    seen = []
    manager = getGlobalSiteManager()
    manager.registerHandler(seen.append, (IIdentityEvent,))
    yield seen
    manager.unregisterHandler(seen.append, (IIdentityEvent,))


def holder(account: Account) -> Holder:
    return Holder(account.id, CITIZEN, "password", "session-1")


def state() -> tuple:
    store = citizen_store()
    return (
        {one.id: repr(sorted(vars(one).items())) for one in store.citizens.values()},
        dict(store.by_subject),
        dict(store.by_number),
        dict(store.unlinked),
        outbox.waiting(api.portal.get()),
    )


def linked(**changes) -> Citizen:
    """A citizen with user name, password and one identity."""
    noor = citizen_with_password("noor.v1")
    linking.link(holder(noor), evidence(**changes))
    return noor


class TestLink:
    def test_lets_the_identity_lead_to_the_account(self, told):
        noor, proof = citizen_with_password("noor.v1"), evidence(number=number())
        linking.link(holder(noor), proof)
        subject = proof.subject
        assert service.find_by_subject(subject.issuer, subject.sub) is noor
        assert service.find_by_number(number()) is noor
        (event,) = told
        assert IIdentityLinked.providedBy(event)
        assert (event.user_id, event.provider) == (noor.id, "burgerprofiel")
        (link,) = linking.links_of(noor.id)
        assert (link.provider, link.last_used) == ("burgerprofiel", None)
        assert utcnow() - link.since < timedelta(minutes=1)

    def test_a_second_time_does_nothing(self, told):
        noor, proof = citizen_with_password("noor.v1"), evidence()
        linking.link(holder(noor), proof)
        before = state()
        linking.link(holder(noor), proof)
        assert state() == before
        assert len(told) == 1

    def test_one_account_takes_several_providers(self):
        noor = linked(number=number())
        linking.link(holder(noor), evidence(provider="csam", number=number()))
        assert [link.provider for link in linking.links_of(noor.id)] == PROVIDERS

    def test_changes_nothing_that_was_proven(self):
        noor = citizen(evidence(number=number()), username="noor.v1", password=PASSWORD)
        names = {"given_names": "Nora", "family_name": "Voorbeeld"}
        proof = evidence(provider="csam", number=number(), attributes=names)
        linking.link(holder(noor), proof)
        known = parameters.known(noor.id, AssuranceLevel.HIGH)
        assert known["given_names"].value == "Noor"

    def test_takes_the_place_of_what_was_only_typed(self):
        noor = citizen_with_password("noor.v1")
        parameters.set_own(noor.id, {"given_names": "Nonkel"})
        linking.link(holder(noor), evidence())
        known = parameters.known(noor.id, AssuranceLevel.HIGH)
        assert known["given_names"].value == "Noor"

    def test_keeps_nothing_in_clear(self):
        noor = linked(subject=Subject("https://idp.example", "geheim"), number=number())
        kept = repr((vars(noor), state()))
        assert "geheim" not in kept and number().digits not in kept


@pytest.mark.parametrize(
    "changes",
    [{"user_id": "citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"session": "session-2"}],
    ids=["another account", "another session"],
)
def test_what_was_proven_is_found_by_its_holder_only(changes):
    noor, proof, request = citizen_with_password("noor.v1"), evidence(), web_request()
    pending.begin_link(request, holder(noor), proof)
    sent = {
        "eloket-linking": request.response.cookies["eloket-linking"]["value"],
    }
    again = web_request(cookies=sent)
    assert pending.find_link(again, holder(noor)) == proof
    assert pending.find_link(again, replace(holder(noor), **changes)) is None


def taken(noor):
    citizen(evidence(subject=Subject("https://idp.example", "jan")))
    return evidence(provider="csam", subject=Subject("https://idp.example", "jan"))


def same_provider(noor):
    return evidence(number=number())


def other_number(noor):
    return evidence(provider="csam", number=number(OTHER))


def no_number(noor):
    return evidence(provider="csam")


REFUSALS = {
    "identity of another account": (taken, IdentityTakenError),
    "second identity of a provider": (same_provider, ProviderLinkedError),
    "another number": (other_number, OtherNumberError),
    "no number": (no_number, NumberMissingError),
}


@pytest.mark.parametrize("wish, refusal", REFUSALS.values(), ids=list(REFUSALS))
def test_linking_is_refused_and_changes_nothing(wish, refusal, told):
    noor = linked(number=number())
    proof = wish(noor)
    before = state()
    del told[:]
    for attempt in (linking.link, linking.check_may_link):
        with pytest.raises(refusal):
            attempt(holder(noor), proof)
    assert state() == before
    assert told == []


@pytest.mark.parametrize("wish, refusal", REFUSALS.values(), ids=list(REFUSALS))
def test_a_refusal_names_nobody(wish, refusal, http_request):
    noor = linked(number=number())
    with pytest.raises(refusal) as found:
        linking.link(holder(noor), wish(noor))
    said = message_for(found.value, http_request) + str(found.value)
    for personal in ("Noor", "Voorbeeld", noor.id, number().digits, "noor.v1"):
        assert personal not in said


def test_a_number_of_another_account_is_never_joined():
    citizen(evidence(number=number()))
    jan = citizen_with_password("jan.v1")
    before = state()
    with pytest.raises(NumberKnownError):
        linking.link(holder(jan), evidence(number=number()))
    assert state() == before


def test_an_account_without_number_takes_identities_without():
    noor = linked()
    linking.link(holder(noor), evidence(provider="csam"))
    assert not noor.has_number


def test_what_proves_the_number_first_gives_it_to_the_account():
    noor = linked()
    linking.link(holder(noor), evidence(provider="csam", number=number()))
    assert service.find_by_number(number()) is noor
    with pytest.raises(NumberMissingError):
        linking.check_may_link(holder(noor), evidence(provider="itsme"))


class TestUnlink:
    def test_lets_the_identity_lead_nowhere(self, told):
        noor = linked(subject=Subject("https://idp.example", "noor"))
        linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)
        assert linking.links_of(noor.id) == []
        assert service.find_by_subject("https://idp.example", "noor") is None
        assert IIdentityUnlinked.providedBy(told[-1])

    def test_refuses_the_identity_until_it_is_linked_again(self):
        proof = evidence(number=number())
        noor = citizen_with_password("noor.v1")
        linking.link(holder(noor), proof)
        linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)
        with pytest.raises(IdentityUnlinkedError):
            arrival.sign_in(web_request(), proof)
        linking.link(holder(noor), proof)
        assert arrival.sign_in(web_request(), proof)

    def test_the_identity_registers_nobody_either(self):
        proof = evidence()
        noor = citizen_with_password("noor.v1")
        linking.link(holder(noor), proof)
        linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)
        before = state()
        with pytest.raises(IdentityUnlinkedError):
            citizen(proof)
        assert state() == before

    def test_leaves_other_identities(self):
        noor = linked()
        proof = evidence(provider="csam")
        linking.link(holder(noor), proof)
        linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)
        assert [link.provider for link in linking.links_of(noor.id)] == ["csam"]
        assert arrival.sign_in(web_request(), proof)

    def test_of_what_is_not_linked_is_refused(self):
        noor = citizen_with_password("noor.v1")
        with pytest.raises(NotLinkedError):
            linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)

    @pytest.mark.parametrize(
        "more, providers, refused",
        [
            ({}, PROVIDERS, True),
            ({"username": "noor.v9", "password": PASSWORD}, PROVIDERS, False),
        ],
        ids=["nothing else", "a password"],
    )
    def test_needs_another_way_in(self, more, providers, refused):
        noor = citizen(evidence(), **more)
        before = state()
        if not refused:
            linking.unlink(holder(noor), "burgerprofiel", providers)
            return
        with pytest.raises(LastWayInError):
            linking.unlink(holder(noor), "burgerprofiel", providers)
        assert state() == before

    def test_a_password_that_opens_nothing_any_more_is_no_way_in(self, portal):
        noor = citizen(evidence(), username="noor.v10", password=PASSWORD)
        records = portal.portal_registry
        records["collective.eloket.accounts.minimum_level"] = "low"
        records["collective.eloket.accounts.minimum_from"] = date(2026, 1, 1)
        with pytest.raises(LastWayInError):
            linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)

    def test_a_provider_that_is_gone_is_no_way_in(self):
        noor = citizen(evidence())
        linking.link(holder(noor), evidence(provider="csam"))
        with pytest.raises(LastWayInError):
            linking.unlink(holder(noor), "burgerprofiel", ["burgerprofiel"])
        linking.unlink(holder(noor), "burgerprofiel", PROVIDERS)

    def test_may_be_done_over_after_a_restore(self):
        noor = linked()
        store = citizen_store()
        store.drop_links(noor, "burgerprofiel", 5)
        before = state()
        store.drop_links(noor, "burgerprofiel", 5)
        assert state() == before


class TestArrival:
    def test_of_nobody_is_told(self):
        assert not arrival.sign_in(web_request(), evidence())

    def test_notes_the_day_once(self):
        proof = evidence()
        noor = citizen(proof)
        arrival.sign_in(web_request(), proof)
        (link,) = linking.links_of(noor.id)
        assert link.last_used == utcnow().date()
        kept = noor.links
        arrival.sign_in(web_request(), proof)
        assert noor.links is kept

    @pytest.mark.parametrize("digits, refused", [(None, False), (OTHER, True)])
    def test_with_another_number_is_refused(self, digits, refused):
        """A provider may give a name again, to somebody else."""
        proof = evidence(number=number())
        citizen(proof)
        again = evidence(
            subject=proof.subject, number=None if digits is None else number(digits)
        )
        request = web_request()
        if refused:
            with pytest.raises(OtherNumberError):
                arrival.sign_in(request, again)
            assert "eloket-session" not in request.response.cookies
        else:
            assert arrival.sign_in(request, again)

    def test_with_a_number_where_the_account_has_none_is_let_in(self):
        proof = evidence()
        noor = citizen(proof)
        again = evidence(subject=proof.subject, number=number())
        assert arrival.sign_in(web_request(), again)
        assert not noor.has_number


def test_the_store_refuses_an_identity_twice():
    noor, jan = linked(), citizen(evidence())
    with pytest.raises(IdentityTakenError):
        citizen_store().add_link(jan, noor.links[0])
    other = Citizen("citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb", utcnow())
    other.links = noor.links
    with pytest.raises(IdentityTakenError):
        citizen_store().add(other)


@pytest.mark.parametrize("committed", [True, False], ids=["committed", "aborted"])
def test_what_was_proven_is_forgotten_once_it_is_linked(committed):
    noor, proof, request = citizen_with_password("noor.v1"), evidence(), web_request()
    pending.begin_link(request, holder(noor), proof)
    value = request.response.cookies["eloket-linking"]["value"]
    again = web_request(cookies={"eloket-linking": value})
    link_page._forget(committed, again)
    assert (pending.find_link(again, holder(noor)) is None) is committed
