"""The checks that an editor can choose for a question: texts, and yes or no."""

from collections.abc import Mapping
from collective.easyform.interfaces import IFieldExtender
from collective.eloket import _
from types import MappingProxyType
from typing import Any
from zope.i18nmessageid import Message
from zope.interface import provider
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.interfaces import IField
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: Validator of easyform → what it looks for. Not those that look for numbers of the
#: United States, or need a range that nobody can set.
TEXT_CHECKS: Mapping[str, Message] = MappingProxyType(
    {
        "isValidEmail": _("check_email", default="An e-mail address"),
        "isCommaSeparatedEmails": _(
            "check_emails", default="E-mail addresses, apart by commas"
        ),
        "isInt": _("check_whole_number", default="A whole number"),
        "isDecimal": _("check_number", default="A number, with decimals or without"),
        "isInternationalPhoneNumber": _("check_phone", default="A phone number"),
        "isURL": _("check_web_address", default="An address of a web page"),
        "isPrintable": _(
            "check_plain_letters", default="Letters without accents, digits and blanks"
        ),
        "isNotLinkSpam": _("check_no_links", default="No links in the text"),
    }
)
#: The same where one says yes or no.
TICK_CHECKS: Mapping[str, Message] = MappingProxyType(
    {
        "isChecked": _("check_yes", default="The answer must be yes"),
        "isUnchecked": _("check_no", default="The answer must be no"),
    }
)


@provider(IContextSourceBinder)
def checks_for(context: Any) -> SimpleVocabulary:
    """Return the checks to choose from: ours, and those that the question has already.

    ``context``: the question, or its settings.
    """
    field = getattr(context, "field", context)
    chosen = IFieldExtender(field).validators or () if IField.providedBy(field) else ()
    ours = TICK_CHECKS if IBool.providedBy(field) else TEXT_CHECKS
    words = ours | {name: name for name in chosen if name not in ours}
    return SimpleVocabulary(
        [SimpleTerm(name, name, title) for name, title in words.items()]
    )
