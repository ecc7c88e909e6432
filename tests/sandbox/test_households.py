"""The register of households of the example: asked by SQL."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.interfaces import IHouseholdSource
from eloket_sandbox.households.source import SqlHouseholdSource
from eloket_sandbox.households.source import VARIABLE
from eloket_sandbox.households.tables import fill
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.start.plan import HOUSEHOLDS
from sqlalchemy import create_engine
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def source(tmp_path):
    address = f"sqlite:///{tmp_path / 'households.sqlite'}"
    for _time in range(2):
        fill(create_engine(address))
    return SqlHouseholdSource(address)


def number(person: str) -> NationalNumber:
    return NationalNumber(PERSONS[person].number)


def test_keeps_the_contract(source):
    assert verifyObject(IHouseholdSource, source)


def test_the_start_and_the_source_mean_the_same_variable():
    assert VARIABLE == HOUSEHOLDS


@pytest.mark.parametrize(
    ("parent", "child", "together"),
    [("noor", "sam", True), ("bram", "sam", False), ("mireille", "liv", False)],
)
def test_names_the_children_of_a_parent(source, parent, child, together):
    (found,) = source.children(number(parent))
    assert found.number == number(child)
    assert found.given_names == PERSONS[child].given_name
    assert found.lives_with_parent is together


@pytest.mark.parametrize("person", ["sam", "jan"])
def test_who_is_nobodys_parent_or_unknown_has_no_children(source, person):
    assert source.children(number(person)) == []


def test_names_who_lives_together_and_not_oneself(source):
    assert source.household(number("noor")) == [number("sam")]
    assert source.household(number("sam")) == [number("noor")]
    assert source.household(number("bram")) == []
    assert source.household(number("jan")) == []


def test_is_silent_without_its_tables(tmp_path):
    source = SqlHouseholdSource(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(HouseholdSilentError) as raised:
        source.children(number("noor"))
    assert PERSONS["noor"].number not in repr(raised.value)
    assert raised.value.__suppress_context__


def test_reads_its_address_from_the_environment(source, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(HouseholdSilentError):
        SqlHouseholdSource().children(number("noor"))
    monkeypatch.setenv(VARIABLE, source._address)
    assert len(SqlHouseholdSource().children(number("noor"))) == 1
