from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.parameters import service
from collective.eloket.parameters.errors import PersonsStillKnownError
from collective.eloket.parameters.install import ParametersInstaller
from collective.eloket.parameters.store import ANNOTATION
from collective.eloket.parameters.store import records
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


def test_keeps_the_contract():
    assert verifyObject(IRoomInstaller, ParametersInstaller())


def test_is_registered(portal):
    assert getUtility(IRoomInstaller, "parameters").order == 30


def test_records_are_there_from_the_installation_on(portal):
    assert len(records()) == 0


def test_installing_again_keeps_what_is_known(portal, noor):
    service.set_own(noor, {"language": "nl"})
    ParametersInstaller().install(portal)
    assert noor in records()


def test_an_empty_room_may_leave_and_leaves_nothing(portal):
    room = ParametersInstaller()
    room.check_may_leave(portal)
    room.uninstall(portal)
    room.uninstall(portal)
    assert ANNOTATION not in IAnnotations(portal)
    room.check_may_leave(portal)


def test_may_not_leave_while_something_is_known(portal, noor):
    service.set_own(noor, {"language": "nl"})
    with pytest.raises(PersonsStillKnownError):
        ParametersInstaller().check_may_leave(portal)
