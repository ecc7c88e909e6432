"""A form's model, written from plain values: nothing comes in as XML."""

from collections.abc import Iterable
from collective.easyform.interfaces import IFieldExtender
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from collective.eloket.catalogue.questions import Question
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree


MODEL = "http://namespaces.plone.org/supermodel/schema"
EASYFORM = "http://namespaces.plone.org/supermodel/easyform"
#: Prefixes, so that an editor's model looks as Plone writes it.
PREFIXES = {"": MODEL, "eloket": NAMESPACE, "easyform": EASYFORM}
#: Type of a field with several answers; its choices stand one level deeper.
SEVERAL = "zope.schema.Set"
CHOICE = "zope.schema.Choice"


@dataclass(frozen=True, slots=True)
class FieldOfModel:
    """A field of a model; ``limits`` are pairs: its own settings, as text."""

    name: str
    type: str
    title: str
    hint: str = ""
    required: bool = True
    source: str | None = None
    when: str | None = None
    step: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    limits: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    #: What stands in it at first, one text per value; None: nothing.
    default: tuple[str, ...] | None = None


def model_of(fields: Iterable[FieldOfModel]) -> str:
    """Return the model; fields of one step stand together, in the order given."""
    model = ElementTree.Element(_name("model"))
    schema = ElementTree.SubElement(model, _name("schema"))
    for number, (step, found) in enumerate(groupby(fields, lambda one: one.step)):
        place = schema
        if step:
            place = ElementTree.SubElement(
                schema, _name("fieldset"), name=f"stap{number}", label=step
            )
        for field in found:
            _add(place, field)
    for prefix, address in PREFIXES.items():
        ElementTree.register_namespace(prefix, address)
    return ElementTree.tostring(model, encoding="unicode")


def checks_of(question: Question) -> tuple[str, ...]:
    """Return the names of the validators that an editor chose for a question."""
    return tuple(IFieldExtender(question.field).validators or ())


def _add(place: ElementTree.Element, field: FieldOfModel) -> None:
    made = ElementTree.SubElement(
        place, _name("field"), name=field.name, type=field.type
    )
    files = " ".join(field.files)
    for word, value in (
        *(("source", field.source), ("when", field.when)),
        ("files", files),
    ):
        if value:
            made.set(f"{{{NAMESPACE}}}{word}", value)
    if field.checks:
        made.set(f"{{{EASYFORM}}}validators", "|".join(field.checks))
    _text(made, "title", field.title)
    if field.hint:
        _text(made, "description", field.hint)
    if not field.required:
        _text(made, "required", "False")
    for word, value in field.limits:
        _text(made, word, value)
    _add_choices(made, field)
    _add_default(made, field)


def _add_choices(made: ElementTree.Element, field: FieldOfModel) -> None:
    if not field.choices:
        return
    place = made
    if field.type == SEVERAL:
        place = ElementTree.SubElement(made, _name("value_type"), type=CHOICE)
    values = ElementTree.SubElement(place, _name("values"))
    for token, title in field.choices:
        _text(values, "element", title).set("key", token)


def _add_default(made: ElementTree.Element, field: FieldOfModel) -> None:
    if field.default is None:
        return
    if field.type != SEVERAL:
        _text(made, "default", field.default[0])
        return
    place = ElementTree.SubElement(made, _name("default"))
    for token in field.default:
        _text(place, "element", token)


def _text(place: ElementTree.Element, word: str, value: str) -> ElementTree.Element:
    made = ElementTree.SubElement(place, _name(word))
    made.text = value
    return made


def _name(word: str) -> str:
    return f"{{{MODEL}}}{word}"
