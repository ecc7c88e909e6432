"""The page *Aanmelden*."""

from collective.eloket import _
from collective.eloket.accounts import card_way
from collective.eloket.accounts import cookies
from collective.eloket.accounts import devices
from collective.eloket.accounts import service
from collective.eloket.accounts.asked import data_asked
from collective.eloket.accounts.asked import NAME
from collective.eloket.accounts.asked import NUMBER
from collective.eloket.accounts.browser.goals import GoalView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.browser.means_texts import badges
from collective.eloket.accounts.browser.means_texts import text_of
from collective.eloket.accounts.errors import MeansTooWeakError
from collective.eloket.accounts.errors import TooManyPasswordsError
from collective.eloket.accounts.errors import WrongPasswordError
from collective.eloket.accounts.freshness import ended_by_itself
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.accounts.leaving import leave
from collective.eloket.accounts.means import Choice
from collective.eloket.accounts.means import choices_of
from collective.eloket.accounts.means import names_of
from collective.eloket.accounts.means import OWN_CARD
from collective.eloket.accounts.means import used_last
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.provider_names import name_of
from collective.eloket.accounts.questions import Answered
from collective.eloket.accounts.questions import help_page
from collective.eloket.accounts.questions import HelpPage
from collective.eloket.accounts.questions import questions
from collective.eloket.accounts.session import sent_token
from collective.eloket.accounts.tls import door
from collective.eloket.accounts.tls.door import PAGE
from collective.eloket.errors import ProviderError
from collective.eloket.errors import ProviderSilentError
from collective.eloket.identity.levels import AssuranceLevel
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.component import getUtility


#: The kind of provider that is an app, and no page of the government.
APP = "itsme"
#: In the address and the forms of the page, for who has no account yet.
NEW = "nieuw"
#: What happens when one chooses a means.
BY_CARD = _(
    "text_sign_in_own_card",
    default="Your browser asks your card who you are. No other website is needed.",
)
BY_APP = _(
    "text_sign_in_app",
    default="You go to the page of the app for a moment, confirm on your smartphone "
    "and come back here.",
)
BY_PAGE = _(
    "text_sign_in_provider",
    default="You go to the sign-in page of the government for a moment and come back "
    "here. Signed in there already? Then there is nothing more to do.",
)


class SignInView(GoalView):
    """Offers every means, and the user name."""

    template = ViewPageTemplateFile("templates/sign_in.pt")
    means_panel = ViewPageTemplateFile("templates/means.pt")
    help_panel = ViewPageTemplateFile("templates/help.pt")

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
        address = leave(self.request, provider, means, self.came_from, self.is_new)
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

    @property
    def is_new(self) -> bool:
        """Did they come to register? An address cannot say more than that."""
        return NEW in self.request.form

    @property
    def stopped(self) -> bool:
        """Did the provider not answer?"""
        return isinstance(self.error, ProviderError | ProviderSilentError)

    @property
    def takes_passwords(self) -> bool:
        """Is a user name enough for this e-desk today?"""
        return is_enough(AssuranceLevel.NONE, service.PASSWORD)

    @property
    def card_by_browser(self) -> str | None:
        """Where a browser shows the card by TLS; None when it is not taken here."""
        return self.page(PAGE) if door.is_offered() else None

    @property
    def may_stay(self) -> bool:
        """Does this site let browsers stay signed in?"""
        return devices.is_offered()

    @property
    def session_over(self) -> bool:
        """Did a session end by itself just now, in this run of the browser?"""
        return (
            self.error is None
            and sent_token(self.request) is not None
            and ended_by_itself(self.request)
        )

    @property
    def username(self) -> str:
        """What was typed, to be shown again."""
        return text(self.request.form.get("username"))

    def groups(self) -> list[dict]:
        """Return the providers with their means, then the card itself; but first of all
        what was used last."""
        plugins = oidc.usable_providers(api.portal.get())
        all_means = {plugin.getId(): choices_of(plugin) for plugin in plugins}
        own = [OWN_CARD] if card_way.is_offered() else []
        found = [one for offered in all_means.values() for one in offered] + own
        last = used_last(found, cookies.last_means(self.request))
        self.names = dict(zip(found, names_of(found), strict=True))
        self.badges = badges(
            [choice.means for choice in found], last.means if last else None
        )
        groups = [
            self.group(plugin, all_means[plugin.getId()], last)
            for plugin in plugins
            if all_means[plugin.getId()]
        ]
        groups += [self.own_group(choice, last) for choice in own]
        return sorted(groups, key=lambda group: not group["cards"][0]["last"])

    def own_group(self, choice: Choice, last: Choice | None) -> dict:
        """Return the card as a way in of this site's own, without a provider."""
        return {
            "title": _(
                "heading_sign_in_own_card", default="Sign in with your card, directly"
            ),
            "cards": [self.card(choice, last)],
            "asked": (NAME, NUMBER),
            "asked_first": (),
            "address": self.page("aanmelden-met-eid"),
            "lead": BY_CARD,
        }

    def group(
        self, plugin: EloketOIDCPlugin, offered: list[Choice], last: Choice | None
    ) -> dict:
        """Return one provider's heading, means, and what it hands over."""
        named = getUtility(ICapacities).application
        settings = plugin.settings()
        more = data_asked(settings, Purpose.REGISTER, named)
        asked = more if self.is_new else data_asked(settings, Purpose.LOGIN, named)
        ordered = sorted(offered, key=lambda choice: choice != last)
        return {
            "title": _(
                "heading_sign_in_via",
                default="Sign in with ${provider}",
                mapping={"provider": name_of(plugin)},
            ),
            "cards": [self.card(choice, last) for choice in ordered],
            "asked": asked,
            "asked_first": [one for one in more if one not in asked],
            "address": None,
            "lead": BY_APP if plugin.preset == APP else BY_PAGE,
        }

    def card(self, choice: Choice, last: Choice | None) -> dict:
        """Return what the card of a means shows; a badge is given away once.

        That of what was used last only to the very same: a card that was read here is
        not the eID of a provider.
        """
        other = last is not None and choice.means == last.means and choice != last
        badge = None if other else self.badges.pop(choice.means, None)
        return {
            "choice": choice,
            "text": text_of(choice),
            "name": self.names[choice],
            "last": choice == last,
            "badge": badge.title if badge else None,
            "badge_icon": badge.icon if badge else "",
        }

    def questions(self) -> tuple[Answered, ...]:
        """What is asked often."""
        return questions()

    @property
    def help_page(self) -> HelpPage | None:
        """A page that explains the eID card."""
        return help_page()

    @property
    def staff_url(self) -> str:
        """Plone's own sign-in, for who works here; it knows the way back too."""
        address = f"{self.site_url}/login"
        if self.came_from is None:
            return address
        return f"{address}?{urlencode({'came_from': self.goal})}"
