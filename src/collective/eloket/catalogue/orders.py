"""From what was sent to an order: one check for the page and for REST."""

from collections.abc import Mapping
from collective.eloket.catalogue.acting import acting
from collective.eloket.catalogue.conditions import asked_of
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import ChannelRefusedError
from collective.eloket.catalogue.errors import IdempotencyKeyError
from collective.eloket.catalogue.errors import LockedAnswerError
from collective.eloket.catalogue.errors import UnknownAnswerError
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.scanning import check_clean
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import locked_values
from collective.eloket.catalogue.vocabularies import offered_channels
from collective.eloket.http.language import spoken
from collective.eloket.interfaces import ICaseSubmission
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service as mandates
from collective.eloket.parameters.model import Value
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from zope.component import getUtility
from zope.i18nmessageid import Message

import re


#: What an idempotency key may be (draft-ietf-httpapi-idempotency-key-header).
KEY = re.compile(r"[\x21-\x7e]{1,200}")


@dataclass(frozen=True, slots=True)
class Sent:
    """What came from a form or a call, not yet checked."""

    answers: Mapping[str, Any] = field(repr=False)
    channel: str | None
    idempotency_key: str = field(repr=False)
    language: str
    on_behalf_of: object = None


def submit(
    document: OnlineDocument, session: ICurrentSession, sent: Sent
) -> SubmittedCase:
    """Check what was sent and make a case of it, once per idempotency key.

    :raises EloketError: a subclass per reason; nothing is stored then.
    """
    session = mandates.acting_as(session, sent.on_behalf_of)
    check_may_ask(document, session)
    return getUtility(ICaseSubmission).submit(order_of(document, session, sent))


def was_sent(document: OnlineDocument, session: ICurrentSession, key: str) -> bool:
    """Say whether the form with that key became a case already."""
    return sent_before(document, session, key) is not None


def sent_before(
    document: OnlineDocument, session: ICurrentSession, key: str
) -> SubmittedCase | None:
    """Return the case that the form with that key became already, or None."""
    submission = getUtility(ICaseSubmission)
    subject = acting(session).subject
    return submission.sent_before(session.user_id, subject, document, key)


#: Kinds of questions whose answers people read in other words.
READ_OTHERWISE = frozenset({"choice", "choices", "date", "address"})

#: Digital or on paper, as a citizen prefers → how a document can leave.
CHANNEL_BY_DELIVERY = {"digital": "download", "paper": "post"}


def order_of(
    document: OnlineDocument, session: ICurrentSession, sent: Sent
) -> CaseOrder:
    """Return the order of checked answers, for whom the session acts.

    The mandate is asked once more, and must not change before the case is stored.

    :raises OnBehalfRefusedError: it may not act so; a subclass per cause.
    :raises AnswersRefusedError: with what is not right, per question.
    """
    session = mandates.acting_as(session, sent.on_behalf_of)
    right = document.right_needed or ""
    whom = acting(session, hold=True, right=right)
    if not KEY.fullmatch(sent.idempotency_key):
        raise IdempotencyKeyError
    questions = form_questions(document)
    known = known_of(session)
    locked = locked_values(questions, known)
    check_names(questions, locked, sent.answers)
    questions = asked_questions(questions, locked, sent.answers)
    answers, problems = read_answers(questions, locked, sent.answers)
    if problems:
        raise AnswersRefusedError(problems)
    email = known.get("email")
    return CaseOrder(
        document=document,
        applicant=session.user_id,
        subject=whom.subject,
        subject_name=whom.subject_name,
        capacity=whom.kind,
        mandate_id=whom.mandate_id,
        organisation=whom.organisation,
        answers={name: plain(value) for name, value in answers.items()},
        labels=[(question.name, question.title) for question in questions],
        sources=sources_of(questions, locked),
        attachments=[value for value in answers.values() if isinstance(value, Upload)],
        channel=channel_of(document, sent.channel, known),
        idempotency_key=sent.idempotency_key,
        means=session.means,
        level=session.level,
        language=spoken(sent.language),
        form_version=version_of(document.form),
        email=email.value if email is not None else None,
        texts=texts_of(questions, answers),
    )


def check_names(
    questions: tuple[Question, ...],
    locked: Mapping[str, Value],
    sent: Mapping[str, Any],
) -> None:
    """Refuse answers to what was not asked, and other answers than what is proven.

    :raises UnknownAnswerError: the form has no such question.
    :raises LockedAnswerError: it is proven, and this is something else.
    """
    names = {question.name for question in questions}
    if not names.issuperset(sent):
        raise UnknownAnswerError
    for name, value in locked.items():
        if sent.get(name) not in (None, "", value.value):
            raise LockedAnswerError


def asked_questions(
    questions: tuple[Question, ...],
    locked: Mapping[str, Value],
    sent: Mapping[str, Any],
) -> tuple[Question, ...]:
    """Return the questions that are asked, by the rules of the form.

    What was sent to another one is neither looked at nor kept.
    """
    proven = {name: value.value for name, value in locked.items()}
    return tuple(asked_of(questions, {**sent, **proven}))


def read_answers(
    questions: tuple[Question, ...],
    locked: Mapping[str, Value],
    sent: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, Message]]:
    """Return the answers in the order of the form, and what is not right with them."""
    answers: dict[str, Any] = {}
    problems: dict[str, Message] = {}
    for question in questions:
        if question.name in locked:
            answers[question.name] = locked[question.name].value
            continue
        try:
            answer = question.read(sent.get(question.name))
            if isinstance(answer, Upload):
                check_clean(answer)
            answers[question.name] = answer
        except Problem as problem:
            problems[question.name] = problem.message
    return answers, problems


def texts_of(
    questions: tuple[Question, ...], answers: Mapping[str, Any]
) -> dict[str, str]:
    """Return what people read where an answer itself is for machines."""
    return {
        question.name: question.shown(answers[question.name])
        for question in questions
        if answers[question.name] is not None and question.kind in READ_OTHERWISE
    }


def sources_of(
    questions: tuple[Question, ...], locked: Mapping[str, Value]
) -> dict[str, dict[str, str]]:
    """Return who vouches for each answer."""
    own = {"source": "self", "level": "none"}
    return {
        question.name: {
            "source": locked[question.name].source,
            "level": locked[question.name].level.label,
        }
        if question.name in locked
        else own
        for question in questions
    }


def channel_of(
    document: OnlineDocument, wanted: str | None, known: Mapping[str, Value]
) -> str:
    """Return how the answer leaves: as it was asked, else as the citizen prefers.

    :raises ChannelRefusedError: the document does not leave that way.
    """
    offered = offered_channels(document)
    if not wanted and offered:
        return usual_channel(document, known)
    if wanted not in offered:
        raise ChannelRefusedError
    return wanted


def usual_channel(document: OnlineDocument, known: Mapping[str, Value]) -> str:
    """Return the way that the citizen prefers, else the document's first one.

    Empty when nobody brings any of its ways any more.
    """
    delivery = known.get("delivery")
    liked = None if delivery is None else CHANNEL_BY_DELIVERY.get(delivery.value)
    offered = offered_channels(document)
    return liked if liked in offered else next(iter(offered), "")


def plain(value: Any) -> Any:
    """Return an answer as a value of JSON's kinds; a file is its name."""
    return value.name if isinstance(value, Upload) else value
