from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from collective.eloket.identity.levels import AssuranceLevel
from tests.catalogue.house import session_of
from tests.catalogue.served import session_csrf

import base64
import pytest
import transaction


KEY = "k" * 32
BODY = {"answers": {"reason": "work", "phone": "+32 9"}, "channel": "post", "key": KEY}


@pytest.fixture
def draft(served):
    """The address of the draft."""
    return f"{served.url}/@eloket-draft"


@pytest.fixture
def noor(served):
    return served.program()


def test_a_draft_is_kept_and_comes_back(served, noor, draft, recorded):
    kept = noor.put(draft, json=BODY)
    recorded("draft-kept", kept)
    assert kept.status_code == 200
    assert set(kept.json()) == {"saved", "time", "seconds_left", "seconds_at_most"}
    answer = noor.get(draft)
    recorded("draft", answer)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json() == BODY | {"saved": kept.json()["saved"], "files": []}


def test_there_is_none_at_first(noor, draft):
    answer = noor.get(draft)
    assert (answer.status_code, answer.json()["error"]["type"]) == (404, "not_found")


def test_the_form_shows_what_was_kept(served, noor, draft):
    noor.put(draft, json=BODY)
    assert "+32 9" in served.citizen().get(served.page).text


def test_somebody_else_gets_nothing(served, noor, draft):
    noor.put(draft, json=BODY)
    jan = served.citizen(who=served.another_citizen())
    jan.headers["Accept"] = "application/json"
    assert jan.get(draft).status_code == 404


def test_it_is_wiped(noor, draft, recorded):
    noor.put(draft, json=BODY)
    answer = noor.delete(draft)
    recorded("draft-wiped", answer)
    assert answer.status_code == 204
    assert noor.get(draft).status_code == 404
    assert noor.delete(draft).status_code == 204


def test_the_browser_needs_the_value_of_its_session(served, draft):
    client = served.citizen()
    client.headers["Accept"] = "application/json"
    assert client.put(draft, json=BODY).status_code == 403
    csrf = {"X-CSRF-TOKEN": session_csrf(served, client)}
    assert client.put(draft, json=BODY, headers=csrf).status_code == 200


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_session_too_weak_for_the_form_has_no_draft_either(served, draft, method):
    weak = served.program(AssuranceLevel.LOW)
    answer = weak.request(method, draft, json=BODY)
    assert (answer.status_code, answer.json()["error"]["type"]) == (
        403,
        "assurance_too_low",
    )


WRONG = {
    "no answers": (400, {"answers": None}),
    "a question that is not there": (400, {"answers": {"nothing": "x"}}),
    "a file": (400, {"answers": {"proof": "x"}}),
    "a number": (400, {"answers": {"copies": 3}}),
    "a list of numbers": (400, {"answers": {"copies": [3]}}),
    "no key": (400, {"key": None}),
    "a key with a blank": (400, {"key": "a b"}),
    "too large": (413, {"answers": {"phone": "9" * 500_000}}),
}


@pytest.mark.parametrize("status, change", WRONG.values(), ids=WRONG)
def test_what_is_no_draft_is_refused(noor, draft, status, change):
    assert noor.put(draft, json=BODY | change).status_code == status
    assert noor.get(draft).status_code == 404


def test_a_channel_that_is_no_text_is_left_out(noor, draft):
    noor.put(draft, json=BODY | {"channel": 3})
    assert noor.get(draft).json()["channel"] is None


def test_one_window_does_not_write_over_what_another_kept(noor, draft):
    first = noor.put(draft, json=BODY | {"base": ""}).json()["saved"]
    second = noor.put(draft, json=BODY | {"base": first}).json()["saved"]
    for base in ("", first):
        answer = noor.put(draft, json=BODY | {"base": base})
        assert (answer.status_code, answer.json()["error"]["type"]) == (
            409,
            "draft_elsewhere",
        )
    assert noor.get(draft).json()["saved"] == second


def test_what_became_a_case_is_no_draft_any_more(served, noor, draft):
    noor.put(draft, json=BODY)
    sent = noor.post(
        f"{served.url}/@eloket-cases",
        json={"answers": {"reason": "rent"}},
        headers={"Idempotency-Key": KEY},
    )
    assert sent.status_code == 201
    transaction.begin()
    assert noor.get(draft).status_code == 404


def a_file(data=b"%PDF-1.7 x", name="volmacht.pdf"):
    return {"filename": name, "data": base64.b64encode(data).decode()}


def test_files_are_kept_replaced_and_taken_away(served, noor, draft, recorded):
    kept = noor.put(draft, json=BODY | {"files": {"proof": a_file()}})
    recorded("draft-kept-with-a-file", kept)
    about = {"field": "proof", "filename": "volmacht.pdf", "size": 10}
    assert noor.get(draft).json()["files"] == [about]
    # what is not named stays
    noor.put(draft, json=BODY)
    assert noor.get(draft).json()["files"] == [about]
    first = file_of(served)
    noor.put(draft, json=BODY | {"files": {"proof": a_file(name="beter.pdf")}})
    assert noor.get(draft).json()["files"][0]["filename"] == "beter.pdf"
    assert bytes_of(served, first) is None
    second = file_of(served)
    assert bytes_of(served, second).data == b"%PDF-1.7 x"
    noor.put(draft, json=BODY | {"files": {"proof": None}})
    assert noor.get(draft).json()["files"] == []
    assert bytes_of(served, second) is None


def file_of(served):
    """Return the kept file of the draft."""
    transaction.begin()
    return drafts.find(session_of(served.noor), served.document).files["proof"]


def bytes_of(served, kept):
    """Return the upload that is kept, or None."""
    return drafts.upload_of(session_of(served.noor), served.document, kept)


def test_the_page_sends_a_file_that_a_program_kept(served, noor, draft):
    noor.put(draft, json=BODY | {"files": {"proof": a_file()}})
    assert "volmacht.pdf" in served.citizen().get(served.page).text


WRONG_FILES = {
    "a question that is not there": (400, "unknown_answer", {"nothing": None}),
    "no question for a file": (400, "unknown_answer", {"phone": a_file()}),
    "no base64": (400, "invalid_answer", {"proof": {"filename": "x", "data": "*"}}),
    "a text": (400, "invalid_answer", {"proof": "x"}),
    "a list": (400, "invalid_answer", []),
    "another kind": (400, "invalid_answer", {"proof": a_file(b"MZ", "x.exe")}),
    "too big": (
        400,
        "invalid_answer",
        {"proof": a_file(b"%PDF-" + b"x" * LARGEST_FILE_BYTES)},
    ),
}


@pytest.mark.parametrize("status, code, files", WRONG_FILES.values(), ids=WRONG_FILES)
def test_a_file_that_is_not_right_is_not_kept(noor, draft, status, code, files):
    answer = noor.put(draft, json=BODY | {"files": files})
    assert (answer.status_code, answer.json()["error"]["type"]) == (status, code)
    assert noor.get(draft).status_code == 404


def test_which_file_is_not_right_is_said(noor, draft, recorded):
    answer = noor.put(draft, json=BODY | {"files": {"proof": a_file(b"MZ", "x.exe")}})
    recorded("draft-with-a-wrong-file", answer)
    (line,) = answer.json()["error"]["errors"]
    assert line["field"] == "proof" and line["message"]


def test_a_body_larger_than_one_file_is_refused(noor, draft):
    body = BODY | {"files": {"proof": a_file(b"%PDF-" + b"x" * 11 * 1024 * 1024)}}
    assert noor.put(draft, json=body).status_code == 413
    assert noor.get(draft).status_code == 404
