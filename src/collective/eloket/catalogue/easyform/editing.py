"""The page on which editors change questions: it offers what citizens will meet."""

from collective.easyform.browser.fields import EasyFormFieldsListingPage
from collective.easyform.browser.fields import EasyFormFieldsView
from collective.easyform.browser.fields import FieldsSchemaListing
from collective.eloket import _
from collective.eloket.catalogue.conditions import ConditionError
from collective.eloket.catalogue.easyform.interfaces import IDocumentFields
from collective.eloket.catalogue.easyform.models import questions_in
from collective.eloket.catalogue.special import TITLES
from copy import copy
from html import escape
from plone.schemaeditor.fields import FieldFactory
from plone.supermodel.exportimport import BaseHandler
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import Redirect
from zope.interface import implementer
from zope.schema.interfaces import IField


#: Fields of Plone that citizens meet as questions; ours come with them.
PLONE_FIELDS = (
    "plone.namedfile.field.NamedBlobFile",
    "zope.schema._bootstrapfields.Bool",
    "zope.schema._bootstrapfields.Int",
    "zope.schema._bootstrapfields.Text",
    "zope.schema._bootstrapfields.TextLine",
    "zope.schema._field.Choice",
    "zope.schema._field.Date",
    "zope.schema._field.Set",
)
OUR_FIELDS = tuple(f"{one.__module__}.{one.__qualname__}" for one in TITLES)


@implementer(IDocumentFields)
class DocumentFields(EasyFormFieldsView):
    """Easyform's page of fields, with our kinds of questions only."""

    allowedFields = (*PLONE_FIELDS, *OUR_FIELDS)


class Listing(FieldsSchemaListing):
    """The list of questions, without a button for the raw model, which is nobody's."""

    buttons = FieldsSchemaListing.buttons.omit("modeleditor")

    def update(self) -> None:
        """Let the hints of questions be text: Plone's page takes them for HTML."""
        super().update()
        for part in (self, *self.groups):
            for widget in part.widgets.values():
                widget.field = with_plain_hint(widget.field)


def with_plain_hint(field: IField) -> IField:
    """Return a copy of a field whose hint says as HTML what an editor typed."""
    copied = copy(field)
    copied.description = escape(field.description or "")
    return copied


class ListingPage(EasyFormFieldsListingPage):
    """Easyform's page around the list."""

    form = Listing
    label = _("heading_edit_questions", default="Questions of the form")


def refuse_broken_rules(fields: IDocumentFields) -> None:
    """Refuse a change after which a rule cannot be judged; nothing of it is kept.

    :raises Redirect: back to the questions, with a notice that says so.
    """
    try:
        questions_in(fields.schema)
    except ConditionError:
        IStatusMessage(fields.request).addStatusMessage(RULE_BROKEN, type="error")
        # nothing is written when this is raised, unlike after a plain redirect
        raise Redirect(fields.absolute_url()) from None


RULE_BROKEN = _(
    "error_rule_broken",
    default="Nothing was changed: a rule under “Only asked when” would look at a "
    "question that does not stand before it, or at an answer that it does not "
    "have. Change that rule first.",
)

NationalNumberFactory, EnterpriseFactory, PhoneFactory, IbanFactory, AddressFactory = (
    FieldFactory(one, title) for one, title in TITLES.items()
)
NationalNumberHandler, EnterpriseHandler, PhoneHandler, IbanHandler, AddressHandler = (
    BaseHandler(one) for one in TITLES
)
