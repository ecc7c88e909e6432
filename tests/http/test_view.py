"""The base of our pages: refusals, and writes from elsewhere."""

from collective.eloket.errors import NotFoundError
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.csrf import FIELD
from collective.eloket.http.errors import ForeignRequestError
from collective.eloket.http.view import EloketView
from plone import api

import pytest
import transaction


class Page(EloketView):
    """Does what the test says."""

    def respond(self):
        """Raise, or say that it answered."""
        if isinstance(self.context, Exception):
            raise self.context
        return "answered"


@pytest.fixture
def page(portal):
    """Make a page of the site that answers, or refuses with the error it is given."""
    transaction.begin()

    def make(error=None, method="GET"):
        request = portal.REQUEST.clone()
        request.environ["REQUEST_METHOD"] = request["REQUEST_METHOD"] = method
        view = Page(portal, request)
        view.context = error
        view.refusal = lambda: view.error_text
        return view

    yield make
    transaction.abort()


def test_a_good_page_is_no_refusal(page):
    view = page()
    assert view() == "answered"
    assert not transaction.isDoomed()
    assert view.request.response.getHeader("Cache-Control") == "no-store"


def test_a_refusal_shows_its_page_and_commits_nothing(page):
    view = page(NotFoundError())
    assert view() == view.error_text
    assert view.request.response.getStatus() == 404
    assert transaction.isDoomed()


def test_who_is_not_signed_in_is_led_there_and_nothing_is_committed(page):
    view = page(NotSignedInError())
    assert view() == ""
    assert view.request.response.getStatus() == 302
    assert "/aanmelden?came_from=" in view.request.response.getHeader("Location")
    assert transaction.isDoomed()


def test_a_form_without_the_value_of_the_session_is_refused(page):
    view = page(method="POST")
    view.request.environ["HTTP_ORIGIN"] = api.portal.get().absolute_url()
    assert view() == view.error_text
    assert isinstance(view.error, ForeignRequestError)
    assert view.request.response.getStatus() == 403
    assert transaction.isDoomed()


def test_a_form_with_the_value_of_the_session_is_taken(page):
    view = page(method="POST")
    view.request.environ["HTTP_ORIGIN"] = api.portal.get().absolute_url()
    view.request.form[FIELD] = view.csrf
    assert view() == "answered"
    assert view.posted
