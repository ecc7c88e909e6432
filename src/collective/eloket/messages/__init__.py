"""What does a refusal say to the citizen? One message per error code.

The Dutch words stand in ``locales/``; the English ones here are their source.
"""

from collective.eloket import _
from collective.eloket.messages.access_requests import ACCESS_REQUESTS
from collective.eloket.messages.card import CARD
from collective.eloket.messages.card_sign_in import CARD_SIGN_IN
from collective.eloket.messages.catalogue import CATALOGUE
from collective.eloket.messages.documents import DOCUMENTS
from collective.eloket.messages.enterprises import ENTERPRISES
from collective.eloket.messages.handling import HANDLING
from collective.eloket.messages.mandates import MANDATES
from collective.eloket.messages.rights import RIGHTS
from collective.eloket.messages.sign_in import SIGN_IN
from collective.eloket.messages.talk import TALK
from collective.eloket.messages.trouble import TROUBLE
from zope.i18nmessageid import Message


#: What was sealed does not open: nothing the citizen can mend.
REFUSED = _("error_refused", default="This cannot be done. Nothing was changed.")
SEAL_CODES = (
    "seal_refused",
    "seal_truncated",
    "seal_version",
    "seal_unknown_key",
    "seal_wrong_context",
    "seal_altered",
)


#: code → message. A test asks one for each error class.
MESSAGES: dict[str, Message] = {
    **CARD,
    **CARD_SIGN_IN,
    **CATALOGUE,
    **DOCUMENTS,
    **ENTERPRISES,
    **ACCESS_REQUESTS,
    **MANDATES,
    **RIGHTS,
    **SIGN_IN,
    **TROUBLE,
    **dict.fromkeys(SEAL_CODES, REFUSED),
    "refused": REFUSED,
    "invalid_answer": _(
        "error_invalid_answer", default="Not every answer is right. Check them again."
    ),
    "not_signed_in": _("error_not_signed_in", default="Sign in first."),
    "not_allowed": _("error_not_allowed", default="You may not do this."),
    "csrf": _(
        "error_csrf",
        default="This page was open too long, or was sent from elsewhere. Try again.",
    ),
    "not_found": _("error_not_found", default="We cannot find this page."),
    "conflict": _(
        "error_conflict", default="Something changed in the meantime. Look again."
    ),
    "too_large": _("error_too_large", default="This is larger than we can take."),
    "card_refused": _("error_card_refused", default="We cannot use this card."),
    "colour_unreadable": _(
        "error_colour_unreadable",
        default="This is no colour: a # and six digits or letters from a to f.",
    ),
    "anchor_mail_refused": _(
        "error_anchor_mail_refused", default="This is no e-mail address."
    ),
    "anchor_webhook_refused": _(
        "error_anchor_webhook_refused",
        default="This is no web address that begins with https://.",
    ),
    "audit_purpose_missing": _(
        "error_audit_purpose",
        default="Say why you search. Explain it when you chose something else.",
    ),
    "audit_search_unclear": _(
        "error_audit_search",
        default="Name a request, a person who works here or a citizen.",
    ),
    "contrast_too_low": _(
        "error_contrast_too_low",
        default="Words in this colour are hard to read: its contrast on white is "
        "${contrast} to 1, and at least ${least} is needed. Take a darker one.",
    ),
    "setting_refused": _("record_refused", default="This setting does not take that."),
    "network_refused": _(
        "error_network_refused",
        default="“${line}” is no network and no address.",
    ),
    "network_everybody": _(
        "error_network_everybody",
        default="This network holds every address; then anybody could say from where "
        "they come. Name your own web servers only.",
    ),
    "logo_refused": _(
        "error_logo_refused",
        default="Choose a PNG, JPEG or WebP of at most 1 MB and 4000 pixels.",
    ),
    "too_often": _(
        "error_too_often", default="Too many tries. Wait a while and try again."
    ),
    "invalid_national_number": _(
        "error_invalid_national_number",
        default="This is not a number of the national register.",
    ),
    "unknown_assurance": _(
        "error_unknown_assurance",
        default="We do not know this way of signing in. Choose another one.",
    ),
    "jobs_waiting": _(
        "error_jobs_waiting", default="News still has to leave. Try again later."
    ),
    "persons_still_known": _(
        "error_persons_still_known", default="Data of citizens are still kept here."
    ),
    "locked_value": _(
        "error_locked_value",
        default="This value changes only by reading the eID again.",
    ),
    "other_number": _(
        "error_other_number",
        default="This is not the national number of this account. Nothing was changed.",
    ),
    "invalid_email": _("error_invalid_email", default="This is not an e-mail address."),
    "invalid_phone": _(
        "error_invalid_phone",
        default="This is not a telephone number. Type it with its country code.",
    ),
    "invalid_choice": _(
        "error_invalid_choice", default="This is not one of the choices."
    ),
    "person_forgotten": _(
        "error_person_forgotten", default="The data of this person were erased."
    ),
    "invalid_reference": _(
        "error_invalid_reference", default="This is not a reference of a request."
    ),
    **HANDLING,
    "clerk_unknown": _(
        "error_clerk_unknown", default="Nobody of that name handles this request."
    ),
    **TALK,
    "case_not_found": _(
        "error_case_not_found",
        default="The address is wrong, or the request is not yours.",
    ),
    "no_letter": _("error_no_letter", default="There is nothing to download here yet."),
    "reason_missing": _(
        "error_reason_missing", default="Give a reason. Nothing is decided yet."
    ),
    "not_your_case": _(
        "error_not_your_case", default="This step is not yours. Nothing was changed."
    ),
    "step_not_open": _(
        "error_step_not_open",
        default="This cannot be done in this state. Nothing was changed.",
    ),
    "store_not_empty": _(
        "error_store_not_empty",
        default="There are requests of citizens in here. Nothing was deleted.",
    ),
    "cases_still_exist": _(
        "error_cases_still_exist", default="Requests of citizens are still kept here."
    ),
    "erasure_unfinished": _(
        "error_erasure_unfinished",
        default="The erasure was broken off. Run eloket-erase once more.",
    ),
    "document_closed": _(
        "error_document_closed",
        default="You cannot ask for this document online now. Call us.",
    ),
    "assurance_too_low": _(
        "error_assurance_too_low",
        default="This document needs a stronger sign-in. Use eID or itsme.",
    ),
    "number_needed": _(
        "error_number_needed",
        default="This document is for people whose national number we know. Your"
        " account has none. Nothing was sent.",
    ),
    "too_young": _(
        "error_too_young",
        default="This document is for people of ${minimum_age} years and older."
        " Do you think this is wrong? Call us.",
    ),
    "locked_answer": _(
        "error_locked_answer",
        default="An answer differs from what is proven. Change it in Mijn parameters.",
    ),
    "unknown_answer": _(
        "error_unknown_answer",
        default="The form was changed. Look at the questions again.",
    ),
    "draft_elsewhere": _(
        "error_draft_elsewhere",
        default="You also work on this form in another window. Go on there.",
    ),
    "upload_too_large": _(
        "error_upload_too_large", default="The file is too big. Choose one up to 10 MB."
    ),
    "channel_refused": _(
        "error_channel_refused",
        default="This document cannot be sent in that way. Choose another one.",
    ),
    "id_reserved": _(
        "error_id_reserved",
        default="This short name belongs to a page of the e-desk. Choose another one.",
    ),
    "form_locked": _(
        "error_form_locked",
        default="The form of a document is changed on its own page only.",
    ),
    "desks_still_exist": _(
        "error_desks_still_exist",
        default="There is still an e-desk in the site. Remove it first.",
    ),
}
