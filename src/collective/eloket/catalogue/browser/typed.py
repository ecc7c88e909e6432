"""What was typed into a form: read once from the request, and kept as a draft."""

from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.drafted import KeptFile
from collective.eloket.catalogue.drafts import Writer
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.left_out import by_question
from collective.eloket.catalogue.model import is_typed
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.orders import KEY
from collective.eloket.catalogue.orders import usual_channel
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.scanning import check_clean
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.uploads import upload_of
from collective.eloket.catalogue.versions import Asked
from collective.eloket.catalogue.versions import versions_of
from dataclasses import replace
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message

import secrets


#: Prefix of the questions' fields, so that none can be taken for one of ours.
FIELD = "vraag."
#: Prefix of the hidden fields that name a file which is kept already.
KEPT = "bewaard."


class Typed:
    """The part of a form page that knows what was typed; mixed into the page."""

    draft: Draft | None = None
    #: What is typed and what was kept of other pages before, once it came.
    merged: Draft | None = None

    @property
    def has_steps(self) -> bool:
        """Is the form asked page by page? See Steps."""
        raise TypeError(f"{type(self).__name__} knows no steps")

    def own_url(self, **query: object) -> str:
        """Return where the form shows itself; see FormWays."""
        raise TypeError(f"{type(self).__name__} knows no address")

    @property
    def number(self) -> int:
        """Which page this is, from 1."""
        raise TypeError(f"{type(self).__name__} knows no steps")

    @property
    def page_names(self) -> frozenset[str]:
        """The names of the questions that belong to this page."""
        raise TypeError(f"{type(self).__name__} knows no steps")

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the form."""
        return form_questions(self.context)

    @cached_property
    def asked_before(self) -> dict[str, list[Asked]]:
        """What the form asked while it was on offer, by question."""
        return by_question(versions_of(self.context))

    @cached_property
    def uploads(self) -> dict[str, Upload]:
        """The files that came, by question; a request's file can be read once."""
        form = self.request.form
        found = {
            question.name: upload_of(form[FIELD + question.name])
            for question in self.questions
            if question.kind == "file" and FIELD + question.name in form
        }
        return {name: upload for name, upload in found.items() if upload is not None}

    @cached_property
    def file_problems(self) -> dict[str, Message]:
        """What is not right with the files that came."""
        problems = {}
        for question in self.questions:
            if question.name in self.uploads:
                try:
                    upload = question.read(self.uploads[question.name])
                    check_clean(upload)
                    self.uploads[question.name] = replace(upload, is_clean=True)
                except Problem as problem:
                    problems[question.name] = problem.message
        return problems

    @property
    def key(self) -> str:
        """The idempotency key: made when the form is shown, kept when it comes back."""
        if self.posted:
            sent = self.request.form.get("sleutel")
            return sent if isinstance(sent, str) else ""
        return self.draft.key if self.draft else secrets.token_urlsafe(24)

    @property
    def channel(self) -> str | None:
        """How the answer should leave, as far as somebody said."""
        if self.posted:
            sent = self.request.form.get("kanaal")
            return sent if isinstance(sent, str) else None
        return self.draft.channel if self.draft else None

    @property
    def shown_channel(self) -> str:
        """How the answer leaves if nobody says more."""
        return self.channel or usual_channel(self.context, known_of(self.session))

    def typed_answers(self) -> dict[str, Any]:
        """Return what was sent for each question but files, as it was sent.

        Also for what was asked when the page was shown, and is not any more; of a file
        its name.
        """
        form = self.request.form
        names = [one.name for one in self.questions if one.kind != "file"]
        found = {name: form.get(FIELD + name) for name in names}
        for name in self.gone_names():
            value = form[FIELD + name]
            found[name] = getattr(value, "filename", None) or value
        return {name: value for name, value in found.items() if is_typed(value)}

    def gone_names(self) -> list[str]:
        """Return the questions of the sent page that the form does not ask any more."""
        asked = {question.name for question in self.questions}
        sent = {
            field.removeprefix(FIELD)
            for field in self.request.form
            if field.startswith(FIELD)
        }
        gone = sorted(sent - asked)
        return [name for name in gone if name in self.asked_before] if gone else []

    def kept_files(self, before: Draft | None) -> dict[str, KeptFile]:
        """Return the files of the draft that the form still shows."""
        files = before.files if before else {}
        return {
            name: kept
            for name, kept in files.items()
            if self.request.form.get(KEPT + name) == kept.id
        }

    def typed(self, before: Draft | None) -> Draft:
        """Return what was typed, as a draft."""
        return Draft(
            key=self.key if KEY.fullmatch(self.key) else secrets.token_urlsafe(24),
            answers=self.typed_answers(),
            channel=self.channel,
            form=version_of(self.context.form),
            files=self.kept_files(before),
            step=self.number if self.has_steps else 0,
            shown=sorted(self.page_names) if self.has_steps else None,
        ).over(before)

    def keep(self, writer: Writer) -> Draft | None:
        """Keep what was typed, with the files that are right; None: it is too large."""
        wanted = self.has_steps or any(
            name.startswith(KEPT) for name in self.request.form
        )
        before = drafts.find(writer, self.context) if wanted else None
        draft = self.merged = self.typed(before)
        if len(draft.to_bytes()) > drafts.LARGEST_DRAFT_BYTES:
            return None  # it is shown again, but not kept
        good = {
            name: upload
            for name, upload in self.uploads.items()
            if name not in self.file_problems
        }
        kept = drafts.keep(writer, self.context, draft, good)
        if before is not None:
            ids = {one.id for one in kept.files.values()}
            gone = [one for one in before.files.values() if one.id not in ids]
            drafts.remove_files(writer, self.context, gone)
        return kept
