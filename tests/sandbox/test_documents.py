"""The documents of the example municipality are good ones, in four languages."""

from collective.eloket.catalogue import checking
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import open_documents
from collective.eloket.catalogue.steps import steps_of
from collective.eloket.catalogue.strangers import takes_strangers
from eloket_sandbox.municipality import content
from eloket_sandbox.municipality.documents import DOCUMENTS
from eloket_sandbox.municipality.documents import shipped
from eloket_sandbox.municipality.rights import let_rights_be_given
from eloket_sandbox.municipality.staff import CLERKS
from plone import api

import pytest


@pytest.fixture
def desk(integration, portal):
    """An e-desk with all of them, as ``make start`` makes it."""
    with api.env.adopt_roles(["Manager"]):
        for name, value in content.LANGUAGES.items():
            api.portal.set_registry_record(name, value)
        let_rights_be_given()
        api.user.create(username="tom", email="tom@testegem.example")
        api.group.create(CLERKS, title="Dienst Bevolking")
        api.group.add_user(groupname=CLERKS, username="tom")
        desk = api.content.create(portal, "Eloket", "e-loket", title="E-loket")
        for example in DOCUMENTS:
            content.add_document(desk, example)
        for file in shipped():
            content.add_shipped(desk, file)
        yield desk


@pytest.mark.seed("001-03")
def test_extracts_can_be_had_and_a_move_reported(desk):
    found = {document.getId(): document.theme for document in open_documents(desk)}
    assert len(found) == 14
    assert found["geboorteakte"] == found["huwelijksakte"] == "civil"
    assert found["uittreksel-strafregister"] == "criminal"
    assert "adreswijziging" in found


def test_one_of_them_needs_no_sign_in(desk):
    (found,) = [one for one in open_documents(desk) if takes_strangers(one)]
    assert found.getId() == "bestuursdocument"
    assert len(steps_of(form_questions(found))) == 3


def test_one_of_them_is_for_who_acts_for_an_enterprise(desk):
    found = {one.getId(): one.right_needed for one in open_documents(desk)}
    (id,) = [name for name, right in found.items() if right]
    assert (id, found[id]) == ("terrasvergunning", "ondernemer")


def test_nothing_is_left_to_mend_and_all_is_said_in_every_language(desk):
    left = {
        document.getId(): [str(one.text) for one in checking.check_document(document)]
        for document in open_documents(desk)
    }
    assert {name: found for name, found in left.items() if found} == {}
