"""Reports of a mail server, as Postfix writes them (RFC 3464): a good one, changes."""

JOB = "4f1a" * 8


def report(
    action="failed",
    kind="multipart/report",
    report_type="delivery-status",
    status_type="message/delivery-status",
    original="message/rfc822",
    message_id=f"<{JOB}@testegem.example>",
    parts=0,
) -> bytes:
    """Return a report that a mail did not arrive."""
    id_line = f"Message-ID: {message_id}\n" if message_id else ""
    more = "--A9F\nContent-Type: text/plain\n\nmore\n\n" * parts
    return f"""\
From: MAILER-DAEMON@mail.testegem.example (Mail Delivery System)
To: e-loket@testegem.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: {kind}; report-type={report_type}; boundary="A9F"

This is a MIME-encapsulated message.

--A9F
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

{more}--A9F
Content-Description: Delivery report
Content-Type: {status_type}

Reporting-MTA: dns; mail.testegem.example
Arrival-Date: Thu, 26 Nov 2026 09:00:00 +0100 (CET)

Final-Recipient: rfc822; noor@voorbeeld.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--A9F
Content-Description: Undelivered Message
Content-Type: {original}

From: E-loket <e-loket@testegem.example>
To: noor@voorbeeld.example
Subject: Uw document staat klaar (2026-7F3K-92QX)
{id_line}
Dag Noor,
--A9F--
""".encode("ascii")
