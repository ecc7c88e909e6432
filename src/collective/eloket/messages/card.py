"""What is said when a card, or what was read from it, is refused."""

from collective.eloket import _
from collective.eloket.messages.card_host import CARD_HOST
from zope.i18nmessageid import Message


#: Causes that differ for operators, but not for who holds the card.
NOT_GENUINE = _(
    "error_card_not_genuine", default="This card is not genuine, or it is damaged."
)
NOT_GENUINE_CODES = """
    card_file_padding card_field_twice card_length_ambiguous card_field_missing
    card_field_malformed card_number card_signature_malformed
    card_identity_signature card_certificate_malformed card_certificate_padding
    card_certificate_number card_chain_broken card_register_name
"""
OTHER_KIND = _(
    "error_card_other_kind",
    default=(
        "The certificate that was shown is not the one with which a person signs in."
        " Take your own eID."
    ),
)
OTHER_KIND_CODES = "card_wrong_branch card_key_usage"
NO_ANSWER = _(
    "error_webeid_no_answer",
    default=("The answer of your card is not the one to our question. Try again."),
)
NO_ANSWER_CODES = "webeid_too_long webeid_malformed"
NOT_TRUSTED = _(
    "error_card_not_trusted",
    default="We do not know who issued this card.",
)
NOT_TRUSTED_CODES = "card_issuer_unknown card_root_unknown"


#: code → message
CARD: dict[str, Message] = {
    **CARD_HOST,
    **dict.fromkeys(NOT_GENUINE_CODES.split(), NOT_GENUINE),
    **dict.fromkeys(OTHER_KIND_CODES.split(), OTHER_KIND),
    **dict.fromkeys(NO_ANSWER_CODES.split(), NO_ANSWER),
    **dict.fromkeys(NOT_TRUSTED_CODES.split(), NOT_TRUSTED),
    "card_file_truncated": _(
        "error_card_file_truncated",
        default="What was read from the card stops half-way. Read the card again.",
    ),
    "card_file_too_large": _(
        "error_card_file_too_large",
        default=(
            "What was read is larger than a card can hold. Put your own eID into the"
            " reader and read it again."
        ),
    ),
    "card_signature_padding": _(
        "error_card_signature_padding",
        default=(
            "Something was added behind the signature on this card. So it is not as"
            " the National Register made it."
        ),
    ),
    "webeid_signature": _(
        "error_webeid_signature",
        default=(
            "Your card did not sign our question, or did it for another website. Begin"
            " again on this website."
        ),
    ),
    "webeid_algorithm": _(
        "error_webeid_algorithm",
        default=(
            "The answer was signed in a way that does not belong to your card. Install"
            " the newest Web eID and try again."
        ),
    ),
    "card_root_without_profile": _(
        "error_card_root_without_profile",
        default=(
            "This e-desk is not set up yet for this kind of card. Sign in another way,"
            " or call us."
        ),
    ),
    "card_file_missing": _(
        "error_card_file_missing",
        default="Not everything could be read from the card. Read it again.",
    ),
    "card_export": _(
        "error_card_export",
        default=(
            "A file of eID Viewer holds no proof. Put your card into the reader and"
            " read it here."
        ),
    ),
    "card_type": _(
        "error_card_type",
        default="You cannot sign in with this kind of card. Take your own eID.",
    ),
    "card_too_young": _(
        "error_card_too_young",
        default="Children under twelve cannot use a card themselves. A parent can.",
    ),
    "card_age_unknown": _(
        "error_card_age_unknown",
        default=(
            "Your number does not tell how old you are, and the files of your card"
            " were not read."
        ),
    ),
    "card_kind_unknown": _(
        "error_card_kind_unknown",
        default=(
            "Until the age of fifteen a card can be a Kids-ID, and the files of your"
            " card that would tell were not read."
        ),
    ),
    "card_expired": _(
        "error_card_expired",
        default="This card is no longer valid.",
    ),
    "card_not_yet_valid": _(
        "error_card_not_yet_valid",
        default="This card is not valid yet.",
    ),
    "card_certificate_expired": _(
        "error_card_certificate_expired",
        default=(
            "The certificates on this card are no longer valid. The town hall can renew"
            " them."
        ),
    ),
    "card_certificate_not_yet_valid": _(
        "error_card_certificate_not_yet_valid",
        default="The certificates on this card are not valid yet.",
    ),
    "card_older": _(
        "error_card_older",
        default="We have read a newer card of yours. Take that one.",
    ),
    "card_other_person": _(
        "error_card_other_person",
        default=(
            "This is somebody else's card: its number does not belong to your account."
        ),
    ),
    "card_mixed": _(
        "error_card_mixed",
        default=("Two different cards were read. Leave only your own in the reader."),
    ),
    "card_address_signature": _(
        "error_card_address_signature",
        default=("The address that was read does not belong to this card."),
    ),
    "card_weak_algorithm": _(
        "error_card_weak_algorithm",
        default=(
            "This card is too old to prove anything. Ask for a new one at the town"
            " hall."
        ),
    ),
    "card_signing_certificate": _(
        "error_card_signing_certificate",
        default=(
            "Your card was asked to sign, not to say who you are. Choose the"
            " certificate for authentication."
        ),
    ),
    "card_production": _(
        "error_card_production",
        default="This is a trial. Do not use your real card here.",
    ),
    "card_test": _(
        "error_card_test",
        default="This is a test card. Take your own eID.",
    ),
    "card_revoked": _(
        "error_card_revoked",
        default=(
            "This card was stopped: it was reported lost or stolen, or was replaced."
        ),
    ),
    "card_suspended": _(
        "error_card_suspended",
        default=("This card is on hold. Ask at the town hall to make it valid again."),
    ),
    "card_revocation_unknown": _(
        "error_card_revocation_unknown",
        default=(
            "We cannot check now whether the card is valid. Try again in an hour."
        ),
    ),
    "card_read_unknown": _(
        "error_card_read_unknown",
        default="This took too long, or was done already. Begin reading again.",
    ),
    "card_presence_missing": _(
        "error_card_presence_missing",
        default=("Your card did not answer with your PIN code. Begin reading again."),
    ),
    "card_presence_means": _(
        "error_card_presence_means",
        default=(
            "You proved who you are by another means than your eID. Choose eID there."
        ),
    ),
    "card_presence_not_fresh": _(
        "error_card_presence_not_fresh",
        default=(
            "You were not asked for your card and PIN code now, but before. Sign out"
            " there, and begin reading again."
        ),
    ),
    "card_presence_without_number": _(
        "error_card_presence_without_number",
        default=(
            "We were not told whose eID it was. Read your card here, or come by with"
            " it."
        ),
    ),
    "card_address_superseded": _(
        "error_card_address_superseded",
        default=(
            "We know a newer address of yours than the one on this card. A colleague"
            " looks at it, and lets you know."
        ),
    ),
    "address_task_unknown": _(
        "error_address_task_unknown",
        default="This task is not there any more. Somebody else may have decided.",
    ),
    "reason_too_short": _(
        "error_reason_too_short",
        default="Write a reason, in a few words. Without a reason nothing is decided.",
    ),
    "card_own": _(
        "error_card_own",
        default="This is your own card, or your own address. Let a colleague do it.",
    ),
    "card_nobody_here": _(
        "error_card_nobody_here", default="No account here belongs to this card."
    ),
    "card_origin_missing": _(
        "error_card_origin_missing",
        default="Cards cannot be read here yet. Choose another way.",
    ),
    "webeid_format": _(
        "error_webeid_format",
        default="Your Web eID software is of another version. Install the newest one.",
    ),
}
