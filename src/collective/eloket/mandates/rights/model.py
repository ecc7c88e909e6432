"""Applications, their rights and contexts, target groups; plain values, no database."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field


LANGUAGES = ("nl", "fr", "de", "en")

#: Language → how people read it.
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """A kind of organisations, or citizens; ``code`` is the ``dg`` of an address.

    ``public``: its organisations are public bodies, which appoint a first manager by a
    form (seed 003, 37).
    """

    code: str
    names: Names
    public: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Within which part of an application a right holds."""

    value: str
    names: Names


@dataclass(frozen=True, slots=True)
class Right:
    """What somebody may be given; ``code`` is the ``ec`` of an address.

    ``representative``: a legal representative has it without being given it.
    """

    code: str
    names: Names
    groups: tuple[str, ...]
    representative: bool = False
    contexts: tuple[Context, ...] = ()

    @property
    def context_values(self) -> frozenset[str]:
        """The values of all contexts; a right without any has none to choose."""
        return frozenset(context.value for context in self.contexts)

    def roles(self) -> Iterator[tuple[str, str | None]]:
        """Yield what a claim may call it, with the context that this means."""
        yield self.code, None
        for context in self.contexts:
            yield f"{self.code}-{context.value}", context.value


@dataclass(frozen=True, slots=True)
class Application:
    """What has rights; ``number`` is the ``an`` of an address.

    ``claim``: rights may come in ``<claim>_rol_3d`` of a provider; empty: they do not.
    """

    number: str
    names: Names
    claim: str = ""
    rights: tuple[Right, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """All applications of a site, the built-in one first, and its target groups."""

    applications: tuple[Application, ...]
    groups: tuple[TargetGroup, ...]
    _by_code: dict[str, tuple[Application, Right]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Make what rights are found by."""
        found = {
            right.code: (application, right)
            for application in self.applications
            for right in application.rights
        }
        object.__setattr__(self, "_by_code", found)

    def find(self, number: str) -> Application | None:
        """Return the application of that number, or None."""
        named = (one for one in self.applications if one.number == number)
        return next(named, None)

    def find_right(self, code: str) -> Right | None:
        """Return the right of that code, or None."""
        found = self._by_code.get(code)
        return None if found is None else found[1]

    @property
    def group_codes(self) -> tuple[str, ...]:
        """The codes of the target groups, in their order."""
        return tuple(group.code for group in self.groups)

    def find_group(self, code: str) -> TargetGroup | None:
        """Return the target group of that code, or None."""
        return next((group for group in self.groups if group.code == code), None)

    def application_of(self, code: str) -> Application | None:
        """Return the application of a right, or None."""
        found = self._by_code.get(code)
        return None if found is None else found[0]


def name_in(names: Names, language: str) -> str:
    """Return the name in that language; in Dutch where there is none."""
    return names.get(language) or names.get("nl", "")
