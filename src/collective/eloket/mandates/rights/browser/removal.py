"""An application, a right or a target group is taken away, after a question."""

from collective.eloket import _
from collective.eloket.mandates.rights import service
from collective.eloket.mandates.rights.browser.panel import PanelView
from collective.eloket.mandates.rights.exchange import record
from collective.eloket.mandates.rights.model import Application
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.model import TargetGroup
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


DELETED = _("message_rights_deleted", default="Taken away.")


class DeleteView(PanelView):
    """Asks whether one of them is to go; a POST takes it away."""

    template = ViewPageTemplateFile("templates/delete.pt")
    page_title = _("heading_rights_delete", default="Take this away?")

    def answer(self) -> str:
        """Ask, or take it away.

        :raises BuiltInError: it is of the built-in application.
        :raises GroupInUseError: a right is for that target group.
        :raises EloketError: there is no such application, right or target group.
        """
        self.title = self.name_of(self.found().names)
        if not self.posted:
            return self.template()
        record("rights.delete", self.group or self.right or self.application)
        if self.group:
            service.delete_group(self.group)
        elif self.right:
            service.delete_right(self.right)
        else:
            service.delete_application(self.application)
        return self.done(DELETED)

    def found(self) -> TargetGroup | Right | Application:
        """Return what the address names."""
        if self.group:
            return service.get_group(self.group)
        if self.right:
            return service.get_right(self.right)
        return service.get_application(self.application)

    @property
    def group(self) -> str:
        """The code of the target group that is to go; empty: it is none."""
        return self.asked("group")

    @property
    def right(self) -> str:
        """The code of the right that is to go; empty: it is none."""
        return self.asked("right")

    @property
    def application(self) -> str:
        """The number of the application that is to go."""
        return self.asked("application")
