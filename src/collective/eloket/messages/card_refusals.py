"""Why a card was refused: what the page says above the words of the refusal."""

from collective.eloket import _
from collective.eloket.messages.card import NO_ANSWER_CODES
from collective.eloket.messages.card import NOT_GENUINE_CODES
from collective.eloket.messages.card import NOT_TRUSTED_CODES
from collective.eloket.messages.card import OTHER_KIND_CODES
from collective.eloket.messages.card_advice import ADDED
from collective.eloket.messages.card_advice import ANOTHER_TRY
from collective.eloket.messages.card_advice import COME_BY
from collective.eloket.messages.card_advice import CUT_OFF
from collective.eloket.messages.card_advice import LATER
from collective.eloket.messages.card_advice import NEW_CARD
from collective.eloket.messages.card_advice import NO_ANSWER
from collective.eloket.messages.card_advice import NOT_GENUINE
from collective.eloket.messages.card_advice import NOT_SET_UP
from collective.eloket.messages.card_advice import NOT_TRUSTED
from collective.eloket.messages.card_advice import OTHER_ALGORITHM
from collective.eloket.messages.card_advice import OTHER_KIND
from collective.eloket.messages.card_advice import OTHER_QUESTION
from collective.eloket.messages.card_advice import OWN_CARD
from collective.eloket.messages.card_advice import Refusal
from collective.eloket.messages.card_advice import TOO_LARGE
from collective.eloket.messages.card_advice import TOO_LONG


#: code of a refusal → what the page says.
REFUSALS: dict[str, Refusal] = {
    **dict.fromkeys(NOT_GENUINE_CODES.split(), NOT_GENUINE),
    **dict.fromkeys(NO_ANSWER_CODES.split(), NO_ANSWER),
    **dict.fromkeys(NOT_TRUSTED_CODES.split(), NOT_TRUSTED),
    **dict.fromkeys(OTHER_KIND_CODES.split(), OTHER_KIND),
    "card_root_without_profile": NOT_SET_UP,
    "webeid_algorithm": OTHER_ALGORITHM,
    "webeid_signature": OTHER_QUESTION,
    "card_file_truncated": CUT_OFF,
    "card_file_too_large": TOO_LARGE,
    "card_signature_padding": ADDED,
    "card_address_signature": Refusal(
        _(
            "refused_other_address",
            default="The address that was read belongs to another card",
        ),
        (OWN_CARD,),
    ),
    "card_other_person": Refusal(
        _("refused_other_person", default="This is somebody else's card"),
        (
            OWN_CARD,
            _(
                "advice_for_somebody_else",
                default="Do you want to do something for somebody else? Let that"
                " person sign in.",
            ),
        ),
        _(
            "why_other_person",
            default="The number on this card does not belong to your account.",
        ),
    ),
    "card_mixed": Refusal(
        _("refused_mixed", default="Two different cards were read"),
        (OWN_CARD,),
    ),
    "card_expired": Refusal(
        _("refused_expired", default="This card has expired"),
        (
            NEW_CARD,
            _(
                "advice_appointment",
                default="No new card yet? Make an appointment at the counter.",
            ),
        ),
        _("why_expired", default="Its last day is over. We cannot use it any more."),
    ),
    "card_not_yet_valid": Refusal(
        _("refused_not_yet_valid", default="This card is not valid yet"),
        (COME_BY,),
        _("why_not_yet_valid", default="Its first day is still to come."),
    ),
    "card_certificate_expired": Refusal(
        _(
            "refused_certificate_expired",
            default="The certificates on this card have expired",
        ),
        (COME_BY,),
        _("why_certificate_expired", default="The town hall can renew them."),
    ),
    "card_certificate_not_yet_valid": Refusal(
        _(
            "refused_certificate_not_yet_valid",
            default="The certificates on this card are not valid yet",
        ),
        (COME_BY,),
    ),
    "card_revoked": Refusal(
        _("refused_revoked", default="This card was stopped"),
        (
            NEW_CARD,
            _(
                "advice_doc_stop",
                default="Did you find your card? Call Doc Stop, or come by at the "
                "counter.",
            ),
        ),
        _(
            "why_revoked",
            default="It was reported lost or stolen, or was replaced.",
        ),
    ),
    "card_suspended": Refusal(
        _("refused_suspended", default="This card is on hold"), (COME_BY,)
    ),
    "card_revocation_unknown": Refusal(
        _(
            "refused_revocation_unknown",
            default="We cannot check now whether the card is valid",
        ),
        (LATER,),
        _(
            "why_revocation_unknown",
            default="The service that knows lost and stolen cards does not answer.",
        ),
    ),
    "card_older": Refusal(
        _("refused_older", default="This card is older than the one we read before"),
        (NEW_CARD,),
    ),
    "card_address_superseded": Refusal(
        _(
            "refused_superseded",
            default="The address on this card was replaced before",
        ),
    ),
    "card_type": Refusal(
        _("refused_type", default="This kind of card cannot be read here"), (OWN_CARD,)
    ),
    "card_too_young": Refusal(
        _("refused_too_young", default="This is the card of a child"), ()
    ),
    "card_age_unknown": Refusal(
        _("refused_age_unknown", default="We do not know how old you are"),
        (
            _(
                "advice_register_with_files",
                default="Install BeIDConnect and register again: your card itself says"
                " when you were born.",
            ),
            COME_BY,
        ),
    ),
    "card_kind_unknown": Refusal(
        _(
            "refused_kind_unknown",
            default="We do not know which kind of card this is",
        ),
        (
            _(
                "advice_kind_by_files",
                default="Install BeIDConnect and try again: your card itself says"
                " what kind it is.",
            ),
            _(
                "advice_read_before_linking",
                default="Do you have an account already? Sign in to it and read your"
                " card on My parameters first.",
            ),
            COME_BY,
        ),
    ),
    "card_export": Refusal(
        _("refused_export", default="This is a file, and not a card"), (OWN_CARD,)
    ),
    "card_file_missing": Refusal(
        _("refused_file_missing", default="Not everything could be read"),
        (ANOTHER_TRY,),
    ),
    "card_weak_algorithm": Refusal(
        _("refused_weak", default="This card is too old"), (COME_BY,)
    ),
    "card_signing_certificate": Refusal(
        _("refused_signing", default="The wrong certificate was used"), (ANOTHER_TRY,)
    ),
    "card_production": Refusal(
        _("refused_production", default="This is a real card, and here is a trial"), ()
    ),
    "card_test": Refusal(_("refused_test", default="This is a test card"), (OWN_CARD,)),
    **dict.fromkeys(
        ("card_read_unknown", "card_challenge_unknown", "card_ticket", "card_code"),
        TOO_LONG,
    ),
    "card_not_shown": Refusal(
        _("refused_not_shown", default="We saw no card"), (ANOTHER_TRY,)
    ),
    "too_many_card_tokens": Refusal(
        _("refused_too_many_cards", default="Too many cards were tried"),
        (_("advice_wait", default="Wait a quarter of an hour, and begin anew."),),
    ),
    "card_presence_missing": Refusal(
        _("refused_no_presence", default="Your card did not answer"), (ANOTHER_TRY,)
    ),
    "card_presence_means": Refusal(
        _("refused_presence_means", default="You did not use your eID"), (ANOTHER_TRY,)
    ),
    "card_presence_not_fresh": Refusal(
        _("refused_presence_not_fresh", default="Your eID was not used just now"),
        (ANOTHER_TRY,),
    ),
    "card_presence_without_number": Refusal(
        _("refused_presence_without_number", default="We do not know whose eID it was"),
        (COME_BY,),
    ),
    "card_origin_missing": Refusal(
        _("refused_origin_missing", default="Cards cannot be read here yet"),
        (COME_BY,),
    ),
    "card_own": Refusal(_("refused_own", default="This is your own card")),
    "card_nobody_here": Refusal(
        _("refused_nobody_here", default="We know nobody with this card"),
        (
            _(
                "advice_register_first",
                default="The citizen can register with this card at home.",
            ),
        ),
    ),
    "webeid_format": Refusal(
        _("refused_format", default="Your software is of another version"),
        (
            _(
                "advice_install_webeid",
                default="Install the newest version of Web eID.",
            ),
        ),
    ),
    "number_known": Refusal(
        _("refused_number_known", default="This card is known on another account"),
        (
            _(
                "advice_other_account",
                default="Sign in to that account, or come by at the counter.",
            ),
        ),
    ),
}
