"""Messages about a case, both ways, with files; and notes among clerks."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import contents
from collective.eloket.cases import often
from collective.eloket.cases import talk
from collective.eloket.cases.errors import MessagesClosedError
from collective.eloket.cases.errors import MessagesFullError
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.interfaces import ICaseMessageWritten
from collective.eloket.catalogue.interfaces import IVirusScanner
from collective.eloket.catalogue.scanning import Clamd
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.jobs import payload_of
from contextlib import ExitStack
from plone import api
from tests.cases import house
from tests.catalogue.clamd import FakeClamd
from tests.catalogue.clamd import running
from tests.catalogue.packed import png
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import base64
import pytest
import transaction


PDF = b"%PDF-1.7 volmacht"
WORDS = "Ik verhuis al op kermis.\nKan het vroeger?"


def mails(world):
    """Return the mails that wait, newest last."""
    transaction.begin()
    jobs = get_outbox(world.portal).items()
    return [payload_of(job_id, job) for job_id, job in jobs if job.kind == "mail"]


def root_of(world, who):
    return world.tasks if isinstance(who, str) else world.mine


def write(world, who, text=WORDS, files=(), level=AssuranceLevel.HIGH, **more):
    browser = world.browser(who, level)
    url = f"{root_of(world, who)}/{world.reference}"
    data = {
        "_csrf": house.hidden(browser.get(url), "_csrf"),
        "stap": "bericht",
        "bericht": text,
    }
    sent = [("bestanden", (name, data, "x/y")) for name, data in files]
    return browser.post(
        url, data=data | more, files=sent or None, allow_redirects=False
    )


def page_of(world, who):
    return world.browser(who).get(f"{root_of(world, who)}/{world.reference}").text


def test_the_applicant_writes_and_the_clerk_reads(world):
    answer = write(world, world.noor, "Kan het <b>vroeger</b>?")
    assert answer.status_code == 303
    for who in (world.noor, "lieve"):
        assert "Kan het &lt;b&gt;vroeger&lt;/b&gt;?" in page_of(world, who)
    rows = audit.find(world.noor.id)
    assert ("case.message", world.noor.id, "citizen") in {
        (row.entry.action, row.entry.actor, row.entry.role) for row in rows
    }


def test_the_clerk_writes_and_the_applicant_is_told_without_the_words(world):
    assert write(world, "lieve", soort="clerk").status_code == 303
    assert "Dienst Bevolking" in page_of(world, world.noor)
    assert "Lieve Balie" not in page_of(world, world.noor)
    (mail,) = mails(world)
    assert mail["to"] == house.EMAIL
    assert world.reference in mail["subject"]
    assert "kermis" not in mail["body"]


def test_who_took_the_case_is_told_that_the_applicant_wrote(world):
    write(world, world.noor)
    assert mails(world) == []
    world.act("lieve", "take")
    write(world, world.noor)
    (mail,) = mails(world)
    assert mail["to"] == "lieve@testegem.example"
    assert world.reference in mail["body"]
    for personal in ("kermis", "Noor", "Voorbeeld", "Uittreksel"):
        assert personal not in mail["subject"] + mail["body"]


def test_a_note_is_never_seen_by_the_applicant(world):
    assert (
        write(world, "lieve", soort="note", files=[("n.pdf", PDF)]).status_code == 303
    )
    assert "kermis" in page_of(world, "lieve")
    assert "kermis" not in page_of(world, world.noor)
    assert mails(world) == []
    url = f"/{world.reference}/bericht/0/0"
    assert world.browser(world.noor).get(world.mine + url).status_code == 404
    assert world.browser("lieve").get(world.tasks + url).content == PDF
    answer = world.api(world.noor).get(
        f"{world.site_url}/@eloket-cases/{world.reference}"
    )
    assert answer.status_code == 200
    assert "kermis" not in answer.text
    actions = [row.entry.action for row in audit.find(subject=world.noor.id)]
    assert "case.note" in actions


def test_an_applicant_cannot_write_a_note(world):
    # the field is the clerk's: what a citizen sends is a message
    write(world, world.noor, soort="note")
    assert [one.kind for one in world.refresh()._messages] == [talk.Kind.CITIZEN]


def test_files_come_back_to_both_sides_and_to_nobody_else(world):
    files = [("volmacht.pdf", PDF), ("../kaart.png", b"\x89PNG\r\n\x1a\nx")]
    assert write(world, world.noor, "", files).status_code == 303
    for who in (world.noor, "lieve"):
        assert "volmacht.pdf" in page_of(world, who)
        root = f"{root_of(world, who)}/{world.reference}/bericht/0"
        answer = world.browser(who).get(f"{root}/0")
        assert (answer.status_code, answer.content) == (200, PDF)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert "attachment" in answer.headers["Content-Disposition"]
        for wrong in ("/2", "/-1", "/x", "/\u0660", "", "/0/0"):
            assert world.browser(who).get(root + wrong).status_code == 404, wrong
    for who in (world.jan, "tom"):
        url = f"{root_of(world, who)}/{world.reference}/bericht/0/0"
        assert world.browser(who).get(url).status_code == 404


def test_a_less_sure_session_neither_reads_nor_writes(world):
    write(world, "lieve", soort="clerk")
    noor = world.browser(world.noor, AssuranceLevel.LOW)
    page = noor.get(f"{world.mine}/{world.reference}")
    assert page.status_code == 200
    assert "kermis" not in page.text
    url = f"{world.mine}/{world.reference}"
    token = house.hidden(noor.get(url + "?stap=withdraw"), "_csrf")
    data = {"_csrf": token, "stap": "bericht", "bericht": WORDS}
    assert noor.post(url, data=data).status_code == 403
    assert len(world.refresh()._messages) == 1


REFUSED = {
    "empty": ({"text": " \n "}, 400),
    "too long": ({"text": "x" * (contents.LONGEST_TEXT + 1)}, 400),
    "a sign that turns others around": ({"text": "ja\u202een"}, 400),
    "another type": ({"files": [("a.pdf", b"MZ no pdf")]}, 400),
    "too many files": ({"files": [("a.pdf", PDF)] * (contents.MOST_FILES + 1)}, 400),
    "too large": ({"files": [("a.pdf", PDF + b"x" * 10 * 1024 * 1024)]}, 413),
}


@pytest.mark.parametrize("sent, status", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_said_and_the_words_stay(world, sent, status):
    answer = write(world, world.noor, **{"text": WORDS, **sent})
    assert answer.status_code == status
    assert 'id="bericht-fouten"' in answer.text
    if "text" not in sent:
        assert "Kan het vroeger?" in answer.text
    assert world.refresh()._messages == ()
    assert mails(world) == []


@pytest.fixture
def clamd(world):
    """A clamd that looks at all files; gives a way to stop it."""
    manager, before = getGlobalSiteManager(), getUtility(IVirusScanner)
    with ExitStack() as stack:
        address = stack.enter_context(running(FakeClamd()))
        manager.registerUtility(Clamd(address, 2), IVirusScanner)
        yield stack.close
    manager.registerUtility(before, IVirusScanner)


def test_a_picture_that_unpacks_to_too_much_is_not_taken(world):
    huge = png(60_000, 60_000)
    answer = write(world, world.noor, files=[("a.png", huge)])
    assert answer.status_code == 400
    assert "geen afbeelding groter dan een foto" in answer.text
    answer = call(world, world.noor, text=WORDS, files=[a_file(huge)])
    assert answer.json()["error"]["type"] == "message_file"
    assert world.refresh()._messages == ()


def test_files_of_messages_are_looked_at_for_viruses(world, clamd):
    bad = b"%PDF-1.7 " + FakeClamd.VIRUS
    for who, more in ((world.noor, {}), ("lieve", {"soort": "note"})):
        files = [("goed.pdf", PDF), ("a.pdf", bad)]
        answer = write(world, who, files=files, **more)
        assert answer.status_code == 400
        assert "zit een virus" in answer.text
    answer = call(world, world.noor, text=WORDS, files=[a_file(bad)])
    assert answer.json()["error"]["type"] == "message_virus"
    assert world.refresh()._messages == ()
    assert write(world, world.noor, files=[("goed.pdf", PDF)]).status_code == 303


def test_files_that_nobody_can_look_at_are_not_taken(world, clamd):
    clamd()
    answer = write(world, world.noor, files=[("goed.pdf", PDF)])
    assert answer.status_code == 504
    assert "Kan het vroeger?" in answer.text
    answer = call(world, world.noor, text=WORDS, files=[a_file()])
    assert (answer.status_code, answer.json()["error"]["type"]) == (
        504,
        "files_unchecked",
    )
    assert world.refresh()._messages == ()


def test_an_answer_whose_files_nobody_can_look_at_is_not_lost(world, clamd):
    world.act("lieve", "ask_information", "Welke kamer?")
    clamd()
    noor, url = world.browser(world.noor), f"{world.mine}/{world.reference}"
    data = {"_csrf": house.hidden(noor.get(url), "_csrf"), "antwoord": WORDS}
    files = [("bestanden", ("goed.pdf", PDF, "x/y"))]
    answer = noor.post(url, data=data, files=files, allow_redirects=False)
    assert answer.status_code == 504
    assert "Kan het vroeger?" in answer.text
    assert world.refresh().state == "more_information_asked"
    assert world.case._messages == ()


@pytest.fixture
def late_refusal():
    """Somebody who hears of a message or step refuses when it was made already."""
    manager = getGlobalSiteManager()

    def refuse(_event):
        raise MessagesClosedError

    events = (ICaseMessageWritten, ICaseDecided)
    for one in events:
        manager.registerHandler(refuse, (one,))
    yield
    for one in events:
        manager.unregisterHandler(refuse, (one,))


@pytest.mark.parametrize("who", ["noor", "lieve"])
def test_a_message_that_is_refused_late_is_not_kept(world, late_refusal, who):
    sender = world.noor if who == "noor" else who
    answer = write(world, sender, **({} if who == "noor" else {"soort": "clerk"}))
    assert answer.status_code == 409
    assert "Kan het vroeger?" in answer.text
    assert world.refresh()._messages == ()


def test_a_step_that_is_refused_late_is_not_made(world, late_refusal):
    url = f"{world.tasks}/{world.reference}"
    lieve = world.browser("lieve")
    page = lieve.get(f"{url}?stap=approve")
    data = {name: house.hidden(page, name) for name in ("_csrf", "stand")}
    answer = lieve.post(url, data=data | {"stap": "approve"}, allow_redirects=False)
    assert answer.status_code == 409
    assert world.refresh().state == "submitted"


ENDED = {
    "withdrawn": ("noor", "withdraw", {"citizen": 409, "clerk": 409, "note": 303}),
    "refused": ("lieve", "refuse", {"citizen": 409, "clerk": 303, "note": 303}),
}


@pytest.mark.parametrize("who, step, wanted", ENDED.values(), ids=ENDED)
def test_a_case_that_ended_takes_only_what_still_makes_sense(world, who, step, wanted):
    noor, lieve = world.browser(world.noor), world.browser("lieve")
    own, theirs = f"{world.mine}/{world.reference}", f"{world.tasks}/{world.reference}"
    tokens = {
        "citizen": (noor, own, house.hidden(noor.get(own), "_csrf")),
        "clerk": (lieve, theirs, house.hidden(lieve.get(theirs), "_csrf")),
    }
    world.act(world.noor.id if who == "noor" else who, step, "Omdat.")
    for kind, status in wanted.items():
        browser, url, token = tokens["citizen" if kind == "citizen" else "clerk"]
        words = f"Woorden van {kind}"
        data = {"_csrf": token, "stap": "bericht", "bericht": words, "soort": kind}
        answer = browser.post(url, data=data, allow_redirects=False)
        assert (kind, answer.status_code) == (kind, status)
        # what the applicant wrote on a page of before is not thrown away
        assert kind != "citizen" or f">{words}</textarea>" in answer.text


@pytest.mark.parametrize(
    ("kind", "other"), [("citizen", "note"), ("clerk", "citizen"), ("note", "citizen")]
)
def test_a_case_has_an_end_of_messages_of_each_side(world, monkeypatch, kind, other):
    monkeypatch.setattr(talk, "MOST_OF_CITIZEN", 1)
    monkeypatch.setattr(talk, "MOST_OF_CLERKS", 1)
    case = world.refresh()

    def write_as(one):
        house.act_as(world.portal, world.noor.id if one == "citizen" else "lieve")
        talk.write_message(case, talk.Kind(one), WORDS)

    write_as(kind)
    with pytest.raises(MessagesFullError):
        write_as(kind)
    write_as(other)
    transaction.abort()


def test_an_applicant_writes_so_often_in_an_hour_and_clerks_as_they_need(world):
    api.portal.set_registry_record(often.MESSAGES.record, 2)
    transaction.commit()
    assert [write(world, world.noor).status_code for _ in range(2)] == [303, 303]
    refused = write(world, world.noor)
    assert refused.status_code == 429
    assert "veel berichten" in refused.text
    assert len(world.refresh()._messages) == 2
    for _number in range(3):
        assert write(world, "lieve", soort="clerk").status_code == 303


def test_an_answer_to_a_question_may_bring_files(world):
    world.act("lieve", "ask_information", "Mogen we de volmacht zien?")
    noor = world.browser(world.noor)
    url = f"{world.mine}/{world.reference}"
    data = {
        "_csrf": house.hidden(noor.get(url), "_csrf"),
        "stap": "answer_information",
        "antwoord": "Zie de bijlage.",
    }

    def answer(name, contents):
        files = [("bestanden", (name, contents, "x/y"))]
        return noor.post(url, data=data, files=files, allow_redirects=False)

    refused = answer("virus.pdf", b"MZ")
    assert refused.status_code == 400
    assert "Zie de bijlage." in refused.text
    assert world.refresh().state == "more_information_asked"
    assert answer("volmacht.pdf", PDF).status_code == 303
    assert world.refresh().state == "in_treatment"
    assert "volmacht.pdf" in page_of(world, "lieve")


def test_the_list_says_where_the_applicant_wrote_last(world):
    def is_marked():
        return "Nieuw bericht" in world.browser("lieve").get(world.tasks).text

    assert not is_marked()
    write(world, world.noor)
    assert is_marked()
    write(world, "lieve", soort="note")
    assert is_marked()
    write(world, "lieve", soort="clerk")
    assert not is_marked()
    write(world, world.noor)
    world.act("lieve", "take")
    assert not is_marked()


def test_nothing_of_a_message_lies_in_the_clear(world):
    write(world, world.noor, files=[("volmacht.pdf", PDF)])
    (message,) = world.refresh()._messages
    stored = repr(vars(message)).encode() + message.sealed
    for planted in (b"kermis", b"volmacht"):
        assert planted not in stored
    with message.files[0].blob.open("r") as sealed:
        assert PDF not in sealed.read()


@pytest.mark.parametrize("kind", list(talk.Kind))
@pytest.mark.parametrize("who", ["jan", "tom"])
def test_who_has_nothing_to_do_with_the_case_writes_nothing(world, kind, who):
    from collective.eloket.cases.errors import NotYourCaseError

    transaction.begin()
    house.act_as(world.portal, world.jan.id if who == "jan" else who)
    with pytest.raises(NotYourCaseError):
        talk.write_message(world.case, kind, "x")
    transaction.abort()


# by REST


def call(world, who, **body):
    return world.api(who).post(f"{world.case_url}/@eloket-messages", json=body)


def a_file(data=PDF):
    return {"filename": "volmacht.pdf", "data": base64.b64encode(data).decode()}


def test_both_sides_write_by_rest(world, recorded):
    url = f"{world.site_url}/@eloket-cases/{world.reference}"
    answer = call(world, world.noor, text=WORDS, files=[a_file()], kind="note")
    assert answer.status_code == 201
    assert answer.json() == {
        "reference": world.reference,
        "number": 0,
        "kind": "citizen",
    }
    recorded("message-written", answer)
    assert call(world, "lieve", text="Ja.").json()["kind"] == "clerk"
    assert call(world, "lieve", text="Let op.", kind="note").json()["number"] == 2
    told = world.api(world.noor).get(url).json()["messages"]
    assert [(one["from"], one["text"]) for one in told] == [
        ("citizen", WORDS),
        ("clerk", "Ja."),
    ]
    (file,) = told[0]["files"]
    assert world.browser(world.noor).get(file["@id"]).content == PDF


WRONG = {
    "nothing": ({}, 400),
    "no text": ({"text": ["x"]}, 400),
    "no kind": ({"text": "x", "kind": "citizen"}, 400),
    "no list": ({"text": "x", "files": a_file()}, 400),
    "no file": ({"text": "x", "files": [{"filename": "a.pdf"}]}, 400),
    "no base64": ({"text": "x", "files": [{"filename": "a.pdf", "data": "%"}]}, 400),
    "six files": ({"text": "x", "files": [a_file()] * 6}, 400),
    "no pdf": ({"text": "x", "files": [a_file(b"MZ")]}, 400),
    "too large": ({"text": "x", "files": [a_file(PDF + b"x" * 10 * 2**20)]}, 413),
}


@pytest.mark.parametrize("body, status", WRONG.values(), ids=WRONG)
def test_what_is_not_as_described_is_refused(world, body, status):
    answer = call(world, "lieve", **body)
    assert answer.status_code == status
    assert world.refresh()._messages == ()


def test_a_less_sure_session_writes_nothing_by_rest(world):
    noor = world.api(world.noor, AssuranceLevel.LOW)
    answer = noor.post(f"{world.case_url}/@eloket-messages", json={"text": "x"})
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "assurance_too_low"
