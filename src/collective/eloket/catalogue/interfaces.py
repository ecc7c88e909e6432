"""What an editor says of an e-desk and of a document."""

from collective.eloket import _
from collective.eloket.interfaces import IOnlineDocument
from decimal import Decimal
from plone.supermodel import model
from zope import schema
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def words(**titles) -> SimpleVocabulary:
    """Return a vocabulary of fixed words, in that order."""
    return SimpleVocabulary(
        [SimpleTerm(value, value, title) for value, title in titles.items()]
    )


OUTCOME_WORDS = words(
    document=_("outcome_document", default="A document"),
    decision=_("outcome_decision", default="A decision"),
    report=_("outcome_report", default="A confirmation that it was reported"),
)
CHANNEL_WORDS = words(
    download=_("channel_download", default="Download"),
    post=_("channel_post", default="By post to the registered address"),
    counter=_("channel_counter", default="Pick up at the counter"),
)
LEVEL_WORDS = words(
    none=_("level_none", default="none"),
    low=_("level_low", default="low"),
    substantial=_("level_substantial", default="substantial"),
    high=_("level_high", default="high"),
)
THEME_WORDS = words(
    population=_("theme_population", default="Population and address"),
    civil=_("theme_civil", default="Civil status"),
    criminal=_("theme_criminal", default="Criminal records"),
    living=_("theme_living", default="Living and mobility"),
    other=_("theme_other", default="Other"),
)


class IOnlineDocumentFields(model.Schema):
    """What an editor says of a document."""

    outcome = schema.Choice(
        title=_("label_outcome", default="What comes out of it"),
        vocabulary=OUTCOME_WORDS,
        default="document",
    )
    theme = schema.Choice(
        title=_("label_theme", default="Theme"),
        vocabulary=THEME_WORDS,
        default="other",
    )
    level = schema.Choice(
        title=_("label_level", default="Level of sign-in needed"),
        vocabulary=LEVEL_WORDS,
        default="substantial",
    )
    needs_number = schema.Bool(
        title=_("label_needs_number", default="Only with a national number"),
        description=_(
            "help_needs_number",
            default="Who registered without one, by user name or from abroad, cannot "
            "ask for it online. The page of the document says so.",
        ),
        required=False,
        default=False,
    )
    working_days = schema.Int(
        title=_("label_working_days", default="Working days until the answer"),
        min=0,
        max=250,
        default=4,
    )
    fee = schema.Decimal(
        title=_("label_fee", default="Fee in euro; 0 is free"),
        min=Decimal(0),
        default=None,
        required=False,
    )
    channels = schema.List(
        title=_("label_channels", default="How the answer can leave"),
        value_type=schema.Choice(vocabulary=CHANNEL_WORDS),
        min_length=1,
        default=["download"],
    )
    for_whom = schema.Text(
        title=_("label_for_whom", default="For whom"), required=False, default=""
    )
    needed = schema.Text(
        title=_("label_needed", default="What is needed"), required=False, default=""
    )
    minimum_age = schema.Int(
        title=_("label_minimum_age", default="Minimum age"),
        min=0,
        max=120,
        required=False,
        default=None,
    )
    clerk_group = schema.TextLine(
        title=_("label_clerks", default="Group of clerks who handle it"), default=""
    )
    letter_template = schema.TextLine(
        title=_("label_letter", default="Template of the letter"),
        required=False,
        default="standard",
    )
    legal_basis = schema.TextLine(
        title=_("label_legal_basis", default="Legal basis"), required=False, default=""
    )
    retention_days = schema.Int(
        title=_("label_retention", default="Days that a request is kept"),
        min=1,
        default=730,
    )


class IOnlineDocumentContent(IOnlineDocument, IOnlineDocumentFields):
    """An online document with its fields."""
