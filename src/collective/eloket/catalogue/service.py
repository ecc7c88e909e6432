"""The only door to the catalogue: what is on offer, and the order of a citizen."""

from collective.eloket.accounts.service import find_citizen
from collective.eloket.catalogue.acting import known_to
from collective.eloket.catalogue.addresses import with_address
from collective.eloket.catalogue.content import Eloket
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.catalogue.errors import DocumentClosedError
from collective.eloket.catalogue.errors import NumberNeededError
from collective.eloket.catalogue.errors import TooYoungError
from collective.eloket.catalogue.publishing import missing_for_publishing
from collective.eloket.catalogue.publishing import PUBLISHED
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.strangers import StrangerSession
from collective.eloket.catalogue.translations import said_of
from collective.eloket.catalogue.translations import said_questions
from collective.eloket.catalogue.trial import example_values
from collective.eloket.catalogue.trial import ExampleSession
from collective.eloket.clock import utcnow
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.dates import local_time
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.mandates import service as mandates
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.age import is_too_young
from collective.eloket.parameters.model import Value
from typing import Any


#: Channels of news that may go to the citizen's own values.
OWN_VALUES = ("email", "phone")


def open_documents(desk: Eloket) -> list[OnlineDocument]:
    """Return the documents on offer in the order of their titles."""
    found = [item for item in desk.objectValues() if IOnlineDocument.providedBy(item)]
    offered = [document for document in found if is_open(document)]
    return sorted(offered, key=lambda document: said_of(document, "title").casefold())


def is_open(document: OnlineDocument) -> bool:
    """Can citizens ask for this document now?

    A document that lost what the law asks, by whatever road, is off until it is mended.
    """
    return state_of(document) == PUBLISHED and not missing_for_publishing(document)


def check_may_ask(document: OnlineDocument, session: ICurrentSession) -> None:
    """Say whether this session may ask for the document.

    :raises DocumentClosedError: it is not on offer.
    :raises NotSignedInError: nobody is signed in.
    :raises AssuranceTooLowError: the sign-in is not sure enough.
    :raises OnBehalfRefusedError: it acts for somebody it may not act for now.
    :raises NumberNeededError: it is for accounts with a national number.
    :raises TooYoungError: it is for people of a higher age.
    :raises ForOrganisationsError: only who acts for an organisation asks for it.
    :raises NotForOrganisationsError: nobody does for an organisation.
    """
    if not is_open(document):
        raise DocumentClosedError
    if session.user_id is None:
        raise NotSignedInError
    mandates.check_right(session, document.right_needed or "")
    needed = level_for(document, session)
    if session.level < needed:
        raise AssuranceTooLowError(needed.label)
    if lacks_number(document, session):
        raise NumberNeededError
    check_old_enough(document, session.user_id)


def lacks_number(document: OnlineDocument, session: ICurrentSession) -> bool:
    """Must the account have a proven national number for it, and has it none?

    False for a stranger, of whom nobody knows, and for a child: who acts for one has
    its number.
    """
    if not document.needs_number or session.user_id is None:
        return False
    if isinstance(session, StrangerSession):
        return False
    if isinstance(session, ExampleSession):
        return not session.has_number
    if mandates.named_mandate(session.capacity) is not None:
        return False
    return not find_citizen(session.user_id).has_number


def check_old_enough(document: OnlineDocument, person_id: str) -> None:
    """Refuse who is too young to ask, as far as a birth date is known.

    It is the age of who asks: for a child its parent does.

    :raises TooYoungError: the document is for people of a higher age.
    """
    years = document.minimum_age
    if years and is_too_young(person_id, years, local_time(utcnow()).date()):
        raise TooYoungError(years)


def level_for(document: OnlineDocument, session: ICurrentSession) -> AssuranceLevel:
    """Return the level this citizen needs: the document's, or that of what is proven.

    A proven value that the form asks for cannot be shown, nor typed over, in a weaker
    session than the proof's.
    """
    known = known_of(session)
    proven = [
        known[question.source].level
        for question in form_questions(document)
        if question.source in known
    ]
    return max([document.level_needed, *proven])


def form_questions(document: OnlineDocument) -> tuple[Question, ...]:
    """Return the questions of the document's form, in the reader's language."""
    return said_questions(document, questions_of(document.form))


def known_of(session: ICurrentSession) -> dict[str, Value]:
    """Return what is known of whom it is for, as far as the session may see it.

    Of who is signed in, or of the child they act for.

    :raises OnBehalfRefusedError: it acts for somebody it may not act for now.
    """
    if session.user_id is None:
        return {}
    return with_address(known_to(session, own_values(session)))


def own_values(session: ICurrentSession) -> dict[str, Value]:
    """Return what is known of who is signed in, whomever they act for."""
    if isinstance(session, ExampleSession):
        return dict(example_values(session))
    if isinstance(session, StrangerSession):
        return {}
    if session.user_id is None:
        return {}
    return parameters.known(session.user_id, session.level)


def locked_values(
    questions: tuple[Question, ...], known: dict[str, Value]
) -> dict[str, Value]:
    """Return question → value that is proven, so that nobody types it."""
    locked = {}
    for question in questions:
        value = known.get(question.source)
        if value is not None and value.level > AssuranceLevel.NONE:
            locked[question.name] = value
    return locked


def prefilled_values(
    questions: tuple[Question, ...], known: dict[str, Value]
) -> dict[str, Any]:
    """Return question → what stands in it at first, and can be changed.

    What the citizen said before, else what the editor put there.
    """
    locked = locked_values(questions, known)
    found = {
        question.name: prefilled(question, known)
        for question in questions
        if question.name not in locked
    }
    return {name: value for name, value in found.items() if value is not None}


def prefilled(question: Question, known: dict[str, Value]) -> Any:
    """Return what stands in a question at first, None for nothing."""
    said = known.get(question.source)
    if said is not None and said.value is not None:
        return said.value
    return question.default
