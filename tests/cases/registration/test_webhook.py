"""The call itself: signed, to an address that may be called, and what comes back."""

from base64 import b64encode
from collective.eloket.accounts.oidc.transport import Reply
from collective.eloket.cases.registration import settings
from collective.eloket.cases.registration.errors import RegistrationAddressError
from collective.eloket.cases.registration.errors import RegistrationAddressRefusedError
from collective.eloket.cases.registration.errors import RegistrationNotTakenError
from collective.eloket.cases.registration.errors import RegistrationSecretError
from collective.eloket.cases.registration.errors import RegistrationUnreachableError
from collective.eloket.cases.registration.interfaces import ICaseRegistration
from collective.eloket.cases.registration.model import CaseMessage
from collective.eloket.cases.registration.signing import VARIABLE
from collective.eloket.cases.registration.webhook import number_in
from collective.eloket.cases.registration.webhook import WebhookRegistration
from datetime import datetime
from datetime import UTC
from eloket_sandbox.registration.receiver import NotGenuineError
from eloket_sandbox.registration.receiver import Receiver
from eloket_sandbox.registration.receiver import this_moment
from plone import api
from tests.cases.registration.receivers import Drawer
from zope.interface.verify import verifyObject

import pytest


pytestmark = pytest.mark.usefixtures("integration")

WORD = "whsec_" + b64encode(b"k" * 32).decode()
MESSAGE = CaseMessage(
    "msg_1",
    "case.created",
    datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
    {"reference": "R"},
)


@pytest.fixture
def webhook(listener, monkeypatch):
    """A case system of the own network that is told."""
    monkeypatch.setenv(VARIABLE, WORD)
    api.portal.set_registry_record(settings.PRIVATE, True)
    api.portal.set_registry_record(settings.ADDRESS, listener.address)
    return WebhookRegistration()


@pytest.mark.parametrize("system", [WebhookRegistration(), Drawer()])
def test_both_keep_the_contract(system):
    assert verifyObject(ICaseRegistration, system)


def test_a_receiver_of_the_standard_takes_it(webhook, listener):
    assert webhook.tell(MESSAGE) == "Z-1"
    ((headers, body),) = listener.calls
    lowered = {name.lower(): value for name, value in headers.items()}
    Receiver(WORD).check(lowered, body, this_moment())
    assert lowered["webhook-id"] == "msg_1"
    assert lowered["content-type"] == "application/json"
    assert listener.bodies() == [
        {
            "type": "case.created",
            "timestamp": "2026-11-26T09:00:00Z",
            "data": {"reference": "R"},
        }
    ]


def test_a_receiver_with_another_secret_does_not(webhook, listener):
    webhook.tell(MESSAGE)
    ((headers, body),) = listener.calls
    lowered = {name.lower(): value for name, value in headers.items()}
    other = Receiver("whsec_" + b64encode(b"o" * 32).decode())
    with pytest.raises(NotGenuineError, match="signature"):
        other.check(lowered, body, this_moment())


@pytest.mark.parametrize("status", [302, 400, 401, 410, 429])
def test_what_is_not_taken_is_told(webhook, listener, status):
    listener.status = status
    expected = RegistrationUnreachableError if status == 302 else None
    with pytest.raises(expected or RegistrationNotTakenError):
        webhook.tell(MESSAGE)
    assert len(listener.calls) == 1


def test_a_failure_of_the_other_side_is_told(webhook, listener):
    listener.status = 503
    with pytest.raises(RegistrationUnreachableError):
        webhook.tell(MESSAGE)


def test_nobody_there_is_told(webhook):
    api.portal.set_registry_record(settings.ADDRESS, "http://127.0.0.1:9/")
    with pytest.raises(RegistrationUnreachableError):
        webhook.tell(MESSAGE)


def test_without_a_secret_nothing_leaves(webhook, listener, monkeypatch):
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(RegistrationSecretError):
        webhook.tell(MESSAGE)
    assert listener.calls == []


def test_what_came_by_a_file_is_not_called_in_the_own_network(webhook, listener):
    api.portal.set_registry_record(settings.PRIVATE, False)
    with pytest.raises(RegistrationAddressError):
        webhook.tell(MESSAGE)
    assert listener.calls == []


@pytest.mark.parametrize(
    "body, number",
    [
        (b'{"number": "Z-2026-00412"}', "Z-2026-00412"),
        (b'{"number": " Z 1 "}', "Z 1"),
        (b'{"number": "%s"}' % (b"9" * 64), "9" * 64),
        (b"", None),
        (b"ok", None),
        (b"[]", None),
        (b"{}", None),
        (b'{"number": 12}', None),
        (b'{"number": ""}', None),
        (b'{"number": "  "}', None),
        (b'{"number": "a\\nb"}', None),
        (b'{"number": "%s"}' % (b"9" * 65), None),
        (b'{"number": "1", "number": "2"}', None),
    ],
    ids=[
        "a number",
        "blanks",
        "the longest",
        "nothing",
        "no JSON",
        "a list",
        "without",
        "no text",
        "empty",
        "blank",
        "two lines",
        "too long",
        "twice",
    ],
)
def test_the_number_of_the_other_side_is_read(body, number):
    assert number_in(Reply(200, body)) == number


@pytest.mark.parametrize(
    "private, text",
    [
        (False, "https://zaken.example/hook"),
        (True, "http://zaken.intern:8080/hook"),
        (True, "https://10.0.0.7/hook"),
        (False, None),
        (False, ""),
    ],
)
def test_an_address_is_kept(private, text):
    api.portal.set_registry_record(settings.PRIVATE, private)
    assert settings.checked_address(text) == (text or None)


@pytest.mark.parametrize(
    "private, text",
    [
        (False, "http://zaken.example/hook"),
        (False, "https://10.0.0.7/hook"),
        (False, "https://localhost/hook"),
        (True, "ftp://zaken.example/hook"),
        (True, "https://user:word@zaken.example/"),
        (True, "https://zaken.example/#part"),
        (True, "zaken.example"),
        (True, "https://zaken.example/\nX: y"),
    ],
    ids=["clear", "private", "itself", "ftp", "a user", "a part", "a name", "a header"],
)
def test_another_is_refused(private, text):
    api.portal.set_registry_record(settings.PRIVATE, private)
    with pytest.raises(RegistrationAddressRefusedError):
        settings.checked_address(text)


def test_at_first_nobody_is_told_and_nothing_personal():
    system = WebhookRegistration()
    assert (system.is_on(), system.wants_answers()) == (False, False)
