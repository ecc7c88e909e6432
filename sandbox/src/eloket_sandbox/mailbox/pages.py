"""The mailbox as pages, and as JSON for tests."""

from eloket_sandbox.mailbox.box import Mail
from eloket_sandbox.mailbox.box import Mailbox
from flask import abort
from flask import Blueprint
from flask import jsonify
from flask import redirect
from flask import render_template
from flask import request
from flask import Response


def pages(mailbox: Mailbox) -> Blueprint:
    """Return the addresses of the mailbox."""
    blueprint = Blueprint("mailbox", __name__)

    @blueprint.get("/mail")
    def overview():
        return render_template("mails.html", mails=mailbox.mails())

    @blueprint.get("/mail/<mail_id>")
    def mail(mail_id: str):
        return render_template("mail.html", mail=get_mail(mailbox, mail_id))

    @blueprint.get("/mail/<mail_id>/raw")
    def raw(mail_id: str):
        return Response(get_mail(mailbox, mail_id).raw, mimetype="text/plain")

    @blueprint.get("/mail/<mail_id>/<int:number>")
    def attachment(mail_id: str, number: int):
        return as_download(get_mail(mailbox, mail_id), number)

    @blueprint.post("/mail")
    def empty():
        mailbox.empty()
        return redirect("/mail", 303)

    @blueprint.route("/mail.json", methods=["GET", "DELETE"])
    def as_json():
        if request.method == "DELETE":
            mailbox.empty()
        return as_items(mailbox, request.args.get("to"))

    return blueprint


def as_items(mailbox: Mailbox, recipient: str | None) -> Response:
    """Return mails as JSON; only those to a recipient when one is given."""
    found = [
        mail.as_dict()
        for mail in mailbox.mails()
        if recipient is None or recipient in mail.recipients
    ]
    return jsonify({"items": found, "items_total": len(found)})


def as_download(mail: Mail, number: int) -> Response:
    """Return a file of a mail; never as a page of ours, whatever the mail says."""
    files = mail.attachments()
    if number >= len(files):
        abort(404)
    headers = {"Content-Disposition": "attachment"}
    return Response(files[number].data, headers=headers)


def get_mail(mailbox: Mailbox, mail_id: str) -> Mail:
    """Return a mail; a page 404 when there is none."""
    mail = mailbox.find(mail_id)
    if mail is None:
        abort(404)
    return mail
