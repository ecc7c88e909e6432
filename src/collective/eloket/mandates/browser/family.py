"""The tab *Gezinsprofiel* of *Mijn profiel*: for which children one may act."""

from collective.eloket import _
from collective.eloket.accounts.profile import ProfileView
from collective.eloket.clock import utcnow
from collective.eloket.errors import EloketError
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormView
from collective.eloket.http.fields import typed
from collective.eloket.identity.eid.verify import belgian_day
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.interfaces import IProfileTab
from collective.eloket.mandates import family
from collective.eloket.mandates import service
from collective.eloket.mandates.errors import ChildOfAgeError
from collective.eloket.mandates.errors import FamilyFieldError
from collective.eloket.mandates.errors import FamilyFullError
from collective.eloket.mandates.errors import FamilyKnownError
from collective.eloket.mandates.errors import FamilyNumberNeededError
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.errors import OwnNumberError
from collective.eloket.mandates.errors import ParentShutOutError
from collective.eloket.mandates.household import own_number
from collective.eloket.mandates.model import LEAST_LEVEL
from collective.eloket.mandates.model import Mandate
from collective.eloket.mandates.model import OF_CITIZEN
from collective.eloket.mandates.model import REFUSED
from collective.eloket.mandates.model import SHUT_OUT
from collective.eloket.mandates.model import VERIFIED
from collective.eloket.mandates.model import WAITING
from collective.eloket.parameters.model import REGISTER
from collective.eloket.parameters.words import TITLES
from dataclasses import dataclass
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer

import transaction


TAB = "mijn-profiel-gezin"
#: Parts of the form: name in the page → name of what is meant, and its control.
PARTS = {
    "voornaam": ("given_names", Control.LINE),
    "naam": ("family_name", Control.LINE),
    "geboren": ("birth_date", Control.DATE),
    "nummer": ("number", Control.LINE),
}
LABELS = TITLES | {"number": TITLES["national_number"]}
NUMBER_HELP = _(
    "help_child_number",
    default="It stands on the back of the Kids-ID, and on a birth certificate.",
)
FILL_IN = _("family_fill_in", default="Fill this in.")
#: Which field a refusal is about, but for FamilyFieldError, which says so itself.
FIELDS = {
    InvalidNationalNumberError: "number",
    OwnNumberError: "number",
    FamilyKnownError: "number",
    ParentShutOutError: "number",
    ChildOfAgeError: "birth_date",
    FamilyFullError: "number",
}


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is shown: word, drawing and look of the tag."""

    title: Message
    icon: str
    tag: str


STATES = {
    WAITING: StateLook(
        _("family_waiting", default="A clerk checks this"), "in_treatment", ""
    ),
    VERIFIED: StateLook(
        _("family_verified", default="You may act for this child"), "tick", "el-tag--ok"
    ),
    REFUSED: StateLook(
        _("family_refused", default="Not accepted"), "refused", "el-tag--bad"
    ),
    SHUT_OUT: StateLook(
        _("family_shut_out", default="You cannot act for this child"),
        "refused",
        "el-tag--bad",
    ),
}
OF_AGE = StateLook(_("family_of_age", default="18 or older: acts alone"), "dash", "")


@implementer(IProfileTab)
class FamilyTab:
    """The tab *Gezinsprofiel*."""

    title = _("tab_profile_family", default="Family profile")
    order = 40
    view = TAB
    for_members = False


class FamilyView(ProfileView, FormView):
    """Shows the children; by POST one is added, or taken back."""

    template = ViewPageTemplateFile("templates/family.pt")
    error: EloketError | None = None
    silent = False

    def respond(self) -> str:
        """Show the tab, or do what was clicked."""
        if not self.posted:
            return super().respond()
        session = self.require_citizen()
        if "weg" in self.request.form:
            family.take_back(session, self.request.form["weg"])
            return self.redirect(self.url, status=303)
        return self.add()

    def add(self) -> str:
        """Register a child; show the form again when something is not right."""
        form = self.request.form
        sent = {meant: typed(form, name) for name, (meant, _c) in PARTS.items()}
        try:
            family.add(self.session, sent)
        except (FamilyFieldError, *FIELDS) as error:
            return self.wrong(error)
        self.message(
            _(
                "notice_family_added",
                default="We check this and send you an e-mail. Then you can act for "
                "this child.",
            )
        )
        return self.redirect(self.url, status=303)

    def wrong(self, error: EloketError) -> str:
        """Show the tab again with what is not right; nothing is kept."""
        transaction.doom()
        self.error = error
        self.failed = True
        tell_status(error, self.request)
        return super().respond()

    @cached_property
    def children(self) -> list[dict]:
        """The children in words; none while the register cannot tell."""
        try:
            found = service.all_mandates(self.session.user_id)
        except HouseholdSilentError:
            self.silent = True
            found = family.own(self.session.user_id)
        return [self.row(mandate) for mandate in found]

    def row(self, mandate: Mandate) -> dict:
        """Return one child in words."""
        language = self.request["LANGUAGE"]
        of_age = mandate.child.is_of_age(belgian_day(utcnow()))
        look = OF_AGE if of_age else STATES[mandate.state]
        return {
            "id": mandate.id,
            "name": mandate.child.name,
            "born": plain_day(mandate.child.birth_date, language),
            "look": look,
            "reason": mandate.reason if mandate.state == REFUSED else "",
            "registered": mandate.source == REGISTER,
            "since": plain_day(local_time(mandate.at).date(), language),
            "may_go": mandate.id.startswith(OF_CITIZEN)
            and mandate.state in (WAITING, REFUSED),
        }

    @cached_property
    def fields(self) -> list[Field]:
        """The fields of the form, with what was typed and what is not right."""
        form = self.request.form
        return [
            Field(
                name=name,
                control=control,
                title=LABELS[meant],
                value=typed(form, name) if self.failed else "",
                help=NUMBER_HELP if meant == "number" else None,
                words=self.words_for(meant),
                required=True,
            )
            for name, (meant, control) in PARTS.items()
        ]

    @property
    def left_empty(self) -> set[str]:
        """Which fields hold nothing: all of them are told at once."""
        form = self.request.form
        return {
            meant
            for name, (meant, _control) in PARTS.items()
            if not typed(form, name).strip()
        }

    def words_for(self, meant: str) -> str | None:
        """Return what is not right with a field, or None."""
        if self.error is None:
            return None
        if meant in self.left_empty:
            return translate(FILL_IN, context=self.request)
        field = getattr(self.error, "field", None) or FIELDS.get(type(self.error))
        return message_for(self.error, self.request) if field == meant else None

    @property
    def is_sure_enough(self) -> bool:
        """May this session see, and act for, others?"""
        return self.session.level >= LEAST_LEVEL

    @property
    def number_missing(self) -> str | None:
        """Why nobody can be added, in words; None: somebody can."""
        if own_number(self.session.user_id) is not None:
            return None
        return message_for(FamilyNumberNeededError(), self.request)

    @property
    def url(self) -> str:
        """Address of this tab."""
        return f"{self.desk_url}/{TAB}"

    @property
    def choice_url(self) -> str:
        """Where one chooses for whom to act."""
        return f"{self.desk_url}/hoedanigheid"

    @property
    def stronger_url(self) -> str:
        """Where one signs in more surely, and comes back."""
        return self.sign_in_url()
