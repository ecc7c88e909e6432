from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from collective.eloket.catalogue.uploads import LONGEST_NAME
from collective.eloket.catalogue.uploads import make_upload
from collective.eloket.catalogue.uploads import upload_from_json
from collective.eloket.catalogue.uploads import upload_of

import base64
import io
import pytest


def sent(name="b.pdf", data=b"%PDF-1.7"):
    """Make what a browser hands in."""
    found = io.BytesIO(data)
    found.filename = name
    return found


def test_a_file_of_a_form_is_read():
    upload = upload_of(sent())
    assert (upload.name, upload.data) == ("b.pdf", b"%PDF-1.7")


@pytest.mark.parametrize("value", [sent(name=""), sent(name=None), "text", None])
def test_no_file_was_chosen(value):
    assert upload_of(value) is None


def test_of_a_file_over_size_only_one_byte_more_is_read():
    upload = upload_of(sent(data=b"0" * (LARGEST_FILE_BYTES + 100)))
    assert len(upload.data) == LARGEST_FILE_BYTES + 1


@pytest.mark.parametrize(
    "start, content_type",
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"<script>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
    ids=["pdf", "jpeg", "png", "something else", "empty"],
)
def test_the_bytes_tell_the_type_whatever_the_name_says(start, content_type):
    assert make_upload("x.pdf", start).content_type == content_type


@pytest.mark.parametrize(
    "name, plain",
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\noor\\b.pdf", "b.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("\x00", "bestand"),
        ("één.pdf", "één.pdf"),
    ],
    ids=["path", "path of Windows", "header", "nothing left", "accents"],
)
def test_a_name_is_a_plain_name(name, plain):
    assert make_upload(name, b"").name == plain


def test_a_long_name_keeps_its_ending():
    name = make_upload("x" * 500 + ".pdf", b"").name
    assert len(name) == LONGEST_NAME and name.endswith(".pdf")


def test_a_file_of_a_call_is_read():
    data = base64.b64encode(b"%PDF-1.7").decode()
    assert upload_from_json({"filename": "b.pdf", "data": data}).data == b"%PDF-1.7"


@pytest.mark.parametrize(
    "value",
    [
        None,
        "x",
        [],
        {},
        {"filename": "b"},
        {"filename": 1, "data": ""},
        {"filename": "b", "data": 1},
        {"filename": "b", "data": "%"},
        {"filename": "b", "data": "é"},
    ],
)
def test_what_is_no_file_is_none(value):
    assert upload_from_json(value) is None
