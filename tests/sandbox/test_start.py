"""A whole e-loket, really started; about 20 s for the first start."""

from tests.disks import full_disk
from tests.environ import without_ours
from tests.identity.eid.house import card
from tests.raw_storage.started_journey import CITIZEN
from tests.raw_storage.started_journey import StartedJourney
from tests.sandbox.party import Party

import json
import os
import pytest
import re
import signal
import subprocess
import sys
import time


pytestmark = pytest.mark.started

LONGEST_SECONDS = 240
GIVEN = "given-by-somebody"


class Started:
    """A running `eloket-start` with free ports."""

    def __init__(self, data, **env):
        self.data = data
        self.facts_file = data.parent / f"{data.name}.json"
        self.facts_file.unlink(missing_ok=True)
        command = [sys.executable, "-m", "eloket_sandbox.start", "--data", str(data)]
        self.process = subprocess.Popen(
            [*command, "--port=0", "--sandbox-port=0", f"--json={self.facts_file}"],
            # the test layer has keys and a side store of its own
            env=without_ours() | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait(self):
        end = time.monotonic() + LONGEST_SECONDS
        while not self.facts_file.exists():
            assert self.process.poll() is None, self.process.stdout.read()
            if time.monotonic() > end:
                self.process.terminate()
            assert time.monotonic() < end, "not ready in time"
            time.sleep(0.1)
        self.facts = json.loads(self.facts_file.read_text())
        return self

    def stop(self, number=signal.SIGINT):
        self.process.send_signal(number)
        return self.end()

    def end(self):
        output, _ = self.process.communicate(timeout=60)
        return self.process.returncode, output


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("start") / "var"


@pytest.fixture(scope="module")
def started(data):
    """An e-loket of this module; stopped by whichever test stops it first."""
    began = Started(data).wait()
    yield began
    if began.process.poll() is None:
        began.stop()


def test_the_desk_shows_the_three_documents(started, web):
    page = web.get(started.facts["eloket"])
    assert page.status_code == 200
    for title in (
        "Uittreksel uit het bevolkingsregister",
        "Bewijs van woonst",
        "Adreswijziging melden",
    ):
        assert title in page.text


def test_a_card_can_be_shown_and_is_known_to_nobody_yet(started, web):
    site = started.facts["site"]
    origin = site.rpartition("/")[0]
    headers = {"Accept": "application/json", "Origin": origin}
    asked = web.post(f"{site}/@eloket-webeid-challenge", json={}, headers=headers)
    token = card("ec").answer(asked.json()["nonce"], origin)
    refused = web.post(
        f"{site}/@eloket-webeid-login", json={"token": token}, headers=headers
    )
    # without an address of the site it would be 503, with another one 422 as well
    assert refused.json()["error"]["type"] == "card_issuer_unknown"


def test_the_front_page_leads_to_the_desk(started, web):
    page = web.get(started.facts["site"])
    assert "Welkom in Testegem" in page.text
    assert started.facts["eloket"] in page.text


def test_each_document_has_its_own_form(started, web):
    headers = {"Accept": "application/json"}
    address = f"{started.facts['eloket']}/bewijs-van-woonst/@eloket-form"
    answer = web.get(address, headers=headers)
    assert answer.status_code == 200
    assert "with_history" in answer.text


def test_signing_in_leads_to_the_sandbox_and_back(started, web):
    login = f"{started.facts['site']}/acl_users/burgerprofiel/login"
    asked = web.get(login, allow_redirects=False)
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(started.facts["issuer"])
    chosen = {"means": "itsme", "person": "noor"}
    back = web.post(asked.headers["Location"], data=chosen, allow_redirects=False)
    assert re.match(
        rf"{started.facts['site']}/acl_users/burgerprofiel/callback\?code=",
        back.headers["Location"],
    )
    assert web.get(back.headers["Location"]).status_code == 200


def test_staff_can_sign_in_to_the_site(started, web):
    headers = {"Accept": "application/json"}
    for user in ("tom", "els", "eva", "mia"):
        password = started.facts["accounts"][user]["password"]
        answer = web.post(
            f"{started.facts['site']}/@login",
            json={"login": user, "password": password},
            headers=headers,
        )
        assert answer.status_code == 200, user


def test_admin_can_sign_in_on_the_page(started, web):
    form = {
        "__ac_name": "admin",
        "__ac_password": started.facts["accounts"]["admin"]["password"],
        "buttons.login": "Log in",
    }
    web.post(f"{started.facts['site']}/login", data=form)
    assert "__ac" in web.cookies
    assert web.get(f"{started.facts['site']}/@@overview-controlpanel").ok


def test_clerks_are_clerks_mia_manages_and_the_editor_does_neither(started, web):
    accounts = started.facts["accounts"]
    auth = ("admin", accounts["admin"]["password"])
    headers = {"Accept": "application/json"}
    roles = {
        user: set(
            web.get(
                f"{started.facts['site']}/@users/{user}", headers=headers, auth=auth
            ).json()["roles"]
        )
        for user in ("tom", "els", "eva", "mia")
    }
    assert "Eloket Clerk" in roles["tom"] & roles["els"]
    assert not {"Eloket Clerk", "Eloket Manager"} & roles["eva"]
    assert "Eloket Manager" in roles["mia"]
    assert not {"Manager", "Site Administrator"} & set.union(*roles.values())


def test_the_sandbox_of_the_start_is_a_whole_provider(started):
    client = started.facts["client"]
    party = Party(started.facts["issuer"], client["secret"])
    assert party.claims(party.tokens()["id_token"])["rrn"] == "85073003328"


def test_only_this_machine_is_served_and_no_file_is_open_to_others(started, data):
    assert (data / "zeo.sock").stat().st_mode & 0o077 == 0
    secret = [data / "keys.json", data / "side.sqlite", data / "accounts.json"]
    assert {path.stat().st_mode & 0o077 for path in secret} == {0}


def send(person, key):
    answers = {"purpose": "huren", "remark": ""}
    return person.send("uittreksel-bevolkingsregister", answers, key)


def is_unavailable(answer) -> bool:
    """Is it said in plain words that nothing was kept, and when to come again?"""
    assert answer.headers["Retry-After"] == "60"
    error = answer.json()["error"]
    assert "werd niet bewaard" in error["message"]
    return (answer.status_code, error["type"]) == (503, "unavailable")


def own(started, person):
    found = person.program.get(f"{started.facts['site']}/@eloket-cases")
    return {one["reference"] for one in found.json()["items"]}


@pytest.fixture(scope="module")
def person(started):
    """Somebody who registered, and whose first request was taken."""
    found = StartedJourney(started.facts)
    found.arrive(found.browser, CITIZEN)
    found.register()
    answer = send(found, "before")
    assert answer.status_code == 201, answer.text
    found.reference = answer.json()["reference"]
    return found


def test_a_full_disk_of_the_database_takes_nothing_and_loses_nothing(started, person):
    database = started.data / "filestorage" / "Data.fs"
    with full_disk(started.facts["processes"]["zeo"], database.stat().st_size):
        assert is_unavailable(send(person, "full"))
        # who only reads is served
        assert own(started, person) == {person.reference}
    answer = send(person, "full")
    assert answer.status_code == 201, answer.text
    assert own(started, person) == {person.reference, answer.json()["reference"]}


def test_what_the_audit_cannot_record_is_not_shown(started, person):
    """The side store's disk is full: refused, with a page that says so."""
    page = f"{started.facts['eloket']}/mijn-aanvragen/{person.reference}"
    call = f"{started.facts['site']}/@eloket-cases/{person.reference}"
    with full_disk(started.facts["processes"]["zope"], 4096):
        shown = person.browser.get(page)
        assert is_unavailable(person.program.get(call))
        assert is_unavailable(send(person, "unrecorded"))
    assert shown.status_code == 503
    assert "De fout ligt bij ons" in shown.text
    assert CITIZEN.family_name not in shown.text
    assert person.browser.get(page).status_code == 200
    assert person.program.get(call).status_code == 200


def test_a_second_start_on_the_same_folder_is_refused(started, data):
    status, output = Started(data.parent / "var").end()
    assert status == 1
    assert "runs on" in output
    assert f"process {started.process.pid}" in output
    # the refused start did not write over the first one's files
    started.facts_file.write_text(json.dumps(started.facts))


def test_a_port_that_is_taken_is_refused_in_plain_words(started, tmp_path):
    port = started.facts["site"].rpartition(":")[2].partition("/")[0]
    done = subprocess.run(
        [sys.executable, "-m", "eloket_sandbox.start", "--data", str(tmp_path)],
        env={**os.environ, "PORT": port, "SANDBOX_PORT": "0"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert "Traceback" not in done.stderr


def stopped_by(one: Started, number: signal.Signals) -> str:
    """Tell it to end: it does, and leaves no process; returns its output."""
    status, output = one.stop(number)
    assert status == 0, output
    assert "ready (" in output
    assert one.facts["processes"]
    assert not any(is_alive(pid) for pid in one.facts["processes"].values())
    return output


def test_stopping_leaves_no_process_and_starting_again_keeps_data(started, data, web):
    """By ^C, and the second time by TERM."""
    stopped_by(started, signal.SIGINT)
    again = Started(data).wait()
    assert again.facts["eloket"] == started.facts["eloket"]
    assert again.facts["accounts"] == started.facts["accounts"]
    assert web.get(again.facts["eloket"]).status_code == 200
    output = stopped_by(again, signal.SIGTERM)
    assert "Making the example municipality" not in output


def test_all_stops_when_one_dies_and_another_password_holds(started, data, web):
    if started.process.poll() is None:
        started.stop()
    again = Started(data, ELOKET_ADMIN_PASSWORD=GIVEN).wait()
    address = f"{again.facts['site']}/@users/tom"
    headers = {"Accept": "application/json"}
    status = {
        password: web.get(
            address, headers=headers, auth=("admin", password)
        ).status_code
        for password in (started.facts["accounts"]["admin"]["password"], GIVEN)
    }
    assert list(status.values()) == [401, 200]
    os.kill(again.facts["processes"]["sandbox"], signal.SIGKILL)
    status, output = again.end()
    assert status == 1
    assert "'sandbox' ended" in output
    assert "sandbox.log" in output
    assert GIVEN not in output
    assert not any(is_alive(pid) for pid in again.facts["processes"].values())


def test_nothing_is_left_when_the_start_itself_is_killed(started, data):
    if started.process.poll() is None:
        started.stop()
    again = Started(data).wait()
    again.process.kill()
    again.end()
    pids = again.facts["processes"].values()
    end = time.monotonic() + 20
    while any(is_alive(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(is_alive(pid) for pid in pids)
