"""Help beside the sign-in: questions with answers, and a page of the site."""

from collective.eloket import _
from collective.eloket.accounts.registry import setting
from dataclasses import dataclass
from plone import api
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that is asked often, and its answer."""

    question: Message | str
    answer: Message | str


USUAL = (
    Answered(
        _("help_which", default="Which way do I choose best?"),
        _(
            "help_which_answer",
            default="Do you have itsme®? That is fastest. Do you have a card reader? "
            "Then eID is safest.",
        ),
    ),
    Answered(
        _("help_reader", default="My card reader does not work"),
        _(
            "help_reader_answer",
            default="Take the card out and put it in again. Then restart the browser. "
            "Still not working? Restart the computer.",
        ),
    ),
    Answered(
        _("help_no_card", default="I have no Belgian identity card"),
        _(
            "help_no_card_answer",
            default="Make an appointment at the counter. Bring your passport or "
            "residence document. You get an activation code.",
        ),
    ),
    Answered(
        _("help_no_account", default="I do not want an account"),
        _(
            "help_no_account_answer",
            default="Call us or come by. You can ask for every document at the "
            "counter too.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page of the site that explains more."""

    title: str
    url: str


def questions() -> tuple[Answered, ...]:
    """Return the questions of the site, or the usual ones while it has none."""
    blocks = (block.strip() for block in (setting("faq") or "").split("\n\n"))
    parts = [block.partition("\n") for block in blocks if block]
    own = tuple(Answered(first.strip(), rest.strip()) for first, _nl, rest in parts)
    return own or USUAL


def help_page() -> HelpPage | None:
    """Return the page about the eID card, if there is one and the reader may see it."""
    path = (setting("help_page") or "").strip("/ ")
    site = api.portal.get()
    found = site.unrestrictedTraverse(path, None) if path else None
    if found is None or not api.user.has_permission("View", obj=found):
        return None
    return HelpPage(found.Title(), found.absolute_url())
