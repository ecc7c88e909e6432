"""A form comes that became a case before: with the same answers, or with others?

Two clicks, a reload and a line that broke bring the same ones. Another window of the
same form may bring others: they are not lost, and not taken for what was sent.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.catalogue.acting import acting
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.interfaces import IEarlierCases
from collective.eloket.catalogue.model import EarlierCase
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.orders import plain
from collective.eloket.catalogue.orders import read_answers
from collective.eloket.catalogue.questions import Question
from collective.eloket.interfaces import ICurrentSession
from typing import Any
from zope.component import getUtility


def find_earlier(
    document: OnlineDocument, session: ICurrentSession
) -> EarlierCase | None:
    """Return what was asked here before for that person, and is not decided yet."""
    subject = acting(session).subject
    return getUtility(IEarlierCases).last_open(session.user_id, subject, document)


def is_other(
    case: SubmittedCase, questions: Sequence[Question], typed: Mapping[str, Any]
) -> bool:
    """Is something typed here that did not go along with that case?

    ``questions`` are those that can be answered here, ``typed`` what stands in the
    form, maybe in a part of it. What a rule did not ask then is not compared: when the
    answer that the rule looks at is another one now, that tells.
    """
    sent = getUtility(IEarlierCases).answers_of(case.reference)
    both = tuple(one for one in questions if one.name in typed and one.name in sent)
    answers, problems = read_answers(both, {}, typed)
    return bool(problems) or any(
        plain(answer) != sent[name] for name, answer in answers.items()
    )
