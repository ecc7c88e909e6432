"""What should an editor look at before a document is on offer? In plain words."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.catalogue.addresses import ADDRESS
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import ignored_settings
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.easyform.models import unknown_fields
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.findings import about
from collective.eloket.catalogue.findings import EDIT
from collective.eloket.catalogue.findings import Finding
from collective.eloket.catalogue.findings import FORM
from collective.eloket.catalogue.findings import IDocumentCheck
from collective.eloket.catalogue.publishing import missing_for_publishing
from collective.eloket.catalogue.strangers import is_told_on_paper
from collective.eloket.catalogue.strangers import NAMES
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.catalogue.strangers import ways_of
from collective.eloket.catalogue.translated import check_translations
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.words import TITLES
from plone import api
from zope.component import getUtilitiesFor


#: Settings of easyform that hide a question in the browser only.
HIDING = ("THidden", "depends_on")

MISSING = _("found_missing", default="The document does not say ${what}.")
NO_CLERKS = _(
    "found_no_clerks",
    default="No group of clerks is chosen: nobody would see the requests.",
)
LOST_CLERKS = _(
    "found_lost_clerks", default="The group of clerks “${group}” does not exist."
)
NO_MEMBERS = _(
    "found_no_members", default="Nobody is in the group of clerks “${group}”."
)
NO_SUMMARY = _(
    "found_no_summary",
    default="The document has no summary: citizens do not read what it is for.",
)
NO_LABEL = _("found_no_label", default="The question “${name}” has no words.")
NO_CHOICES = _(
    "found_no_choices", default="The question “${name}” has no answers to choose."
)
EMPTY_CHOICE = _(
    "found_empty_choice", default="An answer to the question “${name}” has no words."
)
NO_QUESTIONS = _("found_no_questions", default="The form asks nothing.")
UNKNOWN_KIND = _(
    "found_unknown_kind",
    default="The question “${name}” is of a kind that citizens do not see.",
)
HIDDEN = _(
    "found_hidden_shown",
    default="The question “${name}” is set to be hidden and must be answered: citizens "
    "see it all the same. Say under “Only asked when” when it is asked.",
)
NOT_RUN = _(
    "found_not_run",
    default="The question “${name}” has a setting that does nothing here: ${setting}.",
)
UNKNOWN_SOURCE = _(
    "found_unknown_source",
    default="The question “${name}” is answered by “${source}”, which we do not know.",
)
NO_PAPER = _(
    "found_no_paper",
    default="Nobody has to sign in for this document, but its outcome is told in the "
    "e-loket only. So everybody must sign in all the same.",
)
NO_WAY = _(
    "found_no_way",
    default="Nobody has to sign in for this document, but it can leave neither by post "
    "nor at the counter. So everybody must sign in all the same.",
)
LEVEL_LOW = _(
    "found_level_low",
    default="The form shows proven data (“${name}”). Who has proven them must sign in "
    "more surely than the page says. Choose the level substantial at least.",
)


Check = Callable[[OnlineDocument], Iterator[Finding]]


def check_document(document: OnlineDocument) -> list[Finding]:
    """Return what is not right, the gravest first; reads only."""
    found = [one for check in CHECKS for one in check(document)]
    return sorted(found, key=lambda one: not one.blocks)


def _law(document: OnlineDocument) -> Iterator[Finding]:
    for what in missing_for_publishing(document):
        yield Finding(about(MISSING, what=what), EDIT, blocks=True)


def _clerks(document: OnlineDocument) -> Iterator[Finding]:
    name = document.clerk_group
    if not name:
        yield Finding(NO_CLERKS, EDIT)
        return
    group = api.group.get(groupname=name)
    if group is None:
        yield Finding(about(LOST_CLERKS, group=name), EDIT)
    elif not group.getMemberIds():
        yield Finding(about(NO_MEMBERS, group=name), EDIT)


def _words(document: OnlineDocument) -> Iterator[Finding]:
    if not (document.description or "").strip():
        yield Finding(NO_SUMMARY, EDIT)


def _questions(document: OnlineDocument) -> Iterator[Finding]:
    questions = questions_of(document.form)
    if not questions:
        yield Finding(NO_QUESTIONS, FORM)
    for one in questions:
        if not (one.title or "").strip():
            yield Finding(about(NO_LABEL, name=one.name), FORM, blocks=True)
        if any(not str(title).strip() for _token, title in one.choices):
            yield Finding(about(EMPTY_CHOICE, name=_name(one)), FORM, blocks=True)
        if one.source and one.source not in TITLES:
            words = about(UNKNOWN_SOURCE, name=_name(one), source=one.source)
            yield Finding(words, FORM)


def _kinds(document: OnlineDocument) -> Iterator[Finding]:
    for name in unknown_fields(document.form.fields_model):
        yield Finding(about(UNKNOWN_KIND, name=name), FORM)
    for one in questions_of(document.form):
        if one.kind in ("choice", "choices") and not one.choices:
            yield Finding(about(NO_CHOICES, name=_name(one)), FORM, blocks=True)


def _settings(document: OnlineDocument) -> Iterator[Finding]:
    required = {one.name: one.required for one in questions_of(document.form)}
    for name, setting in ignored_settings(document.form.fields_model):
        if setting in HIDING and required.get(name):
            yield Finding(about(HIDDEN, name=name), FORM, blocks=True)
        else:
            yield Finding(about(NOT_RUN, name=name, setting=setting), FORM)


def _level(document: OnlineDocument) -> Iterator[Finding]:
    if document.level_needed >= AssuranceLevel.SUBSTANTIAL:
        return
    # a stranger says who one is: that much such a form must ask
    needed = NAMES if takes_strangers(document) else frozenset()
    for one in questions_of(document.form):
        if one.source in (*IDENTITY, ADDRESS) and one.source not in needed:
            yield Finding(about(LEVEL_LOW, name=_name(one)), EDIT)
            return


def _ways(document: OnlineDocument) -> Iterator[Finding]:
    if document.level_needed != AssuranceLevel.NONE:
        return
    if not is_told_on_paper(document):
        yield Finding(NO_PAPER, EDIT)
    elif not ways_of(document):
        yield Finding(NO_WAY, EDIT)


def _above(document: OnlineDocument) -> Iterator[Finding]:
    for _name, check in sorted(getUtilitiesFor(IDocumentCheck)):
        yield from check.findings(document)


def _name(question) -> str:
    return question.title or question.name


def _readable(check: Check) -> Check:
    """Return the check for forms that can be read; that one cannot, the law's tells."""

    def checked(document: OnlineDocument) -> Iterator[Finding]:
        try:
            questions_of(document.form)
        except FormBrokenError:
            return
        yield from check(document)

    return checked


#: In this order; those of the form say nothing when it cannot be read.
CHECKS: tuple[Check, ...] = (
    _law,
    _clerks,
    _words,
    _ways,
    *map(_readable, (_questions, _kinds, _settings, _level, check_translations)),
    _above,
)
