"""Mails that did not arrive: the mail server hands their reports in.

A report (RFC 3464) names the mail it is about by that mail's Message-ID, which is ours:
128 random bits. Who knows one, because they got that mail, can do no more than say that
it did not arrive.
"""

from collective.eloket.audit import service as audit
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.dsn import failed_mail
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

import json


#: Kinds of the side store: a mail left, under its job's id; what did not arrive.
LEFT = "mail-left"
FAILED_CASE, FAILED_PERSON = "mail-failed-case", "mail-failed-person"
#: Mail servers give up after some five days (RFC 5321, section 4.5.4.1), and tell it.
WAIT = timedelta(days=14)
#: So long it is told on a case, and beside an address.
TOLD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a mail that did not arrive was about: a reference or "", an id or ""."""

    reference: str
    person_id: str


def note_left(job_id: str, payload: dict, person_id: str | None, site: str) -> None:
    """Remember for a while what a mail was about; nothing of a mail to staff."""
    reference = payload.get("case", "")
    if person_id is None and not reference:
        return
    about = {
        "case": reference,
        "site": site,
        "person": person_id or "",
        "address": _address_keys(payload["to"])[0],
    }
    side_store().put(LEFT, job_id, json.dumps(about).encode(), WAIT)


def take_report(report: bytes, now: datetime) -> Bounce | None:
    """Mark what a report says; None when it is none, or about no mail of ours.

    A mail can be marked once: its note goes when all else is written.

    :raises SideStoreError, AuditUnavailableError: try again later.
    """
    job_id = failed_mail(report)
    found = None if job_id is None else side_store().get(LEFT, job_id, now)
    if found is None:
        return None
    about, at = json.loads(found), now.isoformat()
    person_id, reference = about["person"] or None, about["case"] or None
    audit.record(
        audit.AuditEntry("worker", "worker", person_id, "mail.bounce", reference), now
    )
    if about["case"]:
        key = _case_key(about["site"], about["case"])
        side_store().put(FAILED_CASE, key, at.encode(), TOLD, now)
    if about["person"]:
        value = json.dumps({"at": at, "address": about["address"]}).encode()
        side_store().put(FAILED_PERSON, about["person"], value, TOLD, now)
    side_store().delete(LEFT, job_id)
    return Bounce(about["case"], about["person"])


def failed_for_case(site: str, reference: str) -> datetime | None:
    """Return when the last report came that a mail about a case did not arrive."""
    found = side_store().get(FAILED_CASE, _case_key(site, reference))
    return None if found is None else datetime.fromisoformat(found.decode())


def failed_for_person(person_id: str, address: str | None) -> datetime | None:
    """Return when the last report came that this address of a person does not work.

    None after they gave another one.
    """
    found = side_store().get(FAILED_PERSON, person_id)
    if found is None or not address:
        return None
    about = json.loads(found)
    if about["address"] not in _address_keys(address):
        return None
    return datetime.fromisoformat(about["at"])


def last_failure(person_id: str) -> str | None:
    """Return when a report about an address of a person last came, ISO 8601."""
    found = side_store().get(FAILED_PERSON, person_id)
    return None if found is None else json.loads(found)["at"]


def forget_person(person_id: str) -> None:
    """Let go of what is known of a person's address: it works again, or they left."""
    side_store().delete(FAILED_PERSON, person_id)


def forget_case(site: str, reference: str) -> None:
    """Let go of what is known of the mails about a case."""
    side_store().delete(FAILED_CASE, _case_key(site, reference))


def _case_key(site: str, reference: str) -> str:
    return f"{site}:{reference}"


def _address_keys(address: str) -> tuple[str, ...]:
    return vault.index_keys("mail-address", address.strip().lower())
