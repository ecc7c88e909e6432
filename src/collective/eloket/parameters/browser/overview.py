"""*Mijn parameters*: what we know of the citizen, from whom, and since when."""

from collective.eloket import _
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IStrongerSignIn
from collective.eloket.parameters import card_store
from collective.eloket.parameters import service
from collective.eloket.parameters.browser.base import BY_HAND
from collective.eloket.parameters.browser.base import CARD_ROWS
from collective.eloket.parameters.browser.base import ParametersView
from collective.eloket.parameters.browser.base import parts_of
from collective.eloket.parameters.browser.base import title_of
from collective.eloket.parameters.browser.base import values_of
from collective.eloket.parameters.browser.staff import name_of
from collective.eloket.parameters.card_store import CardRecord
from collective.eloket.parameters.failed_email import email_failed
from collective.eloket.parameters.model import OWN
from collective.eloket.parameters.model import Value
from collective.eloket.parameters.words import LEVELS
from collective.eloket.parameters.words import SOURCES
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryMultiAdapter
from zope.i18n import translate
from zope.i18nmessageid import Message


#: The e-mail address has a page of its own: it counts once a code came back.
EMAIL_PAGE = "mijn-profiel-email"
#: What was changed, as the address of the page says it → heading of the notice.
CHANGED = {
    "adres": _("heading_address_changed", default="Your address was changed"),
    "gegevens": _("heading_data_changed", default="Your data were changed"),
    "eigen": _("heading_own_saved", default="Your data were saved"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; without ``lines`` it is not known, or hidden."""

    name: str
    title: Message
    lines: list[str | Message]
    masked: bool = False
    source: Message | str | None = None
    level: Message | None = None
    since: str | None = None
    edit_url: str | None = None


class OverviewView(ParametersView):
    """All values, those of a card first."""

    template = ViewPageTemplateFile("templates/overview.pt")
    stronger_template = ViewPageTemplateFile("templates/stronger.pt")

    def respond(self) -> str:
        """Show the page to its citizen; the view is audited first."""
        session = self.require_citizen()
        self.audited(subject=session.user_id, action="parameters.view")
        return self.template()

    @cached_property
    def known(self) -> dict:
        """What this session may see."""
        return service.known(self.session.user_id, self.session.level)

    @cached_property
    def is_proven(self) -> bool:
        """Did a proof say anything of this citizen?"""
        return service.is_proven(self.session.user_id)

    @cached_property
    def card(self) -> CardRecord | None:
        """What is kept of the citizen's cards."""
        return card_store.read(self.session.user_id)

    @property
    def is_masked(self) -> bool:
        """Is a value hidden from this session?"""
        return any(value.masked for value in self.known.values())

    @property
    def stronger(self) -> str:
        """The offer to sign in more surely; for ``structure``."""
        return self.stronger_template()

    def stronger_means(self) -> list[dict]:
        """Return a button for each means by which everything can be seen."""
        needed = max(
            (value.level for value in self.known.values()), default=AssuranceLevel.NONE
        )
        return IStrongerSignIn(self.request).means(needed)

    @property
    def changed(self) -> Message | None:
        """Heading of the notice about what was changed just now, or None."""
        said = self.request.form.get("gewijzigd")
        return CHANGED.get(said) if isinstance(said, str) else None

    @property
    def new_address(self) -> str | None:
        """The address of today in one line, when just that was changed; else None."""
        if self.request.form.get("gewijzigd") != "adres":
            return None
        row = self.row("address", may_edit=False)
        return None if row.masked or not row.lines else ", ".join(row.lines)

    @property
    def is_mailed(self) -> bool:
        """Do we know where to mail?"""
        return "email" in self.known

    @property
    def email_failed(self) -> str | None:
        """The day of the last mail that did not arrive at the address of today."""
        failed = email_failed(self.session.user_id)
        return None if failed is None else self.day(failed)

    @property
    def last_read(self) -> Message | None:
        """When a card was last read, and by whom if not by the citizen."""
        if self.card is None or self.card.last_read is None:
            return None
        day = self.day(datetime.fromisoformat(self.card.last_read))
        if self.card.last_clerk is not None:
            return _(
                "text_last_read_counter",
                default="Last read: ${day}, at the counter, by ${name}.",
                mapping={"day": day, "name": self.clerk_name(self.card.last_clerk)},
            )
        return _("text_last_read", default="Last read: ${day}.", mapping={"day": day})

    def tables(self) -> list[dict]:
        """Return both tables."""
        first = _("heading_card_data", default="Data of your eID")
        if not self.is_proven:
            first = _("heading_self_data", default="Data you filled in yourself")
        return [
            {"id": "kaart", "title": first, "rows": self.card_rows()},
            {
                "id": "eigen",
                "title": _("heading_own_data", default="Data you manage yourself"),
                "rows": [self.row(name, may_edit=True) for name in OWN],
            },
        ]

    def card_rows(self) -> list[Row]:
        """Return what a card says; before the first proof citizens fill in some."""
        names = CARD_ROWS if self.is_proven else BY_HAND
        return [self.row(name, may_edit=not self.is_proven) for name in names]

    def clerk_name(self, user_id: str) -> str:
        """Return the name of who read the card, or that it was a colleague."""
        nobody = _("text_a_colleague", default="a colleague")
        return name_of(user_id) or translate(nobody, context=self.request)

    def source_of(self, value: Value) -> Message | str:
        """Return where a value is from."""
        if self.card is not None and value.evidence in self.card.at_the_counter:
            return _(
                "source_card_counter", default="from your eID, read at the counter"
            )
        return SOURCES.get(value.source, value.source)

    def edit_url_of(self, name: str) -> str | None:
        """Return where a value is changed; None where that page is not built."""
        if name != "email":
            return f"{self.edit_url}#{parts_of(name)[0]}"
        page = queryMultiAdapter((self.context, self.request), name=EMAIL_PAGE)
        return None if page is None else f"{self.desk_url}/{EMAIL_PAGE}"

    def row(self, name: str, may_edit: bool) -> Row:
        """Return one line."""
        values = values_of(name, self.known)
        edit_url = self.edit_url_of(name) if may_edit else None
        if not values:
            return Row(name, title_of(name), [], edit_url=edit_url)
        newest = max(values, key=lambda value: value.at)
        texts = {value.name: value.value for value in values}
        return Row(
            name=name,
            title=title_of(name),
            lines=self.lines(name, texts),
            masked=any(value.masked for value in values),
            source=self.source_of(newest),
            level=LEVELS[newest.level],
            since=self.day(newest.at),
            edit_url=edit_url,
        )
