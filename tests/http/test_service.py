from collective.eloket import errors
from collective.eloket.http.errors import AuditMissingError
from collective.eloket.http.service import EloketService
from collective.eloket.interfaces import IPersonalDataViewed
from tests.http.requests import request

import pytest
import transaction


@pytest.fixture(autouse=True)
def fresh_transaction():
    transaction.begin()
    yield
    transaction.abort()


class Echo(EloketService):
    """Answers with the body it got."""

    def respond(self):
        return self.json()


def service(kind=Echo, **changes):
    made = kind()
    made.request = request(**changes)
    made.context = None
    return made


def refusing(error):
    return type("Refusing", (EloketService,), {"respond": lambda self: raise_(error)})


def raise_(error):
    raise error


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    "error, status",
    [
        (errors.InvalidAnswerError(), 400),
        (errors.NotSignedInError(), 401),
        (errors.NotAllowedError(), 403),
        (errors.NotFoundError(), 404),
        (errors.ConflictError(), 409),
        (errors.TooLargeError(), 413),
        (errors.CardError(), 422),
        (errors.TooOftenError(), 429),
        (errors.ProviderError(), 502),
        (errors.ProviderSilentError(), 504),
    ],
    ids=lambda value: str(getattr(value, "code", value)),
)
def test_a_refusal_has_its_status_and_commits_nothing(error, status):
    made = service(refusing(error))
    body = made.reply()
    assert made.request.response.getStatus() == status
    assert body["error"]["type"] == error.code
    assert body["error"]["message"]
    assert transaction.isDoomed()


@pytest.mark.usefixtures("signed_in")
def test_an_error_that_is_no_refusal_is_a_defect():
    with pytest.raises(ZeroDivisionError):
        service(refusing(ZeroDivisionError())).reply()


@pytest.mark.usefixtures("signed_in")
def test_a_write_from_elsewhere_is_refused():
    made = service(Origin="http://evil.example", body=b"{}")
    assert made.reply()["error"]["type"] == "csrf"
    assert made.request.response.getStatus() == 403


@pytest.mark.usefixtures("signed_in")
def test_reading_needs_no_token():
    made = service(method="GET", Origin=None, body=b'{"a": 1}')
    assert made.reply() == {"a": 1}


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    "body, limit, code",
    [
        (b"[1]", 200_000, "invalid_answer"),
        (b"{", 200_000, "invalid_answer"),
        (b"\xff", 200_000, "invalid_answer"),
        (b"[" * 100_000, 200_000, "invalid_answer"),
        (b'{"a": "' + b"x" * 200 + b'"}', 100, "too_large"),
    ],
    ids=["no object", "no JSON", "no UTF-8", "too deep", "too large"],
)
def test_a_bad_body_is_refused(body, limit, code):
    small = type(
        "Small",
        (Echo,),
        {"largest_body_bytes": 150_000 if code != "too_large" else 100},
    )
    assert service(small, body=body).reply()["error"]["type"] == code


def test_a_stranger_is_not_signed_in(signed_in):
    signed_in.user_id = None
    asking = type(
        "Asking", (EloketService,), {"respond": lambda self: self.require_citizen()}
    )
    made = service(asking, body=b"{}")
    assert made.reply()["error"]["type"] == "not_signed_in"


@pytest.mark.usefixtures("signed_in")
def test_nothing_is_shown_that_nobody_recorded():
    with pytest.raises(AuditMissingError):
        service().audited(subject="p", action="case.view")


@pytest.mark.usefixtures("signed_in")
def test_a_recorded_view_names_who_looked(registry):
    seen = []

    def record(event):
        event.recorded = True
        seen.append((event.actor, event.role, event.subject, event.means))

    registry.registerHandler(record, (IPersonalDataViewed,))
    service().audited(subject="p", action="case.view")
    assert seen == [("citizen-aaaaaaaaaaaaaaaaaaaaaaaaaa", "citizen", "p", "itsme")]
