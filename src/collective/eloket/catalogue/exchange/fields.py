"""The fields of a document, as JSON and back."""

from base64 import b64decode
from base64 import b64encode
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.errors import WordUnknownError
from decimal import Decimal
from decimal import InvalidOperation
from plone import api
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.interfaces import INamedBlobFileField
from typing import Any
from zope.interface import Invalid
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDecimal
from zope.schema.interfaces import IField
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ValidationError

import binascii


#: Fields that are about this site: a file must not choose them elsewhere.
LOCAL = frozenset({"clerk_group"})
#: Fields that documents had once: files of then are still read.
GONE = frozenset({"letter_template"})
#: Only fields of ours travel: no owner, no dates, no history.
OURS = "collective.eloket."


def fields_of_type() -> dict[str, IField]:
    """Return the fields of ours that a document has, by name."""
    return {
        name: field
        for schema in iterSchemataForType("OnlineDocument")
        if schema.__module__.startswith(OURS)
        for name, field in getFieldsInOrder(schema)
    }


def fields_to_json(document: OnlineDocument) -> dict[str, Any]:
    """Return the values that travel; what is empty is left out."""
    found = {}
    for name, field in fields_of_type().items():
        value = field.bind(document).query(document)
        if name not in LOCAL and value not in (None, "", []):
            found[name] = value_to_json(value)
    return found


def value_to_json(value: Any) -> Any:
    """Return a value as one of JSON's kinds."""
    if isinstance(value, NamedBlobFile):
        data = b64encode(value.data).decode("ascii")
        return {"filename": value.filename or "", "data": data}
    if isinstance(value, Decimal):
        return str(value)
    return list(value) if isinstance(value, set | tuple | list) else value


def fields_from_json(found: Any) -> dict[str, Any]:
    """Return the values of a file, checked as the edit page checks them.

    :raises WordUnknownError: a document has no such field, or it does not travel.
    :raises ValueRefusedError: the field does not take it.
    """
    if not isinstance(found, dict):
        raise ValueRefusedError("fields")
    known = fields_of_type()
    values = {}
    for name in found.keys() - GONE:
        sent = found[name]
        if name not in known or name in LOCAL:
            raise WordUnknownError(f"fields/{name}")
        values[name] = value_from_json(known[name], sent, f"fields/{name}")
    return values


def value_from_json(field: IField, sent: Any, where: str) -> Any:
    """Return one value.

    :raises ValueRefusedError: it is not right.
    """
    try:
        value = _converted(field, sent)
        # of no document yet: what one may choose is the site's
        field.bind(api.portal.get()).validate(value)
    except (Invalid, ValidationError, InvalidOperation, ValueError, TypeError):
        raise ValueRefusedError(where) from None
    return value


def _converted(field: IField, sent: Any) -> Any:
    if INamedBlobFileField.providedBy(field):
        return _file(sent)
    if isinstance(sent, bool) != IBool.providedBy(field):
        raise ValueError
    if IDecimal.providedBy(field):
        return Decimal(str(sent))
    if IInt.providedBy(field) and not isinstance(sent, int):
        raise ValueError
    if ICollection.providedBy(field) and not isinstance(sent, list):
        raise ValueError
    return sent


def _file(sent: Any) -> NamedBlobFile:
    if not isinstance(sent, dict) or set(sent) != {"filename", "data"}:
        raise ValueError
    name, data = sent["filename"], sent["data"]
    if not isinstance(name, str) or not isinstance(data, str):
        raise TypeError
    try:
        content = b64decode(data, validate=True)
    except binascii.Error:
        raise ValueError from None
    plain = "".join(sign for sign in name if sign.isprintable() and sign not in "/\\")
    return NamedBlobFile(content, "application/pdf", plain[-200:] or "formulier.pdf")
