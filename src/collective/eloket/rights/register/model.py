"""Papers for the supervisory authority: sections, and what each rule asks in them."""

from dataclasses import dataclass
from zope.i18nmessageid import Message


#: A word of ours, or one that somebody wrote in a setting.
Words = Message | str


@dataclass(frozen=True, slots=True)
class Party:
    """Who gets or gives data, and which; ``key`` names it in the settings.

    ``role`` is ``processor`` or ``controller``; empty when nobody said.
    """

    key: str
    words: Words
    role: str = ""
    contract: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one rule asks for; without ``lines`` people fill it in.

    ``law`` is where in Regulation (EU) 2016/679 the rule stands, as ``30(1)(b)``.
    """

    name: str
    law: str
    title: Message
    lines: tuple[Words, ...] = ()
    #: of whom the lines tell, in the same order, where programs want to know it
    parties: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries about one thing; ``name`` is the same each time."""

    name: str
    title: Words
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; ``law`` is the article that asks for it."""

    name: str
    law: str
    title: Message
    lead: Message
    sections: tuple[Section, ...]
