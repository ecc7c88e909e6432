from collective.eloket.documents.seal.address import checked_authority
from collective.eloket.documents.seal.errors import StampAddressError

import pytest


@pytest.mark.parametrize(
    "text", ["https://tsa.belgium.be/connect", "http://localhost:8081/tsa"]
)
def test_an_address_is_taken(text):
    assert checked_authority(text) == text


@pytest.mark.parametrize("text", [None, ""])
def test_no_address_is_none(text):
    assert checked_authority(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "tsa.belgium.be",
        "ftp://tsa.belgium.be/",
        "file:///etc/passwd",
        "https://user:secret@tsa.belgium.be/",
        "https://",
        "http://[",
        "http://tsa:none/",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(StampAddressError):
        checked_authority(text)
