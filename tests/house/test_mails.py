"""Every mail of the product, and the rules that each of them keeps.

A new mail is not in the table, so it fails here until somebody says who reads it, which
words it may use, and which wish of the citizen it obeys. Design 5 and issue 6, point 4:
reference and where to sign in, in words; no link, no token, nothing attached; nothing
personal but the name; no sensitive document by name (``tests/cases/test_discreet.py``).
"""

from collective.eloket.outbox.mail import compose
from collective.eloket.parameters.preferences import MAILS as WISHES
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from string import Template
from tests.house.test_doors import modules
from tests.house.test_doors import SOURCE
from typing import NamedTuple

import ast
import pytest
import re


LANGUAGES = ("nl", "fr", "de", "en")
CITIZEN, STAFF, KEEPER = "citizen", "staff", "keeper of anchors"

#: Words of the municipality, numbers and moments: nothing of them is about a person.
PLAIN = frozenset(
    {
        "day",
        "days",
        "time",
        "hour",
        "minute",
        "submitted",
        "due",
        "until",
        "kept",
        "fee",
        "then",
        "number",
        "count",
        "site",
        "desk",
        "questions",
        "signature",
        "provider",
        "group",
        "cause",
        "anchor",
    }
)
#: A one-time number that is typed on the page that asked for it: no link, no token.
CODES = frozenset({"code-email", "code-register", "code-reset"})
#: Words → the mails that may use them. The name is all that is said of a person.
#: ``reason`` and ``why`` are words of whoever decided, written for this citizen; they
#: never go along about a sensitive document. ``cases`` are references and days.
SPECIAL = {
    "name": CITIZEN,
    "reference": None,
    "document": CITIZEN,
    "reason": CITIZEN,
    "why": CITIZEN,
    "code": CITIZEN,
    "clerk": STAFF,
    "cases": STAFF,
    "organisation": CITIZEN,
    "right": CITIZEN,
}
#: Words of a subject, which is read on locked screens and in logs of mail servers.
IN_SUBJECTS = frozenset({"reference", "number"})


class Rule(NamedTuple):
    """Who reads a mail, and which of their wishes it obeys; None: it must be told."""

    reader: str
    wish: str | None = None
    about_case: bool = False


SECURITY = Rule(CITIZEN)
MAILS = {
    "accounts/address-accepted": SECURITY,
    "accounts/address-refused": SECURITY,
    "accounts/card-counter": SECURITY,
    "accounts/card-read": SECURITY,
    "accounts/code-email": SECURITY,
    "accounts/code-register": SECURITY,
    "accounts/code-reset": SECURITY,
    "accounts/device-copied": SECURITY,
    "accounts/email-changed": SECURITY,
    "accounts/linked": SECURITY,
    "accounts/number": SECURITY,
    "accounts/password-changed": SECURITY,
    "accounts/password-chosen": SECURITY,
    "accounts/signed-out-elsewhere": SECURITY,
    "accounts/unlinked": SECURITY,
    "cases/alarm-persons": Rule(STAFF),
    "cases/alarm-reads": Rule(STAFF),
    "cases/alarm-rows": Rule(STAFF),
    "cases/applicant-closed": Rule(STAFF),
    "cases/asked": Rule(CITIZEN, "asked", about_case=True),
    "cases/asked-again": Rule(CITIZEN, "asked", about_case=True),
    "cases/dead-letters": Rule(STAFF),
    "cases/due-soon": Rule(STAFF),
    # that a request ended is told in any case
    "cases/ended": Rule(CITIZEN, about_case=True),
    "cases/message": Rule(CITIZEN, "asked", about_case=True),
    "cases/overdue": Rule(STAFF),
    "cases/receipt": Rule(CITIZEN, "steps", about_case=True),
    # a decision is told in any case
    "cases/refused": Rule(CITIZEN, about_case=True),
    "cases/written": Rule(STAFF),
    "documents/decided": Rule(CITIZEN, about_case=True),
    "documents/ready": Rule(CITIZEN, "ready", about_case=True),
    "documents/ready-counter": Rule(CITIZEN, "ready", about_case=True),
    "documents/ready-post": Rule(CITIZEN, "ready", about_case=True),
    # a document that is not valid any more is told of in any case
    "documents/recalled": Rule(CITIZEN, about_case=True),
    "documents/replaced": Rule(CITIZEN, about_case=True),
    "documents/reported": Rule(CITIZEN, about_case=True),
    "documents/stuck": Rule(STAFF),
    "mandates/access-request-approved": SECURITY,
    "mandates/access-request-expired": SECURITY,
    # managers are citizens too, and nobody else can handle it
    "mandates/access-request-late": SECURITY,
    "mandates/access-request-refused": SECURITY,
    "mandates/access-request-sent": SECURITY,
    "mandates/access-request-task": SECURITY,
    "mandates/family-let-in": SECURITY,
    "mandates/family-refused": SECURITY,
    "mandates/family-shut-out": SECURITY,
    "mandates/family-verified": SECURITY,
    "outbox/anchor": Rule(KEEPER),
    "rights/erased": SECURITY,
    "rights/not-erased": SECURITY,
}
EACH = [(mail, language) for mail in MAILS for language in LANGUAGES]
#: Mails of ``accounts/own_mails.py``: their subjects stand there, without any words.
WITHOUT_SUBJECT = ("Dag", "Hello", "Bonjour", "Guten")


def file_of(mail: str, language: str) -> Path:
    room, kind = mail.split("/")
    return SOURCE / room / "mails" / f"{kind}.{language}.txt"


def text_of(mail: str, language: str) -> tuple[str, str]:
    """Return subject and body; some have their subject elsewhere."""
    text = file_of(mail, language).read_text(encoding="utf-8")
    subject, _line, body = text.partition("\n\n")
    return ("", text) if subject.startswith(WITHOUT_SUBJECT) else (subject, body)


def words_in(text: str) -> set[str]:
    return set(Template(text).get_identifiers())


def filled(mail: str, language: str):
    """Return the mail as it arrives, with a marker for each word."""
    subject, body = text_of(mail, language)
    words = {word: f"<{word}>" for word in words_in(subject + body)}
    payload = {
        "to": "noor@voorbeeld.example",
        "subject": Template(subject).substitute(words) or "Nieuws",
        "body": Template(body).substitute(words),
    }
    composed = compose(payload, "4f1a", "E-loket", "e-loket@testegem.example")
    return message_from_bytes(composed.as_bytes(), policy=default)


def test_every_mail_is_in_the_table_in_each_language():
    found = {
        f"{path.parent.parent.relative_to(SOURCE)}/{path.name}"
        for path in SOURCE.rglob("mails/*")
    }
    assert found == {f"{mail}.{language}.txt" for mail, language in EACH}


@pytest.mark.parametrize("mail, language", EACH)
def test_there_is_no_link_to_click_and_nothing_to_open(mail, language):
    message = filled(mail, language)
    text = message["Subject"] + message.get_content()
    assert not re.search(r"https?:|www\.|://|href|mailto:", text, re.IGNORECASE)
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()


@pytest.mark.parametrize("mail, language", EACH)
def test_a_subject_says_a_reference_or_a_number_and_no_more(mail, language):
    subject, _body = text_of(mail, language)
    assert words_in(subject) <= IN_SUBJECTS
    assert "reference" not in words_in(subject) or mail.startswith(
        ("cases/", "documents/")
    )


@pytest.mark.parametrize("mail, language", EACH)
def test_a_mail_uses_the_words_that_its_reader_may_read(mail, language):
    rule, words = MAILS[mail], words_in("".join(text_of(mail, language))) - PLAIN
    assert words <= set(SPECIAL)
    assert all(SPECIAL[word] in (None, rule.reader) for word in words)
    assert "code" not in words or mail.partition("/")[2] in CODES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mail", [mail for mail in MAILS if MAILS[mail].about_case])
def test_a_mail_about_a_case_says_its_reference_and_where_to_sign_in(mail, language):
    subject, body = text_of(mail, language)
    assert "reference" in words_in(subject) & words_in(body)
    assert {"site", "desk"} <= words_in(body)


def test_each_wish_is_one_that_citizens_can_have():
    assert {rule.wish for rule in MAILS.values()} == {*WISHES, None}


def dicts_with(*keys: str) -> set[str]:
    """Return the modules with a dict of these keys."""
    found = set()
    for name, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                said = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                found |= {name} if said >= set(keys) else set()
    return found


def test_mails_are_written_from_these_files_only():
    assert dicts_with("to", "subject", "body") == {"outbox.texts", "accounts.own_mails"}


def test_the_mail_server_is_called_in_one_place_and_files_are_never_put_in():
    texts = {name: path.read_text(encoding="utf-8") for name, path in modules()}
    assert {name for name, text in texts.items() if "MailHost" in text} == {
        "outbox.mail"
    }
    assert not [name for name, text in texts.items() if "add_attachment" in text]
