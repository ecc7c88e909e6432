"""A manager lets it be told again: one case, or all since a day."""

from collective.eloket.audit import service as audit
from collective.eloket.cases.registration import commands
from collective.eloket.cases.registration import replay
from collective.eloket.cases.registration.errors import NothingToSendError
from collective.eloket.cases.registration.errors import RegistrationOffError
from collective.eloket.cases.registration.sending import STEP
from collective.eloket.cases.workflow import make_step
from collective.eloket.clock import utcnow
from collective.eloket.outbox.jobs import get_outbox
from datetime import timedelta
from plone import api
from tests.cases import house
from tests.documents.jobs import context
from tests.documents.jobs import jobs

import pytest
import transaction


MIA = replay.Asker("mia", "manager", "eid")


@pytest.fixture
def three(portal, drawer, document, noor, lieve):
    """Three cases, the first one taken; nothing of them waits in the outbox."""
    cases = [
        house.submit(house.order(document, noor, idempotency_key=f"key-{number}"))
        for number in range(3)
    ]
    house.act_as(portal, "lieve")
    make_step(cases[0], "take", "")
    empty(portal)
    return cases


def empty(portal):
    outbox = get_outbox(portal)
    for job_id in [job_id for job_id, _job in outbox.items()]:
        outbox.remove(job_id)


def told(portal):
    return sorted((one["reference"], one["step"]) for one in jobs(portal, STEP))


def test_all_steps_of_a_case_are_told_again(portal, three):
    reference = three[0].getId()
    assert replay.send_case(reference, MIA) == 2
    assert told(portal) == [(reference, 0), (reference, 1)]


def test_a_case_is_found_by_what_people_say(portal, three):
    reference = three[1].getId()
    assert replay.send_case(reference.lower().replace("-", " "), MIA) == 1


@pytest.mark.parametrize("reference", ["", "2026-0000-0000", "x"])
def test_no_case_is_refused(three, reference):
    with pytest.raises(NothingToSendError):
        replay.send_case(reference, MIA)


def test_where_nobody_is_told_nothing_is_told_again(portal, three, drawer):
    drawer.on = False
    with pytest.raises(RegistrationOffError):
        replay.send_case(three[0].getId(), MIA)
    with pytest.raises(RegistrationOffError):
        replay.send_since(utcnow(), MIA)
    assert told(portal) == jobs(portal, replay.AGAIN) == []


@pytest.mark.parametrize("batch, looks", [(200, 1), (2, 2), (1, 4)])
def test_all_since_a_moment_are_told_again(portal, three, monkeypatch, batch, looks):
    monkeypatch.setattr(replay, "BATCH", batch)
    replay.send_since(utcnow() - timedelta(hours=1), MIA)
    done = walk(portal)
    assert done == looks
    expected = [(case.getId(), 0) for case in three] + [(three[0].getId(), 1)]
    assert told(portal) == sorted(expected)


def walk(portal) -> int:
    """Do the jobs that look at cases, as the worker does; return how many."""
    done = 0
    while waiting := [
        (job_id, job)
        for job_id, job in get_outbox(portal).items()
        if job.kind == replay.AGAIN
    ]:
        ((job_id, _job),) = waiting
        (payload,) = jobs(portal, replay.AGAIN)
        replay.AgainHandler().perform(payload, context(portal))
        get_outbox(portal).remove(job_id)
        done += 1
    return done


def test_what_was_before_is_not_told_again(portal, three):
    replay.send_since(utcnow() + timedelta(hours=1), MIA)
    walk(portal)
    assert told(portal) == []


def test_who_asked_is_recorded(portal, three):
    replay.send_case(three[0].getId(), MIA)
    entries = [row.entry for row in audit.find(most=20)]
    (entry,) = [one for one in entries if one.action == replay.ACTION][:1]
    assert (entry.actor, entry.role, entry.means) == ("mia", "manager", "eid")
    assert entry.object == three[0].getId()


@pytest.fixture
def mia(world, drawer):
    with api.env.adopt_roles(["Manager"]):
        house.make_manager("mia")
    transaction.commit()
    return world.browser("mia")


def test_a_manager_lets_it_be_told_again(world, mia):
    address = f"{world.desk_url}/taken-zaaksysteem"
    page = mia.get(address)
    assert "Meldingen bevatten" in page.text
    assert address in mia.get(world.tasks).text
    sent = {"_csrf": house.hidden(page, "_csrf")}
    done = mia.post(address, data=sent | {"referentie": world.reference})
    assert "De worker meldt het nu opnieuw" in done.text
    done = mia.post(address, data=sent | {"sinds": "2026-01-01"})
    assert "De worker meldt het nu opnieuw" in done.text
    world.refresh()
    assert len(jobs(world.portal, STEP)) == 1
    assert len(jobs(world.portal, replay.AGAIN)) == 1


@pytest.mark.parametrize(
    "sent", [{}, {"referentie": "2026-0000-0000"}, {"sinds": "gisteren"}], ids=str
)
def test_what_says_nothing_is_refused(world, mia, sent):
    address = f"{world.desk_url}/taken-zaaksysteem"
    csrf = {"_csrf": house.hidden(mia.get(address), "_csrf")}
    page = mia.post(address, data=csrf | sent)
    assert page.status_code == 400
    assert "Vul de referentie van een aanvraag in" in page.text
    world.refresh()
    assert jobs(world.portal, STEP) == jobs(world.portal, replay.AGAIN) == []


def test_clerks_are_refused(world):
    page = world.browser("lieve").get(f"{world.desk_url}/taken-zaaksysteem")
    assert page.status_code == 403


@pytest.mark.parametrize("words", [[], ["zope.conf"], ["--since", "x", "zope.conf"]])
def test_the_command_says_what_is_missing(words):
    with pytest.raises(SystemExit):
        commands.parser().parse_args(words)


@pytest.mark.parametrize(
    "words, code", [(["--since", "2026-01-01"], 0), (["--reference", "x"], 1)]
)
def test_the_command_puts_it_into_the_outbox(portal, three, monkeypatch, words, code):
    monkeypatch.setattr("transaction.commit", lambda: None)
    options = commands.parser().parse_args([*words, "zope.conf"])
    assert commands.run(portal.aq_parent, options) == code
    assert len(jobs(portal, replay.AGAIN)) == 1 - code
