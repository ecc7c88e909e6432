"""What must a document say before it is on offer, and when may it go again?

The rules hang on the workflow and on the object itself, so no road avoids them: Plone's
pages, bulk publishing, REST, another add-on.
"""

from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.drafts import LIFE
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.errors import DocumentInUseError
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.errors import PublishRefusedError
from collective.eloket.clock import utcnow
from datetime import datetime
from datetime import timedelta
from math import ceil
from zope.i18nmessageid import Message


WORKFLOW_ID = "eloket_document_workflow"

#: States of a document.
DRAFT = "private"
PUBLISHED = "published"
CLOSED = "closed"

#: Steps.
PUBLISH = "publish"
CLOSE = "close"
RETRACT = "retract"

#: Source of a question that is answered by the national number, and kind of one that
#: asks to type one.
NUMBER = "national_number"

#: What is asked → what it is called. GDPR, articles 5.1.e and 6 (basis, storage);
#: law of 8 August 1983 on the National Register, article 8 (use of the number).
MISSING_BASIS = _("missing_legal_basis", default="the legal basis")
MISSING_RETENTION = _("missing_retention", default="the days that a request is kept")
MISSING_FORM = _("missing_form", default="a form that can be read")
MISSING_AUTHORISATION = _(
    "missing_authorisation", default="the authorisation to use the national number"
)


def state_of(document: OnlineDocument) -> str | None:
    """Return the document's state; None before the workflow knows it."""
    history = _history(document)
    return history[-1]["review_state"] if history else None


def uses_number(document: OnlineDocument) -> bool:
    """Does the document use national numbers?

    A letter shows the answers, so it shows the number if and only if it is asked.
    """
    return document.needs_number or any(
        NUMBER in (question.source, question.kind)
        for question in questions_of(document.form)
    )


def missing_for_publishing(document: OnlineDocument) -> tuple[Message, ...]:
    """Return what the law asks and the document does not say."""
    missing = []
    if not (document.legal_basis or "").strip():
        missing.append(MISSING_BASIS)
    if not document.retention_days or document.retention_days < 1:
        missing.append(MISSING_RETENTION)
    authorised = (document.number_authorisation or "").strip()
    try:
        if uses_number(document) and not authorised:
            missing.append(MISSING_AUTHORISATION)
    except FormBrokenError:
        missing.append(MISSING_FORM)
    return tuple(missing)


def check_may_be_published(document: OnlineDocument) -> None:
    """:raises PublishRefusedError: something is missing; says what."""
    missing = missing_for_publishing(document)
    if missing:
        raise PublishRefusedError(missing)


def check_may_go(document: OnlineDocument) -> None:
    """Keep a document while somebody may be filling in its form.

    :raises DocumentInUseError: it is on offer, or was so in the life of a draft.
    """
    since = _closed_since(document)
    left = LIFE if since is None else since + LIFE - utcnow()
    if _was_offered(document) and left > timedelta(0):
        raise DocumentInUseError(ceil(left / timedelta(days=1)))


def _was_offered(document: OnlineDocument) -> bool:
    return any(one["review_state"] == PUBLISHED for one in _history(document))


def _closed_since(document: OnlineDocument) -> datetime | None:
    """Return when it was closed; None while it is on offer, or was never closed."""
    for step in reversed(_history(document)):
        if step["review_state"] == PUBLISHED:
            return None
        if step["action"] == CLOSE:
            return step["time"].asdatetime()
    return None


def _history(document: OnlineDocument) -> tuple:
    return getattr(document, "workflow_history", {}).get(WORKFLOW_ID, ())
