"""Somebody is erased: nothing leads to them any more, and the audit stays whole."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.search import found_of
from collective.eloket.audit import service as audit
from collective.eloket.audit.sealing import seal_new_rows
from collective.eloket.audit.verifying import verify
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import store_of
from collective.eloket.cases.maintenance import check_index
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from collective.eloket.rights import erasure
from collective.eloket.rights import errors
from collective.eloket.rights import holds
from collective.eloket.rights.chore import Retention
from collective.eloket.rights.install import RightsData
from collective.eloket.rights.of_person import HoldsOfPerson
from collective.eloket.rights.store import rights
from collective.eloket.rights.takeout import rooms_of_persons
from collective.eloket.vault import aside
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import timedelta
from tests.cases import house
from tests.documents.jobs import jobs
from tests.rights.beside import meanwhile
from tests.setup.erasing import reachable
from unittest.mock import patch
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import re
import transaction


REASON = "Op eigen vraag"


@pytest.fixture
def gone(world):
    """A world in which Noor's case ended; Mia manages the e-loket."""
    world.act("lieve", "refuse", "Daarom.")
    house.make_manager("mia")
    transaction.commit()
    return world


def erase(world):
    erasure.ask(world.noor.id, world.noor.id, "Ik verhuis")
    erasure.erase("mia", world.noor.id, REASON)
    transaction.commit()


def test_the_account_is_gone_with_all_that_leads_to_it(gone):
    person = gone.noor.id
    token = gone.browser(gone.noor)
    erase(gone)
    assert citizen_store().find(person) is None
    assert person not in citizen_store().by_subject.values()
    assert parameters.known(person, AssuranceLevel.HIGH) == {}
    answer = token.get(f"{gone.desk_url}/mijn-profiel", allow_redirects=False)
    assert answer.status_code == 302


def test_the_requests_are_nobodys(gone):
    erase(gone)
    assert find_case(gone.reference).applicant.startswith("anonymous-")
    assert check_index([store_of(gone.desk)]).is_right


def test_nothing_that_the_database_leads_to_speaks_of_the_person(gone):
    person, sealed = gone.noor.id, gone.case._sealed
    keys = [one for one in gone.noor.subjects if one]
    before = reachable(gone.portal)
    needles = [person.encode(), sealed, *(one.encode() for one in keys)]
    assert all(one in before for one in needles)
    erase(gone)
    setSite(gone.portal)
    erasure.finish()
    transaction.commit()
    after = reachable(gone.portal)
    assert [one for one in needles if one in after] == []


def test_every_room_has_nothing_more_to_tell(gone):
    person = gone.noor.id
    erase(gone)
    told = {
        path for room in rooms_of_persons() for path, _content in room.export(person)
    }
    assert told <= {"audit.json", "parameters.json"}


def test_old_copies_cannot_be_opened_any_more(gone):
    person, sealed = gone.noor.id, gone.case._sealed
    context = f"case:{gone.reference}:answers"
    assert vault.for_person(person).open_json(sealed, context)["answers"]
    erase(gone)
    with pytest.raises(PersonForgottenError):
        vault.for_person(person).open_json(sealed, context)


@pytest.fixture
def own_chain(tmp_path, monkeypatch):
    """A side store of this test alone: rows of others lie under keys of theirs."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'side.sqlite'}")
    ephemeral.use(None)
    yield
    ephemeral.engine().dispose()


def test_the_audit_stays_whole_and_says_so(own_chain, gone):
    person = gone.noor.id
    seal_new_rows()
    rows = len(audit.find(subject=person))
    assert verify().is_whole
    erase(gone)
    assert seal_new_rows() > 0
    assert verify().is_whole
    left = audit.find(subject=person)
    assert len(left) > rows
    assert {row.entry.details for row in left} == {None}


def test_why_is_kept_of_no_person(gone):
    person = gone.noor.id
    erase(gone)
    found = [row.entry for row in audit.find() if row.entry.object == person]
    assert {one.action for one in found} == {"person.erase"}
    assert {one.subject for one in found} == {None}
    assert {"reason": REASON} in [one.details for one in found]


def test_the_last_mail_leaves_though_the_key_is_gone(gone):
    outbox.put("mail", {"to": "x", "subject": "", "body": "oud"}, gone.noor.id)
    erase(gone)
    mails = jobs(gone.portal, "mail")
    assert [mail["to"] for mail in mails] == [house.EMAIL]
    (mail,) = mails
    assert REASON in mail["body"] and "Noor Voorbeeld" in mail["body"]
    assert "Noor" not in mail["subject"]


def test_who_has_no_address_is_erased_without_a_mail(gone):
    parameters.set_own(gone.noor.id, {"email": ""})
    with patch("collective.eloket.rights.farewell.parameters.known", return_value={}):
        erase(gone)
    assert jobs(gone.portal, "mail") == []


def test_the_key_goes_after_the_commit_and_the_worker_makes_sure(gone):
    person = gone.noor.id
    erasure.ask(person, person, "")
    erasure.erase("mia", person, REASON)
    vault.for_person(person).check_key()
    with patch("collective.eloket.rights.erasure.vault.forget_person"):
        transaction.abort()
    erasure.ask(person, person, "")
    with patch("collective.eloket.vault.service.forget_person", side_effect=OSError):
        erasure.erase("mia", person, REASON)
        transaction.commit()
    vault.for_person(person).check_key()
    Retention().do()
    setSite(gone.portal)
    transaction.begin()
    with pytest.raises(PersonForgottenError):
        vault.for_person(person).check_key()
    assert list(rights().forgetting) == []


def test_what_fails_erases_nothing(gone):
    person = gone.noor.id
    owner = aside.person(person)
    aside.put(owner, "form", {"answers": b"half"}, timedelta(days=1))
    erasure.ask(person, person, "")
    transaction.commit()
    erasure.erase("mia", person, REASON)
    transaction.abort()
    assert citizen_store().find(person) is not None
    vault.for_person(person).check_key()
    assert find_case(gone.reference).applicant == person
    assert aside.read(owner, "form") == {"answers": b"half"}
    erasure.erase("mia", person, REASON)
    transaction.commit()
    assert aside.names(owner) == []


def test_is_refused_while_something_is_held(gone):
    holds.hold_case("mia", gone.reference, "Rechtszaak")
    with pytest.raises(errors.ErasureHeldError):
        erasure.ask(gone.noor.id, gone.noor.id, "")


def test_is_refused_when_it_is_held_since(gone):
    erasure.ask(gone.noor.id, gone.noor.id, "")
    holds.hold_person("mia", gone.noor.id, "Rechtszaak")
    with pytest.raises(errors.ErasureHeldError):
        erasure.erase("mia", gone.noor.id, REASON)


def test_is_refused_while_whom_a_request_is_for_is_held(gone):
    sent = house.order(
        gone.desk["uittreksel"], gone.noor, subject=gone.jan.id, idempotency_key="2"
    )
    house.act_as(gone.portal, "lieve")
    case = house.submit(sent)
    house.service.decide(case, "refuse", "Daarom.", "lieve")
    holds.hold_person("mia", gone.jan.id, "Rechtszaak")
    with pytest.raises(errors.ErasureHeldError):
        erasure.ask(gone.noor.id, gone.noor.id, "")
    holds.lift("mia", f"person:{gone.jan.id}", "Uitspraak is er")
    erasure.ask(gone.noor.id, gone.noor.id, "")


def erase_noor(site, gone):
    erasure.erase("mia", gone.noor.id, REASON)


def hold_noor(site, gone):
    holds.hold_person("mia", gone.noor.id, "Rechtszaak")


def send_for_noor(site, gone):
    sent = house.order(site["e-loket"]["uittreksel"], gone.noor, idempotency_key="2")
    house.submit(sent)


def send_for_noor_as_jan(site, gone):
    document = site["e-loket"]["uittreksel"]
    house.submit(house.order(document, gone.jan, subject=gone.noor.id))


OTHERS = [hold_noor, send_for_noor, send_for_noor_as_jan]


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: one.__name__)
def test_nothing_that_comes_at_the_same_moment_is_overlooked(gone, other):
    person = gone.noor.id
    erasure.ask(person, person, "")
    transaction.commit()
    erasure.erase("mia", person, REASON)
    meanwhile(other, gone)
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    with pytest.raises(errors.ErasureError):
        erasure.erase("mia", person, REASON)


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: one.__name__)
def test_who_is_erased_at_the_same_moment_takes_the_other_along(gone, other):
    person = gone.noor.id
    erasure.ask(person, person, "")
    transaction.commit()
    other(gone.portal, gone)
    meanwhile(erase_noor, gone)
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()


def test_who_is_erased_takes_turns_with_who_sends(gone):
    person = gone.noor.id
    account = citizen_store().account(person)
    erasure.ask(person, person, "")
    transaction.commit()
    assert not account._p_changed
    erasure.erase("mia", person, REASON)
    assert account._p_changed
    transaction.abort()


def test_is_refused_while_a_request_goes_on(world):
    with pytest.raises(errors.ErasureOpenCasesError):
        erasure.ask(world.noor.id, world.noor.id, "")


def test_is_refused_while_somebody_elses_request_for_them_goes_on(gone):
    document = gone.desk["uittreksel"]
    house.submit(house.order(document, gone.jan, subject=gone.noor.id))
    with pytest.raises(errors.ErasureOpenCasesError):
        erasure.ask(gone.noor.id, gone.noor.id, "")


def test_is_asked_once_and_taken_back(gone):
    person = gone.noor.id
    erasure.ask(person, person, " Ik verhuis ")
    with pytest.raises(errors.ErasureAskedError):
        erasure.ask_with_reason("mia", person, REASON)
    assert erasure.wish_of(person).words == "Ik verhuis"
    assert erasure.wish_of(person).is_own
    erasure.take_back(person)
    assert erasure.wish_of(person) is None
    actions = {row.entry.action for row in audit.find(subject=person)}
    assert "erasure.take_back" in actions
    with pytest.raises(errors.ErasureUnknownError):
        erasure.take_back(person)


def test_an_officer_asks_with_a_reason(gone):
    with pytest.raises(errors.HoldReasonError):
        erasure.ask_with_reason("mia", gone.noor.id, "")
    erasure.ask_with_reason("mia", gone.noor.id, "Vroeg het aan de balie")
    (wish,) = erasure.every_wish()
    assert not wish.is_own


@pytest.mark.parametrize("act", [erasure.erase, erasure.refuse])
def test_what_nobody_asked_is_not_decided(gone, act):
    with pytest.raises(errors.ErasureUnknownError):
        act("mia", gone.noor.id, REASON)


@pytest.mark.parametrize(
    ("by", "said"),
    [("noor", {"who": "you", "words": "Ik verhuis"}), ("mia", {"who": "clerk"})],
    ids=["the citizen", "an officer"],
)
def test_who_asks_for_everything_reads_the_wish_too(gone, by, said):
    person = gone.noor.id
    erasure.ask(person if by == "noor" else by, person, "Ik verhuis")
    told = dict(HoldsOfPerson().export(person))
    asked = erasure.wish_of(person).at.isoformat()
    assert told == {"wish.json": {"at": asked, **said}}


def test_a_wish_is_handed_over_and_erased_with_the_room(gone):
    room, person = RightsData(), gone.noor.id
    erasure.ask(person, person, "Ik verhuis")
    assert room.count(gone.portal) == 1
    assert list(room.person_ids(gone.portal)) == [person]
    ((path, told),) = room.export(gone.portal)
    assert path == "wishes/0.json"
    assert (told["person"], told["words"]) == (person, "Ik verhuis")
    room.erase(gone.portal)
    assert erasure.wish_of(person) is None


def test_no_is_told_with_the_reason(gone):
    erasure.ask(gone.noor.id, gone.noor.id, "")
    erasure.refuse("mia", gone.noor.id, "Wettelijk archief")
    told = [mail["body"] for mail in jobs(gone.portal, "mail")]
    assert any("Wettelijk archief" in body for body in told)
    assert citizen_store().find(gone.noor.id) is not None
    assert erasure.wish_of(gone.noor.id) is None
    actions = {row.entry.action for row in audit.find(subject=gone.noor.id)}
    assert {"erasure.ask", "erasure.refuse"} <= actions


def test_words_of_who_was_forgotten_are_none(gone):
    erasure.ask(gone.noor.id, gone.noor.id, "Ik verhuis")
    vault.forget_person(gone.noor.id)
    assert erasure.wish_of(gone.noor.id).words == ""


def test_officers_find_an_erased_person_closed(gone):
    erase(gone)
    assert found_of(gone.noor.id).closed


def csrf(page):
    return re.search(r'name="_csrf"[^>]*value="([^"]*)"', page.text)[1]


class Reader:
    """A browser at one of our pages."""

    def __init__(self, world, who, name):
        self.browser = world.browser(who)
        self.page = f"{world.desk_url}/{name}"

    def get(self):
        return self.browser.get(self.page)

    def post(self, **words):
        data = {"_csrf": csrf(self.get()), **words}
        answer = self.browser.post(self.page, data=data, allow_redirects=False)
        transaction.begin()
        return answer


def test_from_the_citizens_click_to_the_managers(gone):
    noor = Reader(gone, gone.noor, "mijn-profiel-rechten")
    assert noor.post(daad="wissen", woorden="Ik verhuis").status_code == 303
    assert "Wij beslissen erover" in noor.get().text
    assert noor.post(daad="wissen").status_code == 409
    assert noor.post(daad="toch-niet").status_code == 303
    assert noor.post(daad="wissen", woorden="Toch wel").status_code == 303
    mia = Reader(gone, "mia", "taken-wissen")
    text = mia.get().text
    assert "Noor Voorbeeld" in text and "Toch wel" in text and "de burger" in text
    who = gone.noor.id
    assert mia.post(wie=who, reden="kort", besluit="ja").status_code == 400
    assert mia.post(wie="niemand", reden=REASON, besluit="ja").status_code == 404
    assert mia.post(wie=who, reden=REASON, besluit="misschien").status_code == 400
    assert citizen_store().find(who) is not None
    assert mia.post(wie=who, reden=REASON, besluit="ja").status_code == 303
    assert citizen_store().find(who) is None
    assert "Niemand vraagt" in mia.get().text


def test_an_officers_wish_says_who_asked(gone):
    erasure.ask_with_reason("mia", gone.noor.id, "Vroeg het aan de balie")
    transaction.commit()
    mia = Reader(gone, "mia", "taken-wissen")
    assert "mia" in mia.get().text
    answer = mia.post(wie=gone.noor.id, reden="Wettelijk archief", besluit="nee")
    assert answer.status_code == 303


def test_a_citizen_with_an_open_request_reads_why_not(world):
    noor = Reader(world, world.noor, "mijn-profiel-rechten")
    answer = noor.post(daad="wissen")
    assert answer.status_code == 409
    assert "Er lopen nog aanvragen" in answer.text
