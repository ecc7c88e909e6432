"""The register of deaths of the example: asked by SQL."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.rights.errors import DeceasedSilentError
from collective.eloket.rights.interfaces import IDeceasedSource
from datetime import date
from eloket_sandbox.deceased.source import SqlDeceasedSource
from eloket_sandbox.deceased.tables import DEATHS
from eloket_sandbox.deceased.tables import fill
from eloket_sandbox.persons import PERSONS
from sqlalchemy import create_engine
from sqlalchemy import insert
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def address(tmp_path):
    address = f"sqlite:///{tmp_path / 'households.sqlite'}"
    engine = create_engine(address)
    for _time in range(2):
        fill(engine)
    with engine.begin() as connection:
        dead = {"number": PERSONS["jan"].number, "day": "2026-11-20"}
        connection.execute(insert(DEATHS), [dead])
    return address


def numbers(*persons):
    return [NationalNumber(PERSONS[one].number) for one in persons]


def test_keeps_the_contract(address):
    assert verifyObject(IDeceasedSource, SqlDeceasedSource(address))


def test_names_who_has_died_and_when(address):
    asked = numbers("noor", "jan", "sam")
    assert SqlDeceasedSource(address).died(asked) == {asked[1]: date(2026, 11, 20)}


@pytest.mark.parametrize("persons", [(), ("noor",)], ids=["nobody", "who lives"])
def test_names_nobody_else(address, persons):
    assert SqlDeceasedSource(address).died(numbers(*persons)) == {}


def test_is_silent_without_its_table_and_tells_no_number(tmp_path):
    source = SqlDeceasedSource(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(DeceasedSilentError) as refusal:
        source.died(numbers("noor"))
    assert PERSONS["noor"].number not in str(refusal.value)


def test_is_silent_without_an_address(monkeypatch):
    monkeypatch.delenv("ELOKET_SANDBOX_HOUSEHOLDS", raising=False)
    with pytest.raises(DeceasedSilentError):
        SqlDeceasedSource().died(numbers("noor"))
