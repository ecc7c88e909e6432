"""Who manages an organisation, for who works there; and what to do without one."""

from collective.eloket import _
from collective.eloket.http.fields import Field
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.browser.mine.form import FormPart
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import service as enterprises
from collective.eloket.mandates.enterprises.asking import acting_account
from collective.eloket.mandates.enterprises.managing import Contact
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.register import represents
from collective.eloket.mandates.rights.service import book
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Managers(FormPart):
    """Seed 003, 33 to 37: who they are, whether they can be mailed, the step plan."""

    template = ViewPageTemplateFile("templates/managers.pt")
    heading = _("tile_managers", default="Who manages an organisation?")
    action = _("action_look_up", default="Look up")
    place = ""
    found: Organisation | None = None

    def check(self) -> None:
        """Refuse a sign-in that is too weak."""
        acting_account(self.who())

    def do(self) -> str:
        """Show what is known of the organisation that was typed.

        :raises OrganisationUnknownError: there is none of that number.
        """
        self.wrong_field = "organisatie"
        number = OrganisationNumber.parse(self.said("organisatie"))
        self.found = enterprises.get_organisation(number)
        if self.works_there:
            code = self.found.number.code
            self.audited(subject=None, action="organisation.view", object=code)
        return self.template()

    def fields(self) -> list[Field]:
        """Return the one field."""
        return [
            self.field(
                "organisatie",
                _("label_organisation_number", default="Number of the organisation"),
                required=True,
            )
        ]

    @property
    def works_there(self) -> bool:
        """Does who asks work for it, or represent it? Then they may know names."""
        account, code = acting_account(self.session), self.found.number.code
        known = [relations.find(code, key) for key in account.numbers]
        works = any(one is not None and one.end is None for one in known)
        return works or represents(account.numbers, self.found)

    def contacts(self) -> list[dict]:
        """Return the managers, for who works there; no addresses."""
        if not self.works_there:
            return []
        return [self.row(one) for one in enterprises.contacts_of(self.found)]

    def row(self, contact: Contact) -> dict:
        """Return a manager in words."""
        return {
            "name": contact.name,
            "right": self.right_name(contact.right),
            "has_email": bool(contact.email),
        }

    @property
    def can_be_asked(self) -> bool:
        """Is there a local manager with an e-mail address?"""
        return bool(enterprises.local_managers(self.found))

    @property
    def is_public(self) -> bool:
        """Is it a public body, which appoints a manager by a form (seed 003, 37)?"""
        group = book().find_group(self.found.group)
        return group is not None and group.public

    @property
    def back_url(self) -> str:
        """Where one goes without doing anything."""
        return self.home_url
