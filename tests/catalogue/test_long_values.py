"""Ten thousand characters in any field, and names in no encoding, break nothing."""

from tests.catalogue.house import MODEL
from tests.catalogue.served import ANSWERS
from tests.catalogue.served import hidden

import pytest
import re


LONG = "ü" * 10_000
#: Every field that a citizen's page sends.
FIELDS = [f"vraag.{name}" for name in re.findall(r'field name="(\w+)"', MODEL)]
FIELDS += [
    "_csrf",
    "sleutel",
    "stempel",
    "kanaal",
    "stap",
    "bewaard.proof",
    "weggelaten",
]
EDITORS = {
    "title": LONG,
    "description": LONG,
    "for_whom": LONG,
    "needed": LONG,
    "legal_basis": LONG,
    "number_authorisation": LONG,
    "counter_guidance": LONG,
    "phone_guidance": LONG,
    "closed_reason": LONG,
}
#: Answers that a program may not send so long.
KINDS = {"reason": LONG, "phone": LONG, "copies": "1" * 10_000, "since": LONG}


def test_long_values_of_a_citizen_are_refused_or_not_looked_at(served):
    client = served.citizen()
    shown = client.get(served.page)
    good = {name: hidden(shown, name) for name in ("_csrf", "sleutel")} | ANSWERS
    broken = []
    for name in FIELDS:
        answer = client.post(
            served.page, data=good | {name: LONG}, allow_redirects=False
        )
        if answer.status_code >= 500:
            broken.append(name)
        if name in ANSWERS:
            assert answer.status_code == 400, name
            assert 'class="el-errors"' in answer.text, name
    assert not broken


@pytest.mark.parametrize("name, value", KINDS.items(), ids=KINDS)
def test_a_program_is_told_which_answer_is_too_long(served, name, value):
    body = {"answers": {"reason": "rent"} | {name: value}}
    answer = served.program().post(f"{served.url}/@eloket-cases", json=body)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["error"]["errors"]] == [name]
    assert served.number_of_cases() == 0


def test_long_values_of_an_editor_are_shown_and_break_no_page(served):
    editor = served.staff(Accept="application/json")
    for name, value in EDITORS.items():
        answer = editor.patch(served.url, json={name: value})
        assert answer.status_code in (204, 400), (name, answer.text)
        assert answer.status_code == 204 or "te lang" in answer.text, name
    desk = served.document.aq_parent.absolute_url()
    citizen, staff = served.citizen(), served.staff()
    for client, road in (
        (citizen, desk),
        (citizen, served.url),
        (citizen, served.page),
        (staff, f"{served.url}/edit"),
        (staff, f"{served.url}/nakijken"),
        (staff, f"{served.url}/vertalen"),
    ):
        assert client.get(road).status_code == 200, road
    assert served.send(citizen).status_code == 303
    assert served.number_of_cases() == 1
    assert citizen.get(f"{desk}/mijn-aanvragen").status_code == 200


def multipart(fields, token):
    """Return a body whose names and values are bytes, as no browser sends them."""
    parts = [
        b"--x\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + value
        for head, value in (*fields, (b'name="_csrf"', token.encode()))
    ]
    return b"\r\n".join(parts) + b"\r\n--x--\r\n"


ODD = {
    "a field's name": [(b'name="vraag.\xff\xfe"', b"x")],
    "a name in latin-1": [('name="vraag.é"'.encode("latin-1"), b"x")],
    "a value": [(b'name="vraag.reason"', b"\xff\xfe")],
    "a file's name": [(b'name="vraag.proof"; filename="\xff\xfe.pdf"', b"%PDF-1.7")],
    "a file's name in parts": [
        (b"name=\"vraag.proof\"; filename*=UTF-16''%FF%FE.pdf", b"%PDF-1.7")
    ],
    "no name": [(b'filename="x.pdf"', b"%PDF-1.7")],
    "a name with a zero": [(b'name="vraag.reason\x00"', b"rent")],
    "a converter": [(b'name="vraag.copies:int"', b"x"), (b'name="x:records"', b"y")],
    "a charset": [(b'name="_charset_"', b"utf-7"), (b'name="vraag.reason"', b"+ADw-")],
}


@pytest.mark.parametrize("fields", ODD.values(), ids=ODD)
def test_odd_encodings_are_refused_or_not_looked_at(served, fields):
    client = served.citizen()
    token = hidden(client.get(served.page), "_csrf")
    answer = client.post(
        served.page,
        data=multipart(fields, token),
        headers={"Content-Type": "multipart/form-data; boundary=x"},
        allow_redirects=False,
    )
    assert 400 <= answer.status_code < 500
    assert served.number_of_cases() == 0
