"""What a call sends as the answers to a form."""

from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.uploads import upload_from_json
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.language import LANGUAGES
from collective.eloket.http.service import EloketService
from collective.eloket.http.service import LARGEST_WITH_FILES_BYTES
from plone import api
from typing import Any

import secrets


class AnswersService(EloketService):
    """Base: reads ``{answers, channel, language, on_behalf_of}``."""

    largest_body_bytes = LARGEST_WITH_FILES_BYTES

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
