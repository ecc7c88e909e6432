"""*Niet bezorgd*: managers let what was given up be tried again, or let it go."""

from collective.eloket import _
from collective.eloket.http.dates import clock_time
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.outbox import dead
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.cachedescriptors.property import Lazy
from zope.i18nmessageid import Message


#: What a kind of job is called; one of an add-on by its own name.
KINDS = {
    "mail": _("job_mail", default="E-mail"),
    "letter": _("job_letter", default="Document"),
    "notice": _("job_notice", default="Decision or report"),
    "receipt": _("job_receipt", default="Confirmation of receipt"),
    "ebox": _("job_ebox", default="Document for an e-Box"),
    "case-step": _("job_case_step", default="Message to the case system"),
    "case-again": _("job_case_again", default="Messages to the case system, again"),
    "anchor": _("job_anchor", default="Anchor of the audit"),
    "journal": _("job_journal", default="Line of the journal"),
}
GONE = _("message_let_go", default="Let go: ${number}.")
AGAIN = _("message_tried_again", default="The worker tries ${number} again now.")


class DeadJobsView(FormView):
    """The list; a POST with ``id`` lets one be tried again, with ``all`` all shown.

    With ``weg`` the one goes instead; there is no such button for all.
    """

    template = ViewPageTemplateFile("templates/dead.pt")
    permission = dead.PERMISSION
    for_staff = True
    for_clerks = True
    page_title = _("heading_dead_jobs", default="Not delivered")

    def answer(self) -> str:
        """Show the list, let some be tried again, or let one go."""
        if not self.posted:
            return self.template()
        site, by = api.portal.get(), api.user.get_current().getId()
        goes = bool(typed(self.request.form, "weg"))
        act, words = (dead.let_go, GONE) if goes else (dead.try_again, AGAIN)
        ids = typed(self.request.form, "id").split() if goes else self.chosen()
        number = act(site, ids, by, self.session.means)
        self.message(Message(words, mapping={"number": str(number)}))
        return self.redirect(f"{self.desk_url}/taken-niet-bezorgd", 303)

    def chosen(self) -> list[str]:
        """Return the ids that were sent."""
        if typed(self.request.form, "all"):
            return [job.id for job in self.shown]
        return typed(self.request.form, "id").split()

    @Lazy
    def jobs(self) -> list[dead.DeadJob]:
        """All that were given up."""
        return dead.dead_jobs(api.portal.get())

    @property
    def shown(self) -> list[dead.DeadJob]:
        """Those that the page shows."""
        return self.jobs[: dead.MOST_SHOWN]

    @property
    def days(self) -> int:
        """After how many days the others go."""
        return dead.days_kept()

    def kind(self, job: dead.DeadJob) -> Message | str:
        """Return what a job would deliver."""
        return KINDS.get(job.kind, job.kind)

    def when(self, job: dead.DeadJob) -> str:
        """Return until when it was tried, on the clocks of the municipality."""
        day = plain_day(local_time(job.since).date(), self.request["LANGUAGE"])
        return f"{day}, {clock_time(job.since)}"
