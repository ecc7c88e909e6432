from collective.eloket.accounts import questions
from collective.eloket.accounts.questions import Answered
from collective.eloket.accounts.questions import USUAL
from plone import api
from plone.app.testing import logout

import pytest


FAQ = "collective.eloket.accounts.faq"
PAGE = "collective.eloket.accounts.help_page"


@pytest.fixture
def page(portal):
    with api.env.adopt_roles(["Manager"]):
        found = api.content.create(portal, "Document", "eid", title="De eID")
        api.content.transition(found, "publish")
    return found


def test_there_are_usual_questions(portal):
    assert questions.questions() == USUAL


@pytest.mark.parametrize("text", ["", "  \n\n "])
def test_an_empty_setting_leaves_the_usual_ones(portal, text):
    api.portal.set_registry_record(FAQ, text)
    assert questions.questions() == USUAL


def test_a_site_has_its_own(portal):
    api.portal.set_registry_record(FAQ, "Eerst?\nJa.\nAltijd.\n\n\n\nDan?\nNee.\n")
    assert questions.questions() == (
        Answered("Eerst?", "Ja.\nAltijd."),
        Answered("Dan?", "Nee."),
    )


def test_no_page_explains_the_card_at_first(portal):
    assert questions.help_page() is None


@pytest.mark.parametrize("path", ["eid", "/eid", "eid/"])
def test_a_page_of_the_site_explains_the_card(portal, page, path):
    api.portal.set_registry_record(PAGE, path)
    found = questions.help_page()
    assert (found.title, found.url) == ("De eID", page.absolute_url())


def test_a_page_that_is_gone_is_not_named(portal):
    api.portal.set_registry_record(PAGE, "gone")
    assert questions.help_page() is None


def test_a_page_that_the_reader_may_not_see_is_not_named(portal, page):
    api.portal.set_registry_record(PAGE, "eid")
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(page, "retract")
    logout()
    assert questions.help_page() is None
