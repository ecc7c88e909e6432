"""Documents are found by UID, wherever they lie and whoever may see them."""

from collective.eloket.catalogue.finding import find_document
from plone import api
from plone.app.testing import logout

import pytest
import transaction


@pytest.fixture
def elsewhere(served):
    """A document not published yet, in an e-desk inside a folder of the site."""
    with api.env.adopt_roles(["Manager"]):
        outer = api.content.create(api.portal.get(), "Folder", "diensten")
        inner = api.content.create(outer, "Eloket", "bevolking")
        document = api.content.create(inner, "OnlineDocument", "akte", title="Akte")
        transaction.commit()
    return document


def test_a_document_of_the_desk(served):
    assert find_document(served.document.UID()) == served.document


def test_one_that_a_stranger_may_not_see(elsewhere):
    logout()
    found = find_document(elsewhere.UID())
    assert found == elsewhere
    assert found.absolute_url() == elsewhere.absolute_url()


def test_one_that_was_moved(elsewhere):
    uid, site = elsewhere.UID(), api.portal.get()
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(site["diensten"], "afdelingen")
        transaction.commit()
    assert find_document(uid).getPhysicalPath()[-3] == "afdelingen"


def test_none_has_that_uid(served):
    assert find_document("0" * 32) is None
    assert find_document("") is None


@pytest.mark.parametrize("goes", ["document", "folder"])
def test_one_that_went_without_a_word_to_the_catalogue(elsewhere, goes):
    uid, inner = elsewhere.UID(), elsewhere.aq_parent
    whose, name = {
        "document": (inner, "akte"),
        "folder": (inner.aq_parent, "bevolking"),
    }[goes]
    whose._delObject(name, suppress_events=True)
    assert find_document(uid) is None
