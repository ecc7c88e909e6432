from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.organisations import OrganisationNumber

import pytest


#: Published numbers of the KBO, see also ``stdnum.be.vat``.
@pytest.mark.parametrize(
    "digits", ["0428364866", "0428315871", "0316380841", "0403019261", "0999999922"]
)
def test_a_number_with_right_check_digits_is_read(digits):
    number = OrganisationNumber.parse(digits)
    assert (number.code, number.is_association) == (digits, False)


@pytest.mark.parametrize(
    "text", ["0428.364.866", "BE 0428.364.866", " 0428364866 ", "428364866"]
)
def test_dots_blanks_and_country_do_not_matter(text):
    assert OrganisationNumber.parse(text).code == "0428364866"


@pytest.mark.parametrize("text", ["V0001234", "v0001234", " V0001234"])
def test_an_association_has_a_number_of_its_own(text):
    number = OrganisationNumber.parse(text)
    assert (number.code, number.is_association) == ("V0001234", True)


def test_people_read_it_with_dots():
    assert OrganisationNumber.parse("0428364866").shown == "0428.364.866"
    assert OrganisationNumber.parse("V0001234").shown == "V0001234"


@pytest.mark.parametrize(
    "text",
    [
        "0431150351",
        "0428364867",
        "2000000042",
        "042836486",
        "",
        "V000123",
        "V00012345",
        "V000123\n4",
        "٠٤٢٨٣٦٤٨٦٦",
        428364866,
        None,
        ["0428364866"],
    ],
    ids=[
        "published as wrong",
        "wrong check digits",
        "begins with 2",
        "too short",
        "empty",
        "association too short",
        "association too long",
        "line end",
        "other digits",
        "integer",
        "none",
        "list",
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InvalidOrganisationNumberError):
        OrganisationNumber.parse(text)
