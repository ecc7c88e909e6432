"""*Nieuw recht toekennen*: a right, given to one or more persons."""

from collective.eloket import _
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.mandates.browser.mine.form import FormPart
from collective.eloket.mandates.browser.mine.part import Part
from collective.eloket.mandates.browser.mine.words import BEGIN
from collective.eloket.mandates.browser.mine.words import END
from collective.eloket.mandates.browser.mine.words import PERSON
from collective.eloket.mandates.browser.mine.words import REASON
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import PeriodError
from collective.eloket.mandates.enterprises.errors import WorkRelationFieldError
from collective.eloket.mandates.enterprises.rules import rights_to_give
from collective.eloket.mandates.enterprises.typed import Grant
from collective.eloket.mandates.enterprises.typed import MOST_AT_ONCE
from collective.eloket.mandates.enterprises.typed import Person
from collective.eloket.mandates.enterprises.typed import read_period
from collective.eloket.mandates.enterprises.typed import read_person
from collective.eloket.mandates.enterprises.typed import read_reason
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import book
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


#: So many rows come with each press on *Nog personen*.
ROWS = 3


class GiveWhere(Part):
    """For which organisation? Who manages one only goes on at once."""

    template = ViewPageTemplateFile("templates/where.pt")

    def respond(self) -> str:
        """Show the organisations.

        :raises OnBehalfRefusedError: the sign-in is too weak.
        """
        found = self.organisations()
        if len(found) == 1:
            return self.redirect(found[0]["url"])
        return self.template()

    def organisations(self) -> list[dict[str, Any]]:
        """Return name and address of each."""
        return [
            {
                "name": manager.organisation.name,
                "number": manager.organisation.number.shown,
                "url": self.url("organisaties", manager.code, "geven"),
            }
            for manager in enterprises.managed_by(self.who())
        ]


class Give(FormPart):
    """The form; several persons at once."""

    heading = _("tile_give", default="Give a new right")
    lead = _(
        "lead_give",
        default="By national register number. Who never signed in here has the right "
        "from the first sign-in on.",
    )
    action = _("action_give_right", default="Give the right")
    more = _("action_more_persons", default="More persons")

    def do(self) -> str:
        """Give it to all, or to nobody."""
        if "meer" in self.request.form:
            return self.show()
        right = self.said("recht")
        grant = Grant(
            persons=self.persons(),
            right=right,
            period=self.period(),
            contexts=tuple(
                one.partition("~")[2]
                for one in self.chosen("context")
                if one.partition("~")[0] == right
            ),
            reason=read_reason({"reason": self.said("reden")}),
        )
        enterprises.give(self.managing, grant)
        self.message(GIVEN)
        if enterprises.needs_backup(self.managing.organisation):
            self.message(BACKUP)
        return self.redirect(self.people_url, status=303)

    def period(self):
        """Return the days.

        :raises PeriodError: they are not right.
        """
        said = {"begin": self.said("begin"), "end": self.said("einde")}
        try:
            return read_period(said, today())
        except PeriodError:
            self.wrong_field = "begin"
            raise

    def persons(self) -> tuple[Person, ...]:
        """Return the persons that were typed; empty rows are none, but for the first.

        :raises WorkRelationFieldError: something about one is not right.
        """
        rows = [self.row(place) for place in range(self.count)]
        found = []
        for place, said in enumerate(rows):
            if place and not any(said.values()):
                continue
            try:
                found.append(read_person(said))
            except WorkRelationFieldError as error:
                self.wrong_field = self.name_of(place, error.field)
                raise
        return tuple(found)

    def row(self, place: int) -> dict[str, str]:
        """Return what was typed of one person."""
        return {part: self.said(self.name_of(place, part)) for part in PERSON}

    def name_of(self, place: int, part: str) -> str:
        """Return the name of a field of one person."""
        return f"{PERSON[part][0]}{place}" if part in PERSON else part

    @property
    def count(self) -> int:
        """How many persons can be typed."""
        said = self.said("aantal")
        rows = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 1
        rows += ROWS if "meer" in self.request.form else 0
        return max(1, min(rows, MOST_AT_ONCE))

    def fields(self) -> list[Field]:
        """Return the fields; those of each person last."""
        known = self.rights()
        contexts = tuple(
            Choice(f"{code}~{one.value}", f"{title}: {self.named(one.names)}")
            for code, (title, right) in known.items()
            for one in right.contexts
        )
        fields = [
            self.field(
                "recht",
                RIGHT,
                control=Control.CHOICE,
                choices=tuple(Choice(code, one[0]) for code, one in known.items()),
                required=True,
            ),
            self.field("begin", BEGIN, today().isoformat(), control=Control.DATE),
            self.field("einde", END, control=Control.DATE),
            self.field("reden", REASON, control=Control.LINES),
        ]
        if contexts:
            fields.insert(
                1,
                self.field(
                    "context", CONTEXTS, control=Control.CHOICES, choices=contexts
                ),
            )
        for place in range(self.count):
            fields += self.fields_of(place)
        return fields

    def fields_of(self, place: int) -> list[Field]:
        """Return the fields of one person."""
        return [
            self.field(
                self.name_of(place, part),
                title if place == 0 else numbered(title, place + 1),
                required=part == "number" and place == 0,
            )
            for part, (_name, title) in PERSON.items()
        ]

    def rights(self) -> dict[str, tuple[str, Any]]:
        """Return code → name and right, of what this manager may give there."""
        group = self.managing.organisation.group
        known = {
            right.code: (application, right)
            for application in book().applications
            for right in application.rights
            if group in right.groups
        }
        found = {}
        for code in rights_to_give(self.managing.role, known):
            application, right = known[code]
            words = (self.named(one.names) for one in (application, right))
            found[code] = (": ".join(words), right)
        return found

    def named(self, names) -> str:
        """Return a name in the reader's language."""
        return name_in(names, self.request["LANGUAGE"])


def numbered(title, place: int):
    """Return the title of a field of a further person."""
    return _(
        "label_of_person",
        default="Person ${place}: ${what}",
        mapping={"place": str(place), "what": title},
    )


RIGHT = _("label_right", default="Right")
CONTEXTS = _("label_contexts_to_give", default="For what, where the right needs it")
GIVEN = _("notice_right_given", default="The right is given.")
BACKUP = _(
    "notice_backup_wished",
    default="There are fewer than two main access managers. Appoint a second one: the "
    "first is not always there.",
)
