"""What does a refusal say to the citizen? One message per error code.

The Dutch words stand in ``locales/``; the English ones here are their source.
"""

from collective.eloket import _
from zope.i18nmessageid import Message


#: Causes that differ for operators, but not for who stands in front of the page.
NO_VALID_ANSWER = _(
    "error_sign_in_no_valid_answer",
    default="We got no valid answer from the sign-in page.",
)
NO_VALID_ANSWER_CODES = """
    sign_in_method sign_in_repeated sign_in_provider_error sign_in_unknown
    sign_in_state sign_in_used sign_in_issuer sign_in_code_missing provider_broken
    provider_answer_large provider_answer_malformed provider_address provider_issuer
    code_refused token_type id_token_missing userinfo_refused userinfo_subject
    id_token_malformed id_token_algorithm id_token_crit id_token_key
    id_token_signature id_token_issuer id_token_audience id_token_expired
    id_token_early id_token_stale id_token_nonce id_token_at_hash missing_claim
    malformed_claim contradicting_claims claimed_number provider_secret_lost
"""

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
    **dict.fromkeys(NO_VALID_ANSWER_CODES.split(), NO_VALID_ANSWER),
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
    "too_often": _(
        "error_too_often", default="Too many tries. Wait a while and try again."
    ),
    "provider_refused": _(
        "error_provider_refused",
        default="We got no valid answer from the sign-in page. Nothing was changed.",
    ),
    "provider_silent": _(
        "error_provider_silent",
        default="The sign-in page does not answer now. Try again in a while.",
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
    "provider_id_refused": _(
        "error_provider_id_refused",
        default="Take another name, of small letters, digits and dashes.",
    ),
    "provider_id_taken": _(
        "error_provider_id_taken",
        default="Something else has this name. Choose another one.",
    ),
    "provider_settings": _(
        "error_provider_settings",
        default="A setting of the provider is missing or not right.",
    ),
    "issuer_refused": _(
        "error_issuer_refused",
        default="The issuer must be a public https address.",
    ),
    "provider_unknown": _(
        "error_provider_unknown",
        default="There is no provider with this name.",
    ),
    "sign_in_cancelled": _(
        "error_sign_in_cancelled",
        default="You stopped signing in, or the sign-in page refused it.",
    ),
    "sign_in_too_often": _(
        "error_sign_in_too_often",
        default="There were too many tries from here. Wait ten minutes and try again.",
    ),
    "sign_in_other_person": _(
        "error_sign_in_other_person",
        default="Somebody else signed in than who was signed in here. Sign out first.",
    ),
    "sign_in_purpose": _(
        "error_sign_in_purpose",
        default="This is not possible yet.",
    ),
    "closed_road": _(
        "error_closed_road",
        default="Sign in and sign out on our own pages.",
    ),
    "sign_in_not_fresh": _(
        "error_sign_in_not_fresh",
        default="You had to sign in anew. The sign-in page does not say that you did.",
    ),
    "sign_in_expired": _(
        "error_sign_in_expired",
        default="Signing in took too long.",
    ),
    "backchannel_closed": _("error_not_found", default="We cannot find this page."),
    "provider_timeout": _(
        "error_provider_silent",
        default="The sign-in page does not answer now. Try again in a while.",
    ),
    "number_known": _(
        "error_number_known",
        default="This national number is on another account. Sign in there first.",
    ),
    "username_taken": _(
        "error_username_taken",
        default="This user name exists already. Choose another one.",
    ),
    "username_refused": _(
        "error_username_refused",
        default="Choose a user name of 3 to 64 letters, digits or the signs . - _ @ +.",
    ),
    "password_too_short": _(
        "error_password_too_short",
        default="The password is too short. Use at least 12 characters.",
    ),
    "wrong_password": _(
        "error_wrong_password",
        default="User name and password do not belong together. Check them.",
    ),
    "too_many_passwords": _(
        "error_too_many_passwords",
        default="Too many wrong passwords. Wait 15 minutes, or use itsme or eID.",
    ),
    "too_many_registrations": _(
        "error_too_many_registrations",
        default="Too many registrations from here. Try again in 10 minutes.",
    ),
    "nothing_pending": _(
        "error_nothing_pending",
        default="Your sign-in took too long or was finished already. Sign in again.",
    ),
    "citizen_data_locked": _(
        "error_citizen_data_locked", default="Your data change only in Mijn parameters."
    ),
    "citizen_token_refused": _(
        "error_citizen_token_refused",
        default="This kind of sign-in is not for citizens.",
    ),
    "citizens_still_exist": _(
        "error_citizens_still_exist", default="Citizens still have accounts here."
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
    "document_closed": _(
        "error_document_closed",
        default="You cannot ask for this document online now. Call us.",
    ),
    "assurance_too_low": _(
        "error_assurance_too_low",
        default="This document needs a stronger sign-in. Use eID or itsme.",
    ),
    "locked_answer": _(
        "error_locked_answer",
        default="An answer differs from what is proven. Change it in Mijn parameters.",
    ),
    "unknown_answer": _(
        "error_unknown_answer",
        default="The form was changed. Look at the questions again.",
    ),
    "upload_too_large": _(
        "error_upload_too_large", default="The file is too big. Choose one up to 10 MB."
    ),
    "channel_refused": _(
        "error_channel_refused",
        default="This document cannot be sent in that way. Choose another one.",
    ),
    "on_behalf_refused": _(
        "error_on_behalf_refused", default="You cannot ask for this for somebody else."
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
