"""Which question is answered by what we know? The attribute ``eloket:source``."""

from plone.supermodel.interfaces import IFieldMetadataHandler
from plone.supermodel.utils import ns
from zope.interface import implementer
from zope.interface.interfaces import IInterface
from zope.schema.interfaces import IField


NAMESPACE = "http://namespaces.plone.org/supermodel/eloket"

#: Tagged value of a form's schema: name of the question → name of the parameter.
SOURCES = "collective.eloket.sources"


@implementer(IFieldMetadataHandler)
class SourceHandler:
    """Reads and writes ``eloket:source`` of a field in a form's model."""

    namespace = NAMESPACE
    prefix = "eloket"

    def read(self, fieldNode, schema: IInterface, field: IField) -> None:
        """Keep what the model says of this field."""
        source = fieldNode.get(ns("source", self.namespace))
        if source:
            found = dict(schema.queryTaggedValue(SOURCES, {}))
            found[field.__name__] = source
            schema.setTaggedValue(SOURCES, found)

    def write(self, fieldNode, schema: IInterface, field: IField) -> None:
        """Write what is kept of this field."""
        source = schema.queryTaggedValue(SOURCES, {}).get(field.__name__)
        if source:
            fieldNode.set(ns("source", self.namespace), source)
