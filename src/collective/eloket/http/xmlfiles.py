"""A file of settings in XML, read safely."""

from lxml import etree
from typing import Any


class NotXMLError(ValueError):
    """It is no XML, or more than we read; ``words`` for integrators, in English."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line
        self.words = words


def root_of(content: bytes) -> Any:
    """Return the root element; nothing but this text is read, no entity, no network.

    :raises NotXMLError: it is no XML, or has a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NotXMLError(error.lineno or 1, f"no XML: {error.msg}") from None
    if root.getroottree().docinfo.doctype:
        raise NotXMLError(1, "the file must have no DOCTYPE")
    return root


def begun(tag: str) -> Any:
    """Return the root element of a new file."""
    return etree.Element(tag)


def add(parent: Any, tag: str, text: str | None = None, **attributes: str) -> Any:
    """Add an element at the end of another; return it."""
    element = etree.SubElement(parent, tag, **attributes)
    element.text = text
    return element


def as_file(root: Any) -> bytes:
    """Return the file of an element, as people can read it."""
    return etree.tostring(
        root, encoding="utf-8", xml_declaration=True, pretty_print=True
    )
