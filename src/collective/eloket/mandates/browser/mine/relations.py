"""Work relations: look somebody up, add, change, let go, take a role over."""

from collective.eloket import _
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.mandates.browser.mine.form import FormPart
from collective.eloket.mandates.browser.mine.words import EMAIL
from collective.eloket.mandates.browser.mine.words import FAMILY
from collective.eloket.mandates.browser.mine.words import GIVEN
from collective.eloket.mandates.browser.mine.words import PERSON
from collective.eloket.mandates.browser.mine.words import PHONE
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import MemberUnknownError
from collective.eloket.mandates.enterprises.errors import WorkRelationFieldError
from collective.eloket.mandates.enterprises.typed import Person
from collective.eloket.mandates.enterprises.typed import read_person
from collective.eloket.mandates.enterprises.typed import read_words
from collective.eloket.mandates.self_registration.service import proven_number
from dataclasses import replace
from functools import cached_property


class PersonForm(FormPart):
    """Base: what is said of one person."""

    parts: tuple[str, ...] = tuple(PERSON)

    def fields(self) -> list[Field]:
        """Return the fields of a person."""
        return [
            self.field(
                PERSON[part][0],
                PERSON[part][1],
                self.known(part),
                required=part in ("number", "given_names", "family_name"),
            )
            for part in self.parts
        ]

    def known(self, part: str) -> str:
        """Return what stands in a field at first."""
        return ""

    def person(self) -> Person:
        """Return the person that was typed; where no number is asked, without one.

        :raises WorkRelationFieldError: something is not right.
        """
        typed = {part: self.said(PERSON[part][0]) for part in self.parts}
        read = read_person if "number" in self.parts else read_words
        try:
            return read(typed)
        except WorkRelationFieldError as error:
            self.wrong_field = PERSON.get(error.field, ("", ""))[0]
            raise


class LookUp(PersonForm):
    """*Toekenning opzoeken*: by organisation and number, which no address shows."""

    heading = _("tile_look_up", default="Look up what somebody has")
    action = _("action_look_up", default="Look up")
    parts = ("number",)
    place = ""

    def check(self) -> None:
        """Anybody signed in surely may ask; what they manage is looked at then."""
        enterprises.managed_by(self.who())

    @cached_property
    def managed(self) -> list[enterprises.Manager]:
        """All that who is signed in manages."""
        return enterprises.managed_by(self.who())

    def fields(self) -> list[Field]:
        """Return the organisation and the number."""
        choices = tuple(Choice(one.code, one.organisation.name) for one in self.managed)
        where = self.field(
            "organisatie",
            _("label_organisation", default="Organisation"),
            control=Control.CHOICE,
            choices=choices,
            required=True,
        )
        return [where, *super().fields()]

    def do(self) -> str:
        """Lead to whoever has that number.

        :raises MemberUnknownError: nobody of that number works there.
        """
        manager = self.manager(self.said("organisatie"))
        try:
            found = members.find_member(manager, self.person().number)
        except MemberUnknownError:
            self.wrong_field = PERSON["number"][0]
            raise
        address = self.url("organisaties", manager.code, "persoon", found.id)
        return self.redirect(address, status=303)

    @property
    def back_url(self) -> str:
        """Where one goes without doing anything."""
        return self.home_url


class AddPerson(PersonForm):
    """*Nieuwe persoon toevoegen*: works there from today on, without any right."""

    heading = _("heading_add_person", default="Add a person")
    action = _("action_add_person", default="Add the person")

    def do(self) -> str:
        """Add somebody.

        :raises MemberKnownError: whoever has that number works there already.
        """
        members.add(self.managing, self.person(), today())
        self.message(_("notice_person_added", default="The person is added."))
        return self.redirect(self.people_url, status=303)


class ChangePerson(PersonForm):
    """*Werkrelatie details*: names, e-mail and phone; or somebody leaves."""

    heading = _("heading_change_person", default="Details of the work relation")
    action = _("action_save", default="Save")
    danger = _("action_end_relation", default="End the work relation")
    parts = ("given_names", "family_name", "email", "phone")

    def show(self) -> str:
        """Show what is kept; the look is recorded first."""
        members.get_member(self.managing, self.path[3])
        self.audited(subject=None, action="organisation.view", object=self.number.code)
        return super().show()

    def do(self) -> str:
        """Change it, or end the work relation with all its rights."""
        if "weg" in self.request.form:
            members.let_go(self.managing, self.path[3])
            self.message(
                _("notice_relation_ended", default="The work relation has ended.")
            )
        else:
            members.change(self.managing, self.path[3], self.person())
            self.message(_("notice_person_changed", default="It is changed."))
        return self.redirect(self.people_url, status=303)

    @cached_property
    def member(self) -> members.Member:
        """Whom the path names.

        :raises MemberUnknownError: nobody of that name works there.
        """
        return members.get_member(self.managing, self.path[3])

    def known(self, part: str) -> str:
        """See PersonForm."""
        return getattr(self.member.relation, part)


class TakeOver(PersonForm):
    """A new main manager takes the role from a former one (seed 003, 36)."""

    heading = _("heading_take_over", default="Take over from a former manager")
    lead = _(
        "lead_take_over",
        default="You become head local manager. The former one does not manage the "
        "organisation any more.",
    )
    action = _("action_take_over", default="Take over")
    parts = ("given_names", "family_name", "email", "phone")

    def fields(self) -> list[Field]:
        """Return the number of the former one, and one's own address."""
        return [
            self.field(
                "vorige",
                _("label_former_number", default="Number of the former manager"),
                required=True,
            ),
            self.field("voornaam", GIVEN, required=True, autocomplete="given-name"),
            self.field("naam", FAMILY, required=True, autocomplete="family-name"),
            self.field("mail", EMAIL, required=True, autocomplete="email"),
            self.field("tel", PHONE, autocomplete="tel"),
        ]

    def do(self) -> str:
        """Take the role.

        :raises MemberUnknownError: the former one does not work there.
        :raises EloketError: see ``giving.take_over``.
        """
        try:
            former = read_person({"number": self.said("vorige")})
        except WorkRelationFieldError:
            self.wrong_field = "vorige"
            raise
        own = proven_number(self.managing.account.id)
        person = replace(self.person(), number=own)
        enterprises.take_over(self.managing, former.number, person)
        self.message(_("notice_taken_over", default="You are head local manager now."))
        return self.redirect(self.people_url, status=303)
