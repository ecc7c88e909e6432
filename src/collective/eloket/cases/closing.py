"""Who asked has died: the clerks of what goes on are told, and decide."""

from collections import defaultdict
from collective.eloket.accounts.interfaces import ICitizenClosed
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.of_person import open_cases
from collective.eloket.cases.readers import clerks
from collective.eloket.cases.reminders import mail_about
from collective.eloket.outbox import service as outbox


KIND = "applicant-closed"


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
