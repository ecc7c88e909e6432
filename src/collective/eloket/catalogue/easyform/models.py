"""A form's model, read once per text that an editor saved."""

from collections import OrderedDict
from collective.easyform.interfaces import IFieldExtender
from collective.eloket.catalogue.easyform.sources import SOURCES
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.questions import KINDS
from collective.eloket.catalogue.questions import Question
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
        schema = loadString(text).schema
    except SupermodelParseError:
        raise FormBrokenError from None
    sources = schema.queryTaggedValue(SOURCES, {})
    groups = _groups(schema)
    return tuple(
        _question(field, sources.get(name), groups.get(name))
        for name, field in getFieldsInOrder(schema)
        if kind_of(field) is not None
    )


def unknown_fields(text: str) -> list[str]:
    """Return the names of fields that we do not show; an editor must change them."""
    schema = loadString(text).schema
    return [name for name, field in getFieldsInOrder(schema) if kind_of(field) is None]


def kind_of(field: IField) -> str | None:
    """Return which kind of question a field is, None for one that we do not show."""
    for kind, interface in KINDS:
        if interface.providedBy(field):
            return kind
    return None


def _groups(schema: IInterface) -> dict[str, str]:
    fieldsets = schema.queryTaggedValue(FIELDSETS_KEY, [])
    return {name: group.label for group in fieldsets for name in group.fields}


def _question(field: IField, source: str | None, group: str | None) -> Question:
    extender = IFieldExtender(field)
    return Question(
        name=field.__name__,
        title=field.title,
        hint=field.description or "",
        kind=kind_of(field),
        required=field.required,
        field=field,
        source=source,
        group=group,
        choices=_choices(field),
        validators=tuple(getattr(extender, "validators", None) or ()),
    )


def _choices(field: IField) -> tuple[tuple[str, str], ...]:
    choice = getattr(field, "value_type", None) or field
    vocabulary = getattr(choice, "vocabulary", None)
    if not IVocabularyTokenized.providedBy(vocabulary):
        return ()
    return tuple((term.token, term.title or term.value) for term in vocabulary)
