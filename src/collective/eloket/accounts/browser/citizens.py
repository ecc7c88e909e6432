"""*Burgers*: officers look a citizen up, by whole values and with a purpose."""

from collective.eloket import _
from collective.eloket.accounts import search
from collective.eloket.accounts.browser.means_texts import title_of
from collective.eloket.accounts.chosen import choice_of
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.search_errors import BirthDateUnreadableError
from collective.eloket.accounts.search_errors import PurposeMissingError
from collective.eloket.accounts.search_errors import SearchUnclearError
from collective.eloket.accounts.search_model import Found
from collective.eloket.accounts.search_model import NAMES
from collective.eloket.accounts.search_model import Purpose
from collective.eloket.accounts.search_model import PURPOSES
from collective.eloket.accounts.search_model import Sought
from collective.eloket.http.fields import Field
from collective.eloket.http.purpose import PurposeForm
from collective.eloket.identity.errors import InvalidNationalNumberError
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


#: Who may go on to what can be done with somebody's data; the page is a room above.
OPEN_PERSONS = "collective.eloket: Manage retention"
TITLES = {
    "national_number": _("label_national_number", default="National register number"),
    "reference": _("label_reference", default="Reference"),
    "email": _("label_email", default="E-mail address"),
    "username": _("label_login_name", default="Login name"),
    "family_name": _("label_family_name", default="Name"),
    "birth_date": _("label_birth_date", default="Date of birth"),
}
HELP = {
    "reference": _(
        "help_search_reference", default="Of a request, as in 2026-7F3K-92QX"
    ),
    "family_name": _("help_search_name", default="The whole family name"),
    "birth_date": _("help_search_birth", default="As in 30/07/1985"),
}
#: Field that a refusal is about.
ABOUT = {
    PurposeMissingError: "purpose",
    SearchUnclearError: "national_number",
    InvalidNationalNumberError: "national_number",
    BirthDateUnreadableError: "birth_date",
}


class CitizensView(PurposeForm):
    """Asks for a purpose and one thing to look by; shows the least of who is found."""

    template = ViewPageTemplateFile("templates/citizens.pt")
    permission = search.PERMISSION
    for_staff = True
    for_clerks = True
    page_title = _("heading_citizens", default="Look a citizen up")
    purpose_title = _("label_purpose", default="Why do you look?")
    purposes = PURPOSES
    about = ABOUT
    #: Who was found; None: nobody looked yet.
    found: list[Found] | None = None

    def answer(self) -> str:
        """Show the page, or look."""
        if not self.posted:
            return self.template()
        sought = Sought(**{name: self.typed(name) for name in NAMES})
        purpose = Purpose(self.typed("purpose"), self.typed("words"))
        try:
            self.found = search.search(purpose, sought, self.session.means)
        except tuple(ABOUT) as error:
            self.error = error
            return self.again()
        return self.template()

    @Lazy
    def sought_fields(self) -> list[Field]:
        """What somebody looks by."""
        return [
            self.field(name, TITLES[name], help=HELP.get(name), required=True)
            for name in NAMES
        ]

    @Lazy
    def may_open(self) -> bool:
        """May the reader go on with whom was found?"""
        return api.user.has_permission(OPEN_PERSONS, obj=self.context)

    def choice(self, found: Found) -> str:
        """Return what the form that goes on with a citizen carries."""
        purpose = Purpose(self.typed("purpose"), self.typed("words"))
        officer = api.user.get_current().getId()
        return choice_of(officer, found.person_id, purpose)

    @property
    def wrong_fields(self) -> list[Field]:
        """The fields that are not right."""
        return [one for one in (*self.purpose_fields, *self.sought_fields) if one.words]

    def means(self, found: Found) -> list[Message | str]:
        """Return by what somebody can sign in, in words."""
        titles = {one.getId(): one.title for one in oidc.providers(api.portal.get())}
        return [titles.get(name) or title_of(name) for name in found.means]
