"""What an editor says of how a document's requests end."""

from collective.eloket import _
from collective.eloket.catalogue.vocabularies import words
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


ANONYMISE, DELETE, STATISTICS = "anonymise", "delete", "statistics"
WAY_WORDS = words(
    anonymise=_(
        "retention_anonymise",
        default="Anonymise it: document, days and outcome stay, nobody's",
    ),
    delete=_("retention_delete", default="Delete it"),
    statistics=_(
        "retention_statistics", default="Delete it, and keep counts for statistics"
    ),
)


@provider(IFormFieldProvider)
class IRetentionFields(model.Schema):
    """How the requests for a document end."""

    model.fieldset(
        "retention",
        label=_("fieldset_retention", default="Keeping"),
        fields=["after_retention"],
    )
    after_retention = schema.Choice(
        title=_("label_after_retention", default="When its days are over"),
        description=_(
            "help_after_retention",
            default="What becomes of a request once the days that it is kept are over.",
        ),
        vocabulary=WAY_WORDS,
        default=ANONYMISE,
    )
