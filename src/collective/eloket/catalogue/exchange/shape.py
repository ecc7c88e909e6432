"""What a file looks like, and what may stand in it."""

from collective.eloket.catalogue.exchange.errors import ActionRefusedError
from collective.eloket.catalogue.exchange.errors import ExpressionRefusedError
from collective.eloket.catalogue.exchange.errors import ImportRefusedError
from collective.eloket.catalogue.exchange.errors import MailerRefusedError
from collective.eloket.catalogue.exchange.errors import ModelRefusedError
from collective.eloket.catalogue.exchange.errors import ScriptRefusedError
from typing import Any


FORMAT = "collective.eloket/online-document"
VERSION = 1

#: A form to print of 5 MB in base64, and all words beside it.
LARGEST_FILE_BYTES = 8_000_000
MOST_QUESTIONS = 200
MOST_CHOICES = 500
MOST_TEXTS = 5000
LONGEST_TEXT = 10_000
LONGEST_LINE = 500

#: Kind of question → type of the field in easyform's model; nothing else is read.
KINDS = {
    "line": "zope.schema.TextLine",
    "text": "zope.schema.Text",
    "yes_no": "zope.schema.Bool",
    "number": "zope.schema.Int",
    "date": "zope.schema.Date",
    "choice": "zope.schema.Choice",
    "choices": "zope.schema.Set",
    "file": "plone.namedfile.field.NamedBlobFile",
    "national_number": "collective.eloket.catalogue.special.NationalNumber",
    "enterprise": "collective.eloket.catalogue.special.EnterpriseNumber",
    "phone": "collective.eloket.catalogue.special.Phone",
    "iban": "collective.eloket.catalogue.special.BankAccount",
    "address": "collective.eloket.catalogue.special.PostalAddress",
}

#: Validators of easyform that look at an answer and do nothing else.
CHECKS = frozenset(
    {
        "isValidEmail",
        "isCommaSeparatedEmails",
        "isChecked",
        "isUnchecked",
        "isNotLinkSpam",
        "isDecimal",
        "isInt",
        "isInternationalPhoneNumber",
        "isPrintable",
        "isURL",
    }
)

#: Words that other forms use for what would run here → why they are refused. They are
#: looked for everywhere in a file, whatever stands around them.
FORBIDDEN: dict[str, type[ImportRefusedError]] = {
    **dict.fromkeys(
        (
            "tdefault",
            "tenabled",
            "tvalidator",
            "serverside",
            "depends_on",
            "thidden",
            "tales",
            "expression",
            "execcondition",
            "formactionoverride",
            "ondisplayoverride",
            "aftervalidationoverride",
            "thankspageoverride",
            "submitlabeloverride",
            "headerinjection",
        ),
        ExpressionRefusedError,
    ),
    **dict.fromkeys(
        ("script", "scriptbody", "customscript", "proxyrole", "python"),
        ScriptRefusedError,
    ),
    **dict.fromkeys(
        ("mailer", "recipient_email", "recipientoverride", "body_pt", "mail"),
        MailerRefusedError,
    ),
    **dict.fromkeys(("actions", "action", "savedata", "hook"), ActionRefusedError),
    **dict.fromkeys(
        ("fields_model", "actions_model", "model", "schema", "xml", "model_source"),
        ModelRefusedError,
    ),
}


def check_harmless(found: Any, where: str = "") -> None:
    """Look through a whole file for words that would run something.

    :raises ImportRefusedError: a subclass per cause; says where.
    """
    if isinstance(found, dict):
        for word, value in found.items():
            place = f"{where}/{word}"
            refused = FORBIDDEN.get(word.rpartition(":")[2].lower())
            if refused is not None:
                raise refused(place)
            check_harmless(value, place)
    elif isinstance(found, list):
        for number, value in enumerate(found):
            check_harmless(value, f"{where}/{number}")
