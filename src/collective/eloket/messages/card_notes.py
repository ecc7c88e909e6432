"""Why does it not go on while a card is read? Per code of an extension, and of ours.

The codes are those of ``http/browser/static/webeid.js`` and ``beidconnect.js``; a test
compares them. What the server refuses afterwards is told by ``messages/card.py``.
"""

from collective.eloket import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Note:
    """Why it does not go on. ``kind``: ``warn`` or ``bad``; ``install``: what helps."""

    title: Message
    text: Message
    kind: str = "warn"
    install: str | None = None


MISSING = _("card_note_missing", default="Something is missing on this computer")
OLD = _("card_note_old", default="Something on this computer is too old")
SLOW = _("card_note_slow", default="This took too long")
STOPPED = _("card_note_stopped", default="The card could not be read")
WRONG_PIN = _("card_note_wrong_pin", default="The PIN code was not right")
BLOCKED = _("card_note_blocked", default="Your PIN code is blocked")
CLOSED = _("card_note_closed", default="You closed the window")

BLOCKED_TEXT = _(
    "card_note_blocked_text",
    default="After 3 wrong codes the card closes itself. Come to the counter with your "
    "card: we make the code free again, without cost. Nothing was changed.",
)
AGAIN_TEXT = _(
    "card_note_again_text",
    default="Take the card out, put it in again, and try again. Nothing was changed.",
)
TYPE_AGAIN = _(
    "card_note_type_again", default="Type it once more. Nothing was changed."
)
CANCELLED = Note(
    CLOSED,
    _(
        "card_note_cancelled_text",
        default="You did not give your PIN code, so nothing was changed. Was the code "
        "wrong 3 times? Then it is blocked: come to the counter with your card.",
    ),
)
TRY_AGAIN = Note(STOPPED, AGAIN_TEXT, "bad")
WRONG_PINS = ("pin_incorrect", "pin_too_short", "pin_too_long", "pin_length")
PIN_AGAIN = Note(WRONG_PIN, TYPE_AGAIN, "bad")
TOO_LONG = Note(
    SLOW,
    _(
        "card_note_pin_slow_text",
        default="Your PIN code did not come in time. Nothing was changed.",
    ),
)
WEB_EID_OLD = Note(
    OLD,
    _(
        "card_note_webeid_old_text",
        default="The extension Web eID and its program do not fit together. Install "
        "the newest version of both.",
    ),
    install="webeid",
)
UNFORESEEN = Note(
    STOPPED,
    _(
        "card_note_unforeseen_text",
        default="Web eID gave an answer that we do not know. Restart the browser and "
        "try again. Nothing was changed.",
    ),
    "bad",
)

WEB_EID = {
    "EXTENSION_UNAVAILABLE": Note(
        MISSING,
        _(
            "card_note_webeid_missing_text",
            default="We do not find the browser extension Web eID. With it the card "
            "proves who you are. It is free.",
        ),
        install="webeid",
    ),
    "NATIVE_UNAVAILABLE": Note(
        MISSING,
        _(
            "card_note_webeid_program_text",
            default="The extension Web eID is there, but its program is not. Both come "
            "in one installation. It is free.",
        ),
        install="webeid",
    ),
    "VERSION_MISMATCH": WEB_EID_OLD,
    "VERSION_INVALID": WEB_EID_OLD,
    "CONTEXT_INSECURE": Note(
        _("card_note_insecure", default="This page is not secured"),
        _(
            "card_note_insecure_text",
            default="A card is only read on a page whose address begins with https. "
            "Open the website at that address.",
        ),
        "bad",
    ),
    "USER_CANCELLED": CANCELLED,
    "USER_TIMEOUT": TOO_LONG,
    "ACTION_TIMEOUT": Note(
        SLOW,
        _(
            "card_note_webeid_silent_text",
            default="Web eID does not answer any more. Restart the browser and try "
            "again. Nothing was changed.",
        ),
    ),
    "ACTION_PENDING": Note(
        _("card_note_pending", default="A window of Web eID is open already"),
        _(
            "card_note_pending_text",
            default="It may be behind this window. Close it and try again.",
        ),
    ),
    "NATIVE_FATAL": TRY_AGAIN,
    "NATIVE_INVALID_ARGUMENT": UNFORESEEN,
    "MISSING_PARAMETER": UNFORESEEN,
    "UNKNOWN_ERROR": UNFORESEEN,
}


BEIDCONNECT = {
    "missing": Note(
        MISSING,
        _(
            "card_note_beid_missing_text",
            default="We do not find the browser extension BeIDConnect. With it the "
            "browser reads your card. It is free and comes from the federal "
            "government.",
        ),
        install="beidconnect",
    ),
    "timeout": Note(
        MISSING,
        _(
            "card_note_beid_program_text",
            default="The extension BeIDConnect is there, but its program is not. "
            "Install it as well; it is free.",
        ),
        install="program",
    ),
    "no_reader": Note(
        _("card_note_no_reader", default="We find no card reader"),
        _(
            "card_note_no_reader_text",
            default="Connect it to your computer and try again.",
        ),
    ),
    "no_card": Note(
        _("card_note_no_card", default="We find no card any more"),
        _(
            "card_note_no_card_text",
            default="Put your card into the reader, leave it there, and try again.",
        ),
    ),
    "busy": Note(
        _("card_note_busy", default="Another program uses the card"),
        _("card_note_busy_text", default="Close that program and try again."),
    ),
    "several_cards": Note(
        _("card_note_several", default="We find more than one card"),
        _(
            "card_note_several_text",
            default="Leave only your own card in the reader and try again.",
        ),
    ),
    "unsupported": Note(
        _("card_note_unsupported", default="We do not know this card"),
        _(
            "card_note_unsupported_text",
            default="Take your Belgian identity card, and look at the chip: it goes in "
            "first.",
        ),
    ),
    "files_missing": Note(
        _("card_note_no_address", default="We could not read your address"),
        _(
            "card_note_no_address_text",
            default="The extension BeIDConnect did not pass on the address of your "
            "card. Try again, or let us read only your name.",
        ),
    ),
    "silent": Note(
        SLOW,
        _(
            "card_note_beid_silent_text",
            default="BeIDConnect does not answer any more. Take the card out, put it "
            "in again, and try again. Nothing was changed.",
        ),
    ),
    **dict.fromkeys(("general_error", "technical_error"), TRY_AGAIN),
    **dict.fromkeys(WRONG_PINS, PIN_AGAIN),
    "pin_3_attempts_left": Note(
        WRONG_PIN,
        _("card_note_pin_3", default="You have 3 attempts left. Nothing was changed."),
        "bad",
    ),
    "pin_2_attempts_left": Note(
        WRONG_PIN,
        _("card_note_pin_2", default="You have 2 attempts left. Nothing was changed."),
        "bad",
    ),
    "pin_1_attempt_left": Note(
        WRONG_PIN,
        _("card_note_pin_1", default="You have 1 attempt left. Nothing was changed."),
        "bad",
    ),
    "card_blocked": Note(BLOCKED, BLOCKED_TEXT, "bad"),
    "pin_timeout": TOO_LONG,
    "cancel": CANCELLED,
}

OURS = {
    "OTHER_ORIGIN": Note(
        _("card_note_origin", default="This is not the address of this website"),
        _(
            "card_note_origin_text",
            default="A card is only read at the website's own address. Go to it by its "
            "front page.",
        ),
        "bad",
    ),
    "NO_CONNECTION": Note(
        _("card_note_connection", default="We cannot be reached"),
        _(
            "card_note_connection_text",
            default="Look whether your computer has internet, and try again in a "
            "while. Nothing was changed.",
        ),
    ),
}

#: code → what is said
NOTES: dict[str, Note] = {
    **{f"ERR_WEBEID_{code}": note for code, note in WEB_EID.items()},
    **{f"BEID_{result}": note for result, note in BEIDCONNECT.items()},
    **OURS,
}
