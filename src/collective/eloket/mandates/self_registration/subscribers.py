"""Mails about requests for rights: to who asked, and to the managers."""

from collective.eloket import _
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.http.dates import plain_day
from collective.eloket.http.language import spoken
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises.managing import Contact
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.self_registration.asking import managers_for
from collective.eloket.mandates.self_registration.interfaces import (
    IAccessRequestDecided,
)
from collective.eloket.mandates.self_registration.interfaces import (
    IAccessRequestExpired,
)
from collective.eloket.mandates.self_registration.interfaces import IAccessRequestLate
from collective.eloket.mandates.self_registration.interfaces import IAccessRequestSent
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.term import last_day
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.texts import write_mail
from collective.eloket.parameters import service as parameters
from pathlib import Path
from plone import api
from zope.i18n import translate

import textwrap


MAILS = Path(__file__).parent.parent / "mails"
#: Mails are so wide; the reason of a decision stands indented.
WIDTH = 72

WORK_RELATION = _("work_relation", default="Work relation")


def mail_that_it_was_sent(event: IAccessRequestSent) -> None:
    """Tell who asked that it was sent, and the managers that it waits for them."""
    _tell_applicant("access-request-sent", event.request, event.organisation)
    _tell_managers("access-request-task", event.request, event.organisation)


def mail_that_it_is_late(event: IAccessRequestLate) -> None:
    """Remind the managers of what waits for them, and tell until when it does."""
    _tell_managers("access-request-late", event.request, event.organisation)


def mail_what_was_decided(event: IAccessRequestDecided | IAccessRequestExpired) -> None:
    """Tell who asked what became of it, and why where a manager lets that go along."""
    kind = f"access-request-{event.request.state}"
    _tell_applicant(kind, event.request, event.organisation)


def right_in_words(request: AccessRequest, language: str) -> str:
    """Return what is asked for: the name of the right, else *Werkrelatie*.

    The code of a right that is no more.
    """
    code = request.wanted.right
    if not code:
        return translate(WORK_RELATION, target_language=language)
    right = book().find_right(code)
    return code if right is None else name_in(right.names, language)


def _tell_applicant(
    kind: str, request: AccessRequest, organisation: Organisation
) -> None:
    """Mail who asked, to the address that they gave with it."""
    language = _language_of(request.person_id)
    words = _words(request, organisation, language, request.about.name)
    mail = write_mail(MAILS, kind, language, request.about.email, words)
    outbox.put("mail", mail, person_id=request.person_id)


def _tell_managers(
    kind: str, request: AccessRequest, organisation: Organisation
) -> None:
    """Mail whoever handles requests there and can be mailed, but not who asked."""
    account = citizen_store().find(request.person_id)
    for contact in managers_for(account, organisation):
        person_id = _person_of(contact, organisation)
        language = _language_of(person_id)
        words = _words(request, organisation, language, contact.name)
        mail = write_mail(MAILS, kind, language, contact.email, words)
        outbox.put("mail", mail, person_id=person_id)


def _words(
    request: AccessRequest, organisation: Organisation, language: str, name: str
) -> dict[str, str]:
    return {
        "name": f" {name}" if name else "",
        "organisation": organisation.name,
        "number": organisation.number.shown,
        "right": right_in_words(request, language),
        "why": _why(request, language),
        "until": plain_day(last_day(request), language),
        "site": api.portal.get().Title(),
    }


def _why(request: AccessRequest, language: str) -> str:
    """Return the reason of a decision as the mail says it; empty: it stays here."""
    decision = request.decision
    if decision is None or not decision.along:
        return ""
    begin = translate(
        _("mail_reason", default="The reason is the following:"),
        target_language=language,
    )
    words = textwrap.fill(decision.reason, WIDTH - 4, subsequent_indent="  ")
    return f'\n\n{begin}\n\n  "{words}"'


def _person_of(contact: Contact, organisation: Organisation) -> str | None:
    """Return the person id of a manager; None: they never signed in here."""
    key, _relation = relations.get(organisation.number.code, contact.member)
    return citizen_store().by_number.get(key)


def _language_of(person_id: str | None) -> str:
    if person_id is None:
        return spoken()
    said = parameters.known(person_id, AssuranceLevel.HIGH).get("language")
    return spoken(None if said is None else said.value)
