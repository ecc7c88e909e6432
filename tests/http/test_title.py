from collective.eloket.http.browser.title import PageTitleViewlet
from collective.eloket.http.heading import PLACE
from collective.eloket.interfaces import IEloketView
from tests.http.requests import request
from types import SimpleNamespace
from zope.interface import directlyProvides


def own_title(title, ours=True, **more):
    view = SimpleNamespace(page_title=title, **more)
    if ours:
        directlyProvides(view, IEloketView)
    context = SimpleNamespace(title="E-loket")
    return PageTitleViewlet(context, request(), view).own_title


def test_a_page_has_the_title_it_gives():
    assert own_title("Aanmelden") == "Aanmelden"
    assert own_title("Aanmelden", failed=False) == "Aanmelden"


def test_a_page_that_failed_says_so():
    assert own_title("Aanmelden", failed=True) == "Error: Aanmelden"


def test_a_page_without_a_title_waits_for_its_heading():
    assert own_title(None) == PLACE


def test_a_page_of_plone_has_the_contents():
    assert own_title("Stranger", ours=False) is None


def test_what_somebody_typed_is_no_markup():
    assert own_title("</title><script>") == "&lt;/title&gt;&lt;script&gt;"
