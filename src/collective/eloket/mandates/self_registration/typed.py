"""What somebody typed in a request, read once: telephone, e-mail, reason."""

from collections.abc import Mapping
from collective.eloket.mandates.self_registration.errors import DecisionReasonError
from collective.eloket.mandates.self_registration.errors import RequestFieldError
from collective.eloket.mandates.self_registration.model import About
from collective.eloket.parameters.checks import email_address
from collective.eloket.parameters.checks import phone_number
from collective.eloket.parameters.errors import InvalidEmailError
from collective.eloket.parameters.errors import InvalidPhoneError
from collective.eloket.parameters.lookups import read_date
from collective.eloket.parameters.model import Value


LONGEST_REASON = 1000


def read_about(sent: Mapping[str, object], known: Mapping[str, Value]) -> About:
    """Return who asks: names as known, the rest as typed.

    Telephone and e-mail address are needed, the reason is not (seed 003, 22).

    :raises RequestFieldError: something is not right; ``field`` says what.
    """

    def said(name: str) -> str:
        value = known.get(name)
        return "" if value is None else value.value or ""

    return About(
        given_names=said("given_names"),
        family_name=said("family_name"),
        born=read_date(said("birth_date")) if said("birth_date") else None,
        phone=_phone(sent.get("phone")),
        email=_email(sent.get("email")),
        reason=_reason(sent.get("reason")),
    )


def read_decision(sent: Mapping[str, object]) -> tuple[str, bool]:
    """Return why somebody decides so, and whether that is mailed along.

    :raises DecisionReasonError: there is no reason, or it is too long.
    """
    reason = sent.get("reason")
    if not isinstance(reason, str) or not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise DecisionReasonError
    return reason.strip(), sent.get("along") is True


def _phone(text: object) -> str:
    try:
        found = phone_number(text)
    except InvalidPhoneError:
        raise RequestFieldError("phone") from None
    if not found:
        raise RequestFieldError("phone")
    return found


def _email(text: object) -> str:
    try:
        found = email_address(text)
    except InvalidEmailError:
        raise RequestFieldError("email") from None
    if not found:
        raise RequestFieldError("email")
    return found


def _reason(text: object) -> str:
    if text is None:
        return ""
    if not isinstance(text, str) or len(text) > LONGEST_REASON:
        raise RequestFieldError("reason")
    return text.strip()
