"""A clerk's program reads cards at the counter, by REST."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import service as parameters
from plone import api
from tests.accounts.people import mailed
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.parameters.card_house import answer as presence_of

import pytest
import transaction


CARD = card("ec")


class Program:
    """Reads a citizen's card for a clerk; no cookie is kept."""

    def __init__(self, browser) -> None:
        self.browser = browser

    def call(self, method: str, name: str, body: dict, **headers):
        self.browser.client.cookies.clear()
        answer = self.browser.client.request(
            method,
            f"{self.browser.site}/@eloket-counter{name}",
            json=body,
            headers={"Accept": "application/json", **headers},
        )
        transaction.begin()
        return answer

    def begin(self):
        return self.call("POST", "/read", {"agreed": True})

    def hand_in(self, one=CARD, begun: dict | None = None, **changes):
        self.begun = begun or self.begin().json()
        body = {
            "content": one.content(),
            "presence": presence_of(one, self.begun["nonce"]),
        }
        return self.call("PUT", f"/read/{self.begun['read_id']}", body | changes)

    def confirm(self):
        return self.call("POST", "/confirm", {"read_id": self.begun["read_id"]})


@pytest.fixture
def program(clerk, noor):
    return Program(clerk)


def texts(user_id: str) -> dict[str, str]:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return {name: value.value for name, value in known.items()}


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["type"]


def test_a_card_is_read_shown_and_confirmed(program, noor, functional, recorded):
    begun = program.begin()
    recorded("counter-read-begun", begun)
    before, since = texts(noor), utcnow()
    shown = program.hand_in(begun=begun.json())
    recorded("counter-card", shown)
    found = {one["field"]: one for one in shown.json()["differences"]}
    assert found["given_names"] == {
        "field": "given_names",
        "old": "Noor",
        "new": "Noor Elisa",
    }
    assert found["street"]["old"] is None
    assert texts(noor) == before
    assert [r.entry.action for r in audit.find(noor, since)] == ["parameters.view"]
    done = program.confirm()
    recorded("counter-confirmed", done)
    assert texts(noor)["street"] == "Voorbeeldstraat 12"
    assert card_store.read(noor).proofs[-1]["clerk"] == "tom"
    subjects = [mail["subject"] for mail in mailed(functional["portal"])]
    assert subjects == ["Uw eID werd gelezen aan het loket"]
    assert program.confirm().status_code == 404


@pytest.mark.parametrize("body", [{}, {"agreed": False}, {"agreed": "true"}])
def test_the_citizen_must_agree(program, body):
    assert refusal(program.call("POST", "/read", body)) == (400, "invalid_answer")


@pytest.mark.parametrize(
    "one, changes, refused",
    [
        (card("ec", JAN), {}, (404, "card_nobody_here")),
        (CARD, {"presence": None}, (422, "card_presence_missing")),
        (CARD, {"presence": {"provider": True}}, (422, "card_presence_missing")),
        (CARD, {"content": card("ec", JAN).content()}, (422, "card_mixed")),
        (CARD, {"content": 7}, (400, "invalid_answer")),
    ],
    ids=["nobody here", "files alone", "a provider's word", "two cards", "a number"],
)
def test_is_refused_and_changes_nothing(program, noor, one, changes, refused):
    before = texts(noor)
    assert refusal(program.hand_in(one, **changes)) == refused
    assert program.confirm().status_code == 404
    assert texts(noor) == before


def test_a_card_of_nobody_is_told_to_programs_too(program, recorded):
    recorded("counter-card-of-nobody", program.hand_in(card("ec", JAN)))


def test_the_clerks_own_card_is_refused(program, noor):
    own = Member("tom", utcnow())
    own.number_key = number_key(number())
    citizen_store().members["tom"] = own
    transaction.commit()
    assert refusal(program.hand_in()) == (403, "card_own")


def test_another_clerk_does_not_finish_it(program, noor):
    program.hand_in()
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username="lieve", email="lieve@testegem.example", password=PASSWORD
        )
        api.user.grant_roles(username="lieve", roles=["Eloket Clerk"])
    transaction.commit()
    program.browser.client.auth = ("lieve", PASSWORD)
    assert program.confirm().status_code == 404
    program.browser.client.auth = ("tom", PASSWORD)
    assert program.confirm().status_code == 200


@pytest.mark.parametrize(
    "method, name",
    [
        ("POST", ""),
        ("POST", "/other"),
        ("PUT", ""),
        ("PUT", "/read"),
        ("PUT", "/confirm/x"),
        ("PUT", "/read/x/y"),
    ],
)
def test_other_names_are_not_there(program, method, name):
    assert program.call(method, name, {}).status_code == 404


def test_a_citizen_reads_no_cards_at_the_counter(noor, signed_in):
    program = Program(signed_in(noor))
    session = program.browser.client.headers.pop("Cookie").partition("=")[2]
    bearer = {"Authorization": f"Bearer {session}"}
    answer = program.call("POST", "/read", {"agreed": True}, **bearer)
    assert refusal(answer) == (403, "not_allowed")
