"""When the days of a request are over: nobody's, gone, or counted and gone."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import talk
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import store_of
from collective.eloket.cases.figures import month_of
from collective.eloket.cases.index import get_index
from collective.eloket.cases.maintenance import check_index
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.catalogue.model import Upload
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.rights import holds
from collective.eloket.rights import retention
from collective.eloket.rights import rules
from collective.eloket.rights.chore import end_due
from collective.eloket.rights.kept import every_kept
from collective.eloket.rights.report import lines_of
from collective.eloket.rights.store import Look
from collective.eloket.rights.store import make_rights
from collective.eloket.rights.store import rights
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import timedelta
from plone import api
from tests.cases import house
from tests.rights.beside import meanwhile
from tests.rights.ended import end
from tests.rights.ended import set_back
from tests.rights.ended import today
from unittest.mock import patch
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.interface.verify import verifyObject

import pytest
import transaction


DAYS = 730


@pytest.fixture
def ended(portal, case, lieve):
    """A case with a file, a message and a reason; its days ended today."""
    house.act_as(portal, "lieve")
    upload = Upload("brief.pdf", "application/pdf", house.PDF)
    talk.write_message(case, talk.Kind.NOTE, "Even nakijken.", [upload])
    return end(portal, case, DAYS)


def look(day=None, pages=100):
    """Do what is due; returns the report."""
    done = retention.look_on(make_rights(), day or today(), lambda: None, pages)
    assert done
    return rights().last


def numbers(found):
    """Return due, held and near of the one document."""
    (line,) = lines_of(found)
    return line.due, line.held, line.near


def test_a_request_is_nobodys_after_its_days(portal, ended, noor):
    reference, key = ended.getId(), noor.id
    assert numbers(look()) == (1, 0, 0)
    assert find_case(reference).state == "refused"
    assert ended.applicant == ended.subject
    assert ended.applicant.startswith("anonymous-")
    assert (ended._sealed, ended._files, ended._messages) == (b"", (), ())
    assert (ended._letter, ended._proposal, ended.assignee) == (None, None, "")
    steps = ended.workflow_history[WORKFLOW_ID]
    assert {(one["actor"], one["comments"]) for one in steps} == {("", "")}
    assert get_index().of_person(key, None, 10).rows == []
    assert check_index([store_of(portal["e-loket"])]).is_right


def test_nothing_of_who_asked_is_written_with_it(ended, noor):
    look()
    stored = repr(sorted(vars(ended).items()))
    assert noor.id not in stored
    assert "lieve" not in stored


def test_who_did_anything_is_in_the_audit(ended, noor):
    look()
    rows = [row.entry for row in audit.find(subject=noor.id)]
    assert ("worker", "case.anonymise", ended.getId()) in {
        (row.actor, row.action, row.object) for row in rows
    }


def test_a_second_look_finds_nothing(ended):
    look()
    assert look().found == {}


@pytest.mark.parametrize(
    "days, expected",
    [(0, (1, 0, 0)), (-1, (0, 0, 1)), (-30, (0, 0, 1))],
    ids=["on the day", "the day before", "thirty days before"],
)
def test_the_day_counts_from_the_end(ended, days, expected):
    assert numbers(look(today() + timedelta(days=days))) == expected


def test_earlier_it_is_not_told_at_all(ended):
    assert look(today() - timedelta(days=31)).found == {}


def test_what_goes_on_is_left_alone(case):
    set_back(case, 10 * DAYS)
    assert look().found == {}
    assert case.applicant


def test_what_ended_late_is_kept_though_it_was_sent_early(portal, case, lieve):
    set_back(case, 10 * DAYS)
    house.act_as(portal, "lieve")
    house.service.decide(case, "refuse", "Daarom.", "lieve")
    assert look().found == {}


def test_the_way_of_the_document_counts(portal, document, ended):
    reference, uid = ended.getId(), api.content.get_uuid(document)
    document.after_retention = "delete"
    look()
    assert find_case(reference) is None
    assert store_of(portal["e-loket"]).is_empty()
    assert get_index().count("bevolking")["refused"] == 0
    assert get_index().documents_of("bevolking") == [uid]
    assert list(every_kept()) == []


def test_figures_of_months_stay_right(document, ended):
    uid = api.content.get_uuid(document)
    month = month_of(today())
    before = get_index().asked(["bevolking"], uid), get_index().decided(uid, month)
    assert before == ({month: 1}, {"decided": 1, "refused": 1, "days:0": 1})
    document.after_retention = "delete"
    look()
    after = get_index().asked(["bevolking"], uid), get_index().decided(uid, month)
    assert after == before


def test_counts_are_kept_for_statistics_and_few_are_not_told(
    portal, document, noor, lieve
):
    document.after_retention = "statistics"
    references = []
    for number in range(6):
        sent = house.order(
            document,
            noor,
            idempotency_key=str(number),
            channel="post" if number else "counter",
            subject=noor.id if number else "child-1",
        )
        references.append(end(portal, house.submit(sent), DAYS).getId())
    look()
    assert [find_case(one) for one in references] == [None] * 6
    (kept,) = every_kept()
    assert kept.numbers == {
        "all": 6,
        "state:refused": 6,
        "channel:post": 5,
        "channel:counter": None,
        "others": None,
    }
    assert kept.year == (today() - timedelta(days=DAYS)).year


def test_a_document_that_is_gone_has_the_days_of_a_new_one(ended, desk):
    with patch.object(rules, "find_document", return_value=None):
        assert rules.rule_of("gone") == rules.Rule(
            timedelta(days=DAYS), "anonymise", is_gone=True
        )
        # ended before anybody kept what was promised
        ended.kept_until = None
        look()
    assert ended.applicant.startswith("anonymous-")


@pytest.mark.parametrize(
    ("days", "way"), [(10, "delete"), (3650, "delete"), (10, "statistics")]
)
def test_when_its_document_is_gone_counts_what_it_said_at_the_end(
    portal, document, case, lieve, days, way
):
    document.retention_days, document.after_retention = days, way
    reference = case.getId()
    end(portal, case, 0)
    with patch.object(rules, "find_document", return_value=None):
        assert look(today() + timedelta(days=days - 31)).found == {}
        assert numbers(look(today() + timedelta(days=days - 1))) == (0, 0, 1)
        assert find_case(reference) is not None
        assert numbers(look(today() + timedelta(days=days))) == (1, 0, 0)
    assert find_case(reference) is None
    assert len(list(every_kept())) == (way == "statistics")


@pytest.mark.parametrize("step", ["approve", "refuse"])
def test_what_was_promised_is_kept_whatever_the_document_says_later(
    portal, document, case, noor, lieve, step
):
    document.retention_days = 3650
    end(portal, case, 0, step)
    if step == "approve":
        # the mail about it told the day; what makes the letter comes after
        document.retention_days = 3
        house.service.deliver(case)
    document.retention_days = 3
    assert look(today() + timedelta(days=3600)).found == {}
    assert case.applicant == noor.id
    assert numbers(look(today() + timedelta(days=3650))) == (1, 0, 0)


def test_what_the_document_says_later_keeps_it_longer(document, ended, noor):
    document.retention_days = 2 * DAYS
    assert look().found == {}
    assert ended.applicant == noor.id


def test_a_dry_look_changes_nothing(ended, noor):
    assert numbers(retention.look_dry(today())) == (1, 0, 0)
    assert ended.applicant == noor.id
    assert rights().last is None


@pytest.mark.parametrize("act", [holds.hold_case, holds.hold_applicant])
def test_what_is_held_stays(ended, noor, act):
    act("mia", ended.getId(), "Rechtszaak")
    assert numbers(look()) == (0, 1, 0)
    assert ended.applicant == noor.id
    (hold,) = holds.every_hold()
    holds.lift("mia", hold.key, "Uitspraak is er")
    assert numbers(look()) == (1, 0, 0)


def test_a_hold_on_whom_it_is_for_counts_too(portal, document, noor, jan, lieve):
    case = house.submit(house.order(document, noor, subject=jan.id))
    end(portal, case, DAYS)
    holds.hold_person("mia", jan.id, "Rechtszaak")
    assert numbers(look()) == (0, 1, 0)


def test_who_is_broken_off_goes_on_there(portal, document, noor, lieve):
    for number in range(5):
        sent = house.order(document, noor, idempotency_key=str(number))
        end(portal, house.submit(sent), DAYS)
    pages = []
    with patch.object(retention, "PAGE", 2):
        kept = make_rights()
        assert not retention.look_on(kept, today(), lambda: pages.append(1), 2)
        (first,) = kept.look.found.values()
        assert first == {"due": 2}
        assert retention.look_on(kept, today(), lambda: pages.append(1), 9)
    assert numbers(kept.last) == (5, 0, 0)
    assert len(pages) == 4


def test_one_that_cannot_be_ended_holds_up_no_others(world, caplog):
    house.act_as(world.portal, "lieve")
    sent = [world.case]
    for number in range(4):
        order = house.order(
            world.desk["uittreksel"], world.noor, idempotency_key=f"one-{number}"
        )
        sent.append(house.submit(order))
    for case in sent:
        house.service.decide(case, "refuse", "Daarom.", "lieve")
        set_back(case, DAYS)
    sent[2].workflow_history[WORKFLOW_ID][-1]["time"] = None
    sent[2].workflow_history._p_changed = True
    transaction.commit()
    kept = make_rights()
    assert retention.look_on(kept, today(), transaction.commit, 9)
    (line,) = lines_of(kept.last)
    assert (line.due, line.failed) == (4, 1)
    assert sent[2].applicant == world.noor.id
    others = [case.applicant for case in sent if case is not sent[2]]
    assert all(one.startswith("anonymous-") for one in others)
    assert f"request {sent[2].getId()} was passed over" in caplog.text
    assert world.noor.id not in caplog.text


def test_a_look_goes_on_though_a_document_came_or_went_meanwhile(portal, ended):
    kept = make_rights()
    kept.look = Look(today())
    kept.look.place = ("aaa", "gone", "7~2026-0000-0000")
    get_index().prepare("aa", "doc-before")
    get_index().prepare("zzz", "doc-after")
    assert retention.look_on(kept, today(), lambda: None, 9)
    assert numbers(kept.last) == (1, 0, 0)


def test_the_key_of_a_stranger_goes_with_the_request(world):
    person = "stranger-0123"
    vault.new_person(person)
    sent = house.order(
        world.desk["uittreksel"], world.noor, applicant=person, subject=person
    )
    case = house.submit(sent)
    house.act_as(world.portal, "lieve")
    house.service.decide(case, "refuse", "Daarom.", "lieve")
    set_back(case, DAYS)
    transaction.commit()
    look()
    vault.for_person(person).check_key()
    transaction.commit()
    with pytest.raises(PersonForgottenError):
        vault.for_person(person).check_key()
    vault.for_person(world.noor.id).check_key()


def test_the_worker_looks_once_a_day(ended):
    with patch("collective.eloket.rights.chore.transaction.commit"):
        end_due(today())
        first = rights().last
        assert numbers(first) == (1, 0, 0)
        end_due(today())
        assert rights().last is first
        end_due(today() + timedelta(days=1))
        assert rights().last.day == today() + timedelta(days=1)


def test_where_the_index_is_of_before_nothing_is_done(ended):
    with patch("collective.eloket.rights.chore.find_index", return_value=None):
        end_due(today())
    assert rights().last is None


def test_a_hold_at_the_same_moment_is_not_overlooked(world):
    house.act_as(world.portal, "lieve")
    house.service.decide(world.case, "refuse", "Daarom.", "lieve")
    set_back(world.case, DAYS)
    transaction.commit()
    look()

    def hold(_site, world):
        holds.hold_case("mia", world.reference, "Rechtszaak")

    meanwhile(hold, world)
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert numbers(look()) == (0, 1, 0)


def test_the_chore_goes_to_all_sites(world):
    house.act_as(world.portal, "lieve")
    house.service.decide(world.case, "refuse", "Daarom.", "lieve")
    set_back(world.case, DAYS)
    transaction.commit()
    chore = getUtility(IChore, "retention")
    assert verifyObject(IChore, chore)
    chore.do()
    setSite(world.portal)
    transaction.begin()
    assert world.case.applicant.startswith("anonymous-")
