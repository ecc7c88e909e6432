"""One request for a right, as its manager sees it, and the decision with a reason."""

from collective.eloket import _
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.mandates.browser.mine.overview import WORK_RELATION
from collective.eloket.mandates.browser.mine.part import Part
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.errors import PeriodError
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.self_registration import service
from collective.eloket.mandates.self_registration.errors import DecisionReasonError
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import usual_end
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


class Task(Part):
    """*Zelfregistratie details*: the rows of seed 003, 28."""

    template = ViewPageTemplateFile("templates/task.pt")

    def respond(self) -> str:
        """Show the request; the look is recorded first.

        :raises RequestUnknownError: it is not for this manager.
        :raises OwnRequestError: they asked it themselves.
        """
        self.look()
        return self.template()

    def look(self) -> None:
        """Find the request, and record that it is seen."""
        request = self.asked
        self.audited(
            subject=request.person_id, action="access_request.view", object=request.id
        )

    @cached_property
    def found(self) -> tuple:
        """The manager and the request."""
        return service.get_task(self.who(), self.path[1])

    @property
    def asked(self) -> AccessRequest:
        """The request."""
        return self.found[1]

    @property
    def organisation(self):
        """Where it is asked for."""
        return self.found[0].organisation

    @property
    def application(self) -> str:
        """What the application is called."""
        number = self.asked.wanted.application
        found = book().find(number)
        language = self.request["LANGUAGE"]
        return number if found is None else name_in(found.names, language)

    @property
    def what(self) -> str | Message:
        """What is asked for."""
        right = self.asked.wanted.right
        return self.right_name(right) if right else WORK_RELATION

    @property
    def contexts(self) -> str:
        """For what the right is asked."""
        wanted = self.asked.wanted
        return self.context_names(wanted.right, wanted.contexts)

    @property
    def born(self) -> str:
        """When who asks was born, in words; empty when nobody knows."""
        return self.day(self.asked.about.born)

    @property
    def begin(self) -> str:
        """The first day, in words."""
        return self.day(today())

    @property
    def end(self) -> str:
        """The last day that is usual, in words."""
        return self.day(usual_end(today()))

    @property
    def works_there(self) -> bool:
        """Is there a work relation already?"""
        return service.has_work_relation(*self.found)

    @property
    def is_open(self) -> bool:
        """Does it wait for a decision?"""
        return self.asked.state == service.State.OPEN

    @property
    def last_day(self) -> str:
        """Until when it may be decided, in words."""
        return self.day(service.last_day(self.asked))


class Decide(Task):
    """*Keur goed* and *Keur af*: with a reason, which may go along."""

    template = ViewPageTemplateFile("templates/decide.pt")
    wrong: EloketError | None = None

    def respond(self) -> str:
        """Show the form, or decide.

        :raises EloketError: it waits no more; see ``service.check_open``.
        """
        if self.posted:
            return self.decide()
        service.check_open(self.asked)
        self.look()
        return self.template()

    def decide(self) -> str:
        """Do it; show the form again when reason or days are not right."""
        sent = {"reason": self.said("reden"), "along": self.said("mee") == "1"}
        try:
            if self.approves:
                days = {"begin": self.said("begin"), "end": self.said("einde")}
                service.approve(self.who(), self.path[1], sent | days)
            else:
                service.refuse(self.who(), self.path[1], sent)
        except (DecisionReasonError, PeriodError) as error:
            return self.again(error)
        self.message(APPROVED if self.approves else REFUSED)
        return self.redirect(self.home_url, status=303)

    def again(self, error: EloketError) -> str:
        """Show the form with what is not right; nothing is decided."""
        transaction.doom()
        self.wrong = error
        tell_status(error, self.request)
        self.look()
        return self.template()

    @property
    def approves(self) -> bool:
        """Is it *Keur goed*?"""
        return self.path[2] == "keur-goed"

    @property
    def wrong_reason(self) -> str:
        """Why the reason is not right, in words; empty: it is."""
        is_it = isinstance(self.wrong, DecisionReasonError)
        return message_for(self.wrong, self.request) if is_it else ""

    @property
    def wrong_days(self) -> str:
        """Why the days are not right, in words; empty: they are."""
        is_it = isinstance(self.wrong, PeriodError)
        return message_for(self.wrong, self.request) if is_it else ""

    @property
    def along(self) -> bool:
        """Does the reason go along? On for a refusal, off for an approval."""
        return self.said("mee") == "1" if self.posted else not self.approves

    @property
    def begin_day(self) -> str:
        """The first day in the field."""
        return self.said("begin") if self.posted else today().isoformat()

    @property
    def end_day(self) -> str:
        """The last day in the field."""
        return self.said("einde") if self.posted else usual_end(today()).isoformat()

    @property
    def action_url(self) -> str:
        """Address of this page."""
        return self.url(*self.path)


APPROVED = _(
    "notice_access_request_approved",
    default="Approved. We sent an e-mail to who asked it.",
)
REFUSED = _(
    "notice_access_request_refused",
    default="Refused. We sent an e-mail to who asked it.",
)
