"""From checked answers to a stored case."""

from Acquisition import aq_chain
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.registry import take_turns
from collective.eloket.audit import service as audit
from collective.eloket.cases.access import store_of
from collective.eloket.cases.access import stores_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import seal_dossier
from collective.eloket.cases.earlier import check_same
from collective.eloket.cases.errors import StoreMissingError
from collective.eloket.cases.handling import says_sensitive
from collective.eloket.cases.idempotency import KEPT
from collective.eloket.cases.idempotency import KEY_LIFE
from collective.eloket.cases.idempotency import order_key
from collective.eloket.cases.idempotency import OrderKeys
from collective.eloket.cases.index import ANNOTATION
from collective.eloket.cases.interfaces import CaseSubmitted
from collective.eloket.cases.often import spend_request
from collective.eloket.cases.reference import draw_reference
from collective.eloket.catalogue.closing import term_end
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.strangers import is_stranger
from collective.eloket.clock import utcnow
from collective.eloket.http.backoff import quick_retry
from collective.eloket.http.dates import local_time
from collective.eloket.interfaces import ICaseStore
from collective.eloket.interfaces import ICaseSubmission
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IOnlineDocument
from datetime import datetime
from datetime import timedelta
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.lifecycleevent import ObjectCreatedEvent


@implementer(ICaseSubmission)
class CaseSubmission:
    """See ICaseSubmission."""

    def submit(self, order: CaseOrder) -> SubmittedCase:
        """See ICaseSubmission."""
        request = getRequest()
        if request is not None:
            quick_retry(request)
        now = utcnow()
        desk = desk_of(order.document)
        store = store_of(desk)
        if store is None:
            raise StoreMissingError(desk.getId())
        key = _key_of(order)
        first = _sent(desk, key, now) if key else None
        if first is not None:
            check_same(order, first.reference)
            return first
        if not is_stranger(order.applicant):
            spend_request(order.applicant)
        take_turns(order.applicant, order.subject)
        name = order.applicant_name or accounts.display_name(order.applicant) or ""
        case = make_case(store, order, name, now)
        if key:
            order_keys().remember(key, case.getId(), now)
        _record(case, order)
        notify(CaseSubmitted(case, order, name))
        return _told(desk, case, repeated=False)

    def sent_before(
        self,
        applicant: str,
        subject: str,
        document: IOnlineDocument,
        idempotency_key: str,
    ) -> SubmittedCase | None:
        """See ICaseSubmission."""
        uid = api.content.get_uuid(document)
        key = order_key(applicant, subject, uid, idempotency_key)
        return _sent(desk_of(document), key, utcnow(), KEPT)


def make_case(
    store: ICaseStore, order: CaseOrder, name: str, now: datetime
) -> DocumentRequest:
    """Make the case of an order and put it into the store, the quick way.

    ``name`` is the applicant's, as known now; the case keeps it, sealed. There is no
    name chooser, no constraints and no owner: PLATFORM I2.7.
    """
    case = DocumentRequest(free_reference(now))
    fill_case(case, order, now)
    seal_dossier(case, order, name)
    notify(ObjectCreatedEvent(case))
    store._setObject(case.getId(), case, set_owner=0)
    return store[case.getId()]


def free_reference(now: datetime) -> str:
    """Return a new reference that no case of this site has, in whatever e-desk."""
    year, stores = local_time(now).year, stores_of(api.portal.get())
    reference = draw_reference(year)
    while any(reference in store for store in stores):
        reference = draw_reference(year)
    return reference


def fill_case(case: DocumentRequest, order: CaseOrder, now: datetime) -> None:
    """Write what is kept in the clear."""
    document = order.document
    case.document_id = document.getId()
    case.document_uid = api.content.get_uuid(document)
    case.outcome = document.outcome or "document"
    case.applicant = order.applicant
    case.subject = order.subject
    case.capacity = order.capacity
    case.mandate_id = order.mandate_id
    if order.organisation is not None:
        case.organisation = order.organisation
        case.right_needed = document.right_needed or ""
    case.submitted = now
    case.due = term_end(local_time(now).date(), document.working_days or 0)
    case.means = order.means
    case.level = order.level.label
    case.channel = order.channel
    case.language = order.language
    case.form_version = order.form_version
    case.clerk_group = document.clerk_group or ""
    if getattr(document, "four_eyes", False):
        case.four_eyes = True
    if says_sensitive(document):
        case.sensitive = True


def order_keys() -> OrderKeys:
    """Return what remembers the orders of this site."""
    return IAnnotations(api.portal.get())[ANNOTATION]["keys"]


def desk_of(document: IOnlineDocument) -> IEloket:
    """Return the e-desk the document lies in.

    :raises StoreMissingError: it lies in none.
    """
    for parent in aq_chain(document):
        if IEloket.providedBy(parent):
            return parent
    raise StoreMissingError("the document lies in no e-desk")


def _key_of(order: CaseOrder) -> str | None:
    if not order.idempotency_key:
        return None
    document_uid = api.content.get_uuid(order.document)
    return order_key(
        order.applicant, order.subject, document_uid, order.idempotency_key
    )


def _sent(
    desk: IEloket, key: str, now: datetime, life: timedelta = KEY_LIFE
) -> SubmittedCase | None:
    first = order_keys().find(key, now, life)
    store = store_of(desk)
    if first is None or store is None or first not in store:
        return None
    return _told(desk, store[first], repeated=True)


def _told(desk: IEloket, case: DocumentRequest, *, repeated: bool) -> SubmittedCase:
    reference = case.getId()
    return SubmittedCase(
        reference=reference,
        state=case.state,
        due=case.due,
        url=f"{desk.absolute_url()}/mijn-aanvragen/{reference}",
        repeated=repeated,
    )


def _record(case: DocumentRequest, order: CaseOrder) -> None:
    audit.attempt(
        audit.AuditEntry(
            actor=order.applicant,
            role="citizen",
            subject=order.subject,
            action="case.submit",
            object=case.getId(),
            means=order.means,
        )
    )
