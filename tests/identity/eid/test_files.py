from collective.eloket.errors import CardError
from collective.eloket.identity.eid.errors import CardFieldMalformedError
from collective.eloket.identity.eid.errors import CardFieldMissingError
from collective.eloket.identity.eid.errors import CardNumberError
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.tlv import parse_tlv
from datetime import date
from eloket_sandbox.cards.card import address_file
from eloket_sandbox.cards.card import field_of
from eloket_sandbox.cards.card import identity_file
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
from tests.identity.eid.house import NOOR

import dataclasses
import pytest


def changed(**fields) -> bytes:
    """Return Noor's identity file with fields changed (``t12=…``) or gone (None)."""
    found = dict(parse_tlv(identity_file(NOOR)))
    for name, value in fields.items():
        tag = int(name[1:])
        if value is None:
            found.pop(tag)
        else:
            found[tag] = value if isinstance(value, bytes) else value.encode()
    return b"".join(field_of(tag, value) for tag, value in found.items())


def test_the_identity_file_is_read():
    found = read_identity(identity_file(NOOR))
    assert found.number.digits == "85073003328"
    assert (found.family_name, found.given_names) == ("Voorbeeld", "Noor Elisa")
    assert found.birth_date.iso == "1985-07-30"
    assert (found.valid_from, found.valid_until) == (date(2024, 3, 1), date(2034, 3, 1))
    assert (found.sex, found.document_type) == ("female", "1")
    assert found.all_given_names == "Noor Elisa"
    assert not found.is_family_member


def test_fields_that_few_cards_have_are_read():
    found = read_identity(
        changed(t9="C", t16="5", t18="02", t19="5", t20="", t21="01.02.2020-FR")
    )
    assert found.all_given_names == "Noor Elisa C"
    assert (found.special_status, found.duplicate, found.organisation) == (
        "5",
        "02",
        "5",
    )
    assert found.is_family_member
    assert found.protection == "01.02.2020-FR"


def test_marks_of_foreigners_and_their_work_are_read():
    tags = dict.fromkeys((22, 23, 24, 25, 27, 28, 29, 30, 31))
    found = read_identity(changed(**{f"t{tag}": f"mark {tag}" for tag in tags}))
    assert found.marks == {
        "work": "mark 22",
        "vat_number": "mark 23",
        "second_vat_number": "mark 24",
        "regional_file": "mark 25",
        "brexit_b": "mark 27",
        "brexit_c": "mark 28",
        "mention": "mark 29",
        "mention_k": "mark 30",
        "eu_registration": "mark 31",
    }
    assert read_identity(identity_file(NOOR)).marks == {}
    key = read_identity(changed(t26=b"k" * 48)).basic_key_hash
    assert key == b"k" * 48


@pytest.mark.parametrize(
    "status, found",
    [
        ("0", set()),
        ("1", {"white cane"}),
        ("2", {"extended minority"}),
        ("3", {"white cane", "extended minority"}),
        ("4", {"yellow cane"}),
        ("5", {"yellow cane", "extended minority"}),
        ("6", set()),
        ("", set()),
    ],
)
def test_a_special_status_says_what_is_known_of_the_holder(status, found):
    assert read_identity(changed(t16=status)).statuses == found


@pytest.mark.parametrize(
    "numbers, kind",
    [
        ("1", "citizen"),
        ("6 61 62 63 64 65 66 67 68 69", "child"),
        ("7 8", "nobody"),
        ("11 12 13 14 15 16 17 18 19 20 21 22 23 27 28", "foreigner"),
        ("31 32 33 34 35 36", "foreigner"),
        ("0 2 5 9 10 24 26 29 30 37 60 70 99", "unknown"),
    ],
)
def test_a_document_type_is_of_a_kind(numbers, kind):
    for number in numbers.split():
        assert read_identity(changed(t15=number)).kind == kind, number


def test_fields_of_later_cards_do_no_harm():
    assert read_identity(changed(t99="new")) == read_identity(identity_file(NOOR))


@pytest.mark.parametrize(
    "letter, sex",
    [("M", "male"), ("F", "female"), ("V", "female"), ("W", "female"), ("", "")],
)
def test_sex_is_what_the_card_says(letter, sex):
    assert read_identity(changed(t13=letter)).sex == sex


@pytest.mark.parametrize("size", [20, 32, 48])
def test_the_photo_may_be_hashed_in_three_ways(size):
    assert len(read_identity(changed(t17=bytes(size))).photo_hash) == size


@pytest.mark.parametrize("tag", [1, 3, 4, 6, 7, 12, 15])
def test_what_every_card_has_may_not_be_absent(tag):
    with pytest.raises(CardFieldMissingError):
        read_identity(changed(**{f"t{tag}": None}))
    with pytest.raises(CardFieldMissingError):
        read_identity(changed(**{f"t{tag}": " "}))


@pytest.mark.parametrize("tag", [5, 8, 9, 10, 11, 13, 14, 16, 17])
def test_what_a_card_may_lack_may_be_absent(tag):
    assert read_identity(changed(**{f"t{tag}": None})).number.digits == NOOR.number


@pytest.mark.parametrize(
    "change, refusal",
    [
        ({"t6": "85073003329"}, CardNumberError),
        ({"t6": "8507300332"}, CardNumberError),
        ({"t6": "85.07.30-033.28"}, CardNumberError),
        ({"t7": b"\xff\xfe"}, CardFieldMalformedError),
        ({"t7": "a\nb"}, CardFieldMalformedError),
        ({"t7": "x" * 201}, CardFieldMalformedError),
        ({"t7": "a\u202eb"}, CardFieldMalformedError),
        ({"t13": "X"}, CardFieldMalformedError),
        ({"t15": "x"}, CardFieldMalformedError),
        ({"t15": "111"}, CardFieldMalformedError),
        ({"t15": "\u0661"}, CardFieldMalformedError),
        ({"t17": bytes(21)}, CardFieldMalformedError),
        ({"t29": "a\nb"}, CardFieldMalformedError),
        ({"t3": "2024-03-01"}, CardFieldMalformedError),
    ],
    ids=[
        "check digits",
        "ten digits",
        "number with dots",
        "no UTF-8",
        "a new line",
        "too long",
        "text that turns around",
        "sex",
        "type in words",
        "type of three digits",
        "type in other digits",
        "photo hash",
        "a mark of two lines",
        "date in another form",
    ],
)
def test_is_refused(change, refusal):
    with pytest.raises(refusal):
        read_identity(changed(**change))


def test_a_type_may_have_a_zero_before_it():
    assert read_identity(changed(t15="01")).document_type == "1"
    assert read_identity(changed(t15="0")).document_type == "0"


def test_the_address_file_is_read():
    found = read_address(address_file(NOOR))
    assert (found.street, found.postal_code, found.municipality) == (
        "Voorbeeldstraat 12",
        "9999",
        "Testegem",
    )


@pytest.mark.parametrize("part", ["street", "postal_code", "municipality"])
def test_an_address_has_all_parts(part):
    with pytest.raises(CardFieldMissingError):
        read_address(address_file(dataclasses.replace(NOOR, **{part: ""})))


def test_nothing_personal_prints():
    text = repr(read_identity(identity_file(NOOR))) + repr(
        read_address(address_file(NOOR))
    )
    for value in ("85073003328", "Voorbeeld", "Noor", "1985", "9999", "599000000161"):
        assert value not in text


mutations = strategies.lists(
    strategies.tuples(strategies.integers(0, 400), strategies.integers(0, 255)),
    max_size=6,
)


@given(mutations)
@settings(max_examples=300)
def test_a_changed_file_is_read_or_refused_by_name(changes):
    data = bytearray(identity_file(NOOR))
    for at, value in changes:
        data[at % len(data)] = value
    try:
        read_identity(bytes(data))
    except CardError as error:
        assert NOOR.number not in str(error)
