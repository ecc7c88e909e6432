"""Reading the eID by a fresh sign-in at a provider: it renews names; the card's
files may follow."""

from collective.eloket.accounts.presence import PersonByNumber
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import service as parameters
from datetime import date
from tests.accounts.linking.walker import be
from tests.accounts.linking.walker import JAN
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN as JANS_CARD
from tests.identity.eid.house import NOOR as NOORS_CARD
from tests.parameters.browser.reader import words
from tests.parameters.card_house import cards_are_read

import dataclasses
import json
import pytest
import re
import transaction


PAGE = "/e-loket/mijn-parameters-lezen"
PROVIDER = "burgerprofiel"
JANS_FILES = card("ec", JANS_CARD).content()
NAMES = {"given_names": "Noor", "family_name": "Voorbeeld"}


def used(op, seconds: int = 2) -> None:
    """Let the eID be used so many seconds from now."""
    op.claims = {**op.claims, "auth_time": op.now() + seconds}


def begin(walker) -> dict[str, str]:
    """Agree, and go to the provider; return what it is asked."""
    answer = walker.post(PAGE, {"akkoord": "1", "manier": PROVIDER})
    assert answer.status_code == 303, answer.text
    return walker.op.visit(answer.headers["Location"])


def read(walker):
    """Go there and come back; return the page that one comes to."""
    asked = begin(walker)
    answer = walker.come_back(asked)
    assert answer.status_code == 302, answer.text
    return walker.client.get(answer.headers["Location"])


def texts(user_id: str) -> dict[str, str]:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return {name: value.value for name, value in known.items()}


@pytest.fixture
def noors(walker, noor, op):
    """Noor's browser; her name and number were proven before."""
    parameters.remember(
        noor, evidence(number=number(), attributes={"given_names": "Nora"})
    )
    transaction.commit()
    walker.sign_in("noor.v1")
    used(op)
    return walker


def test_is_offered_beside_the_card(noors):
    assert "Met eID via" in words(noors.get(PAGE).text)


def test_asks_for_the_eid_anew_and_nothing_else(noors):
    asked = begin(noors)
    assert asked["acr_values"].endswith(":eid")
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")


def test_asks_for_agreement_first(noors):
    answer = noors.post(PAGE, {"manier": PROVIDER})
    assert answer.status_code == 400
    assert "eloket-tx" not in str(answer.headers)


def test_renews_names_and_says_why_the_address_stays(noors, noor):
    page = read(noors)
    assert page.status_code == 200
    said = words(page.text)
    assert "Voornaam Nora Noor gewijzigd" in said
    assert "We konden uw adres niet lezen" in said
    assert texts(noor)["given_names"] == "Nora"
    form = {"stap": "bevestig", "lezing": page.url.partition("lezing=")[2]}
    assert noors.post(PAGE, form).status_code == 303
    assert texts(noor)["given_names"] == "Noor"
    value = parameters.known(noor, AssuranceLevel.HIGH)["given_names"]
    assert (value.source, value.level) == ("provider", AssuranceLevel.HIGH)
    proof = card_store.read(noor).proofs[-1]
    assert (proof["provider"], proof["files"]) == (PROVIDER, {})


def test_the_files_of_the_card_may_follow(noors, noor, tmp_path):
    page = read(noors)
    read_id = page.url.partition("lezing=")[2]
    with cards_are_read(tmp_path):
        transaction.commit()
        sent = {"stap": "kaart", "lezing": read_id, "aanbieder": "1"}
        sent["content"] = json.dumps(card("ec").content())
        said = words(noors.post(PAGE, sent).text)
        assert "Voorbeeldstraat 12" in said
        noors.post(PAGE, {"stap": "bevestig", "lezing": read_id})
        again = noors.post(PAGE, sent)
    transaction.commit()
    assert again.status_code == 404
    assert texts(noor)["street"] == "Voorbeeldstraat 12"
    value = parameters.known(noor, AssuranceLevel.HIGH)["street"]
    assert value.source == "eid-card"
    proof = card_store.read(noor).proofs[-1]
    assert (proof["provider"], len(proof["files"])) == (PROVIDER, 4)


class TestThePageThatAddsTheFiles:
    """What one comes to after the provider, where cards can be read."""

    @pytest.fixture
    def page(self, noors, tmp_path):
        with cards_are_read(tmp_path):
            transaction.commit()
            self.answer = read(noors)
            yield self.answer
        transaction.commit()

    def send(self, noors, page, content: object = None, **more):
        sent = {"stap": "kaart", "aanbieder": "1", "content": ""}
        sent["lezing"] = page.url.partition("lezing=")[2]
        if content is not None:
            sent["content"] = json.dumps(content)
        return noors.post(PAGE, sent | more)

    def test_asks_for_the_card_without_a_pin(self, noors, noor, page):
        assert page.status_code == 200
        assert "Het is bewezen wie u bent" in words(page.text)
        steps = re.findall(r'data-el-step="(\w+)"', page.text)
        assert steps == ["computer", "card", "read"]
        assert 'name="aanbieder"' in page.text
        assert 'name="webeid"' not in page.text
        assert "Ga verder zonder te lezen" in page.text
        assert texts(noor)["given_names"] == "Nora"

    def test_shows_the_address_that_the_card_has(self, noors, noor, page):
        said = words(self.send(noors, page, card("ec").content()).text)
        assert "Uw kaart is echt en geldig" in said
        assert "Voorbeeldstraat 12" in said
        assert "street" not in texts(noor)

    def test_goes_on_with_the_name_only(self, noors, noor, page):
        said = words(self.send(noors, page).text)
        assert "We konden uw adres niet lezen" in said
        assert "Voornaam Nora Noor" in said

    @pytest.mark.parametrize(
        "change, files, heading",
        [
            ({}, {"id": JANS_FILES["id"]}, "niet echt"),
            (
                {},
                {"addrsig": JANS_FILES["addrsig"]},
                "andere kaart",
            ),
            ({"valid_until": date(2020, 1, 1)}, {}, "vervallen"),
            ({"document_type": "6"}, {}, "Dit soort kaart"),
            ({}, {"authcert": JANS_FILES["authcert"]}, "twee"),
        ],
        ids=["identity", "address", "expired", "a child's", "another certificate"],
    )
    def test_refuses_what_the_card_alone_would_be_refused_for(
        self, noors, noor, page, change, files, heading
    ):
        before = texts(noor)
        shown = card("ec", dataclasses.replace(NOORS_CARD, **change)).content()
        shown.pop("authcert", None)
        answer = self.send(noors, page, shown | files)
        assert answer.status_code == 422
        assert heading in words(answer.text)
        assert texts(noor) == before
        again = self.send(noors, page, card("ec").content())
        assert again.status_code == 404

    def test_an_older_card_does_not_follow_a_newer_one(self, noors, noor, page, op):
        newer = dataclasses.replace(NOORS_CARD, valid_from=date(2025, 1, 1))
        self.send(noors, page, card("ec", newer).content())
        read_id = page.url.partition("lezing=")[2]
        noors.post(PAGE, {"stap": "bevestig", "lezing": read_id})
        used(op)
        again = read(noors)
        answer = self.send(noors, again, card("ec").content())
        assert answer.status_code == 422
        assert "ouder dan" in words(answer.text)

    def test_belongs_to_the_session_that_went_there(self, noors, page, functional, op):
        other = type(noors)(functional, op)
        assert self.send(other, page, card("ec").content()).status_code in (302, 403)


def test_the_files_may_follow_where_the_name_is_the_same(noors, noor, tmp_path):
    transaction.begin()
    parameters.remember(noor, evidence(number=number(), attributes=NAMES))
    transaction.commit()
    page = read(noors)
    assert "Uw naam is gelijk aan wat wij hebben" in page.text
    read_id = page.url.partition("lezing=")[2]
    assert noors.get(f"{PAGE}?lezing={read_id}").status_code == 404
    with cards_are_read(tmp_path):
        transaction.commit()
        sent = {"stap": "kaart", "lezing": read_id, "aanbieder": "1"}
        sent["content"] = json.dumps(card("ec").content())
        answer = noors.post(PAGE, sent)
    transaction.commit()
    assert "Voorbeeldstraat 12" in answer.text


def test_the_files_of_somebody_else_do_not_follow(noors, noor, tmp_path):
    read_id = read(noors).url.partition("lezing=")[2]
    with cards_are_read(tmp_path):
        transaction.commit()
        sent = {"stap": "kaart", "lezing": read_id, "aanbieder": "1"}
        sent["content"] = json.dumps(card("ec", JANS_CARD).content())
        answer = noors.post(PAGE, sent)
    transaction.commit()
    assert answer.status_code == 422
    assert "Er werden twee verschillende kaarten gelezen" in answer.text
    assert "street" not in texts(noor)


@pytest.mark.parametrize(
    "claims, heading",
    [
        ({"auth_time": -30}, "Uw eID werd niet nu gebruikt"),
        ({"acr": f"{fake.URN}itsme"}, None),
        ({"auth_time": None}, None),
    ],
    ids=["before the question", "another means", "nobody says when"],
)
def test_is_refused(noors, noor, op, claims, heading):
    before = texts(noor)
    asked = begin(noors)
    changed = dict(claims)
    if changed.get("auth_time"):
        changed["auth_time"] += op.now()
    op.claims = {**op.claims, **changed}
    answer = noors.come_back(asked)
    if heading is None:
        assert answer.status_code in (400, 502)
    else:
        page = noors.client.get(answer.headers["Location"])
        assert page.status_code == 422
        assert heading in page.text
    assert texts(noor) == before


def test_somebody_elses_eid_is_refused(noors, noor, op):
    before = texts(noor)
    asked = begin(noors)
    be(op, JAN)
    used(op)
    page = noors.client.get(noors.come_back(asked).headers["Location"])
    assert page.status_code == 422
    assert "Dit is de kaart van iemand anders" in page.text
    assert "Proefman" not in page.text
    assert texts(noor) == before
    assert noors.user_id == noor


def test_nobody_else_finishes_it(noors, op, functional, site):
    asked = begin(noors)
    other = type(noors)(functional, op)
    assert other.come_back(asked).status_code == 400
    noors.jar.clear()
    assert noors.come_back(asked).status_code == 400


def test_a_provider_that_only_signs_out_first_serves_no_card(noors, site):
    settings = {"allow_private": True, "freshness": "logout_first"}
    set_provider(site, id=PROVIDER, settings=settings)
    transaction.commit()
    assert "Met eID via" not in words(noors.get(PAGE).text)
    answer = noors.post(PAGE, {"akkoord": "1", "manier": PROVIDER})
    assert answer.status_code == 404
    assert "eloket-tx" not in str(answer.headers)


def test_an_unknown_provider_is_refused(noors):
    answer = noors.post(PAGE, {"akkoord": "1", "manier": "other"})
    assert answer.status_code == 404


def test_whose_number_it_is(noors, noor, op, site):
    noors.link()
    transaction.begin()
    people = PersonByNumber()
    assert people.find(fake.NUMBER) == noor
    assert people.find("79111499728") is None
    assert people.has(noor, fake.NUMBER)
    assert not people.has(noor, "79111499728")
    assert not people.has("nobody", fake.NUMBER)
