"""A clerk handles nothing of an organisation of their own."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.clock import utcnow
from collective.eloket.mandates import closeness
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.errors import OwnOrganisationError
from collective.eloket.mandates.model import organisation_of
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import PRINTER

import pytest


SUBJECT = f"organisation-{BAKERY.code}"


@pytest.fixture
def clerk(register):
    """Tom, of whom a link proved that he has Jan's number."""

    def made(digits=families.JAN):
        member = Member("tom", utcnow())
        citizen_store().members["tom"] = member
        member.number_key = house.key(digits)
        return "tom"

    return made


def test_a_subject_names_an_organisation_or_a_person():
    assert organisation_of(SUBJECT) == BAKERY
    assert organisation_of("citizen-x") is organisation_of(None) is None


def test_who_represents_it_handles_nothing_of_it(karel, noor, clerk):
    tom = clerk(house.KAREL)
    with pytest.raises(OwnOrganisationError):
        closeness.check_not_family(tom, noor.id, SUBJECT)
    assert closeness.is_family(tom, noor.id, SUBJECT)
    closeness.check_not_family(tom, noor.id, f"organisation-{PRINTER.code}")


def test_nor_does_who_works_there(karel, noor, clerk):
    tom = clerk()
    closeness.check_not_family(tom, noor.id, SUBJECT)
    house.give(karel, families.JAN)
    with pytest.raises(OwnOrganisationError):
        closeness.check_not_family(tom, noor.id, SUBJECT)


def test_what_the_register_cannot_tell_is_yes(karel, noor, clerk, register):
    tom = clerk()
    register.silent = True
    with pytest.raises(EnterpriseRegisterSilentError):
        closeness.check_not_family(tom, noor.id, SUBJECT)
    assert closeness.is_family(tom, noor.id, SUBJECT)
