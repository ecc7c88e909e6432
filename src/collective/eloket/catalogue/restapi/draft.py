"""``<document>/@eloket-draft``: what was typed and not sent; used by autosave too."""

from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.drafts import LARGEST_DRAFT_BYTES
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import AssuranceTooLowError
from collective.eloket.catalogue.errors import DraftElsewhereError
from collective.eloket.catalogue.errors import UnknownAnswerError
from collective.eloket.catalogue.model import is_typed
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.orders import KEY
from collective.eloket.catalogue.orders import was_sent
from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from collective.eloket.catalogue.restapi.draft_files import files_of
from collective.eloket.catalogue.restapi.problems import with_lines
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.steps import steps_of
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotFoundError
from collective.eloket.errors import TooLargeError
from collective.eloket.http.dates import clock_time
from collective.eloket.http.service import EloketService
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.errors import CapacityChangedError
from dataclasses import replace


class DraftService(EloketService):
    """Base: own drafts only, in a session that may see the form."""

    largest_body_bytes = LARGEST_DRAFT_BYTES

    def writer(self) -> ICurrentSession:
        """Return whose draft it is.

        :raises AssuranceTooLowError: the form is not shown in this session either.
        """
        session = self.require_citizen()
        needed = self.context.level_needed
        if session.level < needed:
            raise AssuranceTooLowError(needed.label)
        return session

    def find(self) -> Draft | None:
        """Return the draft, unless it became a case in the meantime."""
        session = self.writer()
        draft = drafts.find(session, self.context)
        if draft is not None and was_sent(self.context, session, draft.key):
            return None
        return draft


class DraftGet(DraftService):
    """Gives the draft back to who typed it."""

    def respond(self) -> dict:
        """Return ``{answers, channel, key, saved, files}``.

        :raises NotFoundError: there is none.
        """
        draft = self.find()
        if draft is None:
            raise NotFoundError
        self.audited(
            subject=self.session.user_id,
            action="draft.view",
            object=self.context.getId(),
        )
        return {
            "answers": draft.answers,
            "channel": draft.channel,
            "key": draft.key,
            "saved": draft.saved.isoformat(),
            "files": [
                {"field": name, "filename": kept.name, "size": kept.size_bytes}
                for name, kept in draft.files.items()
            ],
        }


class DraftPut(DraftService):
    """Keeps ``{answers, channel, key, files}``; files that are not named stay with it.

    With ``step`` they are the answers of that step only, and the others stay.
    """

    largest_body_bytes = LARGEST_FILE_BYTES * 4 // 3 + LARGEST_DRAFT_BYTES

    def respond(self) -> dict:
        """Return when it was kept, and how long the session lives.

        ``{saved, time, seconds_left, seconds_at_most}``; ``time`` is ``11.03``.

        With ``base`` (the ``saved`` that the writer knows, ``""`` for none) nothing is
        written over what another window kept in the meantime.

        :raises DraftElsewhereError: another window kept something.
        :raises CapacityChangedError: the form was made for another capacity.
        :raises TooLargeError: more answers than a draft holds.
        :raises EloketError: a file cannot be kept; see ``draft_files``.
        """
        session = self.writer()
        self.check_capacity(session)
        body = self.json()
        before = self.find()
        base = body.get("base")
        if base is not None and base != (before.saved.isoformat() if before else ""):
            raise DraftElsewhereError
        step, shown = self.page_of(body)
        draft = Draft(
            key=key_of(body),
            answers=self.answers_of(body),
            channel=text_or_none(body.get("channel")),
            form=version_of(self.context.form),
            files=before.files if before else {},
            step=step,
            shown=shown,
        ).over(before)
        if len(draft.to_bytes()) > LARGEST_DRAFT_BYTES:
            raise TooLargeError
        kept = self.keep(draft, *self.files_of(body))
        idle, most = session.left(kept.saved)
        return {
            "saved": kept.saved.isoformat(),
            "time": clock_time(kept.saved),
            "seconds_left": int(idle.total_seconds()),
            "seconds_at_most": int(most.total_seconds()),
        }

    def files_of(self, body: dict) -> tuple[dict[str, Upload], set[str]]:
        """Return the new files, and the questions whose file goes.

        :raises EloketError: see ``draft_files``.
        """
        try:
            return files_of(form_questions(self.context), body.get("files", {}))
        except AnswersRefusedError as error:
            raise with_lines(error, self.request) from None

    def keep(self, draft: Draft, new: dict[str, Upload], gone: set[str]) -> Draft:
        """Keep the draft with its new files; let go of what they replace."""
        old = [kept for name, kept in draft.files.items() if name in gone | new.keys()]
        rest = {name: one for name, one in draft.files.items() if one not in old}
        kept = drafts.keep(
            self.session, self.context, replace(draft, files=rest), uploads=new
        )
        drafts.remove_files(self.session, self.context, old)
        return kept

    def page_of(self, body: dict) -> tuple[int, list[str] | None]:
        """Return which step the answers are of, and its questions; (0, None): of all.

        :raises InvalidAnswerError: the form has no such step.
        """
        step = body.get("step")
        if step is None:
            return 0, None
        steps = steps_of(form_questions(self.context))
        if type(step) is not int or not 1 <= step <= len(steps) + 1:
            raise InvalidAnswerError
        names = steps[step - 1].names if step <= len(steps) else ()
        return step, sorted(names)

    def check_capacity(self, session: ICurrentSession) -> None:
        """Refuse what was typed in a form that was made for another capacity.

        :raises CapacityChangedError: another window chose another one meanwhile.
        """
        made_as = self.request.form.get("als")
        if made_as is not None and made_as != session.capacity:
            raise CapacityChangedError

    def answers_of(self, body: dict) -> dict:
        """Return the answers as a form would send them: texts, or lists of texts.

        :raises UnknownAnswerError: the form has no such question.
        """
        answers = body.get("answers")
        if not isinstance(answers, dict):
            raise InvalidAnswerError
        names = {one.name for one in form_questions(self.context) if one.kind != "file"}
        if not names.issuperset(answers):
            raise UnknownAnswerError
        if not all(is_typed(value) for value in answers.values()):
            raise InvalidAnswerError
        return answers


class DraftDelete(DraftService):
    """Wipes the draft."""

    def respond(self):
        """Answer 204, also when there was none."""
        drafts.discard(self.writer(), self.context)
        return self.reply_no_content()


def key_of(body: dict) -> str:
    """Return the idempotency key of the form.

    :raises InvalidAnswerError: it is not one.
    """
    key = body.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise InvalidAnswerError
    return key


def text_or_none(value: object) -> str | None:
    """Return a text, or None for anything else."""
    return value if isinstance(value, str) else None
