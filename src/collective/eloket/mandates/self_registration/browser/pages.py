"""*Zelfregistratie*: ask for a right or a work relation, as an address says."""

from collective.eloket import _
from collective.eloket.errors import EloketError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.view import EloketView
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.mandates.enterprises.errors import OrganisationEndedError
from collective.eloket.mandates.enterprises.errors import OrganisationUnknownError
from collective.eloket.mandates.rights.service import book
from collective.eloket.mandates.self_registration import service
from collective.eloket.mandates.self_registration.browser.builder import Builder
from collective.eloket.mandates.self_registration.browser.filled import Filled
from collective.eloket.mandates.self_registration.browser.filled import KINDS
from collective.eloket.mandates.self_registration.browser.followed import Followed
from collective.eloket.mandates.self_registration.browser.looked_up import LookedUp
from collective.eloket.mandates.self_registration.errors import NoLocalManagerError
from collective.eloket.mandates.self_registration.errors import NoRightsFoundError
from collective.eloket.mandates.self_registration.errors import OtherGroupError
from collective.eloket.mandates.self_registration.errors import RequestFieldError
from collective.eloket.mandates.self_registration.model import Kind
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

import secrets
import transaction


#: What of an organisation is said beside its number, and not on a page of its own.
OF_NUMBER = (
    InvalidOrganisationNumberError,
    OrganisationUnknownError,
    OrganisationEndedError,
    OtherGroupError,
)
#: Words beside a field that is not right.
WORDS = {
    "organisation": _("wrong_organisation", default="Fill in the enterprise number."),
    "right": _("wrong_right", default="Choose the right that you want."),
    "contexts": _("wrong_contexts", default="Choose what the right is for."),
    "phone": _(
        "wrong_phone",
        default="This telephone number is not right. Type it with the country code, "
        "for instance +32 400 00 00 00.",
    ),
    "email": _("wrong_email", default="This e-mail address is not right."),
    "reason": _("wrong_reason", default="The reason is too long."),
}


@implementer(IPublishTraverse)
class SelfRegistration(Filled, LookedUp, Builder, Followed, EloketView):
    """The start, the form, its summary, and what became of a request."""

    form_template = ViewPageTemplateFile("templates/form.pt")
    summary_template = ViewPageTemplateFile("templates/summary.pt")
    no_rights = ViewPageTemplateFile("templates/no_rights.pt")
    no_manager = ViewPageTemplateFile("templates/no_manager.pt")

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: tuple[str, ...] = ()
        #: field → what is not right with it
        self.problems: dict[str, Message | str] = {}

    def publishTraverse(self, request, name):
        """Take the next name of the path."""
        self.path += (name,)
        return self

    def respond(self) -> str:
        """Show what the path names, or do what was sent.

        :raises NotFoundError: there is no such page.
        """
        match self.path:
            case ():
                return self.start()
            case (name,) if name in KINDS:
                return self.ask()
            case ("volg", id):
                return self.follow(id)
        raise NotFoundError

    @property
    def refusal(self):
        """The page of a refusal; some say what one can do."""
        if isinstance(self.error, NoRightsFoundError):
            return self.no_rights
        if isinstance(self.error, NoLocalManagerError):
            return self.no_manager
        return super().refusal

    def ask(self) -> str:
        """Show the form, its summary, or send it.

        :raises EloketError: the address asks for nothing, or this person may not.
        """
        # an address that is wrong is said to whoever comes by it
        service.asked_of(self.wish, book())
        session = self.require_citizen()
        account = service.check_may_ask(session)
        if self.wish.organisation is not None:
            service.check_organisation(account, self.wish, self.wish.organisation)
        return self.do() if self.posted else self.show()

    def do(self) -> str:
        """Do what the button that was pressed says."""
        if {"terug", "kies"} & set(self.request.form):
            return self.show()
        if self.is_name_only:
            return self.look_up()
        if "bevestigen" in self.request.form:
            return self.send()
        return self.look_over()

    def show(self) -> str:
        """Show the form; it names who is signed in."""
        self.audited(subject=self.session.user_id, action="access_request.view")
        return self.form_template()

    def look_over(self) -> str:
        """*Verder*: check what was filled in, and show it once more."""
        try:
            self.checked = service.check(self.session, self.wish, self.kind, self.sent)
        except RequestFieldError as error:
            return self.wrong(error, error.field, WORDS[error.field])
        except OF_NUMBER as error:
            return self.wrong(error, "organisation", message_for(error, self.request))
        self.key = secrets.token_urlsafe(16)
        self.audited(subject=self.session.user_id, action="access_request.view")
        return self.summary_template()

    def send(self) -> str:
        """*Bevestigen*: keep the request; two clicks make one."""
        key = self.said("sleutel")
        if not key:
            return self.look_over()
        try:
            id = service.ask(self.session, self.wish, self.kind, self.sent, key)
        except RequestFieldError as error:
            return self.wrong(error, error.field, WORDS[error.field])
        except OF_NUMBER as error:
            return self.wrong(error, "organisation", message_for(error, self.request))
        return self.redirect(f"{self.own_url}/volg/{id}?verstuurd=1", status=303)

    def wrong(self, error: EloketError, field: str, words: Message | str) -> str:
        """Show the form with what is not right; nothing is kept."""
        transaction.doom()
        self.problems = {field: words}
        tell_status(error, self.request)
        self.audited(subject=self.session.user_id, action="access_request.view")
        return self.form_template()

    @property
    def failed(self) -> bool:
        """Is something wrong that the title of the window should say?"""
        return bool(self.problems)

    @property
    def is_right(self) -> bool:
        """Is a right asked for, and not a work relation alone?"""
        return self.kind == Kind.RIGHT

    @property
    def own_url(self) -> str:
        """Address of the start."""
        return f"{self.desk_url}/zelfregistratie"

    @property
    def action_url(self) -> str:
        """Address of the form: with what it asks for."""
        return f"{self.own_url}/{self.path[0]}?{service.written(self.wish)}"

    def local_path(self) -> str:
        """Return where this page is, with what it asks for."""
        path = super().local_path()
        in_form = len(self.path) == 1
        return f"{path}?{service.written(self.wish)}" if in_form else path
