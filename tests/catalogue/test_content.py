from collective.eloket.catalogue.content import RESERVED_IDS
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.errors import DesksStillExistError
from collective.eloket.catalogue.errors import IdReservedError
from collective.eloket.catalogue.install import CatalogueInstaller
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.service import open_documents
from collective.eloket.http.desk import get_desk
from OFS.CopySupport import CopyError
from plone import api
from tests.catalogue.house import make_desk

import pytest


#: What the law asks of a document, and so what publishing it needs.
LAWFUL = {"legal_basis": "Wet", "number_authorisation": "Wet"}


@pytest.fixture
def desk(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        yield make_desk(portal)


@pytest.mark.parametrize("name", sorted(RESERVED_IDS - {"dossiers"}))
def test_the_name_of_a_page_is_kept_free(desk, name):
    with pytest.raises(IdReservedError):
        api.content.create(desk, "OnlineDocument", name, title="x")


def test_the_name_of_a_page_cannot_be_taken_by_renaming(desk):
    with pytest.raises(CopyError):
        desk.manage_renameObject("bewijs", "taken")
    assert "bewijs" in desk.objectIds()


def test_the_store_of_the_cases_keeps_its_name(desk):
    assert desk["dossiers"].portal_type == "CaseStore"


def test_the_first_desk_is_the_one_that_links_lead_to(desk, portal):
    second = api.content.create(portal, "Eloket", "tweede", title="Tweede")
    assert get_desk(portal).getId() == "e-loket" != second.getId()


@pytest.mark.parametrize(
    "container, portal_type",
    [("site", "OnlineDocument"), ("desk", "Document"), ("document", "EasyForm")],
)
def test_types_are_added_only_where_they_belong(desk, portal, container, portal_type):
    where = {"site": portal, "desk": desk, "document": desk["bewijs"]}[container]
    allowed = [fti.getId() for fti in where.allowedContentTypes()]
    assert portal_type not in allowed


def test_a_document_is_added_in_a_desk(desk):
    allowed = [fti.getId() for fti in desk.allowedContentTypes()]
    assert "OnlineDocument" in allowed


def test_a_new_document_has_one_form(desk):
    document = api.content.create(desk, "OnlineDocument", "nieuw", title="Nieuw")
    assert [item.portal_type for item in document.objectValues()] == ["EasyForm"]
    assert document.form.title == "Nieuw"


@pytest.mark.parametrize("language, first", [("nl", "Voornamen"), ("fr", "Prénoms")])
def test_the_form_of_a_new_document_speaks_the_language_of_the_site(
    desk, language, first
):
    api.portal.set_registry_record("plone.default_language", language)
    document = api.content.create(desk, "OnlineDocument", "nieuw", title="Nieuw")
    assert questions_of(document.form)[0].title == first


def test_what_is_on_offer_stands_in_the_order_of_its_title(desk):
    for name in ("Zegel", "attest"):
        document = api.content.create(desk, "OnlineDocument", title=name, **LAWFUL)
        api.content.transition(document, "publish")
    api.content.create(desk, "OnlineDocument", title="Concept")
    titles = [document.title for document in open_documents(desk)]
    assert titles == ["attest", "Bewijs", "Zegel"]


def test_a_closed_document_is_not_on_offer(desk):
    assert is_open(desk["bewijs"])
    api.content.transition(desk["bewijs"], "close")
    assert not is_open(desk["bewijs"])


def test_the_catalogue_does_not_leave_while_a_desk_stands(desk, portal):
    with pytest.raises(DesksStillExistError):
        CatalogueInstaller().check_may_leave(portal)


def test_the_catalogue_may_leave_a_site_without_desk(integration, portal):
    room = CatalogueInstaller()
    room.install(portal)
    room.check_may_leave(portal)
    room.uninstall(portal)
