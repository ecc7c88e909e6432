from email.message import EmailMessage

import pytest
import smtplib


def send(port, **changes):
    message = EmailMessage()
    message["From"] = "e-loket@testegem.example"
    message["To"] = changes.get("to", "noor@voorbeeld.example")
    message["Subject"] = changes.get("subject", "Uw aanvraag is ontvangen")
    message["Message-ID"] = "<job-1@testegem.example>"
    message.set_content(changes.get("text", "Dag Noor, één document.\n"))
    if "attachment" in changes:
        message.add_attachment(
            changes["attachment"],
            maintype="application",
            subtype="pdf",
            filename="brief.pdf",
        )
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.send_message(message)


@pytest.fixture
def mailbox(sandbox, web):
    """The address of an empty mailbox."""
    web.delete(f"{sandbox['address']}/mail.json")
    return f"{sandbox['address']}/mail"


def test_an_empty_mailbox_says_so(mailbox, web):
    assert "Nog geen mails" in web.get(mailbox).text
    assert web.get(f"{mailbox}.json").json() == {"items": [], "items_total": 0}


def test_mails_are_listed_newest_first(mailbox, web, sandbox):
    send(sandbox["mail_port"], subject="Eerste")
    send(sandbox["mail_port"], subject="Tweede")
    subjects = [item["subject"] for item in web.get(f"{mailbox}.json").json()["items"]]
    assert subjects == ["Tweede", "Eerste"]
    page = web.get(mailbox).text
    assert page.index("Tweede") < page.index("Eerste")


def test_json_tells_all_of_a_mail(mailbox, web, sandbox):
    send(sandbox["mail_port"], attachment=b"%PDF-1.7")
    item = web.get(f"{mailbox}.json").json()["items"][0]
    assert item["envelope_to"] == ["noor@voorbeeld.example"]
    assert item["from"] == "e-loket@testegem.example"
    assert item["message_id"] == "<job-1@testegem.example>"
    assert item["text"] == "Dag Noor, één document.\n"
    assert item["attachments"] == [
        {"name": "brief.pdf", "content_type": "application/pdf", "size": 8}
    ]


def test_json_can_be_asked_for_one_recipient(mailbox, web, sandbox):
    send(sandbox["mail_port"], to="jan@proefman.example")
    send(sandbox["mail_port"])
    asked = {"to": "jan@proefman.example"}
    found = web.get(f"{mailbox}.json", params=asked).json()
    assert found["items_total"] == 1


def test_a_mail_is_shown_with_its_files(mailbox, web, sandbox):
    text = "Dag Noor\nhttp://localhost:8080/gemeente\n<b>niet vet</b>"
    send(sandbox["mail_port"], text=text, attachment=b"%PDF-1.7")
    mail_id = web.get(f"{mailbox}.json").json()["items"][0]["id"]
    page = web.get(f"{mailbox}/{mail_id}")
    assert 'href="http://localhost:8080/gemeente"' in page.text
    assert "&lt;b&gt;niet vet" in page.text
    file = web.get(f"{mailbox}/{mail_id}/0")
    assert file.content == b"%PDF-1.7"
    assert file.headers["Content-Disposition"] == "attachment"
    assert "Subject:" in web.get(f"{mailbox}/{mail_id}/raw").text
    assert web.get(f"{mailbox}/{mail_id}/1").status_code == 404


def test_an_unknown_mail_is_not_found(mailbox, web):
    assert web.get(f"{mailbox}/unknown").status_code == 404


def test_the_mailbox_can_be_emptied_on_the_page(mailbox, web, sandbox):
    send(sandbox["mail_port"])
    assert "Nog geen mails" in web.post(mailbox).text


def test_the_front_page_names_the_persons(sandbox, web):
    page = web.get(f"{sandbox['address']}/").text
    assert "Noor Elisa Voorbeeld" in page
    assert "85.07.30-033.28" in page
    assert "Bakkerij Proefmans bv" in page
