from Acquisition import aq_base
from collective.eloket.cases.service import find_case
from collective.eloket.cases.service import open_dossier
from collective.eloket.cases.service import store_of
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.orders import submit
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.bench import loader
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk
from tests.catalogue.house import session_of

import transaction


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
    assert loader.load([order] * 5, batch=2) == 5
    added = set(store_of(desk).references()) - before
    assert len(added) == 5
    loaded = find_case(added.pop())
    kept, made = (aq_base(each).__getstate__() for each in (loaded, submitted))
    # what each case has of its own
    own = {"id", "submitted", "_sealed", "_files", "_letter", "_plone.uuid"}
    own |= {
        "workflow_history",
        "_eloket_row",
        "creation_date",
        "modification_date",
        "__name__",
    }
    assert set(kept) == set(made)
    for name in set(made) - own:
        assert kept[name] == made[name], name
    assert open_dossier(loaded) == open_dossier(submitted)
    assert loaded.state == submitted.state
