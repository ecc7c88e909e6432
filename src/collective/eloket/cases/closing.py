"""Who asked has died: what goes on waits for the clerks, who are told and decide."""

from collections import defaultdict
from collective.eloket.accounts.interfaces import ICitizenClosed
from collective.eloket.accounts.interfaces import ICitizenReopened
from collective.eloket.audit import service as audit
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.of_person import open_cases
from collective.eloket.cases.of_person import sent_cases
from collective.eloket.cases.readers import clerks
from collective.eloket.cases.reminders import mail_about
from collective.eloket.outbox import service as outbox


KIND = "applicant-closed"
#: Actions of the audit: a case waits for a clerk to decide; it does not any more.
HALT, RESUME = "case.halt", "case.resume"


def tell_clerks(event: ICitizenClosed) -> None:
    """Put a mail about the open cases into the outbox, for each clerk of their groups.

    References only. The page of such a case says it too.
    """
    groups: dict[str, list[DocumentRequest]] = defaultdict(list)
    for case in open_cases(event.user_id):
        groups[case.clerk_group].append(case)
    for group, cases in groups.items():
        for user_id in clerks(group):
            mail = mail_about(KIND, user_id, group, cases)
            if mail is not None:
                outbox.put("mail", mail)


def halt(event: ICitizenClosed) -> None:
    """Let what they sent, and is open, stand first among the tasks of its clerks."""
    for case in index_again(event.user_id):
        _record(case, event.by, event.role, HALT)


def resume(event: ICitizenReopened) -> None:
    """Let what they sent stand among the other tasks again: they live."""
    halted = [case for case in sent_cases(event.user_id) if _stood_first(case)]
    for case in sent_cases(event.user_id):
        if case.goes_on:
            case.go_back()
    index_again(event.user_id)
    for case in halted:
        _record(case, event.by, "clerk", RESUME)


def index_again(person_id: str) -> list[DocumentRequest]:
    """Bring the index up to date on who has died, or not; return what is halted now.

    Says nothing to anybody. Writes the ZODB.
    """
    sent = sent_cases(person_id)
    for case in sent:
        case.indexObject()
    return [case for case in sent if case.is_halted]


def _stood_first(case: DocumentRequest) -> bool:
    row = case.indexed_row()
    return row is not None and row.halted


def _record(case: DocumentRequest, by: str, role: str, action: str) -> None:
    entry = audit.AuditEntry(by, role, case.subject, action, object=case.getId())
    audit.attempt(entry)
