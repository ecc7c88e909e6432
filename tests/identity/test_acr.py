from collective.eloket.identity.acr import ACM_MEANS
from collective.eloket.identity.acr import acr_from
from collective.eloket.identity.acr import check_amr
from collective.eloket.identity.acr import CSAM_MEANS
from collective.eloket.identity.acr import CSAM_NAMESPACE
from collective.eloket.identity.acr import get_means
from collective.eloket.identity.acr import ITSME_MEANS
from collective.eloket.identity.acr import ITSME_NAMESPACE
from collective.eloket.identity.acr import means_by_acr
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.levels import AssuranceLevel

import pytest


URN = "urn:be:vlaanderen:authmech:"


@pytest.mark.parametrize(
    "name, means, level",
    [
        ("eid", "eid", AssuranceLevel.HIGH),
        ("eidashigh", "eidas", AssuranceLevel.HIGH),
        ("itsme", "itsme", AssuranceLevel.HIGH),
        ("csamtotp", "totp", AssuranceLevel.SUBSTANTIAL),
        ("csamsms", "sms", AssuranceLevel.SUBSTANTIAL),
        ("eidassubstantial", "eidas", AssuranceLevel.SUBSTANTIAL),
        ("csampassword", "csam_password", AssuranceLevel.LOW),
        ("csamselfreg", "csam_selfreg", AssuranceLevel.LOW),
        ("tlsclient", "tls", AssuranceLevel.NONE),
        ("kerberos", "kerberos", AssuranceLevel.NONE),
        ("password", "acm_password", AssuranceLevel.NONE),
    ],
)
def test_each_published_urn_has_its_means_and_level(name, means, level):
    found = get_means(f"{URN}{name}", means_by_acr([name]))
    assert (found.name, found.level) == (means, level)


def test_the_table_has_no_other_names():
    assert len(ACM_MEANS) == 11


def test_the_order_of_asking_is_kept():
    assert list(means_by_acr(["itsme", "eid"])) == [f"{URN}itsme", f"{URN}eid"]


def test_an_older_namespace_is_configuration():
    assert list(means_by_acr(["eid"], namespace="urn:old:")) == ["urn:old:eid"]
    assert list(means_by_acr(["urn:old:eid"])) == ["urn:old:eid"]


@pytest.mark.parametrize("value", ["retina", f"{URN}retina", "", "EID"])
def test_an_unknown_name_cannot_be_configured(value):
    with pytest.raises(UnknownAssuranceError):
        means_by_acr([value])


@pytest.mark.parametrize(
    "acr",
    [None, "", "eid", f"{URN}csamsms", [f"{URN}eid"], 500],
    ids=["absent", "empty", "short", "not asked", "list", "number"],
)
def test_an_acr_that_was_not_asked_for_is_refused(acr):
    with pytest.raises(UnknownAssuranceError):
        get_means(acr, means_by_acr(["eid"]))


@pytest.mark.parametrize(
    "value, means, level",
    [
        ("Level500", "eid", AssuranceLevel.HIGH),
        ("Level450", "itsme", AssuranceLevel.HIGH),
        ("Level400", "code", AssuranceLevel.SUBSTANTIAL),
        ("Level200", "csam_password", AssuranceLevel.LOW),
        ("Level100", "csam_selfreg", AssuranceLevel.LOW),
        ("urn:be:fedict:iam:fas:citizen:Level400", "code", AssuranceLevel.SUBSTANTIAL),
    ],
)
def test_csam_names_levels(value, means, level):
    (found,) = means_by_acr([value], CSAM_MEANS, CSAM_NAMESPACE).values()
    assert (found.name, found.level) == (means, level)


def test_itsme_says_levels_as_addresses():
    found = means_by_acr(["acr_basic", "acr_advanced"], ITSME_MEANS, ITSME_NAMESPACE)
    assert {acr: means.level for acr, means in found.items()} == {
        "http://itsme.services/v2/claim/acr_basic": AssuranceLevel.SUBSTANTIAL,
        "http://itsme.services/v2/claim/acr_advanced": AssuranceLevel.HIGH,
    }
    again = means_by_acr(found, ITSME_MEANS, ITSME_NAMESPACE)
    assert again == found


def test_nobody_says_what_level_350_is():
    with pytest.raises(UnknownAssuranceError):
        means_by_acr(["Level350"], CSAM_MEANS, CSAM_NAMESPACE)


CSAM = means_by_acr(["Level500", "Level450"], CSAM_MEANS, CSAM_NAMESPACE)
L500, L450 = CSAM
BOTH = ("acr", "amr")


@pytest.mark.parametrize(
    "claims, places",
    [
        ({"acr": L500}, ("acr",)),
        ({"acr": L500}, BOTH),
        ({"amr": ["eid", L500]}, BOTH),
        ({"amr": L500}, BOTH),
        ({"acr": L500, "amr": ["eid"]}, BOTH),
        ({"acr": L500, "amr": ["eid", L500]}, BOTH),
        ({"acr": L500, "amr": [L450]}, ("acr",)),
    ],
    ids=["acr", "no amr", "amr", "one word", "amr has no level", "both", "acr only"],
)
def test_a_level_is_found_where_the_provider_puts_it(claims, places):
    assert acr_from(claims, places, CSAM) == L500


@pytest.mark.parametrize(
    "claims, places",
    [
        ({}, BOTH),
        ({"amr": ["eid", L500]}, ("acr",)),
        ({"amr": [L500, L450]}, BOTH),
        ({"acr": L500, "amr": [L450]}, BOTH),
        ({"acr": "Level100", "amr": [L500]}, BOTH),
        ({"acr": [L500]}, BOTH),
        ({"amr": [L500, 5]}, BOTH),
        ({"amr": {L500: 1}}, BOTH),
        ({"acr": None, "amr": [L500]}, BOTH),
    ],
    ids=[
        "nothing",
        "not looked for",
        "two levels",
        "they disagree",
        "acr is unknown",
        "acr is a list",
        "amr holds a number",
        "amr is an object",
        "acr is null",
    ],
)
def test_a_level_is_never_guessed(claims, places):
    with pytest.raises(UnknownAssuranceError):
        acr_from(claims, places, CSAM)


@pytest.mark.parametrize("amr", [["eid"], [L500], ["x", "eid"]], ids=str)
def test_a_level_is_confirmed(amr):
    check_amr({"amr": amr}, L500, {L500: ("eid", L500)})
    check_amr({}, L450, {L500: ("eid", L500)})


@pytest.mark.parametrize("amr", [None, [], ["bmid"], [5], "eidx"], ids=str)
def test_a_level_that_is_not_confirmed_is_refused(amr):
    claims = {} if amr is None else {"amr": amr}
    with pytest.raises(UnknownAssuranceError):
        check_amr(claims, L500, {L500: ("eid", L500)})
