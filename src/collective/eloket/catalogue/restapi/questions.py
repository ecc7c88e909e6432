"""``GET`` and ``PUT <document>/@eloket-questions``: what its form asks."""

from collective.eloket.catalogue.exchange.changing import change_questions
from collective.eloket.catalogue.exchange.changing import questions_to_json
from collective.eloket.catalogue.exchange.shape import LARGEST_FILE_BYTES
from collective.eloket.catalogue.restapi.exchange import EDIT
from collective.eloket.http.service import EloketService
from typing import Any


class QuestionsGet(EloketService):
    """Gives the questions to who may change them, in the words of a document's file."""

    def respond(self) -> dict[str, Any]:
        """Return ``{version, questions, left_out}``.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        :raises FormBrokenError: the form cannot be read.
        """
        self.require_permission(EDIT)
        return questions_to_json(self.context)


class QuestionsPut(EloketService):
    """Sets them anew: ``{version, questions}``; all of them, in their order."""

    largest_body_bytes = LARGEST_FILE_BYTES

    def respond(self) -> dict[str, Any]:
        """Return the same as GET.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        :raises EloketError: see ``change_questions``; nothing is changed.
        """
        self.require_permission(EDIT)
        change_questions(self.context, self.json())
        return questions_to_json(self.context)
