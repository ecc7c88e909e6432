"""The questions of a document that is there: read, and set anew.

By the same lists as a file: what may not stand there may not come in here.
"""

from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.exchange.errors import QuestionsChangedError
from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.errors import WordUnknownError
from collective.eloket.catalogue.exchange.left_out import left_out_to_json
from collective.eloket.catalogue.exchange.questions import model_from_json
from collective.eloket.catalogue.exchange.questions import question_to_json
from collective.eloket.catalogue.offering import keep_questions
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


#: What was read may be sent back as it is: nothing is made of ``left_out``.
WORDS = frozenset({"version", "questions", "left_out"})


def questions_to_json(document: OnlineDocument) -> dict[str, Any]:
    """Return the questions, what names their version, and what is not among them.

    :raises FormBrokenError: the form cannot be read.
    """
    return {
        "version": version_of(document.form),
        "questions": [question_to_json(one) for one in questions_of(document.form)],
        "left_out": left_out_to_json(document.form),
    }


def change_questions(document: OnlineDocument, found: dict[str, Any]) -> None:
    """Let the form ask these questions and no others; what was left out goes.

    Of a document on offer it is noted as a new version; nothing is kept otherwise.

    :raises ImportRefusedError: something is not on our lists; says where.
    :raises QuestionsChangedError: somebody changed the form since it was read.
    :raises PublishRefusedError: the document is on offer, and the law asks more for it.
    """
    for word in found:
        if word not in WORDS:
            # a word that would run something is refused by its own name
            shape.check_harmless({word: found[word]})
            raise WordUnknownError(word)
    shape.check_harmless(found)
    if not isinstance(found.get("version"), str):
        raise ValueRefusedError("version")
    model = model_from_json(found.get("questions"))
    if found["version"] != version_of(document.form):
        raise QuestionsChangedError
    set_fields(document, model)
    notify(ObjectModifiedEvent(document))
    keep_questions(document)
