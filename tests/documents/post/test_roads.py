"""The mail room prints letters: by HTTP, with a real worker."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.forgetting import anonymise
from collective.eloket.cases.forgetting import remove
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.documents.channels import Counter
from collective.eloket.documents.channels import Download
from collective.eloket.documents.channels import Post
from collective.eloket.documents.post import service as post
from collective.eloket.documents.post.install import PostData
from collective.eloket.documents.post.install import PostInstaller
from collective.eloket.documents.post.store import find_room
from collective.eloket.interfaces import IRoomData
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.delivery import do_job
from tests.cases import house
from tests.cases.test_postal import prove_home
from tests.documents.reading import ReadPdf
from zope.interface.verify import verifyClass

import pytest
import transaction


BEVOLKING = frozenset({"bevolking"})


class Room(house.World):
    """A site with a letter of Noor's that goes by post, and Jan's download."""

    def __init__(self, portal):
        super().__init__(portal)
        portal.title = "Gemeente Testegem"
        self.case.channel = "post"
        prove_home(self.noor)
        order = house.order(self.desk["uittreksel"], self.jan, idempotency_key="key-j")
        self.fetched = house.submit(order)
        self.url = f"{self.desk_url}/taken-post"
        transaction.commit()

    def approve(self, *cases):
        for case in cases:
            transaction.begin()
            house.act_as(self.portal, "lieve")
            house.service.decide(case, "approve", "", "lieve")
            transaction.commit()
        self.work()

    def work(self):
        transaction.begin()
        for job_id, job in list(outbox.find_outbox(self.portal).items()):
            if job.kind == "letter":
                assert do_job(self.portal, job_id)
        transaction.begin()

    def make_batch(self, who="lieve", number=None):
        session = self.browser(who)
        # the page itself has no form when nothing waits
        case = session.get(f"{self.tasks}/{self.reference}")
        sent = {"_csrf": house.hidden(case, "_csrf")}
        sent["nummer"] = number or house.hidden(session.get(self.url), "nummer")
        return session.post(self.url, data=sent)

    def timeline(self) -> str:
        return self.browser(self.noor).get(f"{self.mine}/{self.reference}").text


@pytest.fixture
def room(functional_portal):
    return Room(functional_portal)


@pytest.fixture
def waiting(room):
    """The room after the worker made both letters."""
    room.approve(room.case, room.fetched)
    return room


@pytest.mark.parametrize("channel", [Download, Counter, Post])
def test_channels_keep_the_contract(channel):
    assert verifyClass(IDeliveryChannel, channel)


@pytest.mark.seed("001-09")
def test_the_letter_goes_to_the_registered_address(waiting):
    said = ReadPdf(house.service.open_letter(waiting.case).data).text
    assert "Noor Voorbeeld Proefstraat 12 9999 Testegem" in " ".join(said.split())
    page = waiting.browser("lieve").get(waiting.url).text
    assert waiting.reference in page
    assert waiting.make_batch().status_code == 200
    pdf = ReadPdf(waiting.browser("lieve").get(f"{waiting.url}/1").content)
    assert "Proefstraat 12 9999 Testegem" in " ".join(pdf.text.split())
    assert "Met de post verstuurd" in waiting.timeline()


@pytest.mark.seed("004-19")
def test_what_comes_digitally_is_never_printed(waiting):
    said = ReadPdf(house.service.open_letter(waiting.fetched).data).text
    assert "Proefstraat" not in said
    assert [case.getId() for case in post.waiting(BEVOLKING)] == [waiting.reference]
    mine = f"{waiting.mine}/{waiting.fetched.getId()}"
    page = waiting.browser(waiting.jan).get(mine).text
    assert "/document" in page
    assert "post verstuurd" not in page and "met de post" not in page
    sent = waiting.browser(waiting.jan).get(f"{mine}/document")
    assert sent.content.startswith(b"%PDF-")


def test_before_it_is_printed_the_citizen_reads_that_it_will_be(waiting):
    page = waiting.timeline()
    assert "We sturen uw document met de post" in page
    assert "Met de post verstuurd" not in page


def test_a_second_click_makes_no_second_batch(waiting):
    assert "Bundel 1 is klaar" in waiting.make_batch().text
    again = waiting.make_batch(number="1")
    assert "Er is niets nieuws gemaakt" in again.text
    transaction.begin()
    assert find_room(waiting.portal).next_number == 2
    assert "Niets om af te drukken" in again.text


def test_nothing_that_waits_makes_no_batch(room):
    answer = room.make_batch(number="1")
    assert answer.status_code == 409
    assert find_room(room.portal) is None


def test_a_form_without_a_number_prints_nothing(waiting):
    session = waiting.browser("lieve")
    token = house.hidden(session.get(waiting.url), "_csrf")
    for number in ("", "x", "-1", "1" * 10):
        sent = {"_csrf": token, "nummer": number}
        assert session.post(waiting.url, data=sent).status_code == 400
    transaction.begin()
    assert find_room(waiting.portal).next_number == 1


def test_a_batch_can_be_downloaded_again_and_each_look_is_noted(waiting):
    waiting.make_batch()
    lieve = waiting.browser("lieve")
    first, second = (lieve.get(f"{waiting.url}/1") for _ in range(2))
    assert first.headers["Content-Type"] == "application/pdf"
    assert "post-1.pdf" in first.headers["Content-Disposition"]
    assert first.headers["Cache-Control"] == "no-store"
    assert first.content == second.content
    found = [row.entry for row in audit.find(subject=waiting.noor.id)]
    done = [row for row in found if row.outcome == "done"]
    actions = [row.action for row in done]
    assert actions.count("letter.print") == 2
    assert actions.count("letter.post") == 1
    assert all(
        (row.actor, row.object) == ("lieve", waiting.reference)
        for row in done
        if row.action.startswith("letter.p")
    )


def test_another_service_sees_none_of_it(waiting):
    assert waiting.reference not in waiting.browser("tom").get(waiting.url).text
    waiting.make_batch()
    assert waiting.browser("tom").get(f"{waiting.url}/1").status_code == 404
    assert f"{waiting.url}/1" not in waiting.browser("tom").get(waiting.url).text


@pytest.mark.parametrize("path", ["2", "x", "1/x", "0", "1" * 20])
def test_no_other_batch_is_there(waiting, path):
    waiting.make_batch()
    answer = waiting.browser("lieve").get(f"{waiting.url}/{path}")
    assert answer.status_code == 404
    assert b"%PDF" not in answer.content


def test_a_letter_that_was_taken_back_is_not_printed(waiting):
    waiting.act("lieve", "recall", "Er staat een fout in.")
    assert post.waiting(BEVOLKING) == []
    # it went from the list itself, not only from what the page shows
    assert list(find_room(waiting.portal).waiting()) == []
    assert "met de post" not in waiting.timeline()


def test_between_two_letters_the_first_one_is_not_printed(waiting):
    first = waiting.case.letter_key
    waiting.act("lieve", "reissue", "Er stond een fout in.")
    assert waiting.case.letter_key == first
    assert list(find_room(waiting.portal).waiting()) == []
    waiting.work()
    assert list(find_room(waiting.portal).waiting()) == [
        (waiting.reference, waiting.case.letter_key)
    ]
    assert waiting.case.letter_key != first


@pytest.mark.parametrize("end", [anonymise, remove])
def test_a_letter_of_a_request_that_is_gone_waits_no_more(waiting, end):
    transaction.begin()
    end(waiting.case)
    assert list(find_room(waiting.portal).waiting()) == []


def test_a_batch_holds_no_letter_that_is_being_made_anew(waiting):
    waiting.make_batch()
    waiting.act("lieve", "reissue", "Er stond een fout in.")
    assert waiting.browser("lieve").get(f"{waiting.url}/1").status_code == 404


def test_a_letter_that_is_made_anew_is_printed_anew(waiting):
    waiting.make_batch()
    waiting.act("lieve", "reissue", "Er stond een fout in.")
    waiting.work()
    assert waiting.case.posted is None
    assert "We sturen uw document met de post" in waiting.timeline()
    assert "Bundel 2 is klaar" in waiting.make_batch().text
    # the first one holds a letter that does not hold any more
    assert list(post.letters_of(post.get_batch("1", BEVOLKING))) == []
    assert waiting.browser("lieve").get(f"{waiting.url}/1").status_code == 404


def test_more_than_a_batch_takes_waits_for_the_next(waiting):
    waiting.fetched.channel = "post"
    post.put(waiting.fetched)
    house.act_as(waiting.portal, "lieve")
    batch = post.print_batch(BEVOLKING, 1, None, most=1)
    left = [case.getId() for case in post.waiting(BEVOLKING)]
    both = {waiting.reference, waiting.fetched.getId()}
    assert {batch.entries[0].reference, *left} == both
    assert len(left) == len(batch.entries) == 1


def test_programs_print_once(waiting, recorded):
    lieve = waiting.api("lieve")
    url = f"{waiting.site_url}/@eloket-post"
    before = lieve.get(url)
    recorded("post", before)
    assert before.json()["next"] == 1
    printed = lieve.post(url, json={"number": 1})
    recorded("post-printed", printed)
    assert printed.status_code == 201
    assert printed.json()["count"] == 1
    again = lieve.post(url, json={"number": 1})
    recorded("post-printed-before", again)
    assert again.status_code == 409
    empty = lieve.post(url, json={"number": 2})
    assert empty.json()["error"]["type"] == "post_empty"
    own = waiting.api(waiting.noor).get(
        f"{waiting.site_url}/@eloket-cases/{waiting.reference}"
    )
    assert own.json()["posted"] is not None


@pytest.mark.parametrize("number", [None, "1", True, 1.0, []])
def test_programs_say_a_number(waiting, number):
    url = f"{waiting.site_url}/@eloket-post"
    assert waiting.api("lieve").post(url, json={"number": number}).status_code == 400


def test_it_is_handed_over_and_erased(waiting):
    room = PostData()
    assert verifyClass(IRoomData, PostData)
    assert list(room.person_ids(waiting.portal)) == []
    assert dict(room.export(waiting.portal))["post/waiting.json"] == [waiting.reference]
    waiting.make_batch()
    transaction.begin()
    told = dict(room.export(waiting.portal))
    assert told["post/batches.json"][0]["references"] == [waiting.reference]
    assert room.count(waiting.portal) == 1
    room.erase(waiting.portal)
    assert room.count(waiting.portal) == 0
    assert list(room.export(waiting.portal)) == []


def test_it_leaves_with_the_e_loket(waiting):
    installer = PostInstaller()
    installer.install(waiting.portal)
    installer.check_may_leave(waiting.portal)
    installer.uninstall(waiting.portal)
    assert find_room(waiting.portal) is None
