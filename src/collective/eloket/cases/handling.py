"""How clerks handle the requests for a document: what an editor says of it."""

from collective.eloket import _
from collective.eloket.cases.model import CLOSE
from collective.eloket.catalogue.finding import find_document
from collective.eloket.catalogue.strangers import is_stranger
from collective.eloket.catalogue.vocabularies import words
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import IOnlineDocument
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


#: Theme of documents about criminal records.
CRIMINAL = "criminal"
#: Decisions whose reason goes into the mail, unless the clerk says otherwise.
REASON_WORDS = words(
    refusals=_("send_reason_refusals", default="When it is refused"),
    always=_("send_reason_always", default="Always"),
    never=_("send_reason_never", default="Never"),
)


@provider(IFormFieldProvider)
class IHandlingFields(model.Schema):
    """What an editor says of how clerks handle it."""

    model.fieldset(
        "handling",
        label=_("fieldset_handling", default="Handling"),
        fields=["four_eyes", "sensitive", "send_reason", "remind_days"],
    )
    four_eyes = schema.Bool(
        title=_("label_four_eyes", default="Two clerks decide together"),
        description=_(
            "help_four_eyes",
            default="One proposes, another one decides. They must be two people by "
            "their national numbers, so both link their account to eID or itsme.",
        ),
        required=False,
        default=False,
    )
    sensitive = schema.Bool(
        title=_("label_sensitive", default="No e-mail names this document"),
        description=_(
            "help_sensitive",
            default="For documents of which others in the house should not learn, such "
            "as an extract of criminal records. E-mails then say only that there is "
            "news about a request, without document, reason or service.",
        ),
        required=False,
        default=False,
    )
    send_reason = schema.Choice(
        title=_("label_send_reason", default="The reason stands in the e-mail"),
        description=_(
            "help_send_reason",
            default="What the clerk finds ticked. The reason is always at My requests.",
        ),
        vocabulary=REASON_WORDS,
        default="refusals",
    )
    remind_days = schema.Int(
        title=_("label_remind_days", default="Working days before its day to remind"),
        description=_(
            "help_remind_days",
            default="So early the clerks get an e-mail about a request that waits. "
            "Empty: as the settings of the e-loket say.",
        ),
        min=0,
        max=60,
        required=False,
        default=None,
    )


def says_sensitive(document: IOnlineDocument) -> bool:
    """Must no mail name this document?

    Those about criminal records are sensitive whatever an editor ticked (GDPR, article
    10).
    """
    return document.theme == CRIMINAL or bool(getattr(document, "sensitive", False))


def is_sensitive(case: ICase) -> bool:
    """Must no mail name what this case asks for?

    As its document said when it was sent, or says now.
    """
    document = find_document(case.document_uid)
    return case.sensitive or (document is not None and says_sensitive(document))


def may_tell_reason(case: ICase) -> bool:
    """May a mail about this case tell a reason? Is there anybody to write to?

    Never about a sensitive document: a reason may name it.
    """
    return not (is_sensitive(case) or is_stranger(case.applicant))


def is_reason_sent(uid: str, step: str) -> bool:
    """Does the reason of a step go into the mail, unless the clerk says otherwise?

    Who closes a request that was not answered refuses it too.
    """
    wish = getattr(find_document(uid), "send_reason", None) or "refusals"
    return wish == "always" or (wish == "refusals" and step in ("refuse", CLOSE))
