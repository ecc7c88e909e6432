"""The form of a document has no road of its own, as it is made: private."""

from collective.eloket.catalogue.content import FORM_ID
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.errors import FormLockedError
from plone import api
from tests.catalogue.house import make_desk

import pytest
import transaction


#: Every page of easyform that shows, sends or exports a form, by each way to say it.
PAGES = [
    "/view",
    "/@@view",
    "/++view++view",
    "/embedded",
    "/@@embedded",
    "/++view++embedded",
    "/actions",
    "/@@actions",
    "/fields",
    "/@@fields/@@modeleditor",
    "/edit",
    "/saveddata",
    "/data",
    "/export-easyform",
    "/++view++export-easyform",
    "/import-easyform",
    "/@@z3cform_validate_field",
    "/fields_model",
    "/actions_model",
    "/++attribute++fields_model",
    "/manage_main",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", ["stranger", "citizen"])
def test_nobody_but_staff_sees_a_page_of_the_form(served, who, path):
    client = getattr(served, who)()
    answer = client.get(served.form + path, allow_redirects=False)
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        # a citizen is led to the citizens' sign-in, which is no way in either
        login = "require_login" if who == "stranger" else "/aanmelden?came_from="
        assert login in answer.headers["Location"]
    assert "supermodel" not in answer.text


@pytest.mark.parametrize("who", ["stranger", "citizen", "program"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_rest_does_not_know_the_form(served, who, method):
    client = getattr(served, who)(**({} if who != "stranger" else JSON))
    answer = client.request(method, served.form, json=CHANGE, headers=JSON)
    assert answer.status_code in (401, 403, 404)
    assert "supermodel" not in answer.text
    check_unchanged(served)


JSON = {"Accept": "application/json"}
CHANGE = {"title": "x", "actions_model": "<model/>", "fields_model": "<model/>"}


def check_unchanged(served):
    """The form is as it was made."""
    transaction.begin()
    form = served.document.form
    assert form.title == "Bewijs"
    assert "Waarvoor?" in form.fields_model
    assert "<field" not in form.actions_model


@pytest.mark.parametrize("who", ["eef", "admin"])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_rest_is_shut_for_staff_too(served, who, method):
    client = served.staff(who, **JSON)
    answer = client.request(method, served.form, json=CHANGE)
    assert answer.status_code in (403, 404)
    assert "supermodel" not in answer.text
    check_unchanged(served)


@pytest.mark.parametrize("name", ["@history", "@workflow", "@sharing", "@actions"])
def test_stock_services_on_the_form_are_shut_for_citizens(served, name):
    answer = served.program().get(f"{served.form}/{name}")
    assert answer.status_code in (401, 404)


@pytest.mark.parametrize("path", ["", "/@@view", "/embedded"])
def test_the_stock_form_cannot_be_sent(served, path):
    sent = {"form.widgets.reason": "rent", "form.buttons.submit": "Verzenden"}
    answer = served.citizen().post(served.form + path, data=sent, allow_redirects=False)
    assert answer.status_code != 200
    assert served.number_of_cases() == 0


def test_an_editor_edits_the_questions(served):
    assert served.staff().get(f"{served.form}/fields").status_code == 200


@pytest.mark.parametrize("who", ["eef", "admin"])
def test_a_second_form_cannot_be_added(served, who):
    body = {"@type": "EasyForm", "title": "Second"}
    answer = served.staff(who, **JSON).post(served.url, json=body)
    assert answer.status_code in (401, 403)


def test_a_form_does_not_leave_its_document(integration, served_document):
    with pytest.raises(FormLockedError):
        served_document.manage_delObjects([FORM_ID])
    assert IDocumentForm.providedBy(served_document.form)


def test_a_form_goes_with_its_document(integration, served_document):
    desk = served_document.aq_parent
    draft = api.content.create(desk, "OnlineDocument", "concept", title="Concept")
    api.content.delete(draft)
    assert "concept" not in desk


def test_a_copied_document_has_a_form_of_its_own(integration, served_document):
    copy = api.content.copy(served_document, id="twee")
    assert copy.objectIds() == [FORM_ID]
    assert IDocumentForm.providedBy(copy.form)
    assert copy.form.fields_model == served_document.form.fields_model


@pytest.fixture
def served_document(portal):
    """A document in the test's own transaction."""
    with api.env.adopt_roles(["Manager"]):
        yield make_desk(portal)["bewijs"]


@pytest.fixture
def published(served):
    """The form, as open as a workflow can make it."""
    transaction.begin()
    form = served.document.form
    form.manage_permission("View", ["Anonymous"], acquire=0)
    transaction.commit()
    return served


@pytest.mark.parametrize("path", PAGES)
def test_a_published_form_has_no_page_either(published, path):
    answer = published.stranger().get(published.form + path, allow_redirects=False)
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert published.form not in answer.headers["Location"]
    assert "<form" not in answer.text or "easyform" not in answer.text


@pytest.mark.parametrize("path", ["/view", "/@@view", "/++view++embedded"])
def test_nothing_can_be_posted_to_a_published_form(published, path):
    answer = published.stranger().post(
        published.form + path, data={"form.buttons.submit": "x"}, allow_redirects=False
    )
    assert answer.status_code == 404
