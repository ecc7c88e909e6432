"""``POST <document>/@eloket-cases``: send a request."""

from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.orders import submit
from collective.eloket.catalogue.restapi.problems import with_lines
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from collective.eloket.catalogue.strangers import STRANGERS
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.catalogue.uploads import upload_from_json
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotSignedInError
from collective.eloket.http import csrf
from collective.eloket.http.language import LANGUAGES
from collective.eloket.http.service import EloketService
from collective.eloket.http.service import LARGEST_WITH_FILES_BYTES
from collective.eloket.limits import service as limits
from plone import api
from typing import Any

import secrets


class CasesPost(EloketService):
    """Makes a case of ``{answers, channel, on_behalf_of}``."""

    largest_body_bytes = LARGEST_WITH_FILES_BYTES

    def respond(self) -> dict:
        """Return reference, state and expected day, with 201; the same key, the same.

        A stranger has no page of the case: no ``@id``.

        :raises InvalidAnswerError: with ``errors: [{field, message}]``.
        """
        try:
            case = self.submit()
        except AnswersRefusedError as error:
            raise with_lines(error, self.request) from None
        response = self.request.response
        response.setStatus(201)
        told = {
            "reference": case.reference,
            "state": case.state,
            "due": case.due.isoformat(),
        }
        if self.session.user_id is None:
            return told
        response.setHeader("Location", case.url)
        return {"@id": case.url} | told

    def submit(self) -> SubmittedCase:
        """Make the case of who is signed in, or of a stranger's browser.

        Who sent credentials that sign nobody in here is no stranger: their call had no
        CSRF value that would tell their browser.

        :raises NotSignedInError: one must sign in for it.
        :raises StrangersTooOftenError: too many came from there.
        """
        session = self.session
        if session.user_id is not None:
            return submit(self.context, session, self.sent())
        if csrf.has_authorization(self.request) or not takes_strangers(self.context):
            raise NotSignedInError
        limits.spend(STRANGERS, self.request)
        return submit_of_stranger(self.context, session.csrf, self.sent())

    def sent(self) -> Sent:
        """Return what the call sent.

        :raises InvalidAnswerError: it does not have the right shape.
        """
        body = self.json()
        answers = body.get("answers")
        if not isinstance(answers, dict):
            raise InvalidAnswerError
        key = self.request.getHeader("Idempotency-Key") or secrets.token_urlsafe(24)
        channel = body.get("channel")
        language = body.get("language")
        if language not in LANGUAGES:
            language = api.portal.get_current_language()
        return Sent(
            answers=self.with_files(answers),
            channel=channel if isinstance(channel, str) else None,
            idempotency_key=key,
            language=language,
            on_behalf_of=body.get("on_behalf_of"),
        )

    def with_files(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Return the answers with files in place of their base64."""
        files = {
            question.name: upload_from_json(answers[question.name]) or object()
            for question in form_questions(self.context)
            if question.kind == "file" and answers.get(question.name)
        }
        return answers | files
