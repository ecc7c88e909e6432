from collective.eloket.identity.levels import AssuranceLevel
from plone import api
from tests.catalogue.served import session_csrf
from tests.catalogue.stepped import give_steps

import jsonschema
import pytest
import transaction


GOOD = {"answers": {"reason": "rent", "copies": 2}, "channel": "post"}


def post(client, served, body=None, key="k1", **headers):
    """Send a request by REST."""
    return client.post(
        f"{served.url}/@eloket-cases",
        json=GOOD if body is None else body,
        headers={"Accept": "application/json", "Idempotency-Key": key} | headers,
    )


def form_of(client, served):
    """Ask for the form."""
    address = f"{served.url}/@eloket-form"
    return client.get(address, headers={"Accept": "application/json"})


@pytest.mark.parametrize("place", ["site", "desk"])
def test_the_documents_on_offer_are_listed(served, place, recorded):
    where = {"site": served.portal, "desk": served.document.aq_parent}[place]
    answer = served.stranger(Accept="application/json").get(
        f"{where.absolute_url()}/@eloket-documents"
    )
    if place == "site":
        recorded("documents", answer)
    else:
        recorded("documents-of-a-desk", answer)
    assert answer.status_code == 200
    body = answer.json()
    assert body["items_total"] == 1
    (item,) = body["items"]
    assert item["@id"] == served.url
    assert (item["level"], item["working_days"]) == ("substantial", 4)
    assert item["channels"] == ["download", "post"]


def test_a_stranger_gets_the_questions_without_values(served):
    body = form_of(served.stranger(), served).json()
    assert body["values"] == {} and body["locked"] == []
    assert set(body["schema"]["required"]) == {"given_names", "family_name", "reason"}
    assert "Noor" not in str(body)


def test_a_form_of_one_page_is_one_step(served):
    (step,) = form_of(served.stranger(), served).json()["steps"]
    assert step["title"] is None
    assert step["questions"][:3] == ["given_names", "family_name", "reason"]


def test_a_form_in_steps_says_them(served):
    give_steps(served)
    body = form_of(served.stranger(), served).json()
    titles = [step["title"] for step in body["steps"]]
    assert titles == [None, "Uw vraag", "Bijlagen"]
    asked = [name for step in body["steps"] for name in step["questions"]]
    assert asked[0] == "given_names" and asked[-1] == "account"
    assert sorted(asked) == sorted(body["schema"]["properties"])


def test_a_citizen_gets_the_known_values_and_why_they_are_locked(served, recorded):
    answer = form_of(served.program(), served)
    recorded("form", answer)
    body = answer.json()
    assert body["values"]["given_names"] == "Noor"
    locked = {item["name"]: item for item in body["locked"]}
    assert set(locked) == {"given_names", "family_name"}
    assert locked["given_names"]["source"] == "provider"
    assert locked["given_names"]["level"] == "high"


def test_a_weaker_session_does_not_see_the_value(served):
    body = form_of(served.program(AssuranceLevel.SUBSTANTIAL), served).json()
    assert "Noor" not in str(body)


def test_the_schema_is_one_and_accepts_what_the_form_accepts(served):
    body = form_of(served.program(), served).json()
    jsonschema.Draft202012Validator.check_schema(body["schema"])
    jsonschema.validate(body["values"] | GOOD["answers"], body["schema"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"reason": "holiday"}, body["schema"])


def test_a_request_gets_a_reference_a_state_and_a_day(served, recorded):
    answer = post(served.program(), served)
    recorded("case-sent", answer)
    assert answer.status_code == 201
    body = answer.json()
    assert answer.headers["Location"] == body["@id"]
    assert body["@id"].endswith(body["reference"])
    assert body["state"] == "submitted"
    assert len(body["due"]) == len("2026-11-30")
    assert served.number_of_cases() == 1


def test_the_same_key_gives_the_same_case(served):
    client = served.program()
    first, again = post(client, served).json(), post(client, served).json()
    other = post(client, served, key="k2").json()
    assert first["reference"] == again["reference"] != other["reference"]
    assert served.number_of_cases() == 2


def test_the_same_key_with_other_answers_is_no_request(served, recorded):
    client = served.program()
    first = post(client, served).json()["reference"]
    answer = post(client, served, {"answers": {"reason": "work"}})
    recorded("case-sent-otherwise", answer)
    assert answer.status_code == 409
    error = answer.json()["error"]
    assert (error["type"], error["reference"]) == ("sent_otherwise", first)
    assert first in error["message"]
    assert served.references() == [first]


def test_a_key_that_is_none_is_told_in_words(served):
    answer = post(served.program(), served, key="k" * 201)
    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["error"]["message"]


def test_without_a_key_each_request_is_its_own(served):
    client = served.program()
    address = f"{served.url}/@eloket-cases"
    references = {
        client.post(address, json=GOOD).json()["reference"] for _again in range(2)
    }
    assert len(references) == 2


def test_wrong_answers_are_named_and_nothing_is_stored(served, recorded):
    body = {"answers": {"reason": "holiday", "copies": 9}}
    answer = post(served.program(), served, body)
    recorded("case-with-wrong-answers", answer)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["type"] == "invalid_answer"
    assert [line["field"] for line in error["errors"]] == ["reason", "copies"]
    assert all(line["message"] for line in error["errors"])
    assert served.number_of_cases() == 0


def with_answers(**answers):
    return {"answers": {"reason": "rent"} | answers}


FILE = {"filename": "b.pdf", "data": "JVBERi0xLjc="}
REFUSED = {
    "no answers": ({}, 400, "invalid_answer"),
    "answers are no object": ({"answers": [1]}, 400, "invalid_answer"),
    "locked value differs": (with_answers(given_names="Eva"), 400, "locked_answer"),
    "unknown question": (with_answers(role="x"), 400, "unknown_answer"),
    "channel not offered": (GOOD | {"channel": "counter"}, 400, "channel_refused"),
    "for somebody else": (GOOD | {"on_behalf_of": "x"}, 403, "on_behalf_refused"),
    "file is no object": (with_answers(proof="x"), 400, "invalid_answer"),
    "file is no base64": (
        with_answers(proof=FILE | {"data": "%%%"}),
        400,
        "invalid_answer",
    ),
}


@pytest.mark.parametrize("body, status, code", REFUSED.values(), ids=REFUSED)
def test_a_request_is_refused(served, body, status, code):
    answer = post(served.program(), served, body)
    assert answer.status_code == status
    assert answer.json()["error"]["type"] == code
    assert served.number_of_cases() == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"[" * 100_000])
def test_a_body_that_is_no_object_is_refused(served, body):
    answer = served.program().post(f"{served.url}/@eloket-cases", data=body)
    assert answer.status_code == 400


def test_a_file_goes_with_the_request(served):
    assert post(served.program(), served, with_answers(proof=FILE)).status_code == 201


def test_a_weak_sign_in_is_told_the_level_it_needs(served):
    answer = post(served.program(AssuranceLevel.LOW), served)
    assert answer.status_code == 403
    error = answer.json()["error"]
    assert (error["type"], error["needed"]) == ("assurance_too_low", "high")


@pytest.mark.parametrize("who", ["eef", "admin"])
def test_staff_are_no_citizens(served, who):
    answer = post(served.staff(who), served)
    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "not_signed_in"
    assert served.number_of_cases() == 0


def test_a_cookie_alone_sends_nothing(served):
    answer = post(served.citizen(), served)
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "csrf"


def test_a_cookie_with_its_token_sends(served):
    client = served.citizen()
    headers = {"X-CSRF-TOKEN": session_csrf(served, client)}
    assert post(client, served, **headers).status_code == 201
    headers["Origin"] = "https://evil.example"
    assert post(client, served, key="k2", **headers).status_code == 403


@pytest.mark.parametrize("who", ["stranger", "program"])
def test_a_document_that_is_not_published_is_shut(served, who):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(served.document, "close")
    transaction.commit()
    client = getattr(served, who)()
    assert form_of(client, served).status_code in (401, 404)
    assert post(client, served).status_code in (401, 403, 404)
    assert served.number_of_cases() == 0
