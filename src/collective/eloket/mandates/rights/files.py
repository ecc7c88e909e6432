"""``eloket-rights.xml``: target groups, applications and rights, as one writes them."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.errors import MisconfiguredError
from collective.eloket.http.xmlfiles import add
from collective.eloket.http.xmlfiles import as_file
from collective.eloket.http.xmlfiles import begun
from collective.eloket.http.xmlfiles import NotXMLError
from collective.eloket.http.xmlfiles import root_of
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Context
from collective.eloket.mandates.rights.model import LANGUAGES
from collective.eloket.mandates.rights.model import Names
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup
from dataclasses import dataclass
from dataclasses import field
from typing import Any


FILE = "eloket-rights.xml"
ROOT, APPLICATION, RIGHT = "eloket-rights", "application", "right"
CONTEXT, NAME, GROUP = "context", "name", "target-group"

#: element → the attributes it may have, and the elements that may stand in it
SHAPE: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    ROOT: (frozenset({"purge"}), frozenset({GROUP, APPLICATION})),
    GROUP: (frozenset({"code", "public", "remove"}), frozenset({NAME})),
    APPLICATION: (
        frozenset({"number", "claim", "remove"}),
        frozenset({NAME, RIGHT}),
    ),
    RIGHT: (
        frozenset({"code", "groups", "representative"}),
        frozenset({NAME, CONTEXT}),
    ),
    CONTEXT: (frozenset({"value"}), frozenset({NAME})),
    NAME: (frozenset({"language"}), frozenset()),
}
TRUTH = {"true": True, "false": False}


class RightsFileError(MisconfiguredError):
    """The file cannot be used; nothing was changed. One line of text per problem."""

    def __init__(self, problems: Iterable[tuple[int, str]]) -> None:
        self.problems = sorted(problems)
        lines = [f"{FILE}, line {line}: {words}" for line, words in self.problems]
        super().__init__("\n".join([*lines, "Nothing was changed."]))


@dataclass(slots=True)
class Reading:
    """What a file wishes; ``lines``: application's number and right's code → line.

    ``group_lines``: a target group's code → line.
    """

    purge: bool = False
    applications: list[Application] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    lines: dict[tuple[str, str | None], int] = field(default_factory=dict)
    groups: list[TargetGroup] = field(default_factory=list)
    removed_groups: set[str] = field(default_factory=set)
    group_lines: dict[str, int] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def wrong(self, element: Any, words: str) -> None:
        """Note a problem at an element."""
        self.problems.append((element.sourceline or 1, words))


def read(content: bytes) -> Reading:
    """Return what the file wishes; whether its values are right is checked elsewhere.

    :raises RightsFileError: it cannot be read; all problems are told at once.
    """
    try:
        root = root_of(content)
    except NotXMLError as error:
        raise RightsFileError([(error.line, error.words)]) from None
    if root.tag != ROOT:
        raise RightsFileError([(1, f"the file begins with <{ROOT}>")])
    reading = Reading()
    reading.purge = _flag(reading, root, "purge")
    for element in _below(root, GROUP):
        _read_group(reading, element)
    for element in _below(root, APPLICATION):
        _read_application(reading, element)
    if reading.problems:
        raise RightsFileError(reading.problems)
    return reading


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of that name."""
    return (element for element in parent if element.tag == tag)


def _check_shape(reading: Reading, element: Any) -> None:
    """Note attributes and elements that do not belong there."""
    attributes, elements = SHAPE[element.tag]
    for name in element.attrib:
        if name not in attributes:
            reading.wrong(element, f"<{element.tag}> has no attribute {name!r}")
    for child in element:
        if child.tag not in elements:
            reading.wrong(child, f"<{child.tag}> may not stand in <{element.tag}>")


def _flag(reading: Reading, element: Any, name: str) -> bool:
    """Return an attribute that is true or false; false when it is not there."""
    _check_shape(reading, element)
    text = element.get(name, "false")
    if text not in TRUTH:
        reading.wrong(element, f"{name!r} is true or false")
    return TRUTH.get(text, False)


def _read_group(reading: Reading, element: Any) -> None:
    code = element.get("code", "")
    if code in reading.group_lines:
        reading.wrong(element, f"target group {code!r} stands in the file twice")
    reading.group_lines[code] = element.sourceline
    public = _flag(reading, element, "public")
    if _flag(reading, element, "remove"):
        reading.removed_groups.add(code)
    else:
        reading.groups.append(TargetGroup(code, _names(reading, element), public))


def _read_application(reading: Reading, element: Any) -> None:
    number = element.get("number", "")
    if (number, None) in reading.lines:
        reading.wrong(element, f"application {number!r} stands in the file twice")
    reading.lines[number, None] = element.sourceline
    if _flag(reading, element, "remove"):
        reading.removed.add(number)
        return
    rights = []
    for below in _below(element, RIGHT):
        right = _read_right(reading, below)
        reading.lines[number, right.code] = below.sourceline
        rights.append(right)
    reading.applications.append(
        Application(
            number=number,
            names=_names(reading, element),
            claim=element.get("claim", ""),
            rights=tuple(rights),
        )
    )


def _read_right(reading: Reading, element: Any) -> Right:
    representative = _flag(reading, element, "representative")
    contexts = []
    for below in _below(element, CONTEXT):
        _check_shape(reading, below)
        contexts.append(Context(below.get("value", ""), _names(reading, below)))
    return Right(
        code=element.get("code", ""),
        names=_names(reading, element),
        groups=tuple(element.get("groups", "").split()),
        representative=representative,
        contexts=tuple(contexts),
    )


def _names(reading: Reading, element: Any) -> Names:
    found: dict[str, str] = {}
    for below in _below(element, NAME):
        _check_shape(reading, below)
        language = below.get("language", "")
        if language not in LANGUAGES or language in found:
            reading.wrong(below, "one <name> per language: nl, fr, de, en")
        found[language] = (below.text or "").strip()
    return found


def write(
    applications: Iterable[Application],
    groups: Iterable[TargetGroup] = (),
    removed: Iterable[str] = (),
) -> bytes:
    """Return the file of what was checked; ``read`` reads it.

    ``groups``: those that are not as usual; ``removed``: codes of usual ones that went.
    """
    root = begun(ROOT)
    for group in groups:
        public = {"public": "true"} if group.public else {}
        _write_names(add(root, GROUP, code=group.code, **public), group.names)
    for code in removed:
        add(root, GROUP, code=code, remove="true")
    for one in applications:
        claim = {"claim": one.claim} if one.claim else {}
        element = add(root, APPLICATION, number=one.number, **claim)
        _write_names(element, one.names)
        for right in one.rights:
            _write_right(element, right)
    return as_file(root)


def _write_right(parent: Any, right: Right) -> None:
    attributes = {"code": right.code, "groups": " ".join(right.groups)}
    if right.representative:
        attributes["representative"] = "true"
    element = add(parent, RIGHT, **attributes)
    _write_names(element, right.names)
    for context in right.contexts:
        _write_names(add(element, CONTEXT, value=context.value), context.names)


def _write_names(parent: Any, names: Names) -> None:
    for language in LANGUAGES:
        add(parent, NAME, names[language], language=language)
