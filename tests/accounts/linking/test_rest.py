"""Linking for programs: the same rules, in the words of REST."""

from collective.eloket.accounts.lookups import find_by_subject
from tests.accounts.linking.test_members import make_member
from tests.accounts.linking.test_members import PASSWORD
from tests.accounts.linking.walker import be
from tests.accounts.linking.walker import error_of
from tests.accounts.linking.walker import JAN
from tests.accounts.linking.walker import LINK
from tests.accounts.linking.walker import query_of
from tests.accounts.linking.walker import stored
from tests.accounts.linking.walker import Walker
from tests.accounts.oidc import provider as fake
from tests.accounts.people import token

import pytest
import transaction


LINKS = "@eloket-links"
ONE = f"{LINKS}/burgerprofiel"


@pytest.fixture
def program(walker, noor):
    """A browser in which Noor is signed in, and the value its writes carry."""
    walker.sign_in("noor.v1")
    walker.client.headers["X-CSRF-TOKEN"] = walker.session()["csrf"]
    return walker


def test_nobody_is_told_nothing(walker, site):
    answer = walker.call("GET", LINKS)
    assert (answer.status_code, error_of(answer)) == (401, "not_signed_in")


def test_lists_what_is_linked_and_what_can_be(program, recorded):
    nothing = {"linked": False, "since": None, "last_used": None}
    (item,) = program.call("GET", LINKS).json()["items"]
    assert (
        item == {"provider": "burgerprofiel", "title": "Mijn Burgerprofiel"} | nothing
    )
    program.link()
    answer = program.call("GET", LINKS)
    recorded("links", answer)
    (item,) = answer.json()["items"]
    assert item["linked"] and item["since"].endswith("+00:00")
    assert item["last_used"] is None


def test_begins_and_the_browser_finishes(program, noor, op, recorded):
    answer = program.call("POST", ONE)
    recorded("link-begun", answer)
    assert answer.status_code == 200
    address = answer.json()["url"]
    assert query_of(address)["prompt"] == ["login"]
    back = program.come_back(op.visit(address))
    assert back.headers["Location"].endswith(LINK)
    assert program.confirm().status_code == 303
    transaction.begin()
    assert find_by_subject(fake.ISSUER, "person-1").id == noor


def test_a_bearer_begins_and_finishes_too(functional, site, noor, op):
    program = Walker(functional, op)
    program.client.headers["Authorization"] = f"Bearer {token(noor)}"
    address = program.call("POST", ONE).json()["url"]
    back = program.come_back(op.visit(address))
    assert back.headers["Location"].endswith(LINK)


def test_unlinks(program, noor, recorded):
    program.link()
    answer = program.call("DELETE", ONE)
    recorded("unlinked", answer)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not program.call("GET", LINKS).json()["items"][0]["linked"]
    assert program.user_id == noor


def test_unlinking_ends_the_session_that_began_that_way(program):
    program.link()
    program.come_back(program.go_to_sign_in())
    program.client.headers["X-CSRF-TOKEN"] = program.session()["csrf"]
    assert program.call("DELETE", ONE).status_code == 204
    assert program.user_id is None


REFUSALS = {
    "unknown provider": ("POST", f"{LINKS}/nobody", 404, "provider_unknown"),
    "no provider": ("POST", LINKS, 404, "not_found"),
    "too many names": ("POST", f"{ONE}/x", 404, "not_found"),
    "linked already": ("POST", ONE, 409, "provider_linked"),
    "another's": ("DELETE", f"{LINKS}/csam", 404, "not_linked"),
    "nothing named": ("DELETE", LINKS, 404, "not_found"),
    "a name to read": ("GET", ONE, 404, "not_found"),
}


@pytest.mark.parametrize(
    "method, name, status, error", REFUSALS.values(), ids=list(REFUSALS)
)
def test_a_refusal_changes_nothing(program, method, name, status, error):
    program.link()
    before = stored()
    answer = program.call(method, name)
    assert (answer.status_code, error_of(answer)) == (status, error)
    assert "Set-Cookie" not in answer.headers
    assert stored() == before


def test_the_only_way_in_stays(walker, site, op, recorded):
    walker.come_back(walker.go_to_sign_in())
    walker.post("/e-loket/registreren", {})
    before = stored()
    csrf = {"X-CSRF-TOKEN": walker.session()["csrf"]}
    answer = walker.call("DELETE", ONE, headers=csrf)
    recorded("unlink-the-only-way-in", answer)
    assert (answer.status_code, error_of(answer)) == (409, "last_way_in")
    assert stored() == before


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_another_site_cannot_do_it(program, method):
    program.link()
    before = stored()
    for headers in ({"X-CSRF-TOKEN": "x"}, {"Origin": "https://evil.example"}):
        answer = program.call(method, ONE, headers=headers)
        assert (answer.status_code, error_of(answer)) == (403, "csrf")
    assert stored() == before


def test_who_came_back_is_named_nowhere_in_an_address(program, op):
    be(op, JAN)
    address = program.call("POST", ONE).json()["url"]
    back = program.come_back(op.visit(address))
    for personal in ("Jan", "Proefman", JAN[1], "person-2"):
        assert personal not in back.headers["Location"]


def test_a_member_of_the_site_is_told_theirs(walker, site):
    walker.client.auth = (make_member(), PASSWORD)
    answer = walker.call("GET", LINKS)
    assert answer.status_code == 200
    assert [one["linked"] for one in answer.json()["items"]] == [False]
