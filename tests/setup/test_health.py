from collective.eloket.accounts.registry import CITIZENS
from collective.eloket.audit.sealing import seal_new_rows
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.heartbeat import HEARTBEAT
from collective.eloket.outbox.heartbeat import tell_alive
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin

import pytest
import requests
import transaction


@pytest.fixture
def ask(functional_portal):
    # a worker seals what other tests did; here there is none
    while seal_new_rows():
        pass

    def get(probe: str, method: str = "GET"):
        address = f"{functional_portal.absolute_url()}/@@eloket-health{probe}"
        return requests.request(method, address, timeout=30)

    yield get
    side_store().delete(HEARTBEAT, "last")


def test_live_says_so(ask, recorded):
    answer = ask("/live")
    recorded("live", answer)
    assert (answer.status_code, answer.text) == (200, "live")
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_ready_says_what_was_checked(ask, recorded):
    tell_alive("test")
    answer = ask("/ready")
    recorded("ready", answer)
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "checks": {
            "side_store": True,
            "keys": True,
            "worker": True,
            "no_stand_in": True,
            "outbox": True,
            "case_index": True,
            "citizens_first": True,
            "lost_cards_refused": True,
            "clerks_are_sure": True,
            "letters_are_sealed": True,
            "audit_sealed": True,
            "anchors_leave": True,
            "journal_kept": True,
        },
    }


def test_a_red_check_is_503(ask, recorded):
    side_store().delete(HEARTBEAT, "last")
    answer = ask("/ready")
    recorded("not-ready", answer)
    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert answer.json()["checks"]["worker"] is False


def test_a_plugin_before_ours_is_red(ask, functional_portal):
    tell_alive("test")
    plugins = functional_portal.acl_users.plugins
    plugins.movePluginsDown(IPropertiesPlugin, [CITIZENS])
    transaction.commit()
    answer = ask("/ready")
    assert answer.status_code == 503
    red = [name for name, good in answer.json()["checks"].items() if not good]
    assert red == ["citizens_first"]


@pytest.mark.parametrize("probe", ["/live", "/ready"])
def test_no_answer_is_kept(ask, probe):
    assert ask(probe).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("probe", ["/live", "/ready"])
def test_asking_changes_nothing(ask, functional_portal, probe):
    database = functional_portal._p_jar.db()
    transaction.abort()
    before = database.lastTransaction()
    ask(probe)
    assert database.lastTransaction() == before


@pytest.mark.parametrize("probe", ["", "/", "/other", "/live/ready", "/ready/x"])
def test_there_are_no_other_probes(ask, probe):
    assert ask(probe).status_code == 404
