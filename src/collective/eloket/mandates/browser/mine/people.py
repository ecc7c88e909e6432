"""Organisations that one manages, their people, and what these have."""

from collective.eloket import _
from collective.eloket.errors import NotFoundError
from collective.eloket.mandates.browser.mine.form import FormPart
from collective.eloket.mandates.browser.mine.part import Part
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.members import Member
from collective.eloket.mandates.enterprises.rules import Role
from collective.eloket.mandates.enterprises.typed import read_holdings
from collective.eloket.mandates.enterprises.typed import read_reason
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


#: As what somebody manages → how it is said.
ROLES = {
    Role.LOCAL: _("role_local", default="local manager"),
    Role.HEAD: _("role_head", default="head local manager"),
    Role.MAIN: _("role_main", default="main access manager"),
    Role.REPRESENTATIVE: _("role_representative", default="legal representative"),
}
#: So many persons are compared at most: more do not fit beside each other.
MOST_COMPARED = 6


class Organisations(Part):
    """*Toon organisaties*."""

    template = ViewPageTemplateFile("templates/organisations.pt")

    def respond(self) -> str:
        """Show them.

        :raises OnBehalfRefusedError: the sign-in is too weak.
        """
        session = self.who()
        self.audited(subject=session.user_id, action="organisations.list")
        return self.template()

    def organisations(self) -> list[dict[str, Any]]:
        """Return each with as what one manages it."""
        return [
            {
                "name": manager.organisation.name,
                "number": manager.organisation.number.shown,
                "role": ROLES[manager.role],
                "needs_backup": enterprises.needs_backup(manager.organisation),
                "url": self.url("organisaties", manager.code),
            }
            for manager in enterprises.managed_by(self.who())
        ]


class People(FormPart):
    """The people of one organisation, fifty at a time; rights are taken away here."""

    template = ViewPageTemplateFile("templates/people.pt")

    def show(self) -> str:
        """Show them; the look is recorded first."""
        self.audited(subject=None, action="organisation.view", object=self.number.code)
        return self.template()

    def do(self) -> str:
        """Take all rights away that were ticked, or none."""
        named = read_holdings({"holdings": self.chosen("recht")})
        reason = read_reason({"reason": self.said("reden")})
        enterprises.take(self.managing, named, reason)
        self.message(TAKEN)
        return self.redirect(self.people_url, status=303)

    @cached_property
    def listed(self) -> list[Member]:
        """The people of this page."""
        return members.members(self.managing, self.said("na"))

    @property
    def next_url(self) -> str:
        """Address of who comes then; empty: that is all."""
        if len(self.listed) < members.MOST_SHOWN:
            return ""
        return f"{self.people_url}?na={self.listed[-1].id}"

    def rows(self) -> list[dict[str, Any]]:
        """Return the people in words."""
        return [self.row(member) for member in self.listed]

    def row(self, member: Member) -> dict[str, Any]:
        """Return somebody in words; what was taken away is not shown."""
        day = today()
        return {
            "id": member.id,
            "name": member.relation.name,
            "email": member.relation.email,
            "phone": member.relation.phone,
            "ended": self.day(member.relation.end),
            "url": self.url("organisaties", self.number.code, "persoon", member.id),
            "rights": [
                {
                    "id": f"{member.id}.{one.id}",
                    "name": self.right_name(one.right),
                    "contexts": self.context_names(one.right, one.contexts),
                    "begin": self.day(one.begin),
                    "end": self.day(one.end),
                    "holds": one.holds(day),
                }
                for one in member.held
                if not one.revoked
            ],
        }


class Compare(FormPart):
    """*Vergelijk meerdere personen*: who has which right today."""

    template = ViewPageTemplateFile("templates/compare.pt")

    def show(self) -> str:
        """Show the persons that were ticked; the look is recorded first.

        :raises MemberUnknownError: one of them does not work there.
        """
        self.persons = [
            members.get_member(self.managing, id)
            for id in dict.fromkeys(self.chosen("wie")[:MOST_COMPARED])
        ]
        self.audited(subject=None, action="organisation.view", object=self.number.code)
        return self.template()

    def do(self) -> str:
        """:raises NotFoundError: nothing is changed here."""
        raise NotFoundError

    def rights(self) -> list[tuple[str, list[bool]]]:
        """Return each right by name, and which of them has it."""
        return [
            (self.right_name(right), has)
            for right, has in members.compared(self.persons)
        ]


TAKEN = _("notice_rights_taken", default="The rights are taken away, from now on.")
