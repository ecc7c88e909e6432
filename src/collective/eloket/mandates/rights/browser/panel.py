"""Applications, their rights and target groups: list and forms."""

from collective.eloket import _
from collective.eloket.http.fields import Choice
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.identity.statements import CITIZENS
from collective.eloket.mandates.rights import forms
from collective.eloket.mandates.rights import service
from collective.eloket.mandates.rights.builtin import NUMBER
from collective.eloket.mandates.rights.checking import Problem
from collective.eloket.mandates.rights.errors import BuiltInError
from collective.eloket.mandates.rights.exchange import record
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.model import Names
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


SAVED = _("message_rights_saved", default="Saved.")


class PanelView(FormView):
    """Base of the pages."""

    permission = "collective.eloket: Manage rights"
    page_title = _("heading_rights", default="Applications and rights")

    @property
    def panel_url(self) -> str:
        """Address of the list."""
        return self.url_of("eloket-rights")

    def url_of(self, page: str) -> str:
        """Return the address of a page of the panel."""
        return f"{self.context.absolute_url()}/@@{page}"

    def asked(self, name: str) -> str:
        """Return what the address or the form names: ``application``, ``right`` …"""
        return typed(self.request.form, name)

    def name_of(self, names: Names) -> str:
        """Return a name in the language of the page."""
        return name_in(names, self.request["LANGUAGE"])

    def group_names(self) -> dict[str, str]:
        """Return code → name of the target groups, in their order."""
        return {one.code: self.name_of(one.names) for one in service.book().groups}

    def done(self, words: Message) -> str:
        """Lead back to the list, with a notice."""
        self.message(words)
        return self.redirect(self.panel_url, 303)


class RightsView(PanelView):
    """Lists the applications with their rights."""

    template = ViewPageTemplateFile("templates/rights.pt")

    def applications(self) -> list[dict]:
        """Return the applications, as they are listed."""
        return [self.shown(one) for one in service.book().applications]

    def shown(self, one: Application) -> dict:
        """Return one application with its rights."""
        groups = self.group_names()
        rights = [
            {
                "code": right.code,
                "name": self.name_of(right.names),
                "groups": [groups[group] for group in right.groups],
                "representative": right.representative,
                "contexts": [self.name_of(each.names) for each in right.contexts],
            }
            for right in one.rights
        ]
        return {
            "number": one.number,
            "name": self.name_of(one.names),
            "claim": one.claim,
            "fixed": one.number == NUMBER,
            "rights": rights,
        }

    def groups(self) -> list[dict]:
        """Return the target groups, as they are listed."""
        return [
            {
                "code": one.code,
                "name": self.name_of(one.names),
                "public": one.public,
                "stays": one.code == CITIZENS,
            }
            for one in service.book().groups
        ]


class FormPage(PanelView):
    """Base of the forms: shown, or saved by a POST.

    A subclass writes ``first()``, the fields before anybody types, and ``save()``,
    which keeps what was sent or returns what is wrong, with the fields made of it.
    """

    template = ViewPageTemplateFile("templates/form.pt")
    #: Names of the hidden fields that say what the form is about.
    about: tuple[str, ...]
    action: str

    def answer(self) -> str:
        """Show the form, or keep what was sent; when something is wrong, nothing.

        :raises BuiltInError: it is of the built-in application.
        :raises EloketError: there is no such application or right.
        """
        if self.asked("application") == NUMBER:
            raise BuiltInError
        self.fields = self.first()
        if not self.posted:
            return self.template()
        problems = self.save()
        if problems:
            return self.again()
        return self.done(SAVED)

    @property
    def hidden(self) -> list[dict]:
        """What the form is about, as far as it is about something known."""
        said = [{"name": name, "value": self.asked(name)} for name in self.about]
        return [one for one in said if one["value"]]


class ApplicationView(FormPage):
    """One application; without a number in the address a new one."""

    page_title = _("heading_application", default="Application")
    about = ("application",)
    action = "eloket-application"

    def first(self) -> list[Field]:
        """See FormPage."""
        number = self.asked("application")
        known = service.get_application(number) if number else forms.NEW_APPLICATION
        self.before = known
        return forms.application_fields(known)

    def save(self) -> list[Problem]:
        """See FormPage."""
        wanted = forms.typed_application(self.request.form, self.before)
        record("rights.application", wanted.number)
        former = self.asked("application") or None
        problems = service.set_application(wanted, former)
        own = [one for one in problems if one.application == wanted.number]
        self.fields = forms.application_fields(wanted, own)
        return problems


class RightView(FormPage):
    """One right of an application; without a code in the address a new one."""

    page_title = _("heading_right", default="Right")
    about = ("application", "right")
    action = "eloket-right"

    def first(self) -> list[Field]:
        """See FormPage."""
        service.get_application(self.asked("application"))
        code = self.asked("right")
        known = service.get_right(code) if code else forms.NEW_RIGHT
        return forms.right_fields(known, self.choices())

    def save(self) -> list[Problem]:
        """See FormPage."""
        wanted = forms.typed_right(self.request.form)
        record("rights.right", wanted.code)
        number, former = self.asked("application"), self.asked("right") or None
        problems = service.set_right(number, wanted, former)
        own = [one for one in problems if one.right == wanted.code]
        self.fields = forms.right_fields(wanted, self.choices(), own)
        return problems

    def choices(self) -> list[Choice]:
        """Return the target groups to choose among."""
        return [Choice(*pair) for pair in self.group_names().items()]


class GroupView(FormPage):
    """One target group; without a code in the address a new one."""

    page_title = _("heading_group", default="Target group")
    about = ("group",)
    action = "eloket-target-group"

    def first(self) -> list[Field]:
        """See FormPage."""
        code = self.asked("group")
        known = service.get_group(code) if code else forms.NEW_GROUP
        return forms.group_fields(known, is_new=not code)

    def save(self) -> list[Problem]:
        """See FormPage."""
        code = self.asked("group")
        wanted = forms.typed_group(self.request.form, code)
        record("rights.group", wanted.code)
        problems = service.set_group(wanted, is_new=not code)
        own = [one for one in problems if one.group == wanted.code]
        self.fields = forms.group_fields(wanted, not code, own)
        return problems
