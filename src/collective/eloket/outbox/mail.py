"""Jobs of kind ``mail``: one plain mail, sent now, by the worker."""

from collective.eloket.audit import service as audit
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox.bounces import note_left
from collective.eloket.outbox.errors import SenderMissingError
from collective.eloket.outbox.interfaces import IJobContext
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from email.utils import formatdate
from plone import api
from zope.interface import implementer

import textwrap


#: Mail programs and people read lines up to here without trouble.
COLUMNS = 72

#: Seven bits pass every mail server, and MailHost takes text only.
POLICY = SMTP.clone(cte_type="7bit")


@implementer(IJobHandler)
class MailHandler:
    """Sends ``{to, subject, body}``; sent twice, it has the same Message-ID.

    ``case``, the reference that it is about, may be there too.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler; a mail to a citizen is a row of their audit."""
        if context.person_id is not None:
            audit.attempt(
                audit.AuditEntry("worker", "worker", context.person_id, "mail.send")
            )
        site = "/".join(context.site.getPhysicalPath())
        note_left(context.job_id, payload, context.person_id, site)
        send(payload, context.job_id)


def send(payload: dict, job_id: str) -> None:
    """Send ``{to, subject, body}`` now; calls the mail server.

    :raises SenderMissingError: the site has no address.
    """
    message = compose(payload, job_id, *sender())
    host = _host()
    # immediate: the worker must know that it left before it marks it as done
    host.send(message.as_bytes().decode("ascii"), immediate=True)


def mail_server() -> str:
    """Return the host that mail of this site is handed to; empty where none is set."""
    return getattr(_host(), "smtp_host", "") or ""


def _host():
    return api.portal.get_tool("MailHost")


def sender() -> tuple[str, str]:
    """Return name and address that mail of this site comes from.

    :raises SenderMissingError: there is no address.
    """
    address = api.portal.get_registry_record("plone.email_from_address", default="")
    if not address:
        raise SenderMissingError
    name = api.portal.get_registry_record("plone.email_from_name", default="")
    return name or "", address


def compose(payload: dict, job_id: str, name: str, address: str) -> EmailMessage:
    """Return the mail; machines do not answer it (RFC 3834)."""
    message = EmailMessage(policy=POLICY)
    message["From"] = formataddr((name, address))
    message["To"] = payload["to"]
    message["Subject"] = payload["subject"]
    message["Date"] = formatdate()
    message["Message-ID"] = f"<{job_id}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(in_columns(payload["body"]))
    return message


def in_columns(text: str) -> str:
    """Return the text with long lines broken; what is indented stays so."""
    return "\n".join(
        textwrap.fill(
            line,
            COLUMNS,
            subsequent_indent=line[: len(line) - len(line.lstrip())],
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    )
