"""What the services about cases share."""

from collective.eloket.cases.access import check_clerk
from collective.eloket.cases.access import check_level
from collective.eloket.cases.access import is_clerk_of
from collective.eloket.cases.access import own_case
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.lists import LONGEST_PAGE
from collective.eloket.cases.model import Page
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.desk import get_desk
from collective.eloket.http.service import EloketService
from functools import cached_property
from plone import api
from typing import Any
from urllib.parse import urlencode


USUAL_PAGE = 25
#: What the address of a next page keeps of this one's.
KEPT = ("b_size", "state", "group", "show", "document", "for_others", "versions")


class CaseService(EloketService):
    """Collects the names after its own, and reads what part of a list is asked."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: tuple[str, ...] = ()

    def publishTraverse(self, request, name):
        """Take the next name of the path."""
        self.path += (name,)
        return self

    def check_party(self) -> None:
        """Refuse who has nothing to do with the case that is the context, or too much.

        :raises NotSignedInError: nobody is signed in.
        :raises CaseNotFoundError: not the applicant, not a clerk of its group.
        :raises AssuranceTooLowError: the applicant, less sure than when it was sent.
        :raises OnBehalfRefusedError: the mandate that it was sent by ended.
        :raises OwnFamilyError: the clerk's own, or of their family.
        """
        if api.user.is_anonymous():
            raise NotSignedInError
        if self.session.user_id is not None:
            own_case(self.session, self.context.getId())
            check_level(self.session, self.context)
        elif not is_clerk_of(self.context):
            raise CaseNotFoundError
        else:
            check_clerk(self.context)

    @property
    def language(self) -> str:
        """The language of the answer."""
        return api.portal.get_current_language()

    @property
    def page_size(self) -> int:
        """How many rows: what ``b_size`` asks, from 1 to LONGEST_PAGE."""
        asked = self.request.form.get("b_size")
        if not isinstance(asked, str) or not asked.isdecimal():
            return USUAL_PAGE
        return max(1, min(int(asked[:6]), LONGEST_PAGE))

    @property
    def cursor(self) -> str | None:
        """After which row the page begins; from ``batching.next`` of the last page."""
        cursor = self.request.form.get("after")
        return cursor if isinstance(cursor, str) else None

    def case_url(self, reference: str) -> str:
        """Return the address of one of the citizen's own cases."""
        return f"{self.site_url}/@eloket-cases/{reference}"

    @cached_property
    def site_url(self) -> str:
        """The address of the site."""
        return api.portal.get().absolute_url()

    @cached_property
    def desk_url(self) -> str:
        """The address of the e-desk; the site's when there is none."""
        desk = get_desk(api.portal.get())
        return self.site_url if desk is None else desk.absolute_url()

    def page_url(self, reference: str) -> str:
        """Return the address of a case on the page of tasks."""
        return f"{self.desk_url}/taken/{reference}"

    def with_batching(self, answer: dict[str, Any], page: Page) -> dict[str, Any]:
        """Add the address of this page and of the next one."""
        here = self.request["URL"]
        answer["@id"] = here
        if page.cursor is not None:
            kept = {
                name: value
                for name, value in self.request.form.items()
                if name in KEPT and isinstance(value, str)
            }
            query = urlencode({**kept, "after": page.cursor})
            answer["batching"] = {"next": f"{here}?{query}"}
        return answer
