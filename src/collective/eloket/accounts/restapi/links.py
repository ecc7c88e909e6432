"""``@eloket-links``: the ways in through providers, of who is signed in."""

from collective.eloket.accounts import linking
from collective.eloket.accounts import unlinking
from collective.eloket.accounts.holder import get_holder
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.proving import send_to_prove
from collective.eloket.accounts.ways import ways
from collective.eloket.http.named import NamedService
from plone import api
from zope.i18n import translate


class Links(NamedService):
    """Base: the id of the provider is the next name in the address."""

    @property
    def holder(self) -> Holder:
        """Who is signed in, a citizen or a member of the site.

        :raises NotSignedInError: nobody is.
        """
        return get_holder(self.request)


class LinksGet(Links):
    """Lists the providers of the site, and what is linked there."""

    def respond(self) -> dict:
        """Return ``{items: [{provider, title, linked, since, last_used}]}``."""
        holder = self.holder
        self.check_no_name()
        if holder.is_citizen:
            self.audited(subject=holder.user_id, action="profile.view")
        found = {link.provider: link for link in linking.links_of(holder.user_id)}
        offered = ways(api.portal.get(), found)
        return {
            "items": [
                item(one, found.get(one.getId()), self.request) for one in offered
            ]
        }


def item(plugin, link, request) -> dict:
    """Return one provider, or the card; what is not linked has no dates."""
    last_used = None if link is None else link.last_used
    return {
        "provider": plugin.getId(),
        "title": translate(plugin.title, context=request),
        "linked": link is not None,
        "since": None if link is None else link.since.isoformat(),
        "last_used": None if last_used is None else last_used.isoformat(),
    }


class LinksPost(Links):
    """Begins linking: the browser goes to the provider, and then to a page of ours.

    There its holder sees whose identity was proven, and confirms it.
    """

    def respond(self) -> dict:
        """Return ``{url}``: where to send the browser that holds the cookie set here.

        :raises ProviderLinkedError: something of this provider is linked already.
        :raises LinkingClosedError: a member of the site with great powers.
        """
        holder = self.holder
        return {"url": send_to_prove(self.request, holder, self.only_name())}


class LinksDelete(Links):
    """Unlinks."""

    def respond(self) -> None:
        """Answer 204 without a body; the session is over when it began that way.

        :raises NotLinkedError: nothing of this provider is linked.
        :raises LastWayInError: there is no other way in.
        """
        unlinking.unlink(self.request, self.holder, self.only_name())
        return self.reply_no_content()
