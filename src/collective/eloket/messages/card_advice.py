"""What can one do whose card was refused? And what several refusals share."""

from collective.eloket import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Refusal:
    """Heading of a refusal, what one can do, and words beside the heading.

    ``text`` None: those of the refusal itself, as programs get them.
    """

    heading: Message
    advice: tuple[Message, ...] = ()
    text: Message | None = None


ANOTHER_TRY = _("advice_try_again", default="Put your card in again, and begin anew.")
OWN_CARD = _(
    "advice_own_card", default="Put your own eID into the reader and try again."
)
COME_BY = _("advice_come_by", default="Come by at the counter with your card.")
NEW_CARD = _("advice_new_card", default="Do you have a new card? Put that in.")
LATER = _("advice_later", default="Try again in an hour.")

NOT_GENUINE = Refusal(
    _("refused_not_genuine", default="This card is not genuine, or it is damaged"),
    (ANOTHER_TRY, COME_BY),
    _(
        "why_not_genuine",
        default="What we read was not signed like this by the National Register.",
    ),
)
NO_ANSWER = Refusal(
    _("refused_no_answer", default="The answer of your card is not right"),
    (ANOTHER_TRY,),
)
NOT_TRUSTED = Refusal(
    _("refused_not_trusted", default="We do not know who issued this card"),
    (OWN_CARD, COME_BY),
    _("why_not_trusted", default="We believe cards of the Belgian government only."),
)

NOT_SET_UP = Refusal(
    _("refused_not_set_up", default="We cannot check this kind of card yet"),
    (COME_BY,),
)
OTHER_ALGORITHM = Refusal(
    _("refused_algorithm", default="The answer was signed in another way"),
    (ANOTHER_TRY,),
)
CUT_OFF = Refusal(
    _("refused_cut_off", default="The card was read half-way only"), (ANOTHER_TRY,)
)
TOO_LARGE = Refusal(
    _("refused_too_large", default="What was read is not the file of a card"),
    (OWN_CARD,),
)
ADDED = Refusal(
    _("refused_added", default="This card was tampered with, or it is damaged"),
    (ANOTHER_TRY, COME_BY),
)
OTHER_QUESTION = Refusal(
    _("refused_other_question", default="Your card answered another question"),
    (ANOTHER_TRY,),
)
OTHER_KIND = Refusal(
    _("refused_other_kind", default="The wrong certificate was shown"), (OWN_CARD,)
)
TOO_LONG = Refusal(_("refused_too_long", default="This took too long"), (ANOTHER_TRY,))
