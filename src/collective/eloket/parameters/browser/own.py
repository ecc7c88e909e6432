"""The page on which citizens change what is their own, and at first their name too."""

from collective.eloket import _
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import message_for
from collective.eloket.http.language import spoken
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service
from collective.eloket.parameters.browser.base import ParametersView
from collective.eloket.parameters.checks import CHECKS
from collective.eloket.parameters.words import DELIVERIES
from collective.eloket.parameters.words import LANGUAGE_NAMES
from collective.eloket.parameters.words import TITLES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import transaction


#: Fields of names and address → what browsers fill in by themselves.
NAMES = {
    "given_names": "given-name",
    "family_name": "family-name",
    "street": "street-address",
    "postal_code": "postal-code",
    "municipality": "address-level2",
}
CHOSEN = {"language": LANGUAGE_NAMES, "delivery": DELIVERIES}
#: The e-mail address has a page of its own: it counts once its code came back.
FIELDS = (*NAMES, "phone", *CHOSEN)


class OwnView(ParametersView):
    """Shows the fields, and keeps what was typed."""

    template = ViewPageTemplateFile("templates/own.pt")
    page_title = _("heading_change_own", default="Change my data")
    #: Is something wrong with what was sent? Then the window's title says so.
    failed = False

    def respond(self) -> str:
        """Show the page, or save.

        :raises LockedValueError: a name or address, which only proof changes now.
        """
        session = self.require_citizen()
        if self.posted:
            return self.save()
        self.audited(subject=session.user_id, action="parameters.view")
        return self.template()

    def save(self) -> str:
        """Keep what is right, all of it or nothing."""
        if self.problems:
            transaction.doom()
            self.failed = True
            self.request.response.setStatus(400)
            return self.template()
        session = self.session
        audit.attempt(
            AuditEntry(
                session.user_id,
                "citizen",
                session.user_id,
                "parameters.change",
                means=session.means,
            )
        )
        service.set_own(session.user_id, self.sent)
        return self.redirect(f"{self.page_url}?gewijzigd=eigen", status=303)

    @cached_property
    def sent(self) -> dict[str, object]:
        """What was sent of the fields there are; what is absent stays as it is."""
        form = self.request.form
        return {name: form[name] for name in FIELDS if name in form}

    @cached_property
    def problems(self) -> dict[str, str]:
        """What is wrong, in words, by field."""
        found = {}
        for name, text in self.sent.items():
            try:
                CHECKS[name](text)
            except InvalidAnswerError as error:
                found[name] = message_for(error, self.request)
        return found

    @cached_property
    def is_proven(self) -> bool:
        """Are names and address proven, so that nobody types them?"""
        return service.is_proven(self.session.user_id)

    @cached_property
    def known(self) -> dict[str, str]:
        """What the citizen said before."""
        values = service.known(self.session.user_id, AssuranceLevel.NONE)
        return {name: value.value or "" for name, value in values.items()}

    def shown(self, name: str) -> str:
        """Return what stands in a field: what was typed now, else what is known."""
        text = self.sent.get(name, self.known.get(name, ""))
        return text if isinstance(text, str) else ""

    def text_fields(self) -> list[dict]:
        """Return the fields to type in."""
        names = () if self.is_proven else NAMES
        return [self.field(name) for name in (*names, "phone")]

    def field(self, name: str) -> dict:
        """Return one field."""
        problem = self.problems.get(name)
        hint = name == "phone"
        described = [
            f"{name}-{part}"
            for part, is_there in (("hint", hint), ("fout", problem))
            if is_there
        ]
        return {
            "name": name,
            "title": TITLES[name],
            "value": self.shown(name),
            "problem": problem,
            "hint": hint,
            "type": "tel" if name == "phone" else "text",
            "autocomplete": NAMES.get(name, "tel"),
            "described": " ".join(described) or None,
        }

    def choices(self, name: str) -> list[dict]:
        """Return what can be chosen; the page's own language at first."""
        chosen = self.shown(name)
        if name == "language":
            chosen = chosen or spoken(self.request.get("LANGUAGE"))
        return [
            {"id": id, "title": title, "chosen": id == chosen}
            for id, title in CHOSEN[name].items()
        ]

    def wrong(self) -> list[dict]:
        """Return what the list above the form says, in the order of the fields."""
        return [
            {"name": name, "title": TITLES[name], "text": text}
            for name, text in self.problems.items()
        ]

    def title(self, name: str) -> Message:
        """Return what a field is called."""
        return TITLES[name]
