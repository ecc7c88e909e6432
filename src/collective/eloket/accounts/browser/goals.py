"""Where was the citizen going? Never away from this site."""

from collections.abc import Callable
from collective.eloket.accounts import capacity
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import tell_status
from collective.eloket.http.view import EloketView
from plone import api
from urllib.parse import urlencode

import transaction


class GoalView(EloketView):
    """Base of pages that lead back to where the citizen was going."""

    @property
    def came_from(self) -> str | None:
        """The path to go back to, relative to the site; None when nobody said."""
        site_url = api.portal.get().absolute_url()
        return local_path(site_url, self.request.form.get("came_from"))

    @property
    def goal(self) -> str:
        """Address to go to after signing in."""
        if self.came_from is None:
            return self.desk_url
        return f"{api.portal.get().absolute_url()}{self.came_from}"

    @property
    def after_sign_in(self) -> str:
        """Address to go to once somebody signed in: first to choose, if they can."""
        asks = capacity.page_after(self.request, self.desk_url, self.came_from)
        return asks or self.goal

    def page(self, name: str, **more: str) -> str:
        """Return the address of a page of the e-desk that knows the way back."""
        address = f"{self.desk_url}/{name}"
        query = {**more, **({"came_from": self.came_from} if self.came_from else {})}
        return f"{address}?{urlencode(query)}" if query else address

    def again(self, error: EloketError, page: Callable[[], str] | None = None) -> str:
        """Show a page, else this one, with what went wrong; nothing was changed."""
        transaction.doom()
        self.error = error
        tell_status(error, self.request)
        return (page or self.template)()


def text(value: object) -> str:
    """Return a form's value if it is one text, else an empty one."""
    return value if isinstance(value, str) else ""
