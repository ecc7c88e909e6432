"""Who may ask for a document, as an editor says it."""

from collective.eloket import _
from collective.eloket.catalogue.vocabularies import LEVEL_WORDS
from collective.eloket.catalogue.vocabularies import rights_to_need
from plone.supermodel import model
from zope import schema


class IWhoMayAsk(model.Schema):
    """What an editor says of who may ask for a document."""

    model.fieldset(
        "who",
        label=_("fieldset_who", default="Who may ask"),
        fields=[
            "level",
            "needs_number",
            "right_needed",
            "minimum_age",
            "for_whom",
            "needed",
        ],
    )

    level = schema.Choice(
        title=_("label_level_needed", default="Level of sign-in needed"),
        description=_(
            "help_level_needed",
            default="High: eID or itsme. Substantial: a security code too. None: "
            "nobody has to sign in; then it leaves by post or at the counter only.",
        ),
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
    right_needed = schema.Choice(
        title=_("label_right_needed", default="For organisations, with the right"),
        description=_(
            "help_right_needed",
            default="Then only who acts for an organisation, and has this right there, "
            "asks for it. Empty: citizens ask for it, and nobody for an organisation.",
        ),
        source=rights_to_need,
        required=False,
        default=None,
    )
    minimum_age = schema.Int(
        title=_("label_minimum_age", default="Minimum age"),
        description=_(
            "help_minimum_age",
            default="In years. Who is known to be younger is refused. Empty: any age.",
        ),
        min=0,
        max=120,
        required=False,
        default=None,
    )
    for_whom = schema.Text(
        title=_("label_for_whom", default="For whom"),
        description=_(
            "help_for_whom", default="In plain words; citizens read it beforehand."
        ),
        required=False,
        default="",
    )
    needed = schema.Text(
        title=_("label_needed", default="What is needed"),
        description=_(
            "help_needed", default="What to have at hand: one thing on each line."
        ),
        required=False,
        default="",
    )
