"""A form's model, read once per text that an editor saved."""

from collections import OrderedDict
from collective.easyform.interfaces import IFieldExtender
from collective.eloket.catalogue.addresses import answers_with
from collective.eloket.catalogue.conditions import check_condition
from collective.eloket.catalogue.conditions import Condition
from collective.eloket.catalogue.conditions import ConditionError
from collective.eloket.catalogue.easyform.checks import checks_named
from collective.eloket.catalogue.easyform.sources import CONDITIONS
from collective.eloket.catalogue.easyform.sources import FILES
from collective.eloket.catalogue.easyform.sources import SOURCES
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.filekinds import kinds_named
from collective.eloket.catalogue.questions import KINDS
from collective.eloket.catalogue.questions import Question
from datetime import date
from hashlib import sha256
from plone.supermodel import loadString
from plone.supermodel.interfaces import FIELDSETS_KEY
from plone.supermodel.parser import SupermodelParseError
from zope.interface.interfaces import IInterface
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField
from zope.schema.interfaces import IVocabularyTokenized

import threading


#: Models of this many texts are kept per process; a city has some hundred forms.
KEPT_MODELS = 500

#: Settings of easyform that run or hide something; see ``ignored_settings``. A widget
#: is none: easyform gives one by itself to each question with yes and no.
IGNORED = (
    "TDefault",
    "TEnabled",
    "TValidator",
    "THidden",
    "serverSide",
    "depends_on",
    "css_class",
)

#: Kinds of questions that easyform's validators can read.
CHECKED_KINDS = frozenset({"line", "text", "yes_no"})

_lock = threading.Lock()
_models: OrderedDict[bytes, tuple[Question, ...]] = OrderedDict()


def questions_of(form) -> tuple[Question, ...]:
    """Return the questions of a form, in order.

    The key is the text itself, so a changed form is read anew in every process at
    once. The schema holds no context, unlike easyform's own: it is shared by threads.
    """
    text = form.fields_model or ""
    key = sha256(text.encode()).digest()
    with _lock:
        found = _models.get(key)
        if found is not None:
            _models.move_to_end(key)
            return found
    found = read_model(text)
    with _lock:
        _models[key] = found
        if len(_models) > KEPT_MODELS:
            _models.popitem(last=False)
    return found


def version_of(form) -> str:
    """Return what names the state of a form: another one when its questions change."""
    return sha256((form.fields_model or "").encode()).hexdigest()[:16]


def read_model(text: str) -> tuple[Question, ...]:
    """Read a model; fields of kinds that we do not show are left out."""
    if not text.strip():
        return ()
    try:
        return questions_in(loadString(text).schema)
    except (SupermodelParseError, ConditionError):
        raise FormBrokenError from None


def questions_in(schema: IInterface) -> tuple[Question, ...]:
    """Return the questions of a schema: first those of no step, then step by step.

    :raises ConditionError: a rule looks at what does not come before it.
    """
    groups = _groups(schema)
    steps = list(dict.fromkeys(groups.values()))
    questions: list[Question] = []
    for name, field in sorted(
        getFieldsInOrder(schema), key=lambda pair: _step_number(steps, groups, pair[0])
    ):
        if kind_of(field) is not None:
            question = _question(schema, field, groups.get(name))
            if question.when is not None:
                check_condition(question.when, questions)
            questions.append(question)
    return tuple(questions)


def _step_number(steps: list[str], groups: dict[str, str], name: str) -> int:
    return steps.index(groups[name]) + 1 if name in groups else 0


def unknown_fields(text: str) -> list[str]:
    """Return the names of fields that we do not show; an editor must change them."""
    schema = loadString(text).schema
    return [name for name, field in getFieldsInOrder(schema) if kind_of(field) is None]


def kind_of(field: IField) -> str | None:
    """Return which kind of question a field is, None for one that we do not show."""
    for kind, interface in KINDS:
        if interface.providedBy(field):
            # a choice from a list that is made elsewhere has nothing to offer here
            offers = kind not in ("choice", "choices") or _choices(field)
            return kind if offers else None
    return None


def ignored_settings(text: str) -> list[tuple[str, str]]:
    """Return (question, setting of easyform) that we do not do; for editors.

    They run Python for who fills in a form, or say in the browser only what the server
    must know too. What we have in their place: ``eloket:source`` and ``eloket:when``.
    """
    schema = loadString(text).schema
    return [
        (name, setting)
        for name, field in getFieldsInOrder(schema)
        for setting in (*IGNORED, "validators")
        if getattr(IFieldExtender(field), setting, None)
        and (setting != "validators" or kind_of(field) not in CHECKED_KINDS)
    ]


def _groups(schema: IInterface) -> dict[str, str]:
    fieldsets = schema.queryTaggedValue(FIELDSETS_KEY, [])
    return {name: group.label for group in fieldsets for name in group.fields}


def _question(schema: IInterface, field: IField, group: str | None) -> Question:
    name = field.__name__
    source = schema.queryTaggedValue(SOURCES, {}).get(name)
    when = schema.queryTaggedValue(CONDITIONS, {}).get(name)
    return Question(
        name=name,
        title=field.title,
        hint=field.description or "",
        kind=kind_of(field),
        required=field.required,
        field=field,
        source=source if answers_with(source, kind_of(field)) else None,
        group=group,
        choices=_choices(field),
        when=Condition.parse(when) if when else None,
        default=_default(field),
        files=kinds_named(schema.queryTaggedValue(FILES, {}).get(name, "").split()),
        checks=checks_named(_validators(field)),
    )


def _validators(field: IField) -> list[str]:
    named = IFieldExtender(field).validators or []
    return named if kind_of(field) in CHECKED_KINDS else []


def _default(field: IField) -> str | list[str] | None:
    """Return what stands in the field at first, as a form sends it."""
    value = field.default
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | str | date):
        return str(value)
    if isinstance(value, set | frozenset | list | tuple):
        # a set has no order: the form's
        tokens = {str(one) for one in value}
        return [one for one, _title in _choices(field) if one in tokens] or None
    return None


def _choices(field: IField) -> tuple[tuple[str, str], ...]:
    choice = getattr(field, "value_type", None) or field
    vocabulary = getattr(choice, "vocabulary", None)
    if not IVocabularyTokenized.providedBy(vocabulary):
        return ()
    return tuple((term.token, term.title or term.value) for term in vocabulary)
