from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import store
from plone import api
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import make_desk
from tests.accounts.people import number
from tests.accounts.people import token
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.parameters.card_house import answer
from tests.parameters.card_house import cards_are_read

import pytest
import transaction


CARD_NOOR = card("ec")


class Program:
    """Reads a card by REST, as the page does."""

    def __init__(self, layer, user_id: str) -> None:
        self.browser = Browser(layer)
        self.headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {token(user_id)}",
        }

    def call(self, method: str, name: str, body: dict | None = None):
        return self.browser.client.request(
            method,
            f"{self.browser.site}/@eloket-parameters{name}",
            headers=self.headers,
            json=body,
        )

    def begin(self) -> dict:
        return self.call("POST", "/read").json()

    def hand_in(self, begun: dict, one, **changes):
        body = {"content": one.content(), "presence": answer(one, begun["nonce"])}
        return self.call("PUT", f"/read/{begun['read_id']}", {**body, **changes})

    def confirm(self, read_id: str):
        return self.call("POST", "/confirm", {"read_id": read_id})


@pytest.fixture
def noor(functional, tmp_path):
    """Noor, whose number a provider proved, in a served site that reads cards."""
    portal = functional["portal"]
    make_desk(portal)
    made = citizen(evidence(number=number()))
    with cards_are_read(tmp_path):
        transaction.commit()
        yield made
    transaction.commit()


@pytest.fixture
def program(functional, noor):
    return Program(functional, noor.id)


def known(program) -> dict:
    items = program.call("GET", "").json()["items"]
    return {one["name"]: one for one in items}


@pytest.mark.seed("001-30", "001-31")
def test_a_card_is_read_shown_and_confirmed(program, noor, recorded):
    first = program.call("POST", "/read")
    recorded("parameters-read-begun", first)
    begun = first.json()
    assert set(begun) == {"read_id", "nonce", "expires"}
    shown = program.hand_in(begun, CARD_NOOR)
    recorded("parameters-card", shown)
    assert shown.status_code == 200
    fields = {one["field"]: one for one in shown.json()["differences"]}
    assert fields["street"] == {
        "field": "street",
        "old": None,
        "new": "Voorbeeldstraat 12",
    }
    assert "street" not in known(program)
    done = program.confirm(begun["read_id"])
    recorded("parameters-confirmed", done)
    assert done.status_code == 200
    recorded("parameters", program.call("GET", ""))
    assert known(program)["street"]["value"] == "Voorbeeldstraat 12"
    assert known(program)["street"]["source"] == "eid-card"
    assert known(program)["street"]["level"] == "high"


def test_a_second_click_is_told_that_it_is_over(program):
    begun = program.begin()
    program.hand_in(begun, CARD_NOOR)
    assert program.confirm(begun["read_id"]).status_code == 200
    again = program.confirm(begun["read_id"])
    assert again.status_code == 404
    assert again.json()["error"]["type"] == "card_read_unknown"


def test_nothing_differs_after_a_read_and_confirm_still_answers(program):
    for _ in range(2):
        begun = program.begin()
        shown = program.hand_in(begun, CARD_NOOR)
        program.confirm(begun["read_id"])
    assert shown.json() == {"differences": []}


def test_the_card_of_somebody_else_changes_nothing(program, noor, recorded):
    before = store.read(noor.id)
    begun = program.begin()
    refused = program.hand_in(begun, card("ec", JAN))
    recorded("parameters-card-of-somebody-else", refused)
    assert refused.status_code == 422
    assert refused.json()["error"]["type"] == "card_other_person"
    assert "Set-Cookie" not in refused.headers
    assert program.confirm(begun["read_id"]).status_code == 404
    transaction.begin()
    assert store.read(noor.id) == before


@pytest.mark.parametrize(
    "changes, status, code",
    [
        ({"presence": None}, 422, "card_presence_missing"),
        ({"presence": {"webeid": "x" * 10_001}}, 422, "webeid_too_long"),
        ({"content": "<eid/>"}, 422, "card_export"),
        ({"content": 7}, 400, "invalid_answer"),
        ({"content": {}}, 422, "card_file_missing"),
    ],
    ids=["no answer", "too long", "an export", "a number", "no files"],
)
def test_what_is_handed_in_is_refused(program, changes, status, code):
    refused = program.hand_in(program.begin(), CARD_NOOR, **changes)
    assert (refused.status_code, refused.json()["error"]["type"]) == (status, code)


def test_too_many_cards_from_one_address_wait(program, noor):
    record = "collective.eloket.accounts.card_tokens"
    before = api.portal.get_registry_record(record)
    api.portal.set_registry_record(record, 1)
    transaction.commit()
    program.hand_in(program.begin(), CARD_NOOR)
    refused = program.hand_in(program.begin(), CARD_NOOR)
    transaction.begin()
    api.portal.set_registry_record(record, before)
    transaction.commit()
    assert refused.status_code == 429
    assert refused.json()["error"]["type"] == "too_many_card_tokens"
    assert "Retry-After" in refused.headers


def test_a_huge_body_is_refused(program):
    refused = program.hand_in(program.begin(), CARD_NOOR, more="x" * 200_000)
    assert refused.status_code == 413


@pytest.mark.parametrize(
    "method, name",
    [
        ("GET", "/read"),
        ("POST", ""),
        ("POST", "/other"),
        ("POST", "/read/more"),
        ("PUT", ""),
        ("PUT", "/read"),
        ("PUT", "/other/id"),
        ("PUT", "/read/id/more"),
    ],
)
def test_other_names_lead_nowhere(program, method, name):
    body = None if method == "GET" else {}
    assert program.call(method, name, body).status_code == 404


def test_a_stranger_is_told_to_sign_in(functional, program):
    del program.headers["Authorization"]
    for method, name in (("GET", ""), ("POST", "/read"), ("PUT", "/read/x")):
        answer = program.call(method, name, None if method == "GET" else {})
        assert answer.status_code in (401, 403)


def test_a_weak_session_sees_that_values_are_hidden(functional, noor):
    weak = Program(functional, noor.id)
    low = token(noor.id, means="password", level=AssuranceLevel.NONE)
    weak.headers["Authorization"] = f"Bearer {low}"
    found = known(weak)["family_name"]
    assert (found["value"], found["level"]) == (None, "high")
