from collective.eloket.outbox.destinations import checked_mail
from collective.eloket.outbox.destinations import checked_webhook
from collective.eloket.outbox.errors import AnchorMailRefusedError
from collective.eloket.outbox.errors import AnchorWebhookRefusedError

import pytest


@pytest.mark.parametrize("text", ["anker@elders.example", "a.b+c@kantoor.elders.be"])
def test_an_address_is_kept(text):
    assert checked_mail(text) == text


@pytest.mark.parametrize(
    "text",
    ["anker", "a@b", "a@b.be, c@d.be", "a@b.be\nBcc: c@d.be", "A <a@b.be>", "a @b.be"],
    ids=["no host", "no domain", "two", "a header", "a name", "a blank"],
)
def test_no_address_is_refused(text):
    with pytest.raises(AnchorMailRefusedError):
        checked_mail(text)


@pytest.mark.parametrize("text", ["https://a.example/x?y=1", "https://a.example:8443/"])
def test_a_web_address_is_kept(text):
    assert checked_webhook(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "http://a.example/",
        "https://",
        "https://u:p@a.example/",
        "https://a.example/#x",
        "https://a.example:99999/",
        "https://a.example/a b",
        "file:///etc/passwd",
    ],
    ids=["in the clear", "no host", "a user", "a fragment", "no port", "blank", "file"],
)
def test_no_web_address_is_refused(text):
    with pytest.raises(AnchorWebhookRefusedError):
        checked_webhook(text)


@pytest.mark.parametrize("check", [checked_mail, checked_webhook])
@pytest.mark.parametrize("text", [None, ""])
def test_none_is_none(check, text):
    assert check(text) is None
