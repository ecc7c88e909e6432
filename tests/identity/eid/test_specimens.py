"""Published specimens: accepted and refused exactly as their MANIFEST says."""

from collections import Counter
from collective.eloket.errors import CardError
from collective.eloket.identity.eid import certificate_errors
from collective.eloket.identity.eid import errors
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.certificates import without_padding
from collective.eloket.identity.eid.chain import authentication_chain
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.profiles import PINNED
from collective.eloket.identity.eid.subjects import person_number
from collective.eloket.identity.eid.token_errors import TokenSignatureError
from collective.eloket.identity.eid.verify import check_person
from collective.eloket.identity.eid.verify import Verifier
from collective.eloket.identity.eid.verify import verify_card
from collective.eloket.identity.eid.verify import verify_content
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from collective.eloket.identity.eid.webeid import Token
from datetime import datetime
from datetime import UTC
from tests.identity.eid import manifest
from tests.identity.eid import specimens
from tests.identity.eid.house import Nobody

import pytest
import sys


pytestmark = pytest.mark.skipif(
    not specimens.MATERIAL.is_dir(),
    reason="published specimens are not here; `make specimens` wants them",
)

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CARDS = {
    "alice, RSA": (specimens.ALICE, specimens.ALICES, "98082100029"),
    "nora, P-384": (specimens.NORA, specimens.NORAS, "01050399963"),
}


def verifier(origin: str = "", *, production: bool = False) -> Verifier:
    trust = specimens.production_trust() if production else specimens.test_trust()
    return Verifier(trust, Nobody(), origin)


@pytest.mark.parametrize("name", CARDS)
def test_a_specimen_card_is_accepted_below_its_root(name):
    folder, names, number = CARDS[name]
    sent = specimens.content(specimens.files(folder, names))
    card = verify_content(read_content(sent), verifier(), NOW)
    assert card.identity.number.digits == number
    assert card.address.street == "Specimenstraat 12"


@pytest.mark.parametrize("name", CARDS)
def test_a_specimen_card_is_refused_in_production(name):
    folder, names, _number = CARDS[name]
    sent = specimens.content(specimens.files(folder, names))
    with pytest.raises(certificate_errors.IssuerUnknownError):
        verify_content(read_content(sent), verifier(production=True), NOW)


def test_a_specimen_card_that_brings_its_root_is_named_a_test_card():
    found = specimens.files(specimens.ALICE, specimens.ALICES)
    found["rootcert"] = (specimens.ALICE / "rootcert.der").read_bytes()
    sent = specimens.content(found)
    with pytest.raises(certificate_errors.TestCardError):
        verify_content(read_content(sent), verifier(production=True), NOW)


def test_alices_certificate_signs_in_and_her_signing_certificate_does_not():
    # no answer of her key is published: only the way up to the root is walked
    files = specimens.files(specimens.ALICE, specimens.ALICES)
    authority = read_certificate(without_padding(files["cacert"]))
    found = read_certificate(without_padding(files["authcert"]))
    trust = specimens.test_trust()
    chain = authentication_chain(found, [authority], trust, NOW)
    assert len(chain.certificates) == 3
    assert person_number(found).digits == "98082100029"
    signing = (specimens.ALICE / "signcert.padded.der").read_bytes()
    with pytest.raises(certificate_errors.SigningCertificateError):
        authentication_chain(
            read_certificate(without_padding(signing)), [authority], trust, NOW
        )


def test_noras_token_is_accepted():
    found = specimens.token("be_nora_ecc_es384")
    presence = verify_presence(
        read_token(found["token"]), found["nonce"], verifier(found["origin"]), NOW
    )
    assert presence.number.digits == "01050399864"
    assert presence.given_names == "Nora Angèle"


def test_noras_card_is_not_the_one_that_answered():
    token = specimens.token("be_nora_ecc_es384")
    sent = specimens.content(specimens.files(specimens.NORA, specimens.NORAS))
    with pytest.raises(errors.MixedCardsError):
        verify_card(
            read_content(sent),
            read_token(token["token"]),
            token["nonce"],
            verifier(token["origin"]),
            NOW,
        )


def test_nora_of_the_token_is_another_person_than_nora_of_the_card():
    token = specimens.token("be_nora_ecc_es384")
    presence = verify_presence(
        read_token(token["token"]), token["nonce"], verifier(token["origin"]), NOW
    )
    sent = specimens.content(specimens.files(specimens.NORA, specimens.NORAS))
    card = verify_content(read_content(sent), verifier(), NOW)
    with pytest.raises(errors.OtherPersonsCardError):
        check_person(card.identity.number, presence.number)


@pytest.mark.parametrize(
    "change", [{"nonce": "x" * 44}, {"origin": "https://x.example"}]
)
def test_noras_token_is_refused_for_another_question(change):
    found = {**specimens.token("be_nora_ecc_es384"), **change}
    with pytest.raises(TokenSignatureError):
        verify_presence(
            read_token(found["token"]), found["nonce"], verifier(found["origin"]), NOW
        )


def jaaks(name: str) -> tuple[dict, Token]:
    found = specimens.token(name)
    return found, read_token(found["token"])


def test_an_estonian_token_is_refused_in_belgium():
    found, token = jaaks("ee_jaak_es384_valid")
    day = datetime.fromisoformat(found["validation_date"]).replace(tzinfo=UTC)
    with pytest.raises(certificate_errors.IssuerUnknownError):
        verify_presence(token, found["nonce"], verifier(found["origin"]), day)


def test_a_token_with_another_certificate_is_refused():
    found, token = jaaks("ee_jaak_es384_wrong_cert")
    with pytest.raises(TokenSignatureError):
        verify_presence(token, found["nonce"], verifier(found["origin"]), NOW)


def test_the_address_of_alice_does_not_go_with_the_identity_of_nora():
    nora = specimens.files(specimens.NORA, specimens.NORAS)
    alice = specimens.files(specimens.ALICE, specimens.ALICES)
    sent = specimens.content(nora, addr=alice["addr"], addrsig=alice["addrsig"])
    with pytest.raises(CardError):
        verify_content(read_content(sent), verifier(), NOW)


def test_one_zero_less_behind_noras_signature_is_refused():
    nora = specimens.files(specimens.NORA, specimens.NORAS)
    sent = specimens.content(nora, idsig=nora["idsig"][:-1])
    with pytest.raises(errors.AddressSignatureError):
        verify_content(read_content(sent), verifier(), NOW)


def test_files_of_special_cards_are_read():
    folder = specimens.MATERIAL / "tlv"
    found = read_identity((folder / "duplicate-02.tlv").read_bytes())
    assert found.birth_date.iso == "1997-12-22"
    assert (found.duplicate, found.organisation) == ("02", "5")
    assert found.is_family_member
    address = read_address((folder / "address-alice.tlv").read_bytes())
    assert address.municipality == "Antwerpen"
    # these hold a number that no register gave; everything else of them is read
    for name in ("white-cane", "id-alice", "id-alice-2"):
        with pytest.raises(errors.CardNumberError):
            read_identity((folder / f"{name}.tlv").read_bytes())


def test_an_export_of_eid_viewer_is_never_a_source():
    (export,) = (specimens.MATERIAL / "eidviewer_xml").iterdir()
    with pytest.raises(errors.CardExportError):
        read_content(export.read_text(encoding="utf-8"))


def test_the_pinned_fingerprints_are_those_of_the_published_roots():
    found = {
        one.fingerprint
        for one in specimens.production_trust().known
        if one.is_self_issued
    }
    assert found >= set(PINNED)


def test_each_row_of_the_manifest_comes_out_as_it_says(capsys):
    found = [(one, one.found()) for one in manifest.expectations()]
    counts = Counter((one.row, outcome) for one, outcome in found)
    with capsys.disabled():
        for row in manifest.rows():
            accepted, refused = (
                counts[row, outcome] for outcome in (manifest.ACCEPT, manifest.REFUSE)
            )
            sys.stdout.write(f"\n  {row:24} accepted {accepted}, refused {refused}")
    assert [one for one, outcome in found if outcome != one.outcome] == []
    assert {one.row for one, _outcome in found} == set(manifest.rows())


def bits(data: bytes, step: int):
    for bit in range(0, len(data) * 8, step):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        yield bit, bytes(changed)


@pytest.mark.parametrize("name", CARDS)
@pytest.mark.parametrize("file", ["id", "addr", "idsig", "addrsig", "rrncert"])
def test_no_changed_bit_of_a_specimen_is_accepted(name, file, flips):
    folder, names, _number = CARDS[name]
    good = specimens.files(folder, names)
    checks = verifier()
    accepted = []
    for bit, changed in bits(good[file], flips):
        sent = specimens.content(good, **{file: changed})
        try:
            verify_content(read_content(sent), checks, NOW)
        except CardError:
            continue
        accepted.append(bit)
    assert accepted == []
