"""Pages that ask to sign in anew first, because they change how one signs in."""

from collective.eloket.accounts.browser.fields import FieldsView
from collective.eloket.accounts.browser.goals import text
from collective.eloket.accounts.leaving import leave
from collective.eloket.accounts.leaving import own_choices
from collective.eloket.accounts.means import names_of
from collective.eloket.accounts.own_errors import SignInAnewError
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


class AnewView(FieldsView):
    """Base of such pages; ``page_title`` is also their heading."""

    prove_template = ViewPageTemplateFile("templates/prove_anew.pt")

    def prove(self) -> str:
        """Ask to sign in anew; what was sent is not done."""
        if self.posted:
            return self.again(SignInAnewError(), self.prove_template)
        return self.prove_template()

    @property
    def chose_means(self) -> bool:
        """Was a button pressed that leads to a provider?"""
        return self.posted and "keuze" in self.request.form

    def to_provider(self) -> str:
        """Lead to the provider; the citizen comes back here, signed in anew."""
        provider, _slash, means = text(self.request.form["keuze"]).partition("/")
        address = leave(self.request, provider, means, self.local_path())
        return self.redirect(address, status=303)

    def prove_means(self) -> list[dict]:
        """Return a button for each means that leads to this account."""
        found = own_choices(self.request)
        return [
            {"value": f"{one.provider}/{one.means}", "title": name}
            for one, name in zip(found, names_of(found), strict=True)
        ]

    @property
    def sign_in_page(self) -> str:
        """Address of the sign-in page that leads back here, for who has a card only."""
        goal = urlencode({"came_from": self.local_path()})
        return f"{self.desk_url}/aanmelden?{goal}"

    @property
    def login_tab(self) -> str:
        """Address of the tab *Login*."""
        return f"{self.desk_url}/mijn-profiel-login"
