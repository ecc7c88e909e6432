"""What a document must say before it is on offer, on every road; how it goes again."""

from collective.eloket.catalogue import publishing
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.errors import DocumentInUseError
from collective.eloket.catalogue.errors import PublishRefusedError
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.versions import changes_since
from collective.eloket.catalogue.versions import find_version
from collective.eloket.catalogue.versions import note_version
from collective.eloket.catalogue.versions import versions_of
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.catalogue.house import make_desk
from tests.catalogue.house import MODEL
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import re
import transaction


NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
#: A form that asks for the national number, and one that does not.
WITH_NUMBER = MODEL.replace('eloket:source="phone"', 'eloket:source="national_number"')
GOOD = {"legal_basis": "Wet", "number_authorisation": "", "retention_days": 730}


@pytest.fixture
def desk(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        yield make_desk(portal)


def make_draft(desk, model=MODEL, **changes):
    """Make a document that may be published, but for the changes."""
    document = api.content.create(
        desk, "OnlineDocument", "nieuw", title="Nieuw", **(GOOD | changes)
    )
    set_fields(document, model)
    return document


def test_a_document_that_says_all_is_published(desk):
    document = make_draft(desk)
    api.content.transition(document, "publish")
    assert is_open(document)


MISSING = {
    "no legal basis": (MODEL, {"legal_basis": " "}, publishing.MISSING_BASIS),
    "no days of keeping": (
        MODEL,
        {"retention_days": None},
        publishing.MISSING_RETENTION,
    ),
    "kept for no day": (MODEL, {"retention_days": 0}, publishing.MISSING_RETENTION),
    "asks the number": (WITH_NUMBER, {}, publishing.MISSING_AUTHORISATION),
    "asks to type one": (
        MODEL.replace(
            'name="copies" type="zope.schema.Int"',
            'name="copies" type="collective.eloket.catalogue.special.NationalNumber"',
        ).replace("      <min>1</min>\n      <max>3</max>\n", ""),
        {},
        publishing.MISSING_AUTHORISATION,
    ),
    "needs the number": (
        MODEL,
        {"needs_number": True, "number_authorisation": " "},
        publishing.MISSING_AUTHORISATION,
    ),
    "no form that can be read": ("<model", {}, publishing.MISSING_FORM),
}


@pytest.mark.parametrize("model, changes, missing", MISSING.values(), ids=MISSING)
def test_a_document_is_not_published(desk, model, changes, missing):
    document = make_draft(desk, model, **changes)
    with pytest.raises(PublishRefusedError) as refused:
        api.content.transition(document, "publish")
    assert refused.value.missing == (missing,)
    assert publishing.state_of(document) == publishing.DRAFT
    assert not is_open(document)


def test_a_number_with_its_authorisation_is_published(desk):
    document = make_draft(desk, WITH_NUMBER, number_authorisation="KB")
    api.content.transition(document, "publish")
    assert is_open(document)


def test_a_document_on_offer_does_not_lose_its_legal_basis(desk):
    document = make_draft(desk)
    document.legal_basis = ""
    notify(ObjectModifiedEvent(document))
    api.content.transition(make_lawful(document), "publish")
    document.legal_basis = ""
    with pytest.raises(PublishRefusedError):
        notify(ObjectModifiedEvent(document))


def make_lawful(document):
    """Let it say all again."""
    document.legal_basis = "Wet"
    return document


def test_what_lost_it_by_another_road_is_off(desk):
    document = make_draft(desk)
    api.content.transition(document, "publish")
    set_fields(document, WITH_NUMBER)
    assert not is_open(document)
    set_fields(document, "<model")
    assert not is_open(document)


def test_a_document_on_offer_is_closed_before_it_is_a_draft_again(desk):
    steps = api.portal.get_tool("portal_workflow").getTransitionsFor(desk["bewijs"])
    assert [step["id"] for step in steps] == ["close"]


@pytest.mark.parametrize("days, goes", [(0, False), (29, False), (30, True)])
def test_a_document_goes_when_drafts_are_over(desk, monkeypatch, days, goes):
    document = desk["bewijs"]
    api.content.transition(document, "close")
    closed = publishing._closed_since(document)
    monkeypatch.setattr(publishing, "utcnow", lambda: closed + timedelta(days=days))
    if goes:
        api.content.transition(document, "retract")
        api.content.delete(document)
        assert "bewijs" not in desk
        return
    with pytest.raises(DocumentInUseError) as refused:
        api.content.transition(document, "retract")
    assert refused.value.details == {"days": 30 - days}
    with pytest.raises(DocumentInUseError):
        api.content.delete(document)


def test_a_document_that_was_reopened_does_not_go(desk):
    document = desk["bewijs"]
    for step in ("close", "publish"):
        api.content.transition(document, step)
    with pytest.raises(DocumentInUseError) as refused:
        publishing.check_may_go(document)
    assert refused.value.details == {"days": 30}


def test_a_draft_goes_at_once(desk):
    document = make_draft(desk)
    api.content.delete(document)
    assert "nieuw" not in desk


class TestVersions:
    """Which questions were asked when?"""

    def test_begin_with_publishing(self, desk):
        document = make_draft(desk)
        assert versions_of(document) == ()
        api.content.transition(document, "publish")
        (first,) = versions_of(document)
        assert first.number == 1
        assert [one.name for one in first.questions][:3] == [
            "given_names",
            "family_name",
            "reason",
        ]

    def test_are_kept_once_while_nothing_changes(self, desk):
        document = desk["bewijs"]
        note_version(document, NOW)
        assert len(versions_of(document)) == 1

    def test_tell_what_is_different(self, desk):
        document = desk["bewijs"]
        first = versions_of(document)[0].name
        set_fields(document, CHANGED)
        note_version(document, NOW)
        assert [one.number for one in versions_of(document)] == [1, 2]
        found = [(one, one.mapping["title"]) for one in changes_since(document, first)]
        assert found == [
            ("change_choices", "Waarvoor?"),
            ("change_renamed", "Gsm"),
            ("change_required", "Gsm"),
            ("change_kind", "Aantal"),
            ("change_added", "Kleur"),
            ("change_removed", "Bewijs"),
        ]

    def test_of_an_unknown_form_tell_nothing(self, desk):
        assert changes_since(desk["bewijs"], "0" * 16) is None
        assert find_version(desk["bewijs"], "0" * 16) is None


CHANGED = (
    MODEL.replace("Om te huren", "Om te kopen")
    .replace(
        "<title>Telefoon</title>\n      <required>False</required>",
        "<title>Gsm</title>",
    )
    .replace(
        'name="copies" type="zope.schema.Int"', 'name="copies" type="zope.schema.Text"'
    )
    .replace("      <min>1</min>\n      <max>3</max>\n", "")
    .replace(
        """<field name="proof" type="plone.namedfile.field.NamedBlobFile">
      <title>Bewijs</title>""",
        """<field name="colour" type="zope.schema.TextLine">
      <title>Kleur</title>""",
    )
)


def test_a_form_that_was_changed_says_what_is_different(served):
    client = served.citizen()
    served.send(client, {"bewaar": "1"})
    assert "Nieuwe vraag: Kleur" not in client.get(served.page).text
    transaction.begin()
    set_fields(served.document, CHANGED)
    transaction.commit()
    page = client.get(served.page).text
    assert "Nieuwe vraag: Kleur" in page
    assert "“Telefoon” heet nu “Gsm”" in page


class TestRoads:
    """Each road says what is missing, with the right status, and changes nothing."""

    @pytest.fixture
    def unlawful(self, served):
        """The document as a draft that does not say its legal basis."""
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            served.draft = make_draft(served.document.aq_parent, legal_basis="")
            api.user.grant_roles(username="eef", roles=["Reviewer"])
        transaction.commit()
        return served

    def check_draft(self, served):
        transaction.begin()
        assert publishing.state_of(served.draft) == publishing.DRAFT

    @pytest.mark.parametrize("who", ["eef", "admin"])
    def test_rest(self, unlawful, who):
        client = unlawful.staff(who, Accept="application/json")
        address = f"{unlawful.draft.absolute_url()}/@workflow/publish"
        answer = client.post(address, json={}, headers={"Accept-Language": "nl"})
        assert answer.status_code == 400
        assert "de wettelijke basis" in answer.text
        self.check_draft(unlawful)

    def test_rest_leads_from_draft_to_closed_and_on(self, served):
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            draft = make_draft(served.document.aq_parent)
            api.user.grant_roles(username="eef", roles=["Reviewer"])
        transaction.commit()
        client = served.staff(Accept="application/json")
        for step, state in (
            ("publish", publishing.PUBLISHED),
            ("close", publishing.CLOSED),
            ("publish", publishing.PUBLISHED),
        ):
            road = f"{draft.absolute_url()}/@workflow/{step}"
            answer = client.post(road, json={})
            assert answer.status_code == 200, step
            assert answer.json()["review_state"] == state
            transaction.begin()
            assert publishing.state_of(draft) == state
        assert len(versions_of(draft)) == 1

    @pytest.mark.parametrize("step", ["close", "retract", "publish"])
    def test_rest_moves_nothing_for_others(self, served, step):
        """An editor writes; who reviews lets it out, as anywhere in Plone."""
        before = served.document.workflow_history[publishing.WORKFLOW_ID]
        for client in (
            served.stranger(Accept="application/json"),
            served.program(),
            served.staff(Accept="application/json"),
        ):
            client.post(f"{served.url}/@workflow/{step}", json={})
        transaction.begin()
        assert served.document.workflow_history[publishing.WORKFLOW_ID] == before

    def test_rest_on_the_desk_with_all_below_it(self, unlawful):
        client = unlawful.staff("admin", Accept="application/json")
        desk = unlawful.document.aq_parent.absolute_url()
        for step in ("retract", "publish"):
            client.post(f"{desk}/@workflow/{step}", json={"include_children": True})
        self.check_draft(unlawful)

    def test_the_page(self, unlawful):
        client = unlawful.staff("eef")
        answer = self.click(client, unlawful, "content_status_modify")
        assert answer.status_code == 400
        assert "de wettelijke basis" in answer.text
        assert f'{unlawful.draft.absolute_url()}/edit"' in answer.text
        self.check_draft(unlawful)

    def click(self, client, served, page):
        address = served.draft.absolute_url()
        edit = client.get(f"{address}/edit").text
        token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', edit)[1]
        sent = {"workflow_action": "publish", "_authenticator": token}
        return client.post(f"{address}/{page}", data=sent)

    def test_bulk(self, unlawful):
        client = unlawful.staff("admin")
        desk = unlawful.document.aq_parent.absolute_url()
        sent = {
            "selection": f'["{api.content.get_uuid(unlawful.draft)}"]',
            "transition": "publish",
        }
        client.post(f"{desk}/@@fc-workflow", data=sent)
        self.check_draft(unlawful)

    def test_a_change_of_what_is_on_offer(self, served):
        client = served.staff("admin", Accept="application/json")
        answer = client.patch(served.url, json={"legal_basis": ""})
        assert answer.status_code == 400
        assert "de wettelijke basis" in answer.text
        transaction.begin()
        assert served.document.legal_basis

    def test_removal_of_what_is_on_offer(self, served):
        client = served.staff("admin", Accept="application/json")
        answer = client.delete(served.url)
        assert answer.status_code == 400
        assert answer.json()["error"]["type"] == "document_in_use"
        transaction.begin()
        assert "bewijs" in served.document.aq_parent


class TestClosed:
    """What a citizen reads of a document that was closed."""

    @pytest.fixture
    def closed(self, served):
        """The document, closed with words."""
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            served.document.closed_reason = "Tot maart aan het loket."
            api.content.transition(served.document, "close")
        transaction.commit()
        return served

    def test_its_page_says_why(self, closed):
        page = closed.stranger().get(closed.url)
        assert page.status_code == 200
        assert "Tot maart aan het loket." in page.text
        assert f'href="{closed.page}"' not in page.text

    def test_its_form_leads_there(self, closed):
        page = closed.citizen().get(closed.page)
        assert page.status_code == 404
        assert f'href="{closed.url}"' in page.text

    def test_a_draft_is_kept_and_its_page_says_until_when(self, served):
        client = served.citizen()
        served.send(client, {"bewaar": "1"})
        assert "wordt bewaard tot" not in client.get(served.url).text
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            api.content.transition(served.document, "close")
        transaction.commit()
        assert "wordt bewaard tot" in client.get(served.url).text
