"""What is said when signing in or registering is refused."""

from collective.eloket import _
from collective.eloket.messages.linking import LINKING
from collective.eloket.messages.stated import STATED
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
    provider_secret_missing provider_secret_unusable provider_own_keys
    sign_in_issuer_missing sign_in_stage userinfo_issuer id_token_open
    id_token_decryption id_token_kind logout_event logout_nonce logout_target
    logout_repeated
"""


#: code → message
SIGN_IN: dict[str, Message] = {
    **dict.fromkeys(NO_VALID_ANSWER_CODES.split(), NO_VALID_ANSWER),
    "provider_refused": _(
        "error_provider_refused",
        default="We got no valid answer from the sign-in page. Nothing was changed.",
    ),
    "provider_silent": _(
        "error_provider_silent",
        default="The sign-in page does not answer now. Try again in a while.",
    ),
    "provider_id_refused": _(
        "error_provider_id_refused",
        default="Take another name, of small letters, digits and dashes.",
    ),
    "provider_id_taken": _(
        "error_provider_id_taken",
        default="Something else has this name. Choose another one.",
    ),
    "own_keys_given": _(
        "error_own_keys_given",
        default="The environment gives these keys. Renew them there.",
    ),
    "own_keys_new": _(
        "error_own_keys_new",
        default="The newest keys are younger than a day. Wait until they sign.",
    ),
    "provider_settings": _(
        "error_provider_settings",
        default="A setting of the provider is missing or not right.",
    ),
    "means_unknown": _(
        "error_means_unknown",
        default="No means of signing in here is called “${word}”.",
    ),
    "probed_too_often": _(
        "error_probed_too_often",
        default="You tested providers too often. Try again in ${minutes} minutes.",
    ),
    "provider_stays": _(
        "error_provider_stays",
        default="A provider of the e-loket is removed on its own page only.",
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
        default="Too many tries from here. Wait ${minutes} minutes and try again.",
    ),
    "logout_too_often": _(
        "error_too_often", default="Too many tries. Wait a while and try again."
    ),
    "sign_in_other_person": _(
        "error_sign_in_other_person",
        default="At the sign-in page somebody else signed in than here.",
    ),
    **LINKING,
    **STATED,
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
        default="The password is too short. Use at least ${minimum_length} characters.",
    ),
    "password_too_easy": _(
        "error_password_too_easy",
        default="This password is guessed too easily. Take a short sentence.",
    ),
    "password_personal": _(
        "error_password_personal",
        default=(
            "Your user name, your e-mail address or the name of the municipality is in"
            " the password. Choose another one."
        ),
    ),
    "wrong_code": _(
        "error_wrong_code",
        default="This is not the code, or it is over. Look again or ask for a new one.",
    ),
    "too_many_codes": _(
        "error_too_many_codes",
        default="Too many codes went to this address. Wait an hour and try again.",
    ),
    "email_missing": _(
        "error_email_missing",
        default="Fill in your e-mail address. The code goes there.",
    ),
    "means_too_weak": _(
        "error_means_too_weak",
        default="This way of signing in is not enough here any more. Take another one.",
    ),
    "wrong_old_password": _(
        "error_wrong_old_password",
        default="This is not your password of today. Look again.",
    ),
    "no_password": _(
        "error_no_password", default="You sign in without a password here."
    ),
    "purpose_missing": _(
        "error_purpose_missing",
        default="Choose why you look, and explain it when it is something else.",
    ),
    "search_unclear": _(
        "error_search_unclear",
        default="Fill in one thing to look by. A name needs the date of birth too.",
    ),
    "birth_date_unreadable": _(
        "error_birth_date_unreadable",
        default="This is no day. Type it as in 30/07/1985.",
    ),
    "too_many_searches": _(
        "error_too_many_searches",
        default="You looked too many people up. Try again in ${minutes} minutes.",
    ),
    "sign_in_anew": _(
        "error_sign_in_anew",
        default="Prove first that it is you: sign in anew. Nothing was changed.",
    ),
    "password_there": _(
        "error_password_there",
        default="You have a password already. Change it on its own page.",
    ),
    "device_unknown": _(
        "error_device_unknown",
        default="You are not signed in there any more. Nothing was changed.",
    ),
    "usernames_by_page": _(
        "error_usernames_by_page",
        default="Register by user name on our page.",
    ),
    "wrong_password": _(
        "error_wrong_password",
        default="User name and password do not belong together. Check them.",
    ),
    "too_many_passwords": _(
        "error_too_many_passwords",
        default=(
            "Too many wrong passwords or codes. Wait ${minutes} minutes, or use itsme"
            " or eID."
        ),
    ),
    "too_many_registrations": _(
        "error_too_many_registrations",
        default="Too many registrations from here. Try again in ${minutes} minutes.",
    ),
    "nothing_pending": _(
        "error_nothing_pending",
        default="Your sign-in took too long or was finished already. Sign in again.",
    ),
    "citizen_data_locked": _(
        "error_citizen_data_locked", default="Your data change only in Mijn parameters."
    ),
    "extra_properties": _(
        "error_extra_properties",
        default="Only user name, name, e-mail address and password can be sent.",
    ),
    "citizen_token_refused": _(
        "error_citizen_token_refused",
        default="This kind of sign-in is not for citizens.",
    ),
    "citizens_still_exist": _(
        "error_citizens_still_exist", default="Citizens still have accounts here."
    ),
}
