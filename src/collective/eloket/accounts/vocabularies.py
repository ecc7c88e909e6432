"""Words to choose from in settings."""

from collective.eloket import _
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: From low to high; what stands in the registry → what is shown.
LEVELS = {
    "none": _("level_none", default="none"),
    "low": _("level_low", default="low"),
    "substantial": _("level_substantial", default="substantial"),
    "high": _("level_high", default="high"),
}


@provider(IVocabularyFactory)
def levels(_context: object) -> SimpleVocabulary:
    """Return the levels of a sign-in."""
    return SimpleVocabulary(
        [SimpleTerm(name, name, title) for name, title in LEVELS.items()]
    )
