"""Clerks are reminded of what is due soon, managers of what is overdue: once."""

from collections import Counter
from collective.eloket.cases import asking
from collective.eloket.cases import listing
from collective.eloket.cases import reminding
from collective.eloket.cases import service
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.reminders import managers
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.parameters import service as parameters
from collective.eloket.vault import service as vault
from contextlib import contextmanager
from DateTime import DateTime
from datetime import date
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


#: A Thursday; the case is due the next day.
TODAY = date(2026, 11, 26)


@pytest.fixture
def due(portal, case, lieve):
    """A case of Lieve's group that is due tomorrow; Mia manages the e-loket."""
    house.make_manager("mia")
    case.due = date(2026, 11, 27)
    case.reindexObject()
    return case


def mails(portal):
    return [
        (mail["to"].partition("@")[0], mail["subject"], mail["body"])
        for mail in jobs(portal, "mail")
    ]


def told_on(portal, day=TODAY):
    """Remind on that day; return the mails of then: to whom, subject, body."""
    before = Counter(mails(portal))
    reminding.remind(portal, day)
    return list((Counter(mails(portal)) - before).elements())


def readers(portal, day=TODAY):
    """Remind on that day; return who is written to then."""
    return [name for name, _subject, _body in told_on(portal, day)]


def test_clerks_are_told_once_that_it_is_due_soon(portal, due):
    assert readers(portal, date(2026, 11, 25)) == []
    assert readers(portal) == ["lieve"]
    assert readers(portal) == []
    assert readers(portal, date(2026, 11, 27)) == []


def test_managers_are_told_once_that_it_is_late(portal, due):
    assert readers(portal, date(2026, 11, 28)) == ["mia"]
    assert readers(portal, date(2026, 11, 30)) == []


def test_both_stages_of_one_case_are_told(portal, due):
    assert readers(portal) == ["lieve"]
    assert readers(portal, date(2026, 12, 1)) == ["mia"]


def test_where_nobody_manages_the_clerks_hear_that_it_is_late(portal, due):
    with api.env.adopt_roles(["Manager"]):
        api.user.revoke_roles(username="mia", roles=["Eloket Manager"])
    assert readers(portal, date(2026, 12, 1)) == ["lieve"]


def test_managers_by_group_are_found_too(portal, due):
    with api.env.adopt_roles(["Manager"]):
        api.group.create("heads", roles=["Eloket Manager"])
        api.group.add_user(groupname="heads", username="lieve")
    assert managers() == ["lieve", "mia"]


@pytest.mark.parametrize("day", [TODAY, date(2026, 12, 1)])
def test_a_term_that_stands_still_or_is_over_reminds_nobody(portal, due, day):
    house.act_as(portal, "lieve")
    service.decide(due, "ask_information", "Wat?", "lieve")
    assert readers(portal, day) == []


def test_nothing_personal_stands_in_the_mail(portal, due):
    ((_to, subject, body),) = told_on(portal)
    assert subject == "Aanvragen die bijna te laat zijn: 1"
    assert due.getId() in body
    assert "27 november 2026" in body
    assert "Uittreksel" in body
    for personal in ("Noor", "Voorbeeld", house.EMAIL, house.PURPOSE):
        assert personal not in subject + body


def test_a_document_says_how_early(portal, due, document):
    document.remind_days = 3
    assert readers(portal, date(2026, 11, 24)) == ["lieve"]


def test_a_document_may_be_less_early_than_the_e_desk(portal, due, document):
    document.remind_days = 0
    assert readers(portal) == []
    assert readers(portal, date(2026, 11, 27)) == ["lieve"]


def test_the_setting_says_how_early_else(portal, due):
    api.portal.set_registry_record("collective.eloket.cases.soon_days", 2)
    assert readers(portal, date(2026, 11, 25)) == ["lieve"]


def test_a_site_may_want_no_reminders(portal, due):
    api.portal.set_registry_record(reminding.REMINDERS, False)
    assert readers(portal) == readers(portal, date(2026, 12, 1)) == []


def test_many_are_told_in_one_mail_and_the_rest_next_time(
    portal, due, document, noor, monkeypatch
):
    monkeypatch.setattr(reminding, "MOST", 2)
    monkeypatch.setattr(listing, "PAGE", 1)
    for number in range(2):
        more = house.submit(house.order(document, noor, idempotency_key=str(number)))
        more.due = due.due
        more.reindexObject()
    for number in ("2", "1"):
        ((to, subject, _body),) = told_on(portal)
        assert (to, subject.rpartition(": ")[2]) == ("lieve", number)
    assert readers(portal) == []


def test_one_worker_does_it_and_keeps_it(portal, due, monkeypatch):
    """The marks and the mails are one transaction."""

    @contextmanager
    def sites():
        yield [portal]

    committed = []
    monkeypatch.setattr(reminding, "open_sites", sites)
    monkeypatch.setattr(reminding, "today", lambda: TODAY)
    monkeypatch.setattr(reminding.transaction, "commit", lambda: committed.append(1))
    side_store().delete(reminding.TURN, "turn")
    before = Counter(mails(portal))
    chore = getUtility(IChore, name="case-reminders")
    assert verifyObject(IChore, chore)
    chore.do()
    chore.do()
    assert committed == [1]
    (mail,) = (Counter(mails(portal)) - before).elements()
    assert mail[0] == "lieve"
    side_store().delete(reminding.TURN, "turn")


class TestAsked:
    """An applicant who was asked something and did not answer: once per question."""

    @pytest.fixture
    def asked(self, portal, case, lieve):
        """Lieve asked something on a Monday."""
        at = DateTime("2026-11-09T10:00:00+01:00")
        house.act_as(portal, "lieve")
        service.decide(case, "ask_information", "Welk huisnummer?", "lieve")
        case.workflow_history[WORKFLOW_ID][-1]["time"] = at
        return case

    def told(self, portal, day):
        """Look on that day; return the mails of then: to whom, subject, body."""
        before = Counter(mails(portal))
        number = asking.ask_again(day)
        found = list((Counter(mails(portal)) - before).elements())
        return number, found

    def test_is_reminded_once_after_ten_working_days(self, portal, asked):
        # 11 November is a holiday
        assert self.told(portal, date(2026, 11, 23)) == (0, [])
        number, ((to, subject, body),) = self.told(portal, date(2026, 11, 24))
        assert (number, to) == (1, "noor")
        assert subject == (
            f"Denkt u nog aan onze vraag over uw aanvraag? ({asked.getId()})"
        )
        assert "Welk huisnummer" not in body and "http" not in body
        assert self.told(portal, date(2026, 12, 31)) == (0, [])

    def test_another_question_is_another_reminder(self, portal, asked, noor):
        self.told(portal, date(2026, 11, 24))
        house.act_as(portal, noor.id)
        service.decide(asked, "answer_information", "12", noor.id)
        assert self.told(portal, date(2027, 11, 24)) == (0, [])
        house.act_as(portal, "lieve")
        service.decide(asked, "ask_information", "En de bus?", "lieve")
        assert self.told(portal, date(2037, 11, 24))[0] == 1

    @pytest.mark.parametrize("days, number", [(0, 0), (3, 1)])
    def test_the_setting_says_after_how_many_days(self, portal, asked, days, number):
        api.portal.set_registry_record(asking.ASK_AGAIN_DAYS, days)
        assert self.told(portal, date(2026, 11, 16))[0] == number

    def test_who_wants_no_such_mail_gets_none(self, portal, asked, noor):
        parameters.set_own(noor.id, {"mail_asked": "no"})
        assert self.told(portal, date(2026, 11, 24)) == (1, [])

    def test_without_an_address_nobody_is_written_to(
        self, portal, document, noor, lieve
    ):
        case = house.submit(house.order(document, noor, email=None))
        house.act_as(portal, "lieve")
        service.decide(case, "ask_information", "Wat?", "lieve")
        assert self.told(portal, date(2037, 11, 24)) == (1, [])

    def test_whose_mandate_ended_hears_nothing(self, portal, asked, monkeypatch):
        monkeypatch.setattr(asking, "may_tell", lambda case: False)
        assert self.told(portal, date(2026, 11, 24)) == (1, [])

    def test_who_was_forgotten_stops_nobody_elses(self, portal, asked, noor):
        vault.forget_person(noor.id)
        assert asking.ask_again(date(2026, 11, 24)) == 1

    def test_the_chore_looks_for_them(self, portal, asked, monkeypatch):
        @contextmanager
        def sites():
            yield [portal]

        monkeypatch.setattr(reminding, "open_sites", sites)
        monkeypatch.setattr(reminding, "today", lambda: date(2026, 11, 24))
        monkeypatch.setattr(reminding.transaction, "commit", lambda: None)
        side_store().delete(reminding.TURN, "turn")
        getUtility(IChore, name="case-reminders").do()
        side_store().delete(reminding.TURN, "turn")
        assert any("Denkt u nog" in subject for _to, subject, _body in mails(portal))
