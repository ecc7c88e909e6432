"""*Zaaksysteem*: managers see whether it is told, and let it be told again."""

from collective.eloket import _
from collective.eloket.cases.registration.errors import NothingToSendError
from collective.eloket.cases.registration.replay import AGAIN
from collective.eloket.cases.registration.replay import Asker
from collective.eloket.cases.registration.replay import send_case
from collective.eloket.cases.registration.replay import send_since
from collective.eloket.cases.registration.sending import registration
from collective.eloket.cases.registration.sending import STEP
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import PLACE
from collective.eloket.http.errors import message_for
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.outbox import service as outbox
from datetime import date
from datetime import datetime
from datetime import time
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


REFERENCE, SINCE = "referentie", "sinds"
SENT = _("message_registration_sent", default="The worker tells it again now.")


class RegistrationView(FormView):
    """Says how it is; a POST tells a case again, or everything since a day."""

    template = ViewPageTemplateFile("templates/registration.pt")
    permission = outbox.RETRY
    for_staff = True
    for_clerks = True
    page_title = _("heading_registration", default="Case system")

    def __init__(self, context, request):
        super().__init__(context, request)
        #: field → why it is refused
        self.wrong: dict[str, Message | str] = {}

    def answer(self) -> str:
        """Show the page, or do what was sent."""
        if not self.posted:
            return self.template()
        try:
            self.send()
        except InvalidAnswerError as error:
            name = SINCE if self.typed(SINCE) else REFERENCE
            self.wrong = {name: message_for(error, self.request)}
            return self.again()
        self.message(SENT)
        return self.redirect(self.url, 303)

    def send(self) -> None:
        """Tell again what was asked for.

        :raises InvalidAnswerError: nothing, or nothing that we know.
        """
        asker = Asker(
            api.user.get_current().getId(), "manager", means=self.session.means
        )
        if self.typed(SINCE):
            send_since(midnight(self.typed(SINCE)), asker)
        else:
            send_case(self.typed(REFERENCE).strip(), asker)

    def typed(self, name: str) -> str:
        """Return what was typed."""
        return typed(self.request.form, name)

    @property
    def url(self) -> str:
        """The address of this page."""
        return f"{self.desk_url}/taken-zaaksysteem"

    @property
    def is_on(self) -> bool:
        """Is a case system told?"""
        return registration().is_on()

    @property
    def sends_answers(self) -> bool:
        """Do answers of citizens go along?"""
        return registration().wants_answers()

    @property
    def waiting(self) -> dict:
        """How many messages wait, and the last error of one that was tried."""
        jobs = [
            job
            for _id, job in outbox.find_outbox(api.portal.get()).items()
            if job.kind in (STEP, AGAIN)
        ]
        failures = [job.failure for job in jobs if job.failure]
        return {"number": len(jobs), "failure": failures[-1] if failures else ""}

    @property
    def case_fields(self) -> list[Field]:
        """What is asked to tell one case again."""
        title = _("label_reference", default="Reference")
        return [self.field(REFERENCE, Control.LINE, title)]

    @property
    def day_fields(self) -> list[Field]:
        """What is asked to tell everything since a day."""
        title = _("label_since_day", default="Since")
        return [self.field(SINCE, Control.DATE, title)]

    def field(self, name: str, control: Control, title: Message) -> Field:
        """Return a field with what was typed and what is wrong with it."""
        words = self.wrong.get(name)
        return Field(name, control, title, self.typed(name), words=words, required=True)


def midnight(day: str) -> datetime:
    """Return when a day begins in the municipality.

    :raises NothingToSendError: it is no day.
    """
    try:
        return datetime.combine(date.fromisoformat(day), time.min, PLACE)
    except ValueError:
        raise NothingToSendError from None
