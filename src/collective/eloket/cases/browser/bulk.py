"""Several tasks at once: the buttons below the list of tasks, and what they ask."""

from collective.eloket import _
from collective.eloket.accounts.closing import is_closed
from collective.eloket.cases.access import clerk_case
from collective.eloket.cases.assigning import clerks_of
from collective.eloket.cases.browser.bulk_words import DECIDING
from collective.eloket.cases.browser.bulk_words import DONE
from collective.eloket.cases.browser.bulk_words import not_done
from collective.eloket.cases.browser.deciding import Deciding
from collective.eloket.cases.browser.handling import NO_REASON
from collective.eloket.cases.browser.notfound import CasesView
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.handling import is_reason_sent
from collective.eloket.cases.handling import may_tell_reason
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.together import APPROVE
from collective.eloket.cases.together import Chosen
from collective.eloket.cases.together import DECISIONS
from collective.eloket.cases.together import Deed
from collective.eloket.cases.together import do_all
from collective.eloket.cases.together import GIVE
from collective.eloket.cases.together import MOST_CHOSEN
from collective.eloket.cases.together import REFUSE
from collective.eloket.cases.together import RELEASE
from collective.eloket.cases.together import TAKE
from collective.eloket.catalogue.strangers import is_stranger
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.plaintext import plain
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: What a button sends → what it does.
BUTTONS = {
    "neem": TAKE,
    "geef": GIVE,
    "los": RELEASE,
    "keur": APPROVE,
    "weiger": REFUSE,
}
#: Acts that ask something first.
ASKING = (GIVE, *DECISIONS)


class BulkPage(CasesView):
    """What is done with the ticked rows of *Taken*; the list itself is below it."""

    bulk_template = ViewPageTemplateFile("templates/bulk.pt")
    #: Why nothing was done yet, in words.
    bulk_problem: Message | str = ""

    def act(self):
        """Do what the pressed button says; ask first where that needs an answer."""
        if not self.chosen:
            nothing = _("bulk_nothing", default="Tick one request at least.")
            self.message(nothing, "warning")
            return self.redirect(self.list_url, 303)
        if self.action in ASKING and not self.request.form.get("bevestigd"):
            return self.bulk_template()
        self.bulk_problem = self.missing
        if self.bulk_problem:
            self.request.response.setStatus(400)
            return self.bulk_template()
        self.do_all()
        return self.redirect(self.list_url, 303)

    @property
    def missing(self) -> Message | str:
        """What is still to be answered, in words; empty: nothing."""
        if self.action == GIVE and self.colleague not in dict(self.colleagues):
            return _("bulk_nobody", default="Choose a colleague.")
        if self.action in DECISIONS and self.words.needed and not plain(self.reason):
            return NO_REASON[self.action]
        return ""

    def do_all(self) -> None:
        """Do it to each, and say what was done, and what not and why."""
        outcome = do_all(self.deed, self.chosen)
        refused: dict[str, list[str]] = {}
        for reference, error in outcome.refused:
            why = message_for(error, self.request)
            refused.setdefault(why, []).append(reference)
        for why, references in refused.items():
            self.message(not_done(references, why), "warning")
        if outcome.done:
            number = str(len(outcome.done))
            self.message(Message(DONE[self.action], mapping={"number": number}))

    @property
    def deed(self) -> Deed:
        """What the pressed button does to each case."""
        return Deed(self.action, self.colleague, self.reason, self.along)

    @property
    def action(self) -> str:
        """What the pressed button does; empty: none of ours."""
        button = self.request.form.get("actie")
        return BUTTONS.get(button, "") if isinstance(button, str) else ""

    @property
    def button(self) -> str:
        """The button that was pressed, as the form sends it again."""
        return next(sent for sent, act in BUTTONS.items() if act == self.action)

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
        """Does the one reason go into the mails? As ticked; at first, by documents.

        It is ticked where each document whose mails may tell a reason says so.
        """
        if self.request.form.get("bevestigd"):
            return self.request.form.get("mee") == "1"
        telling = [case for case in self.cases if may_tell_reason(case)]
        return all(is_reason_sent(case.document_uid, self.action) for case in telling)

    @cached_property
    def cases(self) -> list[DocumentRequest]:
        """The chosen cases that are this clerk's to handle."""
        return [clerk_case(one.reference) for one in self.known_chosen()]

    @property
    def silent(self) -> list[str]:
        """References of the chosen ones about which no mail may tell a reason."""
        return [case.getId() for case in self.cases if not may_tell_reason(case)]

    @property
    def strangers(self) -> list[str]:
        """References of the chosen ones that nobody signed in for: no mail leaves."""
        return [case.getId() for case in self.cases if is_stranger(case.applicant)]

    @property
    def deceased(self) -> list[str]:
        """References of the chosen ones whose applicant has died: no mail leaves."""
        return [case.getId() for case in self.cases if is_closed(case.applicant)]

    @property
    def may_go_along(self) -> bool:
        """May the reason go into a mail about any of the chosen ones?"""
        return len(self.silent) < len(self.cases)

    def listed(self) -> list[tuple[str, str]]:
        """Return reference and document of each; of what is not hers no document."""
        uids = {case.getId(): case.document_uid for case in self.cases}
        titles = titles_of(set(uids.values()), api.portal.get_current_language())
        references = [one.reference for one in self.chosen]
        return [(one, titles.get(uids.get(one, ""), "")) for one in references]

    def value_of(self, one: Chosen) -> str:
        """Return what the form sends of a row."""
        return value_of(one)

    @property
    def is_giving(self) -> bool:
        """Does the page ask for a colleague, and not for a reason?"""
        return self.action == GIVE

    @property
    def words(self) -> Deciding:
        """What the page says of the decision."""
        return DECIDING[self.action]

    @property
    def heading(self) -> Message:
        """What is about to be decided, and how often."""
        return Message(self.words.title, mapping={"number": str(len(self.chosen))})

    @property
    def list_url(self) -> str:
        """The address of the list."""
        return f"{self.desk_url}/taken"


def value_of(one: Chosen) -> str:
    """Return what the form sends of a row: which case, and as the clerk saw it."""
    return f"{one.reference}|{one.version}"
