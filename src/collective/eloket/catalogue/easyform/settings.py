"""What editors can set of a question, in the place of easyform's own settings."""

from collective.easyform.interfaces import IFieldExtender
from collective.eloket import _
from collective.eloket.catalogue.addresses import ADDRESS
from collective.eloket.catalogue.conditions import Condition
from collective.eloket.catalogue.conditions import ConditionError
from collective.eloket.catalogue.easyform.check_words import checks_for
from collective.eloket.catalogue.easyform.interfaces import IDocumentFields
from collective.eloket.catalogue.easyform.models import CHECKED_KINDS
from collective.eloket.catalogue.easyform.models import kind_of
from collective.eloket.catalogue.easyform.sources import CONDITIONS
from collective.eloket.catalogue.easyform.sources import FILES
from collective.eloket.catalogue.easyform.sources import keep_word
from collective.eloket.catalogue.easyform.sources import SOURCES
from collective.eloket.catalogue.filekinds import FILE_KINDS
from collective.eloket.parameters.words import TITLES as KNOWN
from plone.supermodel.model import Schema
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.schema.interfaces import IField
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: What we know of a person and can fill in; preferences are none of a form's business.
KNOWN_WORDS = SimpleVocabulary(
    [
        SimpleTerm(name, name, title)
        for name, title in KNOWN.items()
        if name not in (ADDRESS, "language", "delivery")
    ]
)
FILE_WORDS = SimpleVocabulary(
    [SimpleTerm(name, name, kind.title) for name, kind in FILE_KINDS.items()]
)
KNOWN_ADDRESS = SimpleVocabulary([SimpleTerm(ADDRESS, ADDRESS, KNOWN[ADDRESS])])


class RuleUnreadableError(schema.ValidationError):
    """What was typed is no rule."""

    def doc(self) -> Message:
        """Return the words beside the field."""
        return _(
            "error_rule_unreadable",
            default="This is no rule. For instance: reason=rent|move & owner=yes",
        )


def is_rule(text: str) -> bool:
    """Can it be read as a rule?

    :raises RuleUnreadableError: it cannot; the words say how one looks.
    """
    try:
        Condition.parse(text)
    except ConditionError:
        raise RuleUnreadableError from None
    return True


class IQuestionSettings(Schema):
    """What we add to a question."""

    source = schema.Choice(
        title=_("label_question_source", default="Answered by what we know"),
        description=_(
            "help_question_source",
            default="What is proven is shown and locked; what the citizen said before "
            "is filled in. Choose a line of text for these questions; for the whole "
            "address, a question of that kind.",
        ),
        vocabulary=KNOWN_WORDS,
        required=False,
    )
    when = schema.TextLine(
        title=_("label_question_when", default="Only asked when"),
        description=_(
            "help_question_when",
            default="Short name of an earlier question with fixed answers, = and the "
            "answers, apart by |. For instance: reason=rent|move. With != it is asked "
            "for all other answers, & joins several. Yes and no are yes and no. Then "
            "it is neither asked nor kept otherwise.",
        ),
        required=False,
        constraint=is_rule,
    )


class IAddressSettings(IQuestionSettings):
    """The same for an address, which is answered as a whole."""

    source = schema.Choice(
        title=IQuestionSettings["source"].title,
        description=_(
            "help_address_source",
            default="A proven address is shown and locked; one that the citizen gave "
            "before is filled in.",
        ),
        vocabulary=KNOWN_ADDRESS,
        required=False,
    )


class IFileSettings(IQuestionSettings):
    """The same for a file, and which kinds it takes."""

    files = schema.List(
        title=_("label_question_files", default="Kinds of files"),
        description=_(
            "help_question_files",
            default="Judged by what is in a file. Without a choice: PDF, JPG and PNG. "
            "Documents with macros are never taken.",
        ),
        value_type=schema.Choice(vocabulary=FILE_WORDS),
        unique=True,
        required=False,
    )


class ICheckedQuestionSettings(IQuestionSettings):
    """The same, with checks that can read a text."""

    validators = schema.List(
        title=_("label_question_checks", default="Checks"),
        value_type=schema.Choice(source=checks_for),
        unique=True,
        required=False,
    )


def settings_of(fields: IDocumentFields, field: IField) -> type[Schema]:
    """Return what can be set of a question, in the place of easyform's own settings."""
    kind = kind_of(field)
    if kind in CHECKED_KINDS:
        return ICheckedQuestionSettings
    own = {"address": IAddressSettings, "file": IFileSettings}
    return own.get(kind, IQuestionSettings)


@implementer(ICheckedQuestionSettings, IAddressSettings, IFileSettings)
class QuestionSettings:
    """Keeps the settings of a question at its schema, where the model is made from."""

    def __init__(self, field: IField) -> None:
        self.field = field

    def _word(self, tag: str) -> str | None:
        return self.field.interface.queryTaggedValue(tag, {}).get(self.field.__name__)

    def _keep(self, tag: str, value: str | None) -> None:
        keep_word(self.field.interface, tag, self.field.__name__, value)

    @property
    def source(self) -> str | None:
        """Name of the parameter that answers."""
        return self._word(SOURCES)

    @source.setter
    def source(self, value: str | None) -> None:
        self._keep(SOURCES, value)

    @property
    def when(self) -> str | None:
        """The rule as it was typed."""
        return self._word(CONDITIONS)

    @when.setter
    def when(self, value: str | None) -> None:
        self._keep(CONDITIONS, value)

    @property
    def files(self) -> list[str]:
        """Kinds of files that it takes."""
        return (self._word(FILES) or "").split()

    @files.setter
    def files(self, value: list[str] | None) -> None:
        self._keep(FILES, " ".join(value or ()))

    @property
    def validators(self) -> list[str]:
        """Names of the checks."""
        return IFieldExtender(self.field).validators or []

    @validators.setter
    def validators(self, value: list[str] | None) -> None:
        IFieldExtender(self.field).validators = value or []
