"""``eloket-providers.xml``: providers as an integrator writes them, without secrets."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.accounts.oidc.environment import CLIENT
from collective.eloket.accounts.oidc.environment import variable
from collective.eloket.accounts.oidc.texts import is_secret
from collective.eloket.accounts.oidc.texts import text_of
from collective.eloket.accounts.oidc.texts import TRUTH
from collective.eloket.errors import MisconfiguredError
from collective.eloket.http.xmlfiles import add
from collective.eloket.http.xmlfiles import as_file
from collective.eloket.http.xmlfiles import begun
from collective.eloket.http.xmlfiles import NotXMLError
from collective.eloket.http.xmlfiles import root_of
from collective.eloket.messages.providers import SECRET_IN_FILE
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


FILE = "eloket-providers.xml"
ROOT, PROVIDER, SETTING = "eloket-providers", "provider", "setting"
#: element → the attributes it may have
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    ROOT: frozenset({"purge"}),
    PROVIDER: frozenset({"id", "preset", "remove", "purge"}),
    SETTING: frozenset({"name"}),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where; ``provider`` and ``setting`` None for all of it."""

    line: int
    words: str | Message
    provider: str | None = None
    setting: str | None = None

    def __str__(self) -> str:
        place = [f"line {self.line}"]
        place += [f"provider {self.provider!r}"] if self.provider else []
        place += [f"setting {self.setting!r}"] if self.setting else []
        words = translate(self.words, target_language="en")
        return f"{', '.join(place)}: {words}"


class ProvidersFileError(MisconfiguredError):
    """The file cannot be used; nothing was changed. One line of text per problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        lines = [f"{FILE}, {problem}" for problem in self.problems]
        super().__init__("\n".join([*lines, "Nothing was changed."]))


@dataclass(slots=True)
class Wish:
    """What the file says of one provider; ``texts``: setting → line and text.

    ``purge``: what the file does not name goes back to the preset.
    """

    id: str
    line: int
    preset: str | None = None
    remove: bool = False
    purge: bool = False
    texts: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """A file while it is read: what it wishes, and what is wrong with it."""

    purge: bool = False
    wishes: list[Wish] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, element: Any, words: str | Message, *place: str | None) -> None:
        """Note a problem at an element."""
        self.problems.append(Problem(element.sourceline or 1, words, *place))


def read(content: bytes) -> Reading:
    """Return what the file wishes.

    :raises ProvidersFileError: it cannot be read; all problems are told at once.
    """
    reading = Reading()
    root = parsed(content)
    if root.tag != ROOT:
        raise ProvidersFileError([Problem(1, f"the file begins with <{ROOT}>")])
    reading.purge = flag(reading, root, "purge")
    for element in children(reading, root, PROVIDER):
        read_provider(reading, element)
    if reading.problems:
        raise ProvidersFileError(reading.problems)
    return reading


def parsed(content: bytes) -> Any:
    """Return the root element, see ``http.xmlfiles``.

    :raises ProvidersFileError: it is no XML, or has a document type.
    """
    try:
        return root_of(content)
    except NotXMLError as error:
        raise ProvidersFileError([Problem(error.line, error.words)]) from None


def children(reading: Reading, parent: Any, tag: str) -> Iterator[Any]:
    """Yield the elements below; others than ``tag`` are a problem."""
    check_attributes(reading, parent)
    for element in parent:
        if element.tag == tag:
            yield element
        else:
            reading.wrong(element, f"only <{tag}> may stand in <{parent.tag}>")


def check_attributes(reading: Reading, element: Any) -> None:
    """Note attributes that an element does not have."""
    for name in element.attrib:
        if name in ATTRIBUTES[element.tag]:
            continue
        if is_secret(name):
            refuse_secret(reading, element, element.get("id", ""), name)
        else:
            reading.wrong(element, f"<{element.tag}> has no attribute {name!r}")


def flag(reading: Reading, element: Any, name: str) -> bool:
    """Return an attribute that is true or false; false when it is not there."""
    text = element.get(name, "false").lower()
    if text not in TRUTH:
        reading.wrong(element, f"{name!r} is true or false")
    return TRUTH.get(text, False)


def read_provider(reading: Reading, element: Any) -> None:
    """Add what the file says of one provider."""
    id = element.get("id", "")
    if any(wish.id == id for wish in reading.wishes):
        reading.wrong(element, "this provider stands in the file twice", id)
    wish = Wish(
        id,
        element.sourceline,
        element.get("preset"),
        flag(reading, element, "remove"),
        flag(reading, element, "purge"),
    )
    for setting in children(reading, element, SETTING):
        read_setting(reading, setting, wish)
    if wish.remove and wish.texts:
        reading.wrong(element, "a provider that is removed has no settings", id)
    reading.wishes.append(wish)


def read_setting(reading: Reading, element: Any, wish: Wish) -> None:
    """Add one setting; a secret is refused."""
    name = element.get("name", "")
    check_attributes(reading, element)
    if len(element):
        reading.wrong(element, "a setting holds text only", wish.id, name)
    if is_secret(name):
        refuse_secret(reading, element, wish.id, name)
    elif name in wish.texts:
        reading.wrong(element, "this setting stands there twice", wish.id, name)
    else:
        wish.texts[name] = (element.sourceline, "".join(element.itertext()))


def refuse_secret(reading: Reading, element: Any, id: str, name: str) -> None:
    """Note that there is a secret in the file, and where it belongs."""
    words = Message(SECRET_IN_FILE, mapping={"variable": variable(CLIENT, id)})
    reading.wrong(element, words, id, name)


def write(providers: Iterable[tuple[str, str, Mapping[str, Any]]]) -> bytes:
    """Return the file of providers: id, preset, and setting → value."""
    root = begun(ROOT)
    for id, preset, settings in providers:
        element = add(root, PROVIDER, id=id, preset=preset)
        for name, value in settings.items():
            add(element, SETTING, text_of(name, value), name=name)
    return as_file(root)
