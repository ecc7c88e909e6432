"""What refusals say to clerks who handle cases, and about their working days."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message.
HANDLING: dict[str, Message] = {
    "closing_day_refused": _(
        "error_closing_day_refused",
        default="“${line}” is no day and no range of at most 60 days. Write "
        "2026-12-24, or 2026-12-24/2027-01-02.",
    ),
    "clerk_level_too_low": _(
        "error_clerk_level",
        default="Requests of citizens are seen after a stronger sign-in only. Link "
        "your account under Login in My profile once; then sign in with itsme, eID or "
        "another strong means.",
    ),
    "registration_address_refused": _(
        "error_registration_address_refused",
        default="Fill in a web address that begins with https://. For one in your own "
        "network, first allow that below, and save.",
    ),
    "registration_nothing_to_send": _(
        "error_registration_nothing_to_send",
        default="Fill in the reference of a request, or a day.",
    ),
    "registration_off": _(
        "error_registration_off",
        default="No case system is set, so nothing was told.",
    ),
    "not_four_eyes": _(
        "error_not_four_eyes",
        default="One clerk decides about this request. Nothing was changed.",
    ),
    "verdict_unknown": _(
        "error_verdict_unknown", default="Propose to approve it or to refuse it."
    ),
    "proposal_missing": _(
        "error_proposal_missing",
        default="Two clerks decide about this request, and nobody proposed this yet. "
        "Nothing was changed.",
    ),
    "same_person": _(
        "error_same_person",
        default="You proposed this yourself. A colleague must decide.",
    ),
    "clerk_number_unknown": _(
        "error_clerk_number_unknown",
        default="Two people must decide about this request. We do not know your "
        "national number: link your account under Login in My profile first.",
    ),
    "messages_too_often": _(
        "error_messages_too_often",
        default="You wrote many messages in a short time. Write again in an hour.",
    ),
    "requests_too_often": _(
        "error_requests_too_often",
        default="You sent many requests in a short time. Send the next one in an hour.",
    ),
    "private_host_refused": _(
        "error_private_host_refused",
        default="Write one host per line, with or without a port, as in "
        "stamps.intern:8080.",
    ),
    "channel_gone": _(
        "error_channel_gone",
        default="The document was to leave in a way that this e-desk does not have any "
        "more. Ask your site administrator.",
    ),
    "address_missing": _(
        "error_address_missing",
        default="This document goes by post, and we do not know where to. Fill in the "
        "address on the page of the request first.",
    ),
    "address_known": _(
        "error_address_known",
        default="The eID or the register says where this letter goes. It goes nowhere "
        "else.",
    ),
    "address_incomplete": _(
        "error_address_incomplete",
        default="Fill in street and number, a postal code of four digits, and the "
        "municipality.",
    ),
    "not_at_counter": _(
        "error_not_at_counter",
        default="This document does not lie at the counter for you. Somebody handed it "
        "over already, or it was taken back.",
    ),
    "card_not_seen": _(
        "error_card_not_seen",
        default="Look at the identity card of who came, and tick that you did.",
    ),
    "post_printed": _(
        "error_post_printed",
        default="These letters were printed already. Look at the list below.",
    ),
    "post_empty": _("error_post_empty", default="No letter waits to be printed."),
    "post_batch_unknown": _(
        "error_post_batch_unknown", default="There is no such batch for you."
    ),
}
