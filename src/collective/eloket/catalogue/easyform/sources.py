"""What we add to a question in a form's model: ``eloket:source`` and others."""

from plone.supermodel.interfaces import IFieldMetadataHandler
from plone.supermodel.utils import ns
from zope.interface import implementer
from zope.interface.interfaces import IInterface
from zope.schema.interfaces import IField


NAMESPACE = "http://namespaces.plone.org/supermodel/eloket"

#: Tagged value of a form's schema: name of the question → name of the parameter.
SOURCES = "collective.eloket.sources"
#: The same: name of the question → when it is asked; see ``conditions``.
CONDITIONS = "collective.eloket.conditions"
#: The same: name of the question → kinds of files, apart by blanks; see ``filekinds``.
FILES = "collective.eloket.files"

#: Attribute of a field in the model → where it is kept.
ATTRIBUTES = {"source": SOURCES, "when": CONDITIONS, "files": FILES}


@implementer(IFieldMetadataHandler)
class SourceHandler:
    """Reads and writes the attributes of ours of a field in a form's model."""

    namespace = NAMESPACE
    prefix = "eloket"

    def read(self, fieldNode, schema: IInterface, field: IField) -> None:
        """Keep what the model says of this field."""
        for attribute, tag in ATTRIBUTES.items():
            value = fieldNode.get(ns(attribute, self.namespace))
            if value:
                keep_word(schema, tag, field.__name__, value)

    def write(self, fieldNode, schema: IInterface, field: IField) -> None:
        """Write what is kept of this field."""
        for attribute, tag in ATTRIBUTES.items():
            value = schema.queryTaggedValue(tag, {}).get(field.__name__)
            if value:
                fieldNode.set(ns(attribute, self.namespace), value)


def keep_word(schema: IInterface, tag: str, name: str, value: str | None) -> None:
    """Keep what is said of a field, or, with None, that nothing is said."""
    found = dict(schema.queryTaggedValue(tag, {}))
    found.pop(name, None)
    if value:
        found[name] = value
    schema.setTaggedValue(tag, found)
