"""The offer to sign in more surely, on the pages that need it."""

from collective.eloket.accounts.means import title_of
from collective.eloket.catalogue.service import level_for
from collective.eloket.interfaces import IStrongerSignIn
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class StrongerSignIn:
    """Mixed into a page of a document."""

    #: Id of the form whose answers go along, None where nothing is typed.
    answers_form: str | None = None
    stronger_template = ViewPageTemplateFile("templates/stronger.pt")

    @cached_property
    def level_too_low(self) -> bool:
        """Is somebody signed in whose sign-in is not sure enough?"""
        session = self.session
        return session.user_id is not None and (
            session.level < level_for(self.context, session)
        )

    @property
    def stronger_note(self) -> str:
        """The note with a button per means; for ``structure``."""
        return self.stronger_template()

    @property
    def means_used(self) -> Message:
        """How the citizen signed in, in words."""
        return title_of(self.session.means)

    def stronger_means(self) -> list[dict]:
        """Return a button for each means that is sure enough."""
        needed = level_for(self.context, self.session)
        return IStrongerSignIn(self.request).means(needed)
