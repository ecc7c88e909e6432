"""People are found by whole values only, and nothing of them can be read there."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import commands
from collective.eloket.parameters import lookups
from collective.eloket.parameters import maintenance
from collective.eloket.parameters import service
from collective.eloket.parameters import store
from collective.eloket.parameters.lookups import normal_name
from collective.eloket.parameters.lookups import read_date
from collective.eloket.vault import service as vault
from datetime import date
from tests.accounts.people import make_desk
from tests.parameters.test_service import evidence
from unittest.mock import patch

import pytest
import transaction


BORN = date(1985, 7, 30)
JAN = "citizen-jan"


@pytest.fixture
def jan(portal):
    vault.new_person(JAN)
    yield JAN
    vault.forget_person(JAN)


def test_nobody_is_found_before(noor):
    assert service.find_by_email("noor@example.com") == []
    assert service.find_by_birth("Voorbeeld", BORN) == []


@pytest.mark.parametrize(
    "asked, found",
    [
        ("noor@example.com", True),
        (" Noor@Example.COM ", True),
        ("noor@example.co", False),
        ("noor", False),
        ("", False),
    ],
)
def test_by_email(noor, asked, found):
    service.set_own(noor, {"email": "Noor@example.com"})
    assert service.find_by_email(asked) == [noor] * found


@pytest.mark.parametrize(
    "name, born, found",
    [
        ("Van den Broécke", BORN, True),
        ("VANDENBROECKE", BORN, True),
        ("van-den broecke", BORN, True),
        ("Van den Broecke", date(1985, 7, 31), False),
        ("Broecke", BORN, False),
        ("Van den", BORN, False),
        ("", BORN, False),
    ],
)
def test_by_family_name_and_birth_date(noor, name, born, found):
    proof = evidence(family_name="Van den Broécke", birth_date="1985-07-30")
    service.remember(noor, proof)
    assert service.find_by_birth(name, born) == [noor] * found


def test_several_people_may_have_one_address(noor, jan):
    for person in (noor, jan):
        service.set_own(person, {"email": "thuis@example.com"})
    assert sorted(service.find_by_email("thuis@example.com")) == sorted([noor, jan])


def test_who_changes_is_found_by_the_new_value_only(noor):
    service.set_own(noor, {"email": "noor@example.com"})
    service.set_own(noor, {"email": "voorbeeld@example.com"})
    assert service.find_by_email("noor@example.com") == []
    assert service.find_by_email("voorbeeld@example.com") == [noor]
    service.set_own(noor, {"email": ""})
    assert service.find_by_email("voorbeeld@example.com") == []
    assert len(lookups.lookups()) == 0


def test_who_was_erased_is_not_found_even_without_key(noor):
    service.set_own(noor, {"email": "noor@example.com"})
    vault.forget_person(noor)
    service.forget(noor)
    service.forget(noor)
    assert len(lookups.lookups()) == 0


def test_an_entry_tells_nothing(noor):
    service.set_own(noor, {"email": "noor@example.com"})
    (entry,) = lookups.lookups()
    assert entry.endswith(noor) and "@" not in entry and len(entry) < 60


def test_nothing_is_written_where_nothing_is_looked_up(noor):
    service.set_own(noor, {"email": "noor@example.com"})
    transaction.savepoint()
    lookups.lookups()._p_changed = False
    service.set_own(noor, {"language": "nl"})
    assert not lookups.lookups()._p_changed


@pytest.mark.parametrize(
    "text, day",
    [
        ("1985-07-30", BORN),
        ("30/07/1985", BORN),
        ("30.7.1985", BORN),
        ("30-07-1985", BORN),
        (" 1985-7-30 ", BORN),
        ("1985-02-30", None),
        ("30 juli 1985", None),
        ("1985", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    "name, normal",
    [
        ("D'Hondt", "dhondt"),
        ("D\u2019Hondt", "dhondt"),
        ("Łukasz", "łukasz"),
        ("Weiß", "weiss"),
        ("Ünal", "unal"),
        ("- ", ""),
    ],
)
def test_names_are_brought_into_one_form(name, normal):
    assert normal_name(name) == normal


@pytest.mark.parametrize("born", ["onbekend", ""])
def test_without_a_day_nobody_is_found_by_name(noor, born):
    service.set_own(noor, {"family_name": "Voorbeeld", "birth_date": born})
    assert len(lookups.lookups()) == 0


class TestMaintenance:
    @pytest.fixture
    def known(self, noor, jan):
        for person in (noor, jan):
            service.set_own(person, {"email": f"{person}@example.com"})
        return [noor, jan]

    def test_what_follows_the_records_is_right(self, known):
        found = maintenance.check_lookups()
        assert found.is_right and found.persons == 2

    def test_what_is_wrong_is_found(self, known):
        noor, jan = known
        lookups.lookups().remove(
            f"{lookups.email_keys(f'{noor}@example.com')[0]}{noor}"
        )
        lookups.lookups().insert(f"{lookups.email_keys('x@example.com')[0]}{jan}")
        store.records()[jan].lookups = ()
        found = maintenance.check_lookups()
        assert (found.different, found.missing, found.left_over) == ([jan], 1, 1)
        assert not found.is_right

    def test_made_anew_it_says_the_same(self, known):
        before = list(lookups.lookups())
        lookups.lookups().insert("left-over")
        store.records()[known[0]].lookups = ("left-over",)
        assert maintenance.rebuild_lookups() == 2
        assert list(lookups.lookups()) == before
        assert maintenance.check_lookups().is_right

    def test_who_was_erased_stays_away(self, known):
        vault.forget_person(known[0])
        assert maintenance.rebuild_lookups() == 2
        assert len(lookups.lookups()) == 1

    def test_is_handed_over_in_batches(self, known):
        batches = []
        with patch("collective.eloket.parameters.maintenance.BATCH", 1):
            maintenance.rebuild_lookups(after_batch=lambda: batches.append(1))
        # two people, then their two entries
        assert len(batches) == 4

    def test_everybody_is_found_while_it_is_made_anew(self, known):
        found = []

        def look():
            found.append([service.find_by_email(f"{one}@example.com") for one in known])

        with patch("collective.eloket.parameters.maintenance.BATCH", 1):
            maintenance.rebuild_lookups(after_batch=look)
        assert found == [[[one] for one in known]] * 4

    def test_what_is_right_is_not_written(self, known):
        maintenance.rebuild_lookups()
        transaction.savepoint()
        lookups.lookups()._p_changed = False
        maintenance.rebuild_lookups()
        assert not lookups.lookups()._p_changed
        assert not any(one._p_changed for one in store.records().values())

    def test_who_went_meanwhile_is_passed_over(self, known):
        before = list(lookups.lookups())
        maintenance.mend("citizen-gone")
        assert list(lookups.lookups()) == before

    def test_broken_off_it_goes_on_when_started_again(self, known):
        lookups.lookups().clear()

        def break_off():
            raise OSError

        with (
            patch("collective.eloket.parameters.maintenance.BATCH", 1),
            pytest.raises(OSError),
        ):
            maintenance.rebuild_lookups(after_batch=break_off)
        assert not maintenance.check_lookups().is_right
        assert maintenance.rebuild_lookups() == 2
        assert maintenance.check_lookups().is_right


class TestCommand:
    def test_checks_and_puts_right_every_site(self, portal, noor, caplog):
        caplog.set_level("INFO")
        service.set_own(noor, {"email": "noor@example.com"})
        make_desk(portal)
        root = portal.aq_parent
        assert commands.run(root, "check") == 0
        lookups.lookups().clear()
        assert commands.run(root, "check") == 1
        with patch("transaction.commit"):
            assert commands.run(root, "reindex") == 0
        assert commands.run(root, "check") == 0
        assert "noor@" not in caplog.text and noor not in caplog.text

    def test_opens_the_database_that_it_is_told(self, portal, noor):
        make_desk(portal)
        opened = []

        def open_root(configuration):
            opened.append(configuration)
            return portal.aq_parent

        with patch("collective.eloket.parameters.commands.open_root", open_root):
            assert commands.main(["check", "zope.conf"]) == 0
        assert opened == ["zope.conf"]

    def test_refuses_what_it_does_not_know(self, capsys):
        with pytest.raises(SystemExit):
            commands.main(["destroy", "zope.conf"])
        assert "destroy" in capsys.readouterr().err


def test_levels_do_not_matter_for_being_found(noor):
    weak = evidence(
        AssuranceLevel.LOW, number=None, family_name="Peeters", birth_date="1985-07-30"
    )
    service.remember(noor, weak)
    assert service.find_by_birth("peeters", BORN) == [noor]
