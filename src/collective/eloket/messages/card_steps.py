"""What the page says while a card is read: its steps, and what it waits for."""

from collective.eloket import _
from dataclasses import dataclass
from dataclasses import replace
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Step:
    """A step; ``says`` is told to who cannot see it, ``help`` a question and answer.

    ``sign_in``: the texts where the card only signs in, if they are others.
    """

    name: str
    icon: str
    title: Message
    says: Message
    texts: tuple[Message, ...]
    help: tuple[Message, Message] | None = None
    sign_in: tuple[Message, ...] = ()

    def texts_for(self, purpose: str) -> tuple[Message, ...]:
        """Return what stands in the step."""
        return self.sign_in if self.sign_in and purpose == SIGN_IN else self.texts


#: For what a card is read.
SIGN_IN = "sign-in"
READ = "read"
#: The card answered before; its files are added, where a program gives them.
FILES = "files"
#: A provider saw the holder; the files are added, where a program gives them.
ADDED = "added"

WAIT = _("card_read_wait", default="Leave the card in. This takes about 5 seconds.")

#: The steps, in their order.
STEPS = (
    Step(
        "computer",
        "spinner",
        _("card_step_computer", default="Check your computer"),
        _("card_says_computer", default="Step 1 of 4: Check your computer."),
        (
            _(
                "card_computer_text",
                default="We look whether the eID software and the browser extensions "
                "are there.",
            ),
        ),
    ),
    Step(
        "card",
        "card",
        _("card_step_card", default="Insert your card"),
        _("card_says_card", default="Step 2 of 4: Insert your card."),
        (
            _(
                "card_card_text",
                default="Put your card into the reader, the chip to the front.",
            ),
        ),
        (
            _("card_not_found", default="My card is not found"),
            _(
                "card_not_found_text",
                default="Take the card out and put it in again, the chip to the front "
                "and up. Close other programs that use the card.",
            ),
        ),
    ),
    Step(
        "pin",
        "key",
        _("card_step_pin", default="Enter your PIN code"),
        _("card_says_pin", default="Step 3 of 4: Enter your PIN code."),
        (
            _(
                "card_pin_text",
                default="You enter your PIN code in a window of its own. We do not see "
                "the code.",
            ),
            _(
                "card_pin_window",
                default="A window of Web eID opens. Type your PIN code of 4 digits "
                "there. Never type the code on a web page.",
            ),
        ),
        (
            _("card_pin_lost", default="PIN code forgotten or blocked?"),
            _(
                "card_pin_lost_text",
                default="After 3 wrong attempts the code is blocked. Come to the "
                "counter with your card. We make it free again, without cost.",
            ),
        ),
    ),
    Step(
        "read",
        "spinner",
        _("card_step_read", default="Read the card"),
        _("card_says_read", default="Step 4 of 4: Read the card."),
        (
            _(
                "card_read_text",
                default="We read name and address, and look whether the card is "
                "genuine and valid.",
            ),
            WAIT,
        ),
        sign_in=(
            _(
                "card_read_sign_in_text",
                default="We look whether the card is genuine and valid.",
            ),
            WAIT,
        ),
    ),
)

_COMPUTER, _CARD, _PIN, _READ = STEPS

#: The steps of who has typed the PIN code before.
ADDING = (
    replace(
        _COMPUTER,
        says=_("card_files_computer", default="Step 1 of 3: Check your computer."),
        texts=(
            _(
                "card_files_computer_text",
                default="We look whether the browser extension BeIDConnect is"
                " there. Without it you go on by yourself.",
            ),
        ),
    ),
    replace(_CARD, says=_("card_files_card", default="Step 2 of 3: Insert your card.")),
    replace(_READ, says=_("card_files_read", default="Step 3 of 3: Read the card.")),
)
AGE = _(
    "card_files_read_text",
    default="We look what kind of card it is, and how old you are.",
)

#: For what → the steps.
STEPS_FOR = {
    SIGN_IN: STEPS,
    READ: STEPS,
    FILES: (*ADDING[:2], replace(ADDING[2], texts=(AGE, WAIT))),
    ADDED: ADDING,
}

#: What is said beside a step while it waits for a card; no refusals.
WAITING = {
    "BEID_no_card": _(
        "card_waiting_card", default="Card reader found. Waiting for your card …"
    ),
    "BEID_no_reader": _(
        "card_waiting_reader", default="Connect your card reader. We wait for it …"
    ),
    "BEID_busy": _(
        "card_waiting_busy",
        default="Another program uses the card. Close it; we wait …",
    ),
    "BEID_unsupported": _(
        "card_waiting_unsupported",
        default="We do not know this card. Take your Belgian identity card, the chip "
        "first.",
    ),
    "BEID_several_cards": _(
        "card_waiting_several",
        default="We find more than one card. Leave only your own in the reader.",
    ),
}

#: What stands on the buttons.
AGAIN = _("action_card_again", default="Try again")
LOOK = _("action_card_look", default="Look again")
INSTALL = {
    "webeid": _("action_install_webeid", default="Install Web eID"),
    "beidconnect": _("action_install_beidconnect", default="Install BeIDConnect"),
    "program": _("action_install_program", default="Install the program BeIDConnect"),
}
