"""*Mijn volmachten* and all below it: the names in the address say which page."""

from collective.eloket.errors import NotFoundError
from collective.eloket.http.view import EloketView
from collective.eloket.mandates.browser.mine.give import Give
from collective.eloket.mandates.browser.mine.give import GiveWhere
from collective.eloket.mandates.browser.mine.managers import Managers
from collective.eloket.mandates.browser.mine.overview import Overview
from collective.eloket.mandates.browser.mine.part import Part
from collective.eloket.mandates.browser.mine.people import Compare
from collective.eloket.mandates.browser.mine.people import Organisations
from collective.eloket.mandates.browser.mine.people import People
from collective.eloket.mandates.browser.mine.relations import AddPerson
from collective.eloket.mandates.browser.mine.relations import ChangePerson
from collective.eloket.mandates.browser.mine.relations import LookUp
from collective.eloket.mandates.browser.mine.relations import TakeOver
from collective.eloket.mandates.browser.mine.tasks import Decide
from collective.eloket.mandates.browser.mine.tasks import Task
from typing import NamedTuple
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class Road(NamedTuple):
    """A page: its names, ``*`` for any, and who shows it."""

    names: tuple[str, ...]
    part: type[Part]


ROADS = (
    Road((), Overview),
    Road(("geven",), GiveWhere),
    Road(("opzoeken",), LookUp),
    Road(("beheerders",), Managers),
    Road(("organisaties",), Organisations),
    Road(("organisaties", "*"), People),
    Road(("organisaties", "*", "geven"), Give),
    Road(("organisaties", "*", "vergelijken"), Compare),
    Road(("organisaties", "*", "toevoegen"), AddPerson),
    Road(("organisaties", "*", "overnemen"), TakeOver),
    Road(("organisaties", "*", "persoon", "*"), ChangePerson),
    Road(("taak", "*"), Task),
    Road(("taak", "*", "keur-goed"), Decide),
    Road(("taak", "*", "keur-af"), Decide),
)


def part_for(path: tuple[str, ...]) -> type[Part]:
    """Return who shows what the names stand for.

    :raises NotFoundError: nobody does.
    """
    for road in ROADS:
        if len(road.names) == len(path) and all(
            known in ("*", name) for known, name in zip(road.names, path, strict=True)
        ):
            return road.part
    raise NotFoundError


@implementer(IPublishTraverse)
class MyMandates(EloketView):
    """Leads to the part that the names behind it stand for."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take the next name of the path."""
        self.path += (name,)
        return self

    def respond(self) -> str:
        """Show the part, or do what was sent to it.

        :raises NotSignedInError: nobody is signed in, whatever the path names.
        :raises NotFoundError: there is no such page.
        """
        self.require_citizen()
        part = part_for(self.path)(self.context, self.request)
        part.path = self.path
        return part.respond()
