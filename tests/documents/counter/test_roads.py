"""Clerks hand documents over at the counter: by HTTP, with a real worker."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.cases.forgetting import remove
from collective.eloket.documents.counter import service as counter
from collective.eloket.documents.counter.install import CounterData
from collective.eloket.documents.counter.install import CounterInstaller
from collective.eloket.documents.counter.store import find_room
from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.rights import deceased
from tests.cases import house
from tests.documents.jobs import jobs
from tests.documents.post.test_roads import Room
from tests.documents.reading import ReadPdf
from zope.interface.verify import verifyClass

import pytest
import transaction


BEVOLKING = frozenset({"bevolking"})
JSON = {"Accept": "application/json"}
READY = "Uw document ligt klaar aan het loket"
PICKED_UP = "U haalde uw document op aan het loket"


class Desk(Room):
    """A site with a letter of Noor's that she picks up, and Jan's download."""

    def __init__(self, portal):
        super().__init__(portal)
        self.case.channel = "counter"
        self.url = f"{self.desk_url}/taken-afgeven"
        self.page = f"{self.url}/{self.reference}"
        transaction.commit()

    def hand_over(self, who="lieve", **form):
        session = self.browser(who)
        told = session.get(f"{self.site_url}/@eloket-session", headers=JSON).json()
        sent = {"_csrf": told["csrf"], "gezien": "1"} | form
        return session.post(self.page, data=sent, allow_redirects=False)

    def listed(self) -> list[str]:
        transaction.begin()
        room = find_room(self.portal)
        return [] if room is None else [reference for reference, _ in room.waiting()]

    def actions(self) -> list[str]:
        found = [row.entry for row in audit.find(subject=self.noor.id)]
        return [row.action for row in found if row.outcome == "done"]


@pytest.fixture
def desk(functional_portal):
    return Desk(functional_portal)


@pytest.fixture
def ready(desk):
    """The counter after the worker made both letters."""
    desk.approve(desk.case, desk.fetched)
    return desk


def test_what_is_picked_up_waits_there_and_nothing_else_does(ready):
    assert ready.listed() == [ready.reference]
    page = ready.browser("lieve").get(ready.url).text
    assert ready.reference in page and "Noor Voorbeeld" in page
    assert ready.fetched.getId() not in page
    assert READY in ready.timeline() and PICKED_UP not in ready.timeline()
    (mail,) = [one for one in jobs(ready.portal, "mail") if "loket" in one["subject"]]
    assert ready.reference in mail["subject"]
    assert "identiteitskaart" in mail["body"]


def test_a_clerk_prints_it_and_hands_it_over(ready):
    lieve = ready.browser("lieve")
    one = lieve.get(ready.page).text
    assert "Noor Voorbeeld" in one and "Uittreksel" in one
    printed = lieve.get(f"{ready.page}/brief.pdf")
    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.headers["Cache-Control"] == "no-store"
    assert "Noor Voorbeeld" in ReadPdf(printed.content).text
    assert ready.hand_over().status_code == 303
    assert ready.listed() == []
    case = ready.refresh()
    assert case.state == "closed" and case.handed is not None
    assert {"letter.print", "letter.hand_over", "case.close"} <= set(ready.actions())
    rows = [row.entry for row in audit.find(subject=ready.noor.id)]
    (row,) = [
        one
        for one in rows
        if one.action == "letter.hand_over" and one.outcome == "done"
    ]
    assert (row.actor, row.role, row.object) == ("lieve", "clerk", ready.reference)


def test_who_picked_it_up_reads_so_and_can_download_it_still(ready):
    ready.hand_over()
    assert PICKED_UP in ready.timeline() and READY not in ready.timeline()
    noor = ready.browser(ready.noor)
    sent = noor.get(f"{ready.mine}/{ready.reference}/document")
    assert sent.content.startswith(b"%PDF-")
    assert f"{ready.reference}/document" in noor.get(ready.mine).text
    address = f"{ready.site_url}/@eloket-cases/{ready.reference}"
    told = ready.api(ready.noor).get(address).json()
    assert told["state"] == "closed" and len(told["documents"]) == 1


def test_a_closed_request_that_nobody_picked_up_offers_no_download(ready):
    ready.act("lieve", "close")
    noor = ready.browser(ready.noor)
    address = f"{ready.mine}/{ready.reference}/document"
    assert noor.get(address).status_code == 404


@pytest.mark.parametrize("form", [{"gezien": ""}, {"gezien": "0"}], ids=["no", "odd"])
def test_without_a_look_at_the_card_nothing_is_handed_over(ready, form):
    answer = ready.hand_over(**form)
    assert answer.status_code == 400
    assert "Bekijk de identiteitskaart" in answer.text
    assert ready.listed() == [ready.reference]
    assert ready.refresh().state == "delivered"
    assert "letter.hand_over" not in ready.actions()


def test_a_second_click_hands_nothing_over_again(ready):
    ready.hand_over()
    first = ready.refresh().handed
    assert ready.hand_over().status_code == 404
    assert ready.refresh().handed == first
    assert ready.actions().count("letter.hand_over") == 1


@pytest.mark.parametrize("below", ["", "/brief.pdf"])
def test_another_service_sees_none_of_it(ready, below):
    tom = ready.browser("tom")
    assert ready.reference not in tom.get(ready.url).text
    assert tom.get(f"{ready.page}{below}").status_code == 404


@pytest.mark.parametrize("below", ["/x", "/brief.pdf/x"])
def test_no_other_address_is_there(ready, below):
    assert ready.browser("lieve").get(f"{ready.page}{below}").status_code == 404


def test_nothing_is_sent_to_the_letter(ready):
    session = ready.browser("lieve")
    token = house.hidden(session.get(ready.page), "_csrf")
    answer = session.post(f"{ready.page}/brief.pdf", data={"_csrf": token})
    assert answer.status_code == 404
    assert ready.listed() == [ready.reference]


def test_a_form_from_elsewhere_hands_nothing_over(ready):
    assert ready.hand_over(_csrf="another").status_code == 403
    assert ready.listed() == [ready.reference]


def test_who_may_hand_over_need_not_handle_requests(ready):
    transaction.begin()
    ready.portal.manage_permission("collective.eloket: Handle cases", [], acquire=0)
    ready.portal.manage_permission(counter.PERMISSION, ["Eloket Clerk"], acquire=0)
    transaction.commit()
    assert ready.hand_over().status_code == 303
    assert ready.refresh().state == "closed"


def test_a_document_that_was_taken_back_is_not_handed_over(ready):
    ready.act("lieve", "recall", "Er staat een fout in.")
    assert ready.listed() == []
    assert ready.hand_over().status_code == 404
    assert READY not in ready.timeline()


def test_a_document_that_is_made_anew_takes_the_place_of_the_first(ready):
    first = ready.refresh().letter_key
    ready.act("lieve", "reissue", "Er stond een fout in.")
    assert ready.listed() == []
    ready.work()
    assert counter.waiting(BEVOLKING)[0].letter_key != first
    assert ready.hand_over().status_code == 303


@pytest.mark.parametrize("end", [anonymise, remove])
def test_what_is_gone_waits_no_more(ready, end):
    transaction.begin()
    end(ready.case)
    assert list(find_room(ready.portal).waiting()) == []


def test_it_is_exported_and_erased(ready):
    room = CounterData()
    assert verifyClass(IRoomData, CounterData)
    assert list(room.person_ids(ready.portal)) == []
    assert room.count(ready.portal) == 1
    told = dict(room.export(ready.portal))
    assert told == {"counter/waiting.json": [ready.reference]}
    room.erase(ready.portal)
    assert room.count(ready.portal) == 0
    assert list(room.export(ready.portal)) == []


def test_it_leaves_with_the_e_loket(ready):
    installer = CounterInstaller()
    assert verifyClass(IRoomInstaller, CounterInstaller)
    installer.install(ready.portal)
    installer.check_may_leave(ready.portal)
    installer.uninstall(ready.portal)
    assert find_room(ready.portal) is None


def test_programs_see_what_waits_and_hand_it_over(ready, recorded):
    lieve, url = ready.api("lieve"), f"{ready.site_url}/@eloket-handovers"
    listed = lieve.get(url)
    recorded("handovers", listed)
    (waiting,) = listed.json()["waiting"]
    assert waiting["reference"] == ready.reference
    assert "Noor" not in listed.text
    one = lieve.get(f"{url}/{ready.reference}")
    recorded("handover", one)
    assert one.json()["name"] == "Noor Voorbeeld"
    assert lieve.get(one.json()["letter"]["@id"]).content.startswith(b"%PDF-")
    done = lieve.post(f"{url}/{ready.reference}", json={"card_seen": True})
    recorded("handed-over", done)
    assert done.status_code == 200
    assert ready.refresh().handed is not None and ready.listed() == []
    assert {"case.view", "letter.print", "letter.hand_over"} <= set(ready.actions())
    again = lieve.post(f"{url}/{ready.reference}", json={"card_seen": True})
    assert (again.status_code, again.json()["error"]["type"]) == (404, "not_at_counter")
    assert ready.actions().count("letter.hand_over") == 1
    assert lieve.get(url).json() == {"waiting": []}


@pytest.mark.parametrize("seen", [None, False, "true", 1, []])
def test_programs_say_that_a_card_was_looked_at(ready, seen):
    url = f"{ready.site_url}/@eloket-handovers/{ready.reference}"
    answer = ready.api("lieve").post(url, json={"card_seen": seen})
    assert (answer.status_code, answer.json()["error"]["type"]) == (
        400,
        "card_not_seen",
    )
    assert ready.refresh().handed is None
    assert ready.listed() == [ready.reference]


def test_a_program_of_another_service_sees_none_of_it(ready):
    tom, url = ready.api("tom"), f"{ready.site_url}/@eloket-handovers"
    assert tom.get(url).json()["waiting"] == []
    assert tom.get(f"{url}/{ready.reference}").status_code == 404
    done = tom.post(f"{url}/{ready.reference}", json={"card_seen": True})
    assert done.status_code == 404
    assert ready.refresh().handed is None


@pytest.mark.parametrize("below", ["", "/x/y"])
def test_a_program_names_one_document(ready, below):
    url = f"{ready.site_url}/@eloket-handovers{below}"
    answer = ready.api("lieve").post(url, json={"card_seen": True})
    assert answer.status_code == 404


def test_heirs_pick_up_what_who_died_would_have_downloaded(desk):
    transaction.begin()
    desk.case.channel = "download"
    deceased.close("mia", desk.noor.id, "Overlijdensakte gezien")
    transaction.commit()
    desk.act("lieve", "go_on", "De erfgenamen hebben het nodig.")
    desk.approve(desk.refresh())
    assert desk.listed() == [desk.reference]
    told = {one["to"] for one in jobs(desk.portal, "mail")}
    assert told == {"lieve@testegem.example"}
    assert desk.hand_over().status_code == 303
    assert desk.refresh().state == "closed"
