"""The pages that ask before they link or unlink."""

from collective.eloket import _
from collective.eloket.accounts import linking
from collective.eloket.accounts import pending
from collective.eloket.accounts import unlinking
from collective.eloket.accounts.browser.link_words import link_label
from collective.eloket.accounts.browser.link_words import question
from collective.eloket.accounts.browser.link_words import unlink_label
from collective.eloket.accounts.browser.means_texts import title_of
from collective.eloket.accounts.browser.profile_login import LoginView
from collective.eloket.accounts.errors import LastWayInError
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.proving import find_proven
from collective.eloket.accounts.proving import Proven
from collective.eloket.accounts.proving import send_to_prove
from collective.eloket.accounts.ways import find_way
from collective.eloket.accounts.ways import get_way
from collective.eloket.accounts.ways import OwnCard
from collective.eloket.accounts.ways import Way
from collective.eloket.http.dates import clock_time
from collective.eloket.identity.evidence import Evidence
from collective.eloket.parameters.words import LEVELS
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message

import hmac
import transaction


class LinkView(LoginView):
    """Names whose identity was proven, and links it by the holder's own click."""

    template = ViewPageTemplateFile("templates/link.pt")
    tab = "mijn-profiel-login"
    page_title = _("heading_link", default="Link a way to sign in")

    def respond(self) -> str:
        """Show what was proven, link it, or forget it."""
        proven = find_proven(self.request, self.holder)
        if not self.posted:
            return self.show(proven)
        self.check_shown(proven)
        if "stop" in self.request.form:
            pending.forget_all(self.request)
            return self.to_login()
        if not proven.is_fresh:
            provider = proven.evidence.provider
            address = send_to_prove(self.request, self.holder, provider)
            return self.redirect(address, status=303)
        linking.link(self.holder, proven.evidence)
        # only then: Zope may run this request again, and would find nothing
        transaction.get().addAfterCommitHook(_forget, (self.request,))
        return self.to_login(f"?linked={proven.evidence.provider}")

    def show(self, proven: Proven | None) -> str:
        """Show the page; without something to link lead to *Login*."""
        if proven is None:
            return self.redirect(f"{self.desk_url}/{self.tab}")
        linking.check_may_link(self.holder, proven.evidence)
        self.proven = proven
        return self.template()

    def check_shown(self, proven: Proven | None) -> None:
        """Refuse a click on a page that showed something else than there is now.

        :raises NothingPendingError: it took too long, was done, or is another tab's.
        """
        sent = self.request.form.get("proof")
        if proven is None or not isinstance(sent, str):
            raise NothingPendingError
        if not hmac.compare_digest(sent.encode(), proven.name.encode()):
            raise NothingPendingError

    def to_login(self, query: str = "") -> str:
        """Lead to the tab *Login*."""
        return self.redirect(f"{self.desk_url}/{self.tab}{query}", status=303)

    @property
    def evidence(self) -> Evidence:
        """What was proven."""
        return self.proven.evidence

    @Lazy
    def plugin(self) -> Way:
        """The provider at which it was, or the card."""
        return get_way(api.portal.get(), self.evidence.provider)

    @property
    def by_card(self) -> bool:
        """Was it the card itself?"""
        return isinstance(self.plugin, OwnCard)

    @property
    def label(self) -> Message:
        """What stands above the page and on its button."""
        return link_label(self.plugin)

    @property
    def question(self) -> Message:
        """What the page asks."""
        return question(self.plugin)

    @property
    def proven_name(self) -> str:
        """Whose identity it is."""
        attributes = self.evidence.attributes
        names = (attributes.get("given_names"), attributes.get("family_name"))
        return " ".join(name for name in names if name)

    @property
    def proven_means(self) -> Message:
        """By which means it was proven."""
        return title_of(self.evidence.means)

    @property
    def proven_level(self) -> Message:
        """How sure that is."""
        return LEVELS[self.evidence.level]

    @property
    def proven_at(self) -> str:
        """When it was proven, on the clocks of the municipality."""
        return clock_time(self.evidence.authenticated_at)

    @property
    def account_name(self) -> str:
        """What the account is called, for who holds it."""
        return self.username or self.holder_name

    @property
    def brings_number(self) -> bool:
        """Does the account get the national number of this identity?"""
        return linking.brings_number(self.holder, self.evidence)


class UnlinkView(LoginView):
    """Asks once more, then unlinks."""

    ask = ViewPageTemplateFile("templates/unlink.pt")
    tab = "mijn-profiel-login"
    page_title = _("heading_unlink", default="Unlink a way to sign in")

    def respond(self) -> str:
        """Ask, or unlink; where there is no other way in, say so.

        :raises NotLinkedError: nothing of this provider is linked.
        """
        self.provider_id = str(self.request.form.get("provider", ""))
        try:
            unlinking.check_may_unlink(self.holder, self.provider_id)
        except LastWayInError as error:
            return self.refuse_last(error)
        if not self.posted or "confirm" not in self.request.form:
            return self.ask()
        return self.done(unlinking.unlink(self.request, self.holder, self.provider_id))

    def refuse_last(self, error: LastWayInError) -> str:
        """Show the tab *Login* with the reason; nothing is changed."""
        transaction.doom()
        self.error = error
        self.request.response.setStatus(error.status)
        return self.template()

    def done(self, is_over: bool) -> str:
        """Lead to *Login*, or to sign-in when this session is over."""
        if not is_over:
            return self.redirect(f"{self.desk_url}/{self.tab}", status=303)
        self.message(
            _(
                "text_unlinked_signed_out",
                default="This is unlinked, and you are signed out. Sign in in another "
                "way.",
            )
        )
        return self.redirect(f"{self.desk_url}/aanmelden", status=303)

    @Lazy
    def plugin(self) -> Way | None:
        """The provider, if the site still has it; or the card."""
        return find_way(api.portal.get(), self.provider_id)

    @property
    def label(self) -> Message | str:
        """What stands above the page and on its button."""
        return self.provider_id if self.plugin is None else unlink_label(self.plugin)

    @property
    def title(self) -> Message | str:
        """What the provider is called."""
        return self.provider_id if self.plugin is None else self.plugin.title


def _forget(committed: bool, request) -> None:
    if committed:
        pending.forget_all(request)
