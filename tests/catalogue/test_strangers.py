"""Asking without signing in: for whom, by which ways, and what is left behind."""

from collective.eloket.cases import talk
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.errors import NobodyToAskError
from collective.eloket.cases.workflow import make_step
from collective.eloket.catalogue import errors
from collective.eloket.catalogue import strangers
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from collective.eloket.catalogue.versions import find_version
from collective.eloket.errors import NotSignedInError
from plone import api
from tests.catalogue.house import make_desk
from tests.catalogue.served import hidden
from tests.catalogue.served import session_csrf

import pytest
import transaction


ANSWERS = {
    "vraag.given_names": "Wim",
    "vraag.family_name": "Vreemd",
    "vraag.reason": "rent",
}


def let_in(document):
    """Let strangers ask for the document."""
    document.level = "none"
    document.channels = ["download", "post", "counter"]


@pytest.mark.parametrize(
    "level, needs_number, channels, takes",
    [
        ("none", False, ["download", "post"], True),
        ("none", False, ["counter"], True),
        ("none", False, ["download"], False),
        ("none", False, [], False),
        ("none", True, ["post"], False),
        ("low", False, ["post"], False),
    ],
)
def test_only_some_documents_take_strangers(
    integration, portal, level, needs_number, channels, takes
):
    with api.env.adopt_roles(["Manager"]):
        document = make_desk(portal)["bewijs"]
    document.level, document.needs_number = level, needs_number
    document.channels = channels
    assert strangers.takes_strangers(document) is takes


@pytest.mark.parametrize("outcome", ["decision", "report"])
def test_what_is_told_in_the_e_loket_only_takes_none(integration, portal, outcome):
    with api.env.adopt_roles(["Manager"]):
        document = make_desk(portal)["bewijs"]
    let_in(document)
    assert strangers.takes_strangers(document)
    document.outcome = outcome
    assert not strangers.takes_strangers(document)


def test_the_id_of_a_stranger_is_of_one_form_of_one_browser():
    first = strangers.stranger_for("uid", "browser", "key").user_id
    assert strangers.is_stranger(first) and not strangers.is_stranger("citizen-a")
    assert not strangers.is_stranger(None)
    assert first == strangers.stranger_for("uid", "browser", "key").user_id
    for other in (
        ("u2", "browser", "key"),
        ("uid", "b2", "key"),
        ("uid", "browser", "k"),
    ):
        assert strangers.stranger_for(*other).user_id != first


class TestOrders:
    """The server keeps the rules, whatever a page shows."""

    @pytest.fixture
    def document(self, integration, portal):
        with api.env.adopt_roles(["Manager"]):
            document = make_desk(portal)["bewijs"]
            let_in(document)
            yield document

    def send(self, document, **changes):
        answers = {"given_names": "Wim", "family_name": "Vreemd", "reason": "rent"}
        good = {"answers": answers, "channel": "post", "idempotency_key": "k"}
        sent = Sent(**{"language": "nl"} | good | changes)
        return submit_of_stranger(document, "browser", sent)

    def test_the_same_form_gives_the_same_case(self, document):
        first, again = self.send(document), self.send(document)
        assert again.reference == first.reference and again.repeated
        assert self.send(document, idempotency_key="k2").reference != first.reference

    def test_nobody_owns_the_case_and_it_has_the_typed_name(self, document):
        case = document.aq_parent["dossiers"][self.send(document).reference]
        assert strangers.is_stranger(case.applicant)
        assert case.subject == case.applicant
        assert (case.level, case.means, case.channel) == ("none", None, "post")
        dossier = open_dossier(case)
        assert (dossier.name, dossier.email) == ("Wim Vreemd", None)
        assert {one["source"] for one in dossier.sources.values()} == {"self"}

    def test_without_a_wish_it_leaves_by_a_way_for_strangers(self, document):
        reference = self.send(document, channel=None).reference
        assert document.aq_parent["dossiers"][reference].channel == "post"

    @pytest.mark.parametrize("channel", ["download", "email", "x"])
    def test_it_leaves_by_no_other_way(self, document, channel):
        with pytest.raises(errors.ChannelRefusedError):
            self.send(document, channel=channel)

    def test_a_document_with_a_level_is_refused(self, document):
        document.level = "low"
        with pytest.raises(NotSignedInError):
            self.send(document)

    def test_a_closed_document_is_refused(self, document):
        api.content.transition(document, "close")
        with pytest.raises(errors.DocumentClosedError):
            self.send(document)

    def test_nobody_can_be_asked_for_more(self, document):
        case = document.aq_parent["dossiers"][self.send(document).reference]
        case.clerk_group = "bevolking"
        api.group.create("bevolking", title="Bevolking", roles=["Eloket Clerk"])
        clerk = api.user.create(username="lieve", email="l@testegem.example")
        api.group.add_user(groupname="bevolking", username="lieve")
        with api.env.adopt_user(user=clerk), pytest.raises(NobodyToAskError):
            make_step(case, "ask_information", "Wanneer?")
        with api.env.adopt_user(user=clerk):
            make_step(case, "take", "")
        assert case.state == "in_treatment"

    def test_nobody_is_written_to_who_cannot_read_it(self, document):
        case = document.aq_parent["dossiers"][self.send(document).reference]
        case.clerk_group = "bevolking"
        api.group.create("bevolking", title="Bevolking", roles=["Eloket Clerk"])
        clerk = api.user.create(username="lieve", email="l@testegem.example")
        api.group.add_user(groupname="bevolking", username="lieve")
        with api.env.adopt_user(user=clerk):
            with pytest.raises(NobodyToAskError):
                talk.write_message(case, talk.Kind.CLERK, "Kom langs.", [])
            talk.write_message(case, talk.Kind.NOTE, "Telefoneren.", [])
        assert not talk.may_write(case, talk.Kind.CLERK)

    def test_the_case_names_the_form_that_was_filled_in(self, document):
        case = document.aq_parent["dossiers"][self.send(document).reference]
        assert find_version(document, case.form_version).number == 1

    def test_nobody_else_is_named(self, document):
        sent = self.send(document, on_behalf_of="cq7Jm2XvK9pTf4RwZbN6sLd")
        assert sent.reference


ORDER = {
    "answers": {"given_names": "Wim", "family_name": "Vreemd", "reason": "rent"},
    "channel": "post",
}
REFUSED = {
    "a way nobody proved": (400, {"kanaal": "download"}),
    "no answer": (400, {"vraag.reason": ""}),
    "from elsewhere": (403, {"_csrf": "t" * 43}),
    "no key": (400, {"sleutel": ""}),
}


@pytest.fixture
def open_to_all(served):
    """A served document that takes strangers."""
    transaction.begin()
    let_in(served.document)
    transaction.commit()
    served.road = f"{served.url}/aanvraag-zonder-aanmelden"
    return served


class TestPages:
    """A stranger goes through it; what they cannot do, they do not see."""

    def send(self, served, client, changes=None):
        shown = client.get(served.road)
        assert shown.status_code == 200
        fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
        fields |= ANSWERS | {"kanaal": "post"} | (changes or {})
        return client.post(served.road, data=fields, allow_redirects=False)

    def test_the_document_offers_both_roads(self, open_to_all):
        page = open_to_all.stranger().get(open_to_all.url).text
        assert f'href="{open_to_all.road}"' in page
        assert f'href="{open_to_all.page}"' in page
        assert f'href="{open_to_all.road}"' not in (
            open_to_all.citizen().get(open_to_all.url).text
        )

    def test_a_stranger_is_promised_nothing_that_needs_an_account(self, open_to_all):
        follow, name_it = "Daarmee volgt u uw aanvraag", "Noem ze als u ons"
        strangers_page = open_to_all.stranger().get(open_to_all.url).text
        assert name_it in strangers_page and follow not in strangers_page
        page = open_to_all.citizen().get(open_to_all.url).text
        assert follow in page and name_it not in page

    def test_the_form_offers_no_download_and_no_draft(self, open_to_all):
        page = open_to_all.stranger().get(open_to_all.road).text
        assert 'value="post"' in page and 'value="counter"' in page
        assert 'value="download"' not in page
        assert "data-draft" not in page and 'name="bewaar"' not in page

    def test_a_stranger_sends_and_reads_the_reference_once_more(self, open_to_all):
        client = open_to_all.stranger()
        answer = self.send(open_to_all, client)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{open_to_all.url}/ontvangen"
        (reference,) = open_to_all.references()
        assert reference not in answer.headers["Set-Cookie"]
        assert reference in client.get(answer.headers["Location"]).text
        other = open_to_all.stranger().get(
            answer.headers["Location"], allow_redirects=False
        )
        assert other.status_code == 302 and reference not in other.text

    def test_two_clicks_make_one_case(self, open_to_all):
        client = open_to_all.stranger()
        shown = client.get(open_to_all.road)
        fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")} | ANSWERS
        for _click in range(2):
            client.post(open_to_all.road, data=fields)
        assert open_to_all.number_of_cases() == 1

    @pytest.mark.parametrize("status, changes", REFUSED.values(), ids=REFUSED)
    def test_is_refused(self, open_to_all, status, changes):
        answer = self.send(open_to_all, open_to_all.stranger(), changes)
        assert answer.status_code == status
        assert open_to_all.number_of_cases() == 0

    def test_too_many_from_one_place_wait(self, open_to_all):
        client = open_to_all.stranger()
        assert self.send(open_to_all, client).status_code == 303
        transaction.begin()
        api.portal.set_registry_record("collective.eloket.catalogue.strangers", 1)
        transaction.commit()
        answer = self.send(open_to_all, client)
        assert answer.status_code == 429 and "Retry-After" in answer.headers
        assert open_to_all.number_of_cases() == 1

    def test_who_is_signed_in_goes_to_the_usual_form(self, open_to_all):
        answer = open_to_all.citizen().get(open_to_all.road, allow_redirects=False)
        assert answer.headers["Location"] == open_to_all.page

    def test_a_document_with_a_level_leads_to_sign_in(self, served):
        road = f"{served.url}/aanvraag-zonder-aanmelden"
        answer = served.stranger().get(road, allow_redirects=False)
        assert "/aanmelden?came_from=" in answer.headers["Location"]


class TestPrograms:
    """The same by REST: a browser without a session, known by cookie and token."""

    def client(self, served):
        """Return a browser that asked for its token."""
        client = served.stranger(Accept="application/json")
        client.headers["X-CSRF-TOKEN"] = session_csrf(served, client)
        return client

    def post(self, served, client, key="k1", **changes):
        return client.post(
            f"{served.url}/@eloket-cases",
            json=ORDER | changes,
            headers={"Idempotency-Key": key},
        )

    def test_the_form_is_told_without_values(self, open_to_all, recorded):
        client = open_to_all.stranger(Accept="application/json")
        answer = client.get(f"{open_to_all.url}/@eloket-form")
        recorded("form-without-sign-in", answer)
        assert answer.json()["values"] == {} and answer.json()["locked"] == []

    def test_a_request_gets_a_reference_and_no_page(self, open_to_all, recorded):
        answer = self.post(open_to_all, self.client(open_to_all))
        recorded("case-sent-without-sign-in", answer)
        assert answer.status_code == 201 and "Location" not in answer.headers
        assert set(answer.json()) == {"reference", "state", "due"}
        assert open_to_all.references() == [answer.json()["reference"]]

    def test_the_same_key_of_the_same_browser_gives_the_same_case(self, open_to_all):
        client = self.client(open_to_all)
        first, again = (self.post(open_to_all, client).json() for _click in range(2))
        other = self.post(open_to_all, self.client(open_to_all)).json()
        assert first["reference"] == again["reference"] != other["reference"]

    @pytest.mark.parametrize(
        "status, headers, changes",
        [
            (403, {"X-CSRF-TOKEN": "t" * 43}, {}),
            (403, {"Origin": "https://elsewhere.example"}, {}),
            (401, {"Authorization": "Bearer nobody"}, {}),
            (400, {}, {"channel": "download"}),
            (400, {}, {"answers": {"reason": "rent"}}),
        ],
        ids=["token", "origin", "credentials", "a way nobody proved", "no name"],
    )
    def test_is_refused(self, open_to_all, status, headers, changes):
        client = self.client(open_to_all)
        client.headers.update(headers)
        assert self.post(open_to_all, client, **changes).status_code == status
        assert open_to_all.number_of_cases() == 0

    def test_a_document_with_a_level_needs_a_sign_in(self, served):
        assert self.post(served, self.client(served)).status_code == 401
        assert served.number_of_cases() == 0

    def test_too_many_from_one_place_wait(self, open_to_all):
        client = self.client(open_to_all)
        assert self.post(open_to_all, client).status_code == 201
        transaction.begin()
        api.portal.set_registry_record("collective.eloket.catalogue.strangers", 1)
        transaction.commit()
        answer = self.post(open_to_all, client, key="k2")
        assert answer.status_code == 429 and "Retry-After" in answer.headers
        assert open_to_all.number_of_cases() == 1
