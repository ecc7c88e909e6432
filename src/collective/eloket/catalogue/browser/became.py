"""A form that was sent comes once more, with other answers: from another window."""

from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser.sending import Sending
from collective.eloket.catalogue.errors import SentOtherwiseError
from collective.eloket.catalogue.model import EarlierCase
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.repeated import find_earlier
from collective.eloket.catalogue.repeated import is_other
from dataclasses import replace
from functools import cached_property

import secrets


class Became(Sending):
    """The part of a form page that loses no answers to a case; mixed into the page."""

    #: The case that the form became, when other answers came with it now.
    became: SubmittedCase | None = None
    new_key = ""
    #: Does this page know who asked before? Not of a stranger, nor in a trial.
    tells_earlier = True

    def sent_before(self) -> SubmittedCase | None:
        """Return the case that this form made already, or None; see FormPage."""
        raise TypeError(f"{type(self).__name__} makes no case")

    @property
    def key(self) -> str:
        """See Typed: what was not sent is another order."""
        return self.new_key or super().key

    def look_back(self) -> None:
        """See whether the form became a case with other answers than came now.

        What came is kept then with a key of its own.
        """
        case = self.sent_before()
        if case is None:
            return
        typed = self.merged.answers | self.uploads
        if not is_other(case, self.open_questions(), typed):
            return
        self.became = case
        self.new_key = secrets.token_urlsafe(24)
        if self.draft is not None:
            kept = replace(self.draft, key=self.new_key)
            self.draft = drafts.keep(self.session, self.context, kept)

    @cached_property
    def earlier(self) -> EarlierCase | None:
        """What was asked here before and is not decided, told where a form begins.

        Who goes back to a form that was sent finds an empty one, and may take what was
        sent for lost.
        """
        if self.posted or self.number != 1 or not self.tells_earlier:
            return None
        return find_earlier(self.context, self.session)

    def check_same(self) -> None:
        """Take no other answers for what was sent.

        :raises SentOtherwiseError: the form became a case with other ones.
        """
        if self.became is not None:
            raise SentOtherwiseError(self.became.reference)
