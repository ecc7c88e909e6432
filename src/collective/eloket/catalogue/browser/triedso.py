"""As whom a form is tried, and what was typed on the pages before."""

from collective.eloket.catalogue.browser.typed import Typed
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.drafted import KeptFile
from collective.eloket.catalogue.drafts import kept_file_of
from collective.eloket.catalogue.drafts import LARGEST_DRAFT_BYTES
from collective.eloket.catalogue.drafts import Writer
from collective.eloket.catalogue.trial import check_example
from collective.eloket.catalogue.trial import EXAMPLES
from collective.eloket.catalogue.trial import examples_for
from collective.eloket.catalogue.trial import ExampleSession
from collective.eloket.catalogue.trial import STRANGER
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.view import EloketView
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import SealError
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any

import base64


#: Hidden field that carries what was typed before, sealed: a trial is kept nowhere.
CARRIED = "getypt"


class TriedSo(Typed, EloketView):
    """The part of the trial that holds no page; mixed into it."""

    note = ViewPageTemplateFile("templates/trial_note.pt")

    @cached_property
    def who(self) -> str:
        """As whom it is tried.

        :raises InvalidAnswerError: one cannot ask for the document as such.
        """
        return check_example(self.context, self.request.form.get("als"))

    @property
    def is_stranger(self) -> bool:
        """Is it tried without signing in?"""
        return self.who == STRANGER

    @cached_property
    def session(self) -> ExampleSession:
        """The example person's."""
        return ExampleSession(super().session.csrf, self.who)

    def examples(self) -> list[dict[str, Any]]:
        """Return as whom one can try it, each with its address."""
        return [
            {
                "title": EXAMPLES[name],
                "url": f"{self.context.absolute_url()}/{self.name}?als={name}",
                "now": name == self.who,
            }
            for name in examples_for(self.context)
        ]

    @property
    def trial_note(self) -> str:
        """The words that say that it is a trial; for ``structure``."""
        return self.note()

    def hidden_fields(self) -> list[tuple[str, str]]:
        """See FormWays: who it is, and what was typed until now."""
        fields = [("als", self.who)]
        if self.draft is not None:
            sealed = vault.seal(self.draft.to_bytes(), self.sealed_for)
            fields.append((CARRIED, base64.urlsafe_b64encode(sealed).decode()))
        return fields

    @property
    def sealed_for(self) -> str:
        """What the hidden field is good for: this document, and this browser."""
        return f"trial:{api.content.get_uuid(self.context)}:{self.session.csrf}"

    @cached_property
    def before(self) -> Draft | None:
        """What was typed on other pages, or None.

        :raises InvalidAnswerError: we did not make the hidden field.
        """
        sent = self.request.form.get(CARRIED)
        if sent is None:
            return None
        try:
            sealed = base64.urlsafe_b64decode(str(sent))
            return Draft.from_bytes(vault.open_sealed(sealed, self.sealed_for))
        except (ValueError, SealError):
            raise InvalidAnswerError from None

    @property
    def files_before(self) -> dict[str, KeptFile]:
        """The files that came with pages before this one, by question."""
        draft = self.draft or self.before
        kept = {} if draft is None else draft.files
        return {name: one for name, one in kept.items() if name not in self.uploads}

    def keep(self, writer: Writer) -> Draft | None:
        """Return what was typed together with that of other pages; see Typed.

        Of a file that is right, its name alone; None: it is too large.
        """
        draft = self.merged = self.typed(self.before)
        if len(draft.to_bytes()) > LARGEST_DRAFT_BYTES:
            return None
        new = {
            name: kept_file_of(upload)
            for name, upload in self.uploads.items()
            if name not in self.file_problems
        }
        return replace(draft, files={**draft.files, **new}, saved=utcnow())
