"""The form in which a page's script reads a card; sign-in and *Mijn parameters* use it.

What the form holds is written at the head of ``browser/static/card-steps.js``.
"""

from collections.abc import Mapping
from collective.eloket.http.view import EloketView
from collective.eloket.messages import card_steps
from collective.eloket.messages.card_notes import NOTES
from dataclasses import dataclass
from dataclasses import field
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from types import MappingProxyType
from zope.i18n import translate

import json


#: What helps → shop of the browser → address. ``other`` is for all that have no shop.
#: Source: web-eid.eu; Fedict/fts-gui-sign, public/config/config.js.
EID_SOFTWARE = "https://eid.belgium.be/"
INSTALL: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "webeid": {"other": "https://web-eid.eu/"},
        "beidconnect": {
            "chrome": "https://chromewebstore.google.com/detail/beidconnect/"
            "pencgnkbgaekikmiahiaakjdgaibiipp",
            "edge": "https://microsoftedge.microsoft.com/addons/detail/beidconnect/"
            "cjhdnjahbjhicmbmejmcifaaiigbgjjd",
            "other": EID_SOFTWARE,
        },
        "program": {"other": EID_SOFTWARE},
    }
)


@dataclass(frozen=True, slots=True)
class CardForm:
    """Where the answer of a card goes, and what it answers.

    ``purpose``: a key of ``card_steps.STEPS_FOR``; ``origin``: what cards sign here, as
    the setting says it; ``action``: where the form is posted; ``stop`` and ``other``:
    where *Stop* and *Choose another way* lead; ``hidden``: further fields. Either
    ``nonce``, or the address of a call that gives one; neither where files are added.
    """

    purpose: str
    origin: str
    action: str
    stop: str
    other: str
    nonce: str | None = field(default=None, repr=False)
    challenge_url: str | None = None
    hidden: Mapping[str, str] = field(default_factory=dict, repr=False)


class CardFormView(EloketView):
    """Base of pages that read a card: ``structure python: view.card_form(...)``."""

    card_template = ViewPageTemplateFile("templates/card_form.pt")

    def card_form(self, form: CardForm) -> str:
        """Return the form, with its steps, words and script."""
        return self.card_template(form=form, steps=card_steps.STEPS_FOR[form.purpose])

    @property
    def card_words(self) -> str:
        """The words for the script, as JSON that no markup can end."""
        notes = {
            code: {
                "title": self.said(note.title),
                "text": self.said(note.text),
                "kind": note.kind,
                "install": note.install,
            }
            for code, note in NOTES.items()
        }
        waiting = {code: self.said(text) for code, text in card_steps.WAITING.items()}
        install = {
            what: {"title": self.said(card_steps.INSTALL[what]), "links": dict(links)}
            for what, links in INSTALL.items()
        }
        words = {
            "codes": notes,
            "waiting": waiting,
            "install": install,
            "again": self.said(card_steps.AGAIN),
            "look": self.said(card_steps.LOOK),
        }
        return json.dumps(words).replace("<", "\\u003c")

    def said(self, text) -> str:
        """Return a text in the reader's language."""
        return translate(text, context=self.request)
