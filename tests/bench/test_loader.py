from Acquisition import aq_base
from collective.eloket.cases.maintenance import check_index
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.service import find_case
from collective.eloket.cases.service import open_dossier
from collective.eloket.cases.service import store_of
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.orders import submit
from collective.eloket.clock import utcnow
from datetime import timedelta
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.bench import loader
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk
from tests.catalogue.house import session_of

import transaction


#: What each case has of its own.
OWN = {"id", "submitted", "_sealed", "_plone.uuid", "workflow_history", "_eloket_row"}
OWN |= {"creation_date", "modification_date"}


def sent(key: str) -> Sent:
    return Sent({"reason": "rent"}, "post", key, "nl")


def test_a_loaded_case_is_like_a_submitted_one(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    desk = make_desk(portal)
    document = desk["bewijs"]
    session = session_of(make_citizen())
    submitted = find_case(submit(document, session, sent("a")).reference)
    transaction.commit()
    before = set(store_of(desk).references())
    order = order_of(document, session, sent("b"))
    places = [(0, utcnow() - timedelta(seconds=number)) for number in range(4)]
    assert loader.load([order], places, batch=2) == 5
    added = set(store_of(desk).references()) - before
    assert len(added) == 5
    for reference in added:
        check_is_like(find_case(reference), submitted)
    uids = {find_case(reference).UID() for reference in added}
    assert len(uids) == 5
    found = check_index([store_of(desk)])
    assert found.is_right
    assert found.cases == 6


def test_a_loaded_case_that_ended_is_like_one_that_was_withdrawn(functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    desk = make_desk(portal)
    session = session_of(make_citizen())
    before = set(store_of(desk).references())
    submitted = find_case(submit(desk["bewijs"], session, sent("a")).reference)
    loader.withdraw(submitted)
    order = order_of(desk["bewijs"], session, sent("b"))
    loader.load([order], [(0, utcnow())], ended=True)
    added = set(store_of(desk).references()) - before - {submitted.getId()}
    assert [find_case(reference).state for reference in added] == ["withdrawn"] * 2
    for reference in added:
        check_is_like(find_case(reference), submitted)
    assert check_index([store_of(desk)]).is_right


def check_is_like(loaded, submitted):
    kept, made = (aq_base(each).__getstate__() for each in (loaded, submitted))
    assert set(kept) == set(made)
    for name in made:
        assert type(kept[name]) is type(made[name]), name
        if name not in OWN:
            assert kept[name] == made[name], name
    assert open_dossier(loaded) == open_dossier(submitted)
    rows = [one.row()._replace(submitted=0) for one in (loaded, submitted)]
    assert rows[0] == rows[1]
    steps, made_steps = (
        case.workflow_history[WORKFLOW_ID] for case in (loaded, submitted)
    )
    for step, made_step in zip(steps, made_steps, strict=True):
        assert step.keys() == made_step.keys()
        assert step | {"time": None} == made_step | {"time": None}
