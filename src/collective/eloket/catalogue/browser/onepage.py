"""A form that is filled in and sent on one page, and of which no draft is kept."""

from collective.eloket.catalogue.browser.form import FormPage
from collective.eloket.catalogue.steps import Step
from functools import cached_property


class OnePageForm(FormPage):
    """The form without steps, stamp and drafts: nobody could come back to them."""

    #: Name of the page below the document.
    name: str

    def show(self):
        """Show the form."""
        return self.template()

    def refuse(self, error):
        """Refuse as any page; there is nothing to keep."""
        return super(FormPage, self).refuse(error)

    def audited(self, **what) -> None:
        """Record nothing: nobody's data is shown."""

    @cached_property
    def steps(self) -> list[Step]:
        """One step, whatever fieldsets the form has."""
        return [Step("", self.questions)]

    @property
    def csrf(self) -> str:
        """Value of the hidden field."""
        return self.session.csrf

    @property
    def action_url(self) -> str:
        """See FormPage."""
        return f"{self.context.absolute_url()}/{self.name}"

    @property
    def draft_url(self) -> None:
        """See FormPage: nothing is kept."""

    @property
    def stamp(self) -> str:
        """See FormPage: there is no session to come back to."""
        return ""
