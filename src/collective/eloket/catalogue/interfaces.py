"""What an editor says of an e-desk and of a document."""

from collective.eloket import _
from collective.eloket.catalogue.euro import Euro
from collective.eloket.catalogue.prints import is_pdf
from collective.eloket.catalogue.vocabularies import CHANNEL_WORDS
from collective.eloket.catalogue.vocabularies import clerk_groups
from collective.eloket.catalogue.vocabularies import OUTCOME_WORDS
from collective.eloket.catalogue.vocabularies import THEME_WORDS
from collective.eloket.catalogue.who import IWhoMayAsk
from collective.eloket.interfaces import IOnlineDocument
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import Interface


class IVirusScanner(Interface):
    """Looks for viruses in files; a utility."""

    def is_clean(data):
        """Say whether nothing was found in these bytes; calls the network.

        :raises ScannerFailedError: it cannot tell; then the file is not taken.
        """


class IEarlierCases(Interface):
    """Knows what was asked for before; a utility filled by cases."""

    def answers_of(reference):
        """Return the answers of a case, to compare with only; empty: none to read."""

    def last_open(applicant, subject, document):
        """Return the newest ``EarlierCase`` of that document that is not decided yet.

        ``applicant`` and ``subject`` are ids of persons. None: there is none, or it is
        not among the newest of theirs.
        """


class IOnlineDocumentFields(IWhoMayAsk):
    """What an editor says of a document."""

    model.fieldset(
        "delivery",
        label=_("fieldset_delivery", default="Term, cost, delivery"),
        fields=["working_days", "fee", "channels", "clerk_group"],
    )
    model.fieldset(
        "law",
        label=_("fieldset_law", default="Law and keeping"),
        fields=["legal_basis", "retention_days", "number_authorisation"],
    )
    model.fieldset(
        "paper",
        label=_("fieldset_paper", default="Without a computer"),
        fields=["counter_guidance", "phone_guidance", "printable_form"],
    )
    model.fieldset(
        "closing",
        label=_("fieldset_closing", default="When it is closed"),
        fields=["closed_reason"],
    )

    outcome = schema.Choice(
        title=_("label_outcome", default="What comes out of it"),
        description=_(
            "help_outcome",
            default="Only a document gets a letter. A decision or a confirmation ends "
            "with a mail.",
        ),
        vocabulary=OUTCOME_WORDS,
        default="document",
    )
    theme = schema.Choice(
        title=_("label_theme", default="Theme"),
        description=_(
            "help_theme", default="Under which heading it stands in the e-desk."
        ),
        vocabulary=THEME_WORDS,
        default="other",
    )
    working_days = schema.Int(
        title=_("label_working_days", default="Working days until the answer"),
        description=_(
            "help_working_days",
            default="The promised day is counted from it, without weekends, Belgian "
            "holidays and closing days.",
        ),
        min=0,
        max=250,
        default=4,
    )
    fee = Euro(
        title=_("label_fee", default="Fee in euro; 0 is free"),
        description=_(
            "help_fee",
            default="Citizens see it before they sign in. Empty: free.",
        ),
        default=None,
        required=False,
    )
    channels = schema.List(
        title=_("label_channels", default="How the answer can leave"),
        description=_(
            "help_channels",
            default="Post goes to the registered address, never to one that somebody "
            "typed.",
        ),
        value_type=schema.Choice(vocabulary=CHANNEL_WORDS),
        min_length=1,
        default=["download"],
    )
    clerk_group = schema.Choice(
        title=_("label_clerks", default="Group of clerks who handle it"),
        description=_(
            "help_clerks", default="Without a group nobody sees the requests."
        ),
        source=clerk_groups,
        required=False,
        default=None,
    )
    legal_basis = schema.TextLine(
        title=_("label_legal_basis", default="Legal basis"),
        description=_(
            "help_legal_basis",
            default="The law or rule on which you ask these data. Needed to publish; "
            "citizens read it.",
        ),
        required=False,
        default="",
    )
    retention_days = schema.Int(
        title=_("label_retention", default="Days that a request is kept"),
        description=_(
            "help_retention",
            default="Counted from the end of the request. Needed to publish; citizens "
            "read it.",
        ),
        min=1,
        max=36_525,
        default=730,
    )
    number_authorisation = schema.TextLine(
        title=_(
            "label_number_authorisation",
            default="Authorisation to use the national number",
        ),
        description=_(
            "help_number_authorisation",
            default="The law, or the number of the ministerial authorisation. Needed "
            "to publish when the form asks for the national number, and so the letter "
            "shows it.",
        ),
        required=False,
        default="",
    )
    counter_guidance = schema.Text(
        title=_("label_counter_guidance", default="At the counter"),
        description=_(
            "help_counter_guidance",
            default="Where and when one can ask for it in person, and what to bring. "
            "Empty: the address of the municipality.",
        ),
        required=False,
        default="",
    )
    phone_guidance = schema.Text(
        title=_("label_phone_guidance", default="By telephone"),
        description=_(
            "help_phone_guidance",
            default="Which number to call, and when. Empty: that of the municipality.",
        ),
        required=False,
        default="",
    )
    printable_form = NamedBlobFile(
        title=_("label_printable_form", default="Form to print"),
        description=_(
            "help_printable_form",
            default="A PDF of 5 MB at most, to fill in by hand and bring or send.",
        ),
        constraint=is_pdf,
        required=False,
        default=None,
    )
    closed_reason = schema.Text(
        title=_("label_closed_reason", default="Why it is closed"),
        description=_(
            "help_closed_reason",
            default="Stands on the page while the document is closed: why, until when, "
            "where to go instead.",
        ),
        required=False,
        default="",
    )


class IOnlineDocumentContent(IOnlineDocument, IOnlineDocumentFields):
    """An online document with its fields."""
