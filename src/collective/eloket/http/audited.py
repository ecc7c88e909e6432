"""Views of personal data wait for their row in the audit."""

from collective.eloket.http.errors import AuditMissingError
from collective.eloket.http.session import current_session
from collective.eloket.http.users import own_user_id
from collective.eloket.interfaces import PersonalDataViewed
from zope.event import notify
from ZPublisher.HTTPRequest import HTTPRequest


def tell_viewed(
    request: HTTPRequest,
    *,
    subject: str | None,
    action: str,
    object: str | None = None,  # noqa: A002 - the audit's own word
    purpose: str | None = None,
) -> None:
    """Say that this request's user sees data of ``subject``; call before the body.

    :raises AuditMissingError: nobody recorded it; the page must not be shown.
    """
    session = current_session(request)
    citizen = session.user_id
    event = PersonalDataViewed(
        actor=citizen or own_user_id(),
        role="citizen" if citizen else "clerk",
        subject=subject,
        action=action,
        object=object,
        purpose=purpose,
        means=session.means,
    )
    notify(event)
    if not event.recorded:
        raise AuditMissingError(action)
