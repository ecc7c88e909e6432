"""The page *Wachtwoord kiezen*: a first user name and password."""

from collective.eloket import _
from collective.eloket.accounts import own_login
from collective.eloket.accounts.browser.anew import AnewView
from collective.eloket.accounts.browser.fields import FIELDS
from collective.eloket.accounts.freshness import is_fresh
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.minimum import check_enough
from collective.eloket.accounts.names import own_username
from collective.eloket.accounts.service import PASSWORD
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


CHOSEN = _(
    "notice_password_chosen",
    default="From now on you can also sign in with your user name and password.",
)


class ChoosePasswordView(AnewView):
    """For citizens who came by a provider or a card only."""

    template = ViewPageTemplateFile("templates/choose_password.pt")
    page_title = _("heading_choose_password", default="Choose a user name and password")

    def respond(self) -> str:
        """Let the citizen prove who they are, ask, or set both.

        :raises MeansTooWeakError: nobody signs in by user name here any more.
        """
        session = self.require_citizen()
        if find_citizen(session.user_id).has_password:
            return self.redirect(f"{self.desk_url}/wachtwoord-wijzigen")
        check_enough(AssuranceLevel.NONE, PASSWORD)
        if self.chose_means:
            return self.to_provider()
        if not is_fresh(session, utcnow()):
            return self.prove()
        if not self.posted:
            return self.template()
        try:
            own_login.choose(
                self.request, session, self.typed("username"), self.typed("password")
            )
        except tuple(FIELDS) as error:
            return self.again(error, self.template)
        self.message(CHOSEN)
        return self.redirect(self.login_tab, status=303)

    @property
    def username(self) -> str | None:
        """The user name that the account has already, or None."""
        return own_username(self.session.user_id)
