"""Where letters go by post: to what was proven, or where a clerk says; see 001-09."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service
from collective.eloket.cases.errors import AddressIncompleteError
from collective.eloket.cases.errors import AddressKnownError
from collective.eloket.cases.errors import AddressMissingError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.cases.handover import exported
from collective.eloket.cases.postal import keep_address
from collective.eloket.cases.postal import needs_address
from collective.eloket.catalogue.errors import ChannelGoneError
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters import store
from collective.eloket.parameters.errors import InvalidChoiceError
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import REGISTER
from collective.eloket.parameters.model import SELF
from tests.cases import house

import pytest
import transaction


HOME = {"street": "Proefstraat 12", "postal_code": "9999", "municipality": "Testegem"}
FILLED_IN = HOME | {"street": "Kerkplein 3 bus 2"}


def prove_home(citizen, source=CARD, **changes):
    """Let a source say where somebody lives."""
    parts = {name: text for name, text in (HOME | changes).items() if text}
    proof = house.evidence("Noor", "Voorbeeld", "noor-sub", attributes=parts)
    parameters.remember(citizen.id, proof, source=source)


@pytest.fixture
def by_post(integration, portal, document, noor, lieve, tom):
    """A case of Noor's that leaves by post, with Lieve about to decide."""
    found = house.submit(house.order(document, noor, channel="post"))
    house.act_as(portal, "lieve")
    return found


@pytest.mark.parametrize("source", [CARD, REGISTER, CLERK])
def test_what_was_proven_is_where_it_goes(by_post, noor, source):
    prove_home(noor, source)
    found = service.address_of(by_post)
    assert found.lines == ("Proefstraat 12", "9999 Testegem")
    assert found.source == source
    assert "Proefstraat" not in repr(found)
    service.decide(by_post, "approve", "", "lieve")
    assert by_post.state == "approved"


@pytest.mark.parametrize(
    "source, changes",
    [(SELF, {}), (PROVIDER, {}), (CARD, {"street": ""})],
    ids=["typed", "of a provider", "without a street"],
)
def test_anything_else_is_no_address(by_post, noor, source, changes):
    prove_home(noor, source, **changes)
    assert service.address_of(by_post) is None


def test_two_halves_are_no_address(by_post, noor):
    prove_home(noor, CARD, street="")
    proof = house.evidence("x", "y", "z", attributes={"street": "Proefstraat 12"})
    parameters.remember(noor.id, proof, source=PROVIDER)
    assert service.address_of(by_post) is None


def test_without_an_address_it_cannot_be_approved(by_post):
    with pytest.raises(AddressMissingError):
        service.decide(by_post, "approve", "", "lieve")
    assert by_post.state == "submitted"


@pytest.mark.parametrize(
    "step, comment", [("refuse", "Niet hier."), ("ask_information", "Wie bent u?")]
)
def test_other_steps_need_none(by_post, step, comment):
    service.decide(by_post, step, comment, "lieve")
    assert by_post.state != "submitted"


def test_a_decision_needs_none(by_post):
    by_post.outcome = "decision"
    service.decide(by_post, "approve", "", "lieve")
    assert by_post.state == "approved"
    assert not needs_address(by_post)


def test_a_way_that_nobody_brings_any_more_stops_it(by_post):
    by_post.channel = "pigeon"
    with pytest.raises(ChannelGoneError):
        service.decide(by_post, "approve", "", "lieve")


def test_a_clerk_fills_it_in_for_this_case(by_post, noor):
    keep_address(by_post, FILLED_IN)
    found = service.address_of(by_post)
    assert (found.street, found.source) == ("Kerkplein 3 bus 2", CLERK)
    assert b"Kerkplein" not in by_post._address
    # nobody else's letter goes there
    assert "street" not in store.read(noor.id)
    service.decide(by_post, "approve", "", "lieve")
    assert by_post.state == "approved"


def test_it_is_in_the_audit(by_post):
    keep_address(by_post, FILLED_IN)
    transaction.savepoint()
    (row,) = [
        row.entry
        for row in audit.find(subject=by_post.subject)
        if row.entry.action == "case.address"
    ]
    assert (row.actor, row.object) == ("lieve", by_post.getId())


def test_what_a_card_says_later_goes_first(by_post, noor):
    keep_address(by_post, FILLED_IN)
    prove_home(noor)
    assert service.address_of(by_post).source == CARD


@pytest.mark.parametrize(
    "who, error",
    [
        ("noor", NotYourCaseError),
        ("tom", NotYourCaseError),
    ],
    ids=["the applicant", "a clerk of another group"],
)
def test_nobody_else_fills_it_in(portal, by_post, noor, who, error):
    house.act_as(portal, {"noor": noor.id}.get(who, who))
    with pytest.raises(error):
        keep_address(by_post, FILLED_IN)
    assert by_post._address == b""


def test_what_was_proven_is_not_replaced(by_post, noor):
    prove_home(noor)
    with pytest.raises(AddressKnownError):
        keep_address(by_post, FILLED_IN)
    assert not needs_address(by_post)


@pytest.mark.parametrize(
    "changes, error",
    [
        ({"street": " "}, AddressIncompleteError),
        ({"municipality": ""}, AddressIncompleteError),
        ({"postal_code": "0999"}, AddressIncompleteError),
        ({"postal_code": "99999"}, AddressIncompleteError),
        ({"street": ["a"]}, InvalidChoiceError),
        ({"street": "x" * 201}, InvalidChoiceError),
        ({"street": "a\x00b"}, InvalidChoiceError),
    ],
    ids=["no street", "no town", "low code", "long code", "a list", "long", "control"],
)
def test_what_is_no_address_is_refused(by_post, changes, error):
    with pytest.raises(error):
        keep_address(by_post, FILLED_IN | changes)
    assert by_post._address == b""


def test_what_was_refused_or_is_fetched_needs_none(by_post, document, noor):
    fetched = house.submit(house.order(document, noor, idempotency_key="key-2"))
    service.decide(by_post, "refuse", "Niet hier.", "lieve")
    for case in (by_post, fetched):
        with pytest.raises(StepNotOpenError):
            keep_address(case, FILLED_IN)


def test_it_is_handed_over_and_forgotten(by_post):
    keep_address(by_post, FILLED_IN)
    told = dict(exported(by_post))[f"cases/{by_post.getId()}/case.json"]
    assert told["address"] == FILLED_IN
    anonymise(by_post)
    assert by_post._address == b""


class TestPage:
    @pytest.fixture
    def posted(self, world):
        world.case.channel = "post"
        transaction.commit()
        return world

    def send(self, world, who="lieve", **changes):
        session = world.browser(who)
        page = session.get(f"{world.tasks}/{world.reference}")
        sent = {"_csrf": house.hidden(page, "_csrf"), "stap": "adres"} | FILLED_IN
        url = f"{world.tasks}/{world.reference}"
        return session.post(url, data=sent | changes)

    def test_says_that_it_is_missing_and_takes_it(self, posted):
        url = f"{posted.tasks}/{posted.reference}"
        page = posted.browser("lieve").get(url).text
        assert "We weten niet waar deze brief naartoe moet" in page
        answer = self.send(posted)
        assert answer.status_code == 200
        assert "Het adres is bewaard voor deze aanvraag" in answer.text
        assert "We weten niet waar" not in answer.text
        assert "Kerkplein 3 bus 2" in answer.text
        posted.refresh()
        posted.act("lieve", "approve")

    def test_what_is_wrong_stays_in_the_field(self, posted):
        answer = self.send(posted, postal_code="99")
        assert answer.status_code == 400
        assert "postcode van vier cijfers" in answer.text
        assert 'value="Kerkplein 3 bus 2"' in answer.text
        assert posted.refresh()._address == b""

    def test_approving_first_says_what_is_missing(self, posted):
        session = posted.browser("lieve")
        url = f"{posted.tasks}/{posted.reference}"
        page = session.get(f"{url}?stap=approve")
        sent = {name: house.hidden(page, name) for name in ("_csrf", "stand")}
        answer = session.post(url, data=sent | {"stap": "approve"})
        assert answer.status_code == 409
        assert "Vul eerst het adres in" in answer.text
        assert posted.refresh().state == "submitted"

    def test_shows_what_a_card_said_and_no_form(self, posted):
        prove_home(posted.noor)
        transaction.commit()
        page = posted.browser("lieve").get(f"{posted.tasks}/{posted.reference}").text
        assert "Proefstraat 12" in page and "9999 Testegem" in page
        assert 'value="adres"' not in page

    def test_programs_fill_it_in_and_read_it(self, posted, recorded):
        lieve, url = posted.api("lieve"), f"{posted.case_url}/@eloket-address"
        answer = lieve.post(url, json=FILLED_IN)
        recorded("case-address", answer)
        assert answer.json() == {"reference": posted.reference}
        task = lieve.get(f"{posted.site_url}/@eloket-tasks/{posted.reference}").json()
        assert task["address"] == FILLED_IN | {"source": "clerk"}

    def test_nobody_else_does(self, posted):
        url = f"{posted.case_url}/@eloket-address"
        found = {
            str(who): posted.api(who).post(url, json=FILLED_IN).status_code
            for who in (posted.noor, posted.jan, "tom", "admin")
        }
        assert set(found.values()) == {404}
        assert posted.refresh()._address == b""
