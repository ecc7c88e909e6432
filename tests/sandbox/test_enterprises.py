"""The register of enterprises of the example: asked by SQL."""

from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises import errors
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseNames
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseRegister
from collective.eloket.mandates.enterprises.register import can_be_looked_up
from collective.eloket.mandates.rights.checking import problems_of
from collective.eloket.mandates.rights.groups import USUAL
from eloket_sandbox.enterprises.source import SqlEnterpriseRegister
from eloket_sandbox.enterprises.source import VARIABLE
from eloket_sandbox.enterprises.tables import fill
from eloket_sandbox.enterprises.tables import ORGANISATIONS
from eloket_sandbox.municipality.rights import DESK
from eloket_sandbox.municipality.rights import DIMONA
from eloket_sandbox.persons import PERSONS
from eloket_sandbox.start.plan import ENTERPRISES
from sqlalchemy import create_engine
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component import queryUtility
from zope.configuration import xmlconfig
from zope.interface.verify import verifyObject

import eloket_sandbox.enterprises
import pytest
import zope.component


BAKERY, PRINTER, STOPPED = "0999999922", "0999999823", "0999999724"


@pytest.fixture
def register(tmp_path):
    address = f"sqlite:///{tmp_path / 'enterprises.sqlite'}"
    for _time in range(2):
        fill(create_engine(address))
    return SqlEnterpriseRegister(address)


def number(person: str) -> NationalNumber:
    return NationalNumber(PERSONS[person].number)


def find(register, code: str):
    return register.find(OrganisationNumber.parse(code))


def test_keeps_the_contract(register):
    assert verifyObject(IEnterpriseRegister, register)


def test_it_is_found_as_what_it_is_when_it_is_registered_as_the_manual_says():
    assert queryUtility(IEnterpriseRegister) is None
    known = xmlconfig.file("meta.zcml", zope.component)
    xmlconfig.file("configure.zcml", eloket_sandbox.enterprises, context=known)
    found = getUtility(IEnterpriseRegister)
    try:
        assert can_be_looked_up()
    finally:
        getGlobalSiteManager().unregisterUtility(found, IEnterpriseNames)
    assert queryUtility(IEnterpriseRegister) is None


def test_the_start_and_the_source_mean_the_same_variable():
    assert VARIABLE == ENTERPRISES


def test_knows_an_enterprise_and_who_represents_it(register):
    found = find(register, BAKERY)
    assert (found.name, found.group) == ("Bakkerij Proefmans bv", "EA")
    assert found.active is True
    assert found.representatives == {number("karel")}
    assert find(register, PRINTER).representatives == {number("noor"), number("jan")}


def test_tells_what_ended_too(register):
    assert find(register, STOPPED).active is False


def test_knows_associations_and_public_bodies(register):
    assert find(register, "V0001234").group == "VER"
    body = find(register, "0999999625")
    assert (body.group, body.representatives) == ("LB", frozenset())


def test_does_not_know_others(register):
    assert find(register, "0428364866") is None


def test_tells_whom_a_person_represents(register):
    found = register.represented_by(number("karel"))
    assert [one.code for one in found] == [STOPPED, BAKERY]
    assert register.represented_by(number("amina")) == []


def test_finds_active_ones_of_a_group_by_a_part_of_the_name(register):
    def named(text, group="EA", most=10):
        return [one.number.code for one in register.named(text, group, most)]

    assert verifyObject(IEnterpriseNames, register)
    assert named("bakKERIJ") == [BAKERY]
    assert named("r") == [BAKERY, PRINTER]
    assert named("r", most=1) == [BAKERY]
    assert named("Gestopt") == []
    assert named("Testegem") == []
    assert named("Testegem", "LB") == ["0999999625"]
    # no sign of the search language means anything
    for text in ("%", "_", "B%", "' OR 1=1 --"):
        assert named(text) == []


def test_its_numbers_and_groups_exist():
    for code, _name, group, _active in ORGANISATIONS:
        assert OrganisationNumber.parse(code).code == code
        assert group in {one.code for one in USUAL}


def test_is_silent_without_its_tables(tmp_path):
    register = SqlEnterpriseRegister(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    with pytest.raises(errors.EnterpriseRegisterSilentError) as raised:
        register.represented_by(number("karel"))
    assert PERSONS["karel"].number not in repr(raised.value)
    assert raised.value.__suppress_context__


def test_reads_its_address_from_the_environment(register, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(errors.EnterpriseRegisterSilentError):
        find(SqlEnterpriseRegister(), BAKERY)
    monkeypatch.setenv(VARIABLE, register._address)
    assert find(SqlEnterpriseRegister(), BAKERY).active


def test_the_rights_of_the_example_are_right():
    assert problems_of([DIMONA, DESK]) == []
