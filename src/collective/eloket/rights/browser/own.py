"""The tab *Uw rechten*: everything about oneself, to take along."""

from collective.eloket import _
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormFields
from collective.eloket.http.fields import typed
from collective.eloket.interfaces import IProfileTab
from collective.eloket.rights import erasure
from collective.eloket.rights.browser.download import send_takeout
from collective.eloket.rights.takeout import level_of
from collective.eloket.rights.takeout import own_takeout
from collective.eloket.rights.takeout import Streamed
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer


PAGE = "mijn-profiel-rechten"
#: What a form sends to get everything.
EVERYTHING = "alles"
#: And to be erased, or not after all.
ERASE, KEEP = "wissen", "toch-niet"
ASKED = _(
    "notice_erasure_wished",
    default="We got your question. We decide about it, and send you an e-mail.",
)
TAKEN_BACK = _("notice_erasure_taken_back", default="We keep your data.")


@implementer(IProfileTab)
class RightsTab:
    """The tab *Uw rechten*."""

    title = _("tab_profile_rights", default="Your rights")
    order = 50
    view = PAGE
    for_members = False


class RightsView(ProfileView, FormFields):
    """What is kept, where it is seen, and a button that sends all of it."""

    template = ViewPageTemplateFile("templates/own.pt")

    def respond(self) -> str | Streamed:
        """Show the tab, or send everything.

        :raises InvalidAnswerError: nothing that one can do here.
        :raises AssuranceTooLowError: a part is seen after a stronger sign-in only.
        """
        session = self.require_citizen()
        if not self.posted:
            return super().respond()
        act = self.request.form.get("daad")
        if act == EVERYTHING:
            return send_takeout(self.request, own_takeout(session))
        return self.wish(session.user_id, act)

    def wish(self, me: str, act: object) -> str:
        """Ask to be erased, or want it no more.

        :raises InvalidAnswerError: nothing that one can do here.
        :raises ErasureError: something must be kept, or requests go on.
        """
        if act == ERASE:
            erasure.ask(me, me, typed(self.request.form, "woorden"))
            self.message(ASKED)
        elif act == KEEP:
            erasure.take_back(me)
            self.message(TAKEN_BACK)
        else:
            raise InvalidAnswerError
        return self.redirect(self.action_url, status=303)

    @property
    def is_asked(self) -> bool:
        """Does the citizen, or an officer for them, wait for a decision?"""
        return erasure.wish_of(self.session.user_id) is not None

    @property
    def fields(self) -> list[Field]:
        """The field for what the citizen wants to say."""
        title = _("label_erasure_words", default="What do you want to tell us?")
        return [Field("woorden", Control.LINES, title)]

    @cached_property
    def is_sure_enough(self) -> bool:
        """May this session see all of it?"""
        return self.session.level >= level_of(self.session.user_id)

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return f"{self.desk_url}/{PAGE}"
