"""Every registry record of ours is a field of the panel, read strictly."""

from collective.eloket.accounts.errors import MeansUnknownError
from collective.eloket.http.errors import ContrastTooLowError
from collective.eloket.http.fields import Control
from collective.eloket.limits.errors import NetworkRefusedError
from collective.eloket.setup import records as module
from collective.eloket.setup.errors import SettingRefusedError
from collective.eloket.setup.records import Record
from collective.eloket.setup.records import records
from collective.eloket.setup.rooms import GROUPS
from datetime import date
from plone import api
from plone.registry import field
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18n import translate

import pytest


OURS = "collective.eloket."


def record(made, value=None, name="collective.eloket.test.one") -> Record:
    return Record(name, made, value)


NUMBER = field.Int(title="n", min=1)
DAY = field.Date(title="d", required=False)
WORDS = field.Tuple(title="w", value_type=field.TextLine(title="x"), required=False)
CHOICE = field.Choice(title="c", values=["low", "high"], required=False)
LINE = field.TextLine(title="l")
TEXT = field.Text(title="t", required=False)
FLAG = field.Bool(title="f")
OTHER = field.Dict(title="o", key_type=LINE, value_type=LINE)


@pytest.mark.parametrize(
    "made, control, value, text",
    [
        (NUMBER, Control.NUMBER, 5, "5"),
        (DAY, Control.DATE, date(2027, 1, 31), "2027-01-31"),
        (DAY, Control.DATE, None, ""),
        (WORDS, Control.LINES, ("a", "b"), "a\nb"),
        (WORDS, Control.LINES, (), ""),
        (CHOICE, Control.CHOICE, "high", "high"),
        (CHOICE, Control.CHOICE, None, ""),
        (LINE, Control.LINE, "word", "word"),
        (field.ASCIILine(title="a"), Control.LINE, "word", "word"),
        (TEXT, Control.LINES, "two\nlines", "two\nlines"),
        (TEXT, Control.LINES, None, ""),
        (FLAG, Control.FLAG, True, "true"),
        (FLAG, Control.FLAG, False, ""),
    ],
    ids=str,
)
def test_a_value_is_written_and_read_again(integration, made, control, value, text):
    found = record(made, value)
    assert (found.control, found.text) == (control, text)
    assert found.read(text) == value


def test_what_no_field_shows_is_not_changed(integration):
    found = record(OTHER, {"a": "b"})
    assert found.control is Control.FIXED
    assert found.read("anything") == {"a": "b"}


@pytest.mark.parametrize(
    "made, text, words",
    [
        (NUMBER, "0", module.NO_NUMBER),
        (NUMBER, "five", module.NO_NUMBER_AT_ALL),
        (NUMBER, "1.5", module.NO_NUMBER_AT_ALL),
        (NUMBER, "", module.NOT_EMPTY),
        (LINE, " ", module.NOT_EMPTY),
        (LINE, "two\nlines", module.NOT_THIS),
        (DAY, "31/01/2027", module.NO_DATE),
        (CHOICE, "middle", module.NOT_THIS),
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_with_words(integration, made, text, words):
    with pytest.raises(SettingRefusedError) as refused:
        record(made).read(text)
    assert refused.value.words == words


def test_the_bounds_of_a_number_are_named(integration):
    with pytest.raises(SettingRefusedError) as refused:
        record(NUMBER).read("-3")
    assert refused.value.words.mapping == {"least": 1, "most": None}
    with pytest.raises(SettingRefusedError) as refused:
        record(field.Int(title="n", min=0, max=365)).read("366")
    assert refused.value.words == module.NO_NUMBER_BETWEEN
    assert refused.value.words.mapping == {"least": 0, "most": 365}


def test_some_settings_are_looked_at_more_strictly(integration):
    light = record(LINE, name="collective.eloket.brand.main")
    assert light.control is Control.COLOUR
    with pytest.raises(ContrastTooLowError):
        light.read("#eeeeee")
    named = record(WORDS, name="collective.eloket.accounts.minimum_means")
    assert named.read("eid\nitsme\neid") == ("eid", "itsme")
    with pytest.raises(MeansUnknownError):
        named.read("e-id")
    proxies = record(WORDS, name="collective.eloket.limits.trusted_proxies")
    assert proxies.read("10.0.0.1/8\n\n192.0.2.1") == ("10.0.0.0/8", "192.0.2.1/32")
    with pytest.raises(NetworkRefusedError):
        proxies.read("everybody")


def test_a_choice_that_may_be_empty_offers_that(integration):
    assert [one.value for one in record(CHOICE).choices] == ["", "low", "high"]
    must = field.Choice(title="c", values=["low", "high"])
    assert [one.value for one in record(must).choices] == ["low", "high"]


class TestOfTheSite:
    @pytest.fixture
    def found(self, portal, integration):
        return {one.name: one for one in records(getUtility(IRegistry))}

    def test_every_record_of_ours_is_there(self, portal, found):
        ours = {name for name in portal.portal_registry.records if name[:18] == OURS}
        assert set(found) == ours - module.HIDDEN

    def test_every_one_reads_what_it_writes(self, found):
        assert {name: one.read(one.text) for name, one in found.items()} == {
            name: one.value for name, one in found.items()
        }

    def test_every_one_has_a_field_for_who_may_change_it(self, found):
        def fixed():
            return {one.name for one in found.values() if one.control is Control.FIXED}

        with api.env.adopt_roles(["Manager"]):
            assert fixed() == set()
        with api.env.adopt_roles(["Site Administrator"]):
            assert fixed() == set(module.NEEDS)

    def test_every_room_has_a_heading(self, found):
        assert {one.group for one in found.values()} <= set(GROUPS)

    def test_every_one_is_called_something_in_dutch(self, found):
        for one in found.values():
            title = one.field.title
            assert translate(title, target_language="nl") != translate(
                title, target_language="en"
            ), one.name

    def test_the_main_colour_comes_first_and_then_the_rooms(self, found):
        names = [name.removeprefix(OURS) for name in found]
        assert names[:4] == [
            "brand.main",
            "brand.dark",
            "brand.accent",
            "accounts.idle_minutes",
        ]
