"""How clerks handle the requests for a document: what an editor says of it."""

from collective.eloket import _
from collective.eloket.catalogue.vocabularies import words
from collective.eloket.interfaces import IOnlineDocument
from plone.app.uuid.utils import uuidToObject
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


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
        fields=["four_eyes", "send_reason", "remind_days"],
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


def document_of(uid: str) -> IOnlineDocument | None:
    """Return the document that a case was sent for; None when it is gone."""
    return uuidToObject(uid, unrestricted=True)


def is_reason_sent(uid: str, step: str) -> bool:
    """Does the reason of a step go into the mail, unless the clerk says otherwise?"""
    wish = getattr(document_of(uid), "send_reason", None) or "refusals"
    return wish == "always" or (wish == "refusals" and step == "refuse")
