from AccessControl import getSecurityManager
from collective.eloket.cases.index import find_index
from collective.eloket.cases.model import Choice
from collective.eloket.interfaces import ICase
from plone import api
from plone.app.linkintegrity.interfaces import IRetriever
from tests.cases import house
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
from zope.keyreference.interfaces import IKeyReference
from zope.lifecycleevent import modified

import pytest


def in_catalog(portal, case):
    portal.portal_catalog.unrestrictedSearchResults(path="/")
    path = "/".join(case.getPhysicalPath())
    return portal.portal_catalog._catalog.uids.get(path) is not None


def rebuild(portal):
    with api.env.adopt_roles(["Manager"]):
        portal.portal_catalog.clearFindAndRebuild()


def security(portal):
    with api.env.adopt_roles(["Manager"]):
        portal["e-loket"].reindexObjectSecurity()
        portal["e-loket"]["dossiers"].reindexObjectSecurity()


def role_mappings(portal):
    portal.portal_workflow.updateRoleMappings()


@pytest.mark.parametrize(
    "change",
    [
        lambda portal, case: None,
        lambda portal, case: rebuild(portal),
        lambda portal, case: security(portal),
        lambda portal, case: case.reindexObjectSecurity(),
        lambda portal, case: case.reindexObject(),
        lambda portal, case: case.reindexObject(idxs=["review_state"]),
        lambda portal, case: case.indexObject(),
        lambda portal, case: modified(case),
        lambda portal, case: role_mappings(portal),
    ],
    ids=[
        "submitted",
        "clear and rebuild",
        "security of the desk",
        "security of the case",
        "reindexed",
        "reindexed in part",
        "indexed",
        "modified",
        "role mappings",
    ],
)
def test_no_case_comes_into_the_catalog(portal, case, change):
    change(portal, case)
    assert not in_catalog(portal, case)
    assert case.getId() in dict(find_index().all_rows())


def test_a_transition_brings_no_case_into_the_catalog(portal, case, lieve):
    house.act_as(portal, "lieve")
    portal.portal_workflow.doActionFor(case, "take")
    assert not in_catalog(portal, case)
    assert case.state == "in_treatment"


def test_a_case_has_no_intid_and_no_links(portal, case):
    assert ICase.providedBy(case)
    assert IKeyReference(case, None) is None
    assert IRetriever(case, None) is None
    assert getUtility(IIntIds).queryId(case) is None


def test_nothing_about_roles_is_stored_on_a_case(portal, case):
    assert not getattr(case.aq_base, "__ac_local_roles__", None)
    assert case.getOwnerTuple() is None or "_owner" not in case.__dict__


def test_roles_come_from_the_fields(portal, case, noor, jan, lieve, tom):
    def roles(user_id):
        user = portal.acl_users.getUserById(user_id)
        return set(user.getRolesInContext(case))

    assert "Owner" in roles(noor.id)
    assert "Owner" not in roles(jan.id)
    assert "Owner" not in roles("lieve")
    assert dict(case.aq_parent[case.getId()].get_local_roles()) == {}


def test_who_owns_the_desk_does_not_own_what_citizens_sent(portal, desk, case):
    desk.manage_setLocalRoles("admin", ["Owner", "Eloket Clerk"])
    user = portal.acl_users.getUserById("admin") or portal.getOwner()
    roles = portal.acl_users._getOb("borg_localroles").getRolesInContext(user, case)
    assert "Owner" not in roles


@pytest.mark.parametrize("who, may", [("noor", True), ("jan", False), ("lieve", True)])
def test_view_is_for_the_applicant_and_the_group(request, portal, case, who, may):
    person = request.getfixturevalue(who)
    house.act_as(portal, getattr(person, "id", None) or person.getId())
    manager = getSecurityManager()
    assert bool(manager.checkPermission("View", case)) is may


def test_managers_and_editors_do_not_see_a_case(portal, case):
    with api.env.adopt_roles(["Manager", "Site Administrator", "Editor"]):
        assert not getSecurityManager().checkPermission("View", case)


def test_the_index_follows_the_case(portal, case, lieve):
    house.act_as(portal, "lieve")
    portal.portal_workflow.doActionFor(case, "take")
    index = find_index()
    page = index.chosen(Choice(("bevolking",), assignee="lieve"), None, 10)
    assert [reference for reference, _row in page.rows] == [case.getId()]
    assert index.count("bevolking")["in_treatment"] == 1
    assert index.count("bevolking")["submitted"] == 0


def test_a_case_taken_out_of_the_store_leaves_the_index(portal, desk, case):
    desk["dossiers"]._delObject(case.getId())
    assert not list(find_index().all_rows())


def test_no_answer_stands_in_the_clear(portal, case):
    values = repr(case.__dict__)
    assert house.PURPOSE not in values
    assert house.EMAIL not in values
    assert "Voorbeeld" not in values
    assert case.Subject() == ()
