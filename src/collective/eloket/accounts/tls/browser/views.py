"""The site's page, where it begins and ends; the card host's, which takes cards."""

from collective.eloket import _
from collective.eloket.accounts import capacity
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.tls import handover
from collective.eloket.accounts.tls import sign_in
from collective.eloket.accounts.tls.door import PAGE
from collective.eloket.accounts.tls.handover import Proven
from collective.eloket.http.card_refused import RefusedCard
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


class RefusedHere(RefusedCard):
    """Base: who is refused begins anew, at the site and not at the card's host."""

    signs_in = True

    @property
    def action_url(self) -> str:
        """Where one tries again."""
        return f"{self.desk_url}/{PAGE}"

    @property
    def back_url(self) -> str:
        """Where one chooses another way."""
        return f"{self.desk_url}/aanmelden"


class CardHostView(RefusedHere):
    """Takes the certificate that our web server hands on; sends the browser back."""

    page_title = _("heading_card_sign_in", default="Sign in with your eID")

    def respond(self) -> str:
        """Return a redirect to the site, with a code that works once."""
        page = f"{self.desk_url}/{PAGE}"
        return self.redirect(sign_in.show(self.request, page), status=303)


class CardSignInView(RefusedHere):
    """Sends the browser to the card's host, takes it back, and asks for a click.

    A GET writes the side store only; the session begins by POST.
    """

    template = ViewPageTemplateFile("templates/card_sign_in.pt")
    page_title = _("heading_card_sign_in", default="Sign in with your eID")
    proven: Proven | None = None

    def respond(self) -> str:
        """Do the step that the browser is at."""
        if not self.posted and "code" in self.request.form:
            handover.take(self.request, self.request.form["code"])
            # away from the address with the code in it
            return self.redirect(f"{self.desk_url}/{PAGE}", status=303)
        self.proven = handover.find(self.request)
        if self.posted:
            return self.finish()
        if self.proven is None:
            return self.redirect(sign_in.begin(self.request, self.came_from))
        return self.template()

    @property
    def came_from(self) -> str | None:
        """Where the citizen was going, relative to the site; None when nobody said."""
        return local_path(self.site_url, self.request.form.get("came_from"))

    def finish(self) -> str:
        """Sign in, or lead an unknown card to *Nieuw hier?*; or forget it.

        :raises NothingPendingError: it took too long, or was done.
        """
        if self.proven is None:
            raise NothingPendingError
        if "stop" in self.request.form:
            handover.forget(self.request)
            return self.redirect(f"{self.desk_url}/aanmelden", status=303)
        came_from = self.proven.came_from
        if not sign_in.finish(self.request, self.proven):
            query = f"?{urlencode({'came_from': came_from})}" if came_from else ""
            return self.redirect(f"{self.desk_url}/registreren{query}", status=303)
        asks = capacity.page_after(self.request, self.desk_url, came_from)
        goal = f"{self.site_url}{came_from}" if came_from else self.desk_url
        return self.redirect(asks or goal, status=303)

    @property
    def proven_name(self) -> str:
        """Whose card it is."""
        attributes = self.proven.evidence.attributes
        names = (attributes.get("given_names"), attributes.get("family_name"))
        return " ".join(name for name in names if name)
