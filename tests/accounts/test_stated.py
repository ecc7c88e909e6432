"""A provider states for whom somebody acts: only who may, and only in that session."""

from collective.eloket.accounts import capacity
from collective.eloket.accounts import capacity_errors as errors
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts import stated
from collective.eloket.accounts.model import evidence_from_json
from collective.eloket.accounts.model import evidence_to_json
from collective.eloket.accounts.oidc import hints
from collective.eloket.accounts.oidc.service import delete_provider
from collective.eloket.accounts.session import give
from collective.eloket.accounts.tokens import read_token
from collective.eloket.accounts.tokens import write_token
from collective.eloket.ephemeral.service import side_store
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.identity import errors as identity
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.rights import service as rights
from collective.eloket.vault.service import seal
from dataclasses import replace
from datetime import timedelta
from plone.app.testing import logout
from tests.accounts import people
from tests.accounts.stating import BAKERY
from tests.accounts.stating import let_state
from tests.accounts.stating import PRINTER
from tests.accounts.stating import PROVIDER
from tests.accounts.stating import said
from tests.accounts.stating import session_of
from tests.accounts.stating import sign_in
from tests.mandates.rights import house

import json
import pytest


DESK = "http://localhost/plone/e-loket"
CAPACITY = f"enterprise:{BAKERY}"


@pytest.fixture
def provider(portal):
    return let_state(portal)


@pytest.fixture
def noor(portal):
    return people.citizen()


def test_a_session_acts_as_its_provider_states(provider, noor):
    _token, session = sign_in(noor)
    assert (session.capacity, session.choice) == (CAPACITY, True)
    found = stated.find_stated(session)
    assert (found.group, found.organisation.code) == ("EA", BAKERY)


def test_it_was_chosen_there_so_nobody_is_asked_again(provider, noor):
    request = people.web_request()
    accounts.sign_in(request, noor, people.evidence(said=said()))
    assert capacity.page_after(request, DESK, None) is None


@pytest.mark.parametrize("nothing", [{}, {"vo_doelgroepcode": "BUR"}])
@pytest.mark.parametrize("is_allowed", [True, False])
def test_a_citizen_is_a_citizen(portal, noor, nothing, is_allowed):
    let_state(portal, is_allowed)
    _token, session = sign_in(noor, nothing)
    assert session.capacity == "citizen"
    assert session.token.stated is False
    assert stated.find_stated(session) is None


@pytest.mark.parametrize(
    "claims",
    [
        said(),
        {"vo_doelgroepcode": "EA"},
        {"vo_orgcode": BAKERY},
        {"vo_doelgroepcode": "BUR", "wv_orgcode": BAKERY},
        {"dimona_rol_3d": [f"lezer:{BAKERY}"]},
    ],
    ids=["organisation", "group", "no group", "represents", "role"],
)
@pytest.mark.parametrize("kind", ["not allowed", "gone"])
def test_a_provider_that_may_not_state_it_signs_nobody_in_so(
    portal, noor, claims, kind
):
    let_state(portal, is_allowed=False)
    if kind == "gone":
        delete_provider(portal, PROVIDER)
    with pytest.raises(errors.CapacityNotStatedHereError):
        sign_in(noor, claims)


def test_evidence_of_no_provider_states_nothing(provider, noor):
    with pytest.raises(errors.CapacityNotStatedHereError):
        sign_in(noor, provider="card")
    # something else in acl_users is no provider
    with pytest.raises(errors.CapacityNotStatedHereError):
        sign_in(noor, provider="plugins")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"vo_orgcode": "0999999923"}, identity.ClaimedOrganisationError),
        ({"vo_doelgroepcode": "XX"}, identity.UnknownTargetGroupError),
        ({"vo_doelgroepcode": "BUR"}, identity.ContradictingClaimsError),
        ({"vo_orgcode": None}, identity.MissingClaimError),
        ({"wv_orgcode": PRINTER}, identity.OtherOrganisationClaimedError),
        (
            {"dimona_rol_3d": [f"lezer:{PRINTER}"]},
            identity.OtherOrganisationClaimedError,
        ),
        ({"dimona_rol_3d": ["lezer"]}, identity.MalformedClaimError),
    ],
    ids=[
        "wrong check digits",
        "unknown group",
        "citizen too",
        "no organisation",
        "represents another",
        "role of another",
        "role of none",
    ],
)
def test_what_is_stated_wrongly_signs_nobody_in(provider, noor, changes, refusal):
    request = people.web_request()
    with pytest.raises(refusal) as raised:
        accounts.sign_in(request, noor, people.evidence(said=said(**changes)))
    assert raised.type is refusal
    assert not request.response.cookies


def test_a_target_group_of_the_site_is_known_while_it_has_it(provider, noor):
    rights.set_group(house.group(), is_new=True)
    of_site = said(vo_doelgroepcode="XX")
    _token, session = sign_in(noor, of_site)
    assert stated.find_stated(session).group == "XX"
    assert hints.asked_for({"dg": "XX"}) == {"cap_hint": "XX"}
    rights.delete_group("XX")
    with pytest.raises(errors.CapacityStaleError):
        stated.find_stated(session)
    with pytest.raises(InvalidAnswerError):
        hints.asked_for({"dg": "XX"})
    # what is published stays known to providers, whatever a site has
    rights.delete_group("EA")
    assert sign_in(noor)[1].capacity == CAPACITY


# the session rule


def change_row(token, **changes):
    """Let something else stand beside the session."""
    sid = read_token(token).sid
    good = {
        "user": read_token(token).user,
        "provider": PROVIDER,
        "at": int(read_token(token).started.timestamp()),
        "said": said(),
    }
    context = changes.pop("context", f"{stated.KIND}/{sid}")
    row = json.dumps(good | changes).encode()
    side_store().put(stated.KIND, sid, seal(row, context), timedelta(hours=1))


FORGED = [
    ("of somebody else", {"user": "citizen-other"}),
    ("of another provider", {"provider": "csam"}),
    ("sealed for another session", {"context": f"{stated.KIND}/another"}),
    ("wrong check digits", {"said": said(vo_orgcode="0999999923")}),
    ("a role of another", {"said": said(dimona_rol_3d=[f"lezer:{PRINTER}"])}),
]


@pytest.mark.parametrize(
    "changes", [row[1] for row in FORGED], ids=[row[0] for row in FORGED]
)
def test_what_was_said_counts_in_its_own_session_only(provider, noor, changes):
    token, session = sign_in(noor)
    change_row(token)
    assert stated.find_stated(session).organisation.code == BAKERY
    change_row(token, **changes)
    with pytest.raises(errors.CapacityStaleError):
        stated.find_stated(session)


@pytest.mark.parametrize(("seconds", "counts"), [(0, True), (1, False)])
def test_no_session_is_older_than_its_evidence(provider, noor, seconds, counts):
    token, session = sign_in(noor)
    started = int(read_token(token).started.timestamp())
    change_row(token, at=started + seconds)
    if counts:
        assert stated.find_stated(session) is not None
        return
    with pytest.raises(errors.CapacityStaleError):
        stated.find_stated(session)


def test_a_token_that_says_so_is_not_believed(provider, noor):
    token, _session = sign_in(noor, {})
    forged = replace(read_token(token), stated=True, capacity=CAPACITY)
    session = session_of(write_token(forged))
    assert session.capacity == CAPACITY
    with pytest.raises(errors.CapacityStaleError):
        stated.find_stated(session)


def test_nothing_is_looked_up_for_who_stated_nothing(provider, noor):
    token, _session = sign_in(noor)
    other = session_of(write_token(replace(read_token(token), stated=False)))
    assert stated.find_stated(other) is None
    assert stated.find_stated(None) is None


def test_a_provider_that_may_no_more_ends_it_at_once(portal, provider, noor):
    _token, session = sign_in(noor)
    let_state(portal, is_allowed=False)
    with pytest.raises(errors.CapacityNotStatedHereError):
        stated.find_stated(session)
    let_state(portal)
    assert stated.find_stated(session) is not None
    delete_provider(portal, PROVIDER)
    with pytest.raises(errors.CapacityNotStatedHereError):
        stated.find_stated(session)


def test_it_ends_with_the_session(provider, noor):
    token, session = sign_in(noor)
    logout()
    accounts.sign_out(people.web_request({"eloket-session": token}))
    assert side_store().get(stated.KIND, session.sid) is None
    assert session_of(token).user_id is None


def test_a_session_that_takes_its_place_takes_it_along(provider, noor):
    token, first = sign_in(noor)
    _again, second = sign_in(noor, said(vo_orgcode=PRINTER), before=token)
    people.committed()
    assert second.capacity == f"enterprise:{PRINTER}"
    assert side_store().get(stated.KIND, first.sid) is None
    assert stated.find_stated(second).organisation.code == PRINTER


def test_who_chose_citizen_there_acts_for_nobody_any_more(provider, noor):
    token, _first = sign_in(noor)
    _again, session = sign_in(noor, {"vo_doelgroepcode": "BUR"}, before=token)
    assert (session.capacity, session.token.stated) == ("citizen", False)


def test_a_child_that_was_chosen_meanwhile_stays(provider, noor):
    token, _first = sign_in(noor)
    request = people.web_request()
    chosen = give(request, replace(read_token(token), capacity="child:c1"))
    _again, session = sign_in(noor, {}, before=chosen)
    assert session.capacity == "child:c1"


def test_it_is_kept_while_somebody_registers():
    proof = people.evidence(said=said(dimona_rol_3d=[f"lezer:{BAKERY}"]))
    kept = json.loads(json.dumps(evidence_to_json(proof)))
    assert evidence_from_json(kept).said == proof.said
    del kept["said"]
    assert evidence_from_json(kept).said == {}


def test_a_weak_sign_in_states_it_too_and_may_do_nothing(provider, noor):
    _token, session = sign_in(noor, level=AssuranceLevel.LOW)
    assert session.capacity == CAPACITY


def test_nothing_of_it_is_readable_where_it_lies(provider, noor):
    token, session = sign_in(noor)
    kept = side_store().get(stated.KIND, session.sid)
    assert BAKERY.encode() not in kept
    assert b"Proefmans" not in kept
    assert "Proefmans" not in token
