"""The tab *Login* of *Mijn profiel*: how one signs in, and what is linked."""

from collective.eloket.accounts import linking
from collective.eloket.accounts import members
from collective.eloket.accounts import service
from collective.eloket.accounts.browser.link_words import link_label
from collective.eloket.accounts.browser.link_words import linked_heading
from collective.eloket.accounts.browser.link_words import unlink_label
from collective.eloket.accounts.browser.places import Places
from collective.eloket.accounts.errors import LinkingClosedError
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.minimum import is_enough
from collective.eloket.accounts.model import Link
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.accounts.proving import send_to_prove
from collective.eloket.accounts.ways import get_way
from collective.eloket.accounts.ways import Way
from collective.eloket.accounts.ways import ways
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters.words import UNKNOWN
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


class LoginView(Places, ProfileView):
    """How the citizen, or member of the site, signs in, and where they are."""

    template = ViewPageTemplateFile("templates/profile_login.pt")

    def respond(self) -> str:
        """Show the tab, or go to a provider to prove what is to be linked."""
        holder = self.holder
        if self.posted and "link" in self.request.form:
            provider = str(self.request.form["link"])
            address = send_to_prove(self.request, holder, provider)
            return self.redirect(address, status=303)
        if self.posted and self.wants_to_end:
            return self.redirect(self.end(), status=303)
        if holder.is_citizen:
            self.audited(subject=holder.user_id, action="profile.view")
        return self.template()

    @property
    def username(self) -> str | None:
        """The user name, if there is one."""
        if self.holder.is_citizen:
            return service.own_username(self.holder.user_id)
        return self.user.getUserName()

    @Lazy
    def has_password(self) -> bool:
        """Does the citizen sign in by user name too?"""
        holder = self.holder
        return holder.is_citizen and find_citizen(holder.user_id).has_password

    @property
    def may_choose_password(self) -> bool:
        """Can the citizen choose a first password, where one is enough today?"""
        if not self.holder.is_citizen or self.has_password:
            return False
        return is_enough(AssuranceLevel.NONE, service.PASSWORD)

    @Lazy
    def user(self):
        """The member of the site, as Plone knows them."""
        return members.find_user(self.holder.user_id)

    @property
    def holder_name(self) -> str:
        """What the citizen or member is called; may be empty."""
        if self.holder.is_citizen:
            return service.own_name(self.session)
        return self.user.getProperty("fullname", "")

    @property
    def email(self) -> str | Message:
        """Where the citizen or member gets mail."""
        if self.holder.is_citizen:
            return self.shown("email")
        return self.user.getProperty("email", "") or UNKNOWN

    @Lazy
    def may_link(self) -> bool:
        """Is linking open to this user?"""
        try:
            linking.check_may_hold(self.holder)
        except LinkingClosedError:
            return False
        return True

    @Lazy
    def providers(self) -> list[dict]:
        """What is linked, and what can be; each provider of the site once."""
        linked = {link.provider: link for link in linking.links_of(self.holder.user_id)}
        return [
            self.provider(plugin, linked.get(plugin.getId()))
            for plugin in ways(api.portal.get(), linked)
        ]

    def provider(self, plugin: Way, link: Link | None) -> dict:
        """Return what the page says of one provider."""
        return {
            "id": plugin.getId(),
            "title": plugin.title,
            "link": link,
            "since": None if link is None else self.day(local_time(link.since).date()),
            "last_used": None if link is None else self.day(link.last_used),
            "link_label": link_label(plugin),
            "unlink_label": unlink_label(plugin),
        }

    def day(self, day) -> str | None:
        """Return a day in words."""
        return None if day is None else plain_day(day, self.request["LANGUAGE"])

    @property
    def just_linked(self) -> Message | None:
        """What was linked just now, if that is so."""
        provider = self.request.form.get("linked")
        for found in self.providers:
            if found["id"] == provider and found["link"] is not None:
                return linked_heading(get_way(api.portal.get(), provider))
        return None
