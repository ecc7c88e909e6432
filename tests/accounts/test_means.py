from collective.eloket.accounts import means
from collective.eloket.accounts.browser.means_texts import text_of
from collective.eloket.accounts.browser.means_texts import TEXTS
from collective.eloket.accounts.browser.means_texts import title_of
from collective.eloket.accounts.errors import MeansUnknownError
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.identity.levels import AssuranceLevel

import pytest


@pytest.fixture
def provider(portal):
    def make(**settings):
        return oidc.set_provider(
            portal,
            "burgerprofiel",
            "burgerprofiel",
            "https://idp.example",
            "client",
            "secret",
            settings,
        )

    return make


def test_a_site_without_providers_has_the_user_name(portal):
    (only,) = means.ways_in(portal)
    assert (only.id, only.kind) == ("password", "password")
    assert only.levels == (AssuranceLevel.NONE,)
    assert only.url == f"{portal.absolute_url()}/aanmelden"


def test_the_user_name_leads_to_the_e_desk(portal, desk):
    assert means.ways_in(portal)[-1].url == f"{desk.absolute_url()}/aanmelden"


def test_a_provider_comes_first_with_its_levels(portal, provider):
    provider()
    first = means.ways_in(portal)[0]
    assert (first.id, first.kind) == ("burgerprofiel", "oidc")
    assert first.levels == (AssuranceLevel.SUBSTANTIAL, AssuranceLevel.HIGH)
    assert first.url.endswith("/acl_users/burgerprofiel/login")


@pytest.mark.parametrize(
    "last, names",
    [
        (None, ["eid", "itsme", "totp", "sms"]),
        (("burgerprofiel", "sms"), ["sms", "eid", "itsme", "totp"]),
        (("gone", "sms"), ["sms", "eid", "itsme", "totp"]),
        (("burgerprofiel", "gone"), ["eid", "itsme", "totp", "sms"]),
    ],
)
def test_the_last_means_comes_first(portal, provider, last, names):
    provider()
    assert [choice.means for choice in means.choices(portal, last)] == names


@pytest.fixture
def further(portal, provider):
    """A second provider with means of the same name."""
    provider()
    return oidc.set_provider(
        portal, "csam", "csam", "https://csam.example", "client", "secret"
    )


@pytest.mark.parametrize("used", ["csam", "burgerprofiel"])
def test_the_last_means_is_that_of_its_provider(portal, further, used):
    found = means.choices(portal, (used, "itsme"))
    assert (found[0].provider, found[0].means) == (used, "itsme")


def test_two_alike_are_named_with_their_provider(portal, further):
    names = means.names_of(means.choices(portal, None))
    assert names[:4] == ["means_via", "means_via", "means_totp", "means_sms"]
    assert names[4].mapping == {"means": "means_eid", "provider": "CSAM"}
    assert names[-1] == "means_code"
    alone = [one for one in means.choices(portal, None) if one.provider == "csam"]
    assert means.names_of(alone) == ["means_eid", "means_itsme", "means_code"]


def test_the_card_itself_has_no_provider(portal):
    assert means.title_via(means.OWN_CARD) == "means_eid"


def test_each_means_is_there_once_and_the_unknown_ones_behind(portal, provider):
    provider(acr_values=["eidashigh", "eidassubstantial", "eid"])
    found = [choice.means for choice in means.choices(portal, None)]
    assert found == ["eid", "eidas"]


@pytest.mark.parametrize("name", [*TEXTS, "csam_password"])
def test_each_means_has_words(name):
    text = text_of(means.Choice("p", name, AssuranceLevel.HIGH))
    assert text.title and text.line and text.info


def test_the_user_name_has_a_title():
    assert title_of("password") == "means_password"


def test_means_are_named_as_we_or_a_provider_name_them(portal, provider):
    assert means.checked_means(["eid", "itsme", "eid"]) == ("eid", "itsme")
    with pytest.raises(MeansUnknownError) as refused:
        means.checked_means(["eid", "own"])
    assert refused.value.details == {"word": "own"}
    row = {"means": "own", "level": "low", "number": False}
    provider(acr_table={"urn:own:1": row}, acr_values=["urn:own:1"])
    assert means.checked_means(["own"]) == ("own",)
