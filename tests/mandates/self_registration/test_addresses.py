"""What an address of self-registration asks for: seed 003, 4 to 14."""

from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.rights.builtin import USER_MANAGEMENT
from collective.eloket.mandates.rights.groups import USUAL
from collective.eloket.mandates.rights.model import Book
from collective.eloket.mandates.self_registration import errors
from collective.eloket.mandates.self_registration.addresses import asked_of
from collective.eloket.mandates.self_registration.addresses import read_address
from collective.eloket.mandates.self_registration.addresses import Wish
from collective.eloket.mandates.self_registration.addresses import written
from tests.mandates.rights import house as book

import pytest


BAKERY = OrganisationNumber("0999999922")
WITH, PLAIN, OTHERS = "medewerker", "lezer", "bestuur"
BOOK = Book(
    (
        USER_MANAGEMENT,
        book.application(
            rights=(
                book.right(WITH, contexts=(book.context("zorg"),)),
                book.right(PLAIN),
                book.right(OTHERS, groups=("LB",)),
            )
        ),
    ),
    USUAL,
)
GROUPS = BOOK.group_codes
NUMBER = BOOK.applications[1].number


def test_the_seeds_own_example_is_read():
    wish = read_address("&an=45&dg=EA&oc=0999999922", GROUPS)
    assert wish == Wish("EA", application="45", organisation=BAKERY)


@pytest.mark.parametrize(
    ("query", "wish"),
    [
        ("dg=EA&an=45", Wish("EA", application="45")),
        ("dg=EA&ec=lezer", Wish("EA", right="lezer")),
        ("ec=lezer&ctx=zorg&dg=EA", Wish("EA", right="lezer", context="zorg")),
        ("&&dg=EA&&an=45&", Wish("EA", application="45")),
        ("dg=EA&an=45&utm_source=mail", Wish("EA", application="45")),
        (
            "dg=EA&an=45&oc=BE0999.999.922",
            Wish("EA", application="45", organisation=BAKERY),
        ),
        (
            "dg=VER&an=45&oc=V0001234",
            Wish("VER", application="45", organisation=OrganisationNumber("V0001234")),
        ),
    ],
)
def test_each_part_says_one_thing(query, wish):
    assert read_address(query, GROUPS) == wish


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("", errors.GroupMissingError),
        ("&an=45", errors.GroupMissingError),
        ("DG=EA&an=45", errors.GroupMissingError),
        ("dg=XX&an=45", errors.GroupUnknownError),
        ("dg=ea&an=45", errors.GroupUnknownError),
        ("dg=EA", errors.RightMissingInAddressError),
        ("dg=EA&ctx=zorg&oc=0999999922", errors.RightMissingInAddressError),
        ("dg=EA&an=45&ec=lezer", errors.RightTwiceError),
        ("dg=EA&dg=EA&an=45", errors.AddressRepeatedError),
        ("dg=EA&an=45&an=46", errors.AddressRepeatedError),
        ("dg=EA&an=45&oc=0999999922&oc=0999999922", errors.AddressRepeatedError),
        ("dg=&an=45", errors.AddressOddError),
        ("dg=EA&an", errors.AddressOddError),
        ("dg=EA&an=%20", errors.AddressOddError),
        ("dg=EA&an=45&ctx=", errors.AddressOddError),
        ("dg=EA&an=%ff", errors.AddressOddError),
        ("dg=EA&an=" + "4" * 2000, errors.AddressOddError),
        ("dg=EA&an=45" + "&x=1" * 60, errors.AddressOddError),
        ("dg=EA&an=45&oc=0999999923", errors.AddressOrganisationError),
        ("dg=EA&an=45&oc=x", errors.AddressOrganisationError),
    ],
)
def test_a_wrong_address_is_refused_with_its_cause(query, refusal):
    with pytest.raises(errors.AddressError) as raised:
        read_address(query, GROUPS)
    assert raised.type is refusal


def test_what_is_written_is_read_as_the_same():
    for wish in (
        Wish("EA", application="45"),
        Wish("EA", right="lezer", context="a&b", organisation=BAKERY),
    ):
        assert read_address(written(wish), GROUPS) == wish
    assert written(Wish("EA", application="45")) == "dg=EA&an=45"


def offered(**changes) -> list[str]:
    wish = Wish(**({"group": "EA", "application": NUMBER} | changes))
    application, rights = asked_of(wish, BOOK)
    assert application.number == NUMBER
    return [right.code for right in rights]


def test_an_application_leaves_a_choice_among_its_rights_for_the_group():
    assert offered() == [WITH, PLAIN]
    assert offered(group="LB") == [OTHERS]


def test_a_right_leaves_none():
    assert offered(application=None, right=PLAIN) == [PLAIN]


def test_a_context_leaves_the_rights_that_have_it():
    assert offered(context="zorg") == [WITH]
    assert offered(application=None, right=WITH, context="zorg") == [WITH]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"application": "99"}, errors.NoRightsFoundError),
        ({"application": None, "right": "weg"}, errors.NoRightsFoundError),
        ({"application": None, "right": OTHERS}, errors.NoRightsFoundError),
        ({"group": "OV"}, errors.NoRightsFoundError),
        ({"application": "0"}, errors.NoRightsFoundError),
        ({"application": None, "right": "lokale-beheerder"}, errors.NoRightsFoundError),
        ({"context": "weg"}, errors.AddressContextError),
        (
            {"application": None, "right": PLAIN, "context": "zorg"},
            errors.AddressContextError,
        ),
    ],
    ids=[
        "application",
        "right",
        "other group",
        "no right for the group",
        "user management",
        "managing rights",
        "context",
        "context of another right",
    ],
)
def test_what_does_not_fit_is_refused(changes, refusal):
    with pytest.raises(refusal):
        offered(**changes)
