"""Several tasks at once: take, give, let go, approve; each as if it were alone."""

from collections.abc import Callable
from collective.eloket import _
from collective.eloket.cases.access import clerk_case
from collective.eloket.cases.assigning import assign
from collective.eloket.cases.assigning import clerks_of
from collective.eloket.cases.assigning import release
from collective.eloket.cases.browser.notfound import CasesView
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.handling import may_tell_reason
from collective.eloket.cases.workflow import make_step
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from dataclasses import dataclass
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: As many as a page of the list shows, with room.
MOST_CHOSEN = 100
TAKE, GIVE, RELEASE, APPROVE = "neem", "geef", "los", "keur"
#: Acts that ask something first.
ASKING = (GIVE, APPROVE)

DONE: dict[str, Message] = {
    TAKE: _("bulk_taken", default="Taken: ${number}."),
    GIVE: _("bulk_given", default="Given to a colleague: ${number}."),
    RELEASE: _("bulk_released", default="Let go: ${number}."),
    APPROVE: _("bulk_approved", default="Approved: ${number}."),
}
NOT_DONE = _("bulk_not_done", default="Not done, ${reference}: ${why}")
NOT_DONE_MANY = _(
    "bulk_not_done_many",
    default="Not done, ${number} requests (${references}): ${why}",
)
#: So many references of one reason are named. What is said travels in a cookie, which
#: browsers cut off, or drop, above 4096 bytes (RFC 6265, section 6.1).
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row that was ticked, and the version of the case that the clerk saw."""

    reference: str
    version: str

    @property
    def value(self) -> str:
        """What the form sends."""
        return f"{self.reference}|{self.version}"


class BulkPage(CasesView):
    """What is done with the ticked rows of *Taken*; the list itself is below it."""

    bulk_template = ViewPageTemplateFile("templates/bulk.pt")
    #: Why nothing was done yet, in words.
    bulk_problem: Message | str = ""

    def act(self):
        """Do what the pressed button says; ask first where that needs an answer."""
        if not self.chosen:
            self.message(_("bulk_nothing", default="Tick one request at least."))
            return self.redirect(self.list_url, 303)
        if self.action in ASKING and not self.request.form.get("bevestigd"):
            return self.bulk_template()
        if self.action == GIVE and self.colleague not in dict(self.colleagues):
            self.bulk_problem = _("bulk_nobody", default="Choose a colleague.")
            self.request.response.setStatus(400)
            return self.bulk_template()
        self.do_all(self.deeds[self.action])
        return self.redirect(self.list_url, 303)

    def do_all(self, deed: Callable[[DocumentRequest], None]) -> None:
        """Do it to each; one that cannot be done leaves the others as they are."""
        number = 0
        refused: dict[str, list[str]] = {}
        for one in self.chosen:
            try:
                case = clerk_case(one.reference)
                if case.version != one.version:
                    raise StepNotOpenError(self.action)
                deed(case)
            except EloketError as error:
                why = message_for(error, self.request)
                refused.setdefault(why, []).append(one.reference)
            else:
                number += 1
        for why, references in refused.items():
            self.message(not_done(references, why))
        if number:
            done = DONE[self.action]
            self.message(Message(done, mapping={"number": str(number)}))

    @property
    def deeds(self) -> dict[str, Callable[[DocumentRequest], None]]:
        """What each button does to one case."""
        return {
            TAKE: lambda case: make_step(case, "take", ""),
            GIVE: lambda case: assign(case, self.colleague),
            RELEASE: release,
            APPROVE: lambda case: make_step(
                case, "approve", self.reason, along=self.along
            ),
        }

    @property
    def action(self) -> str:
        """The button that was pressed; empty: none of ours."""
        action = self.request.form.get("actie")
        return action if isinstance(action, str) and action in DONE else ""

    @cached_property
    def chosen(self) -> list[Chosen]:
        """The ticked rows, as they were sent, each once."""
        sent = self.request.form.get("gekozen", [])
        sent = sent if isinstance(sent, list) else [sent]
        texts = dict.fromkeys(one for one in sent if isinstance(one, str))
        parts = [one.partition("|") for one in list(texts)[:MOST_CHOSEN]]
        return [Chosen(reference, version) for reference, _bar, version in parts]

    @cached_property
    def colleagues(self) -> list[tuple[str, str]]:
        """Id and name of who can take all of the chosen ones."""
        groups = {clerk_case(one.reference).clerk_group for one in self.known_chosen()}
        return clerks_of(groups, self.context)

    def known_chosen(self) -> list[Chosen]:
        """Return the chosen rows that are this clerk's to handle."""
        return [one for one in self.chosen if self._is_known(one)]

    def _is_known(self, one: Chosen) -> bool:
        try:
            clerk_case(one.reference)
        except EloketError:
            return False
        return True

    @property
    def colleague(self) -> str:
        """The id of the colleague that was chosen."""
        chosen = self.request.form.get("aan")
        return chosen if isinstance(chosen, str) else ""

    @property
    def reason(self) -> str:
        """The one reason for all."""
        reason = self.request.form.get("reden", "")
        return reason if isinstance(reason, str) else ""

    @property
    def along(self) -> bool:
        """Does the one reason go into the mails?"""
        return self.request.form.get("mee") == "1"

    @cached_property
    def silent(self) -> list[str]:
        """References of the chosen ones about which no mail may tell a reason."""
        cases = [clerk_case(one.reference) for one in self.known_chosen()]
        return [case.getId() for case in cases if not may_tell_reason(case)]

    @property
    def may_go_along(self) -> bool:
        """May the reason go into a mail about any of the chosen ones?"""
        return len(self.silent) < len(self.known_chosen())

    @property
    def is_giving(self) -> bool:
        """Does the page ask for a colleague, and not for a reason?"""
        return self.action == GIVE

    @property
    def list_url(self) -> str:
        """The address of the list."""
        return f"{self.desk_url}/taken"


def not_done(references: list[str], why: str) -> Message:
    """Return what is said of those that one reason kept: how many, and the first."""
    if len(references) == 1:
        return Message(NOT_DONE, mapping={"reference": references[0], "why": why})
    named = ", ".join(references[:MOST_NAMED])
    more = "" if len(references) <= MOST_NAMED else ", …"
    words = {"number": str(len(references)), "references": named + more, "why": why}
    return Message(NOT_DONE_MANY, mapping=words)
