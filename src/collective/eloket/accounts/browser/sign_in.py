"""The page *Aanmelden*."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts import devices
from collective.eloket.accounts import service
from collective.eloket.accounts.browser.goals import GoalView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.browser.means_texts import LAST
from collective.eloket.accounts.browser.means_texts import text_of
from collective.eloket.accounts.errors import MeansTooWeakError
from collective.eloket.accounts.errors import TooManyPasswordsError
from collective.eloket.accounts.errors import WrongPasswordError
from collective.eloket.accounts.leaving import leave
from collective.eloket.accounts.means import choices
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.errors import EloketError
from collective.eloket.errors import ProviderError
from collective.eloket.errors import ProviderSilentError
from collective.eloket.http.errors import tell_status
from collective.eloket.identity.levels import AssuranceLevel
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy

import transaction


class SignInView(GoalView):
    """Offers every means, and the user name."""

    template = ViewPageTemplateFile("templates/sign_in.pt")

    def respond(self) -> str:
        """Show the page, or go on with the means that was chosen."""
        if not self.posted:
            return self.template()
        try:
            if "keuze" in self.request.form:
                return self.to_provider()
            return self.by_password()
        except (
            MeansTooWeakError,
            TooManyPasswordsError,
            WrongPasswordError,
        ) as error:
            return self.again(error)
        except (ProviderError, ProviderSilentError) as error:
            return self.again(error)

    def to_provider(self) -> str:
        """Send the browser to the provider."""
        provider, _slash, means = text(self.request.form["keuze"]).partition("/")
        address = leave(self.request, provider, means, self.came_from)
        return self.redirect(address, status=303)

    def by_password(self) -> str:
        """Sign in with user name and password."""
        form = self.request.form
        service.sign_in_with_password(
            self.request,
            text(form.get("username")),
            text(form.get("password")),
            stay="stay" in form,
        )
        return self.redirect(self.goal, status=303)

    def again(self, error: EloketError) -> str:
        """Show the page again with what went wrong; nothing is kept."""
        transaction.doom()
        self.error = error
        tell_status(error, self.request)
        return self.template()

    @property
    def stopped(self) -> bool:
        """Did the provider not answer?"""
        return isinstance(self.error, ProviderError | ProviderSilentError)

    @property
    def takes_passwords(self) -> bool:
        """Is a user name enough for this e-desk today?"""
        return is_enough(AssuranceLevel.NONE, service.PASSWORD)

    @property
    def may_stay(self) -> bool:
        """Does this site let browsers stay signed in?"""
        return devices.is_offered()

    @property
    def username(self) -> str:
        """What was typed, to be shown again."""
        return text(self.request.form.get("username"))

    @Lazy
    def cards(self) -> list[dict]:
        """The means, the one used last first."""
        last = cookies.last_means(self.request)
        return [
            {
                "choice": choice,
                "text": text_of(choice),
                "last": choice.means == last,
                "badge": LAST if choice.means == last else text_of(choice).badge,
                "badge_icon": "done"
                if choice.means == last
                else text_of(choice).badge_icon,
            }
            for choice in choices(api.portal.get(), last)
        ]
