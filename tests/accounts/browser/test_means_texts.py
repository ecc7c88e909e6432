from collective.eloket.accounts.browser.means_texts import badges
from collective.eloket.accounts.browser.means_texts import EASIEST
from collective.eloket.accounts.browser.means_texts import LAST
from collective.eloket.accounts.browser.means_texts import SAFEST
from collective.eloket.accounts.browser.means_texts import text_of
from collective.eloket.accounts.browser.means_texts import TEXTS
from collective.eloket.accounts.means import Choice
from collective.eloket.accounts.means import TITLES
from collective.eloket.identity.levels import AssuranceLevel

import pytest


ALL = ["eid", "itsme", "totp", "sms"]


@pytest.mark.seed("003-16")
@pytest.mark.parametrize(
    "offered, last, expected",
    [
        (ALL, None, {"eid": SAFEST, "itsme": EASIEST}),
        (ALL, "eid", {"eid": LAST, "itsme": EASIEST}),
        (ALL, "sms", {"eid": SAFEST, "itsme": EASIEST, "sms": LAST}),
        (["eid", "totp"], "eid", {"eid": LAST, "totp": EASIEST}),
        (ALL, "gone", {"eid": SAFEST, "itsme": EASIEST}),
        (["other"], None, {}),
    ],
)
def test_each_means_has_one_badge_at_most(offered, last, expected):
    assert badges(offered, last) == expected


def test_every_means_that_we_name_is_explained():
    # our own ways in are no means of a provider
    assert set(TEXTS) == set(TITLES) - {"password", "device"}


@pytest.mark.seed("002-06")
@pytest.mark.parametrize("means", ["totp", "sms", "mail"])
def test_a_code_says_that_and_where_it_must_be_activated(means):
    text = TEXTS[means]
    assert text.first_use
    assert any("belgium.be" in link.address for link in text.links)


def test_a_means_without_words_of_its_own_gets_plain_ones():
    choice = Choice("op", "eidas", AssuranceLevel.HIGH)
    assert text_of(choice).title.mapping == {"name": "eidas"}
