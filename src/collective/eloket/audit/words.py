"""What a row says, in words for the citizen whose data it is about."""

from collective.eloket import _
from collective.eloket.audit import house_words
from collective.eloket.audit import organisation_words
from enum import StrEnum
from typing import NamedTuple
from zope.i18nmessageid import Message


class Kind(StrEnum):
    """What was done with the data."""

    VIEWED = "viewed"
    CHANGED = "changed"
    DELIVERED = "delivered"
    SIGNED_IN = "signed_in"


class Told(NamedTuple):
    """Kind of an action, and its words; ``${object}`` is a reference."""

    kind: Kind
    words: Message


KINDS = {
    Kind.VIEWED: _("log_kind_viewed", default="Looked at"),
    Kind.CHANGED: _("log_kind_changed", default="Changed"),
    Kind.DELIVERED: _("log_kind_delivered", default="Delivered"),
    Kind.SIGNED_IN: _("log_kind_signed_in", default="Signed in"),
}

VIEWED = {
    **organisation_words.VIEWED,
    "case.view": _("log_case_view", default="Looked at request ${object}"),
    "case.file": _("log_case_file", default="Opened a file of request ${object}"),
    "letter.download": _(
        "log_letter_download", default="Opened the document of request ${object}"
    ),
    "letter.print": _(
        "log_letter_print", default="Printed the document of request ${object}"
    ),
    "answers.download": _(
        "log_answers_download", default="Took the answers of request ${object} along"
    ),
    "case.number": _(
        "log_case_number",
        default="Looked at the national register number at request ${object}",
    ),
    "person.export": _(
        "log_person_export", default="Took everything that we keep of you along"
    ),
    "person.view": _(
        "log_person_view", default="Looked at what can be done with your data"
    ),
    "cases.list": _("log_cases_list", default="Looked at the list of your requests"),
    "citizen.search": _("log_citizen_search", default="Looked you up"),
    "parameters.view": _("log_parameters_view", default="Looked at your data"),
    "parameters.read": _(
        "log_parameters_read", default="Looked at what was read from your eID"
    ),
    "profile.view": _("log_profile_view", default="Looked at your profile"),
    "devices.view": _("log_devices_view", default="Looked where you are signed in"),
    "mandates.list": _("log_mandates_list", default="Looked for whom you may act"),
    "form.view": _("log_form_view", default="Opened a form with your data filled in"),
    "draft.view": _("log_draft_view", default="Opened a form that is not sent yet"),
    "address.view": _("log_address_view", default="Looked at your new address"),
    "family.view": _("log_family_view", default="Looked at the data of your family"),
    "organisations.list": _(
        "log_organisations_list", default="Looked for which organisations you manage"
    ),
    "organisation.view": _(
        "log_organisation_view", default="Looked at people of an organisation"
    ),
    "log.view": _("log_log_view", default="Looked at this list"),
    "log.search": _(
        "log_log_search", default="Looked up who looked at or changed your data"
    ),
}

CHANGED = {
    **organisation_words.CHANGED,
    "account.close": _("log_account_close", default="Closed your account"),
    "account.register": _("log_account_register", default="Made your account"),
    "account.reopen": _("log_account_reopen", default="Opened your account again"),
    "address.accept": _("log_address_accept", default="Accepted your new address"),
    "address.refuse": _("log_address_refuse", default="Refused your new address"),
    "capacity.choose": _("log_capacity_choose", default="Chose for whom to act"),
    "case.address": _(
        "log_case_address",
        default="Filled in where the document of request ${object} goes by post",
    ),
    "case.anonymise": _(
        "log_case_anonymise",
        default="Made request ${object} anonymous: its days are over",
    ),
    "case.answer_information": _(
        "log_case_answer_information", default="Answered our question, ${object}"
    ),
    "case.approve": _("log_case_approve", default="Approved request ${object}"),
    "case.ask_information": _(
        "log_case_ask_information", default="Asked a question about request ${object}"
    ),
    "case.assign": _("log_case_assign", default="Gave request ${object} to somebody"),
    "case.close": _("log_case_close", default="Closed request ${object}"),
    "case.statistics": _(
        "log_case_statistics",
        default="Deleted request ${object}, and kept counts: its days are over",
    ),
    "case.delete": _(
        "log_case_delete", default="Deleted request ${object}: its days are over"
    ),
    "case.go_on": _(
        "log_case_go_on", default="Goes on with request ${object} after the death"
    ),
    "case.halt": _("log_case_halt", default="Request ${object} waits after the death"),
    "case.resume": _("log_case_resume", default="Request ${object} waits no more"),
    "case.message": _(
        "log_case_message", default="Wrote a message about request ${object}"
    ),
    "case.note": _("log_case_note", default="Wrote a note at request ${object}"),
    "case.propose": _(
        "log_case_propose", default="Proposed an answer to request ${object}"
    ),
    "case.recall": _(
        "log_case_recall", default="Took the document of request ${object} back"
    ),
    "case.refuse": _("log_case_refuse", default="Refused request ${object}"),
    "case.reissue": _(
        "log_case_reissue", default="Had the document of request ${object} made anew"
    ),
    "case.release": _("log_case_release", default="Let request ${object} go"),
    "case.submit": _("log_case_submit", default="Sent request ${object}"),
    "case.take": _("log_case_take", default="Began to handle request ${object}"),
    "case.withdraw": _("log_case_withdraw", default="Withdrew request ${object}"),
    "delivery.drop": _(
        "log_delivery_drop", default="Let something go that did not reach you"
    ),
    "delivery.retry": _(
        "log_delivery_retry", default="Had something sent to you once more"
    ),
    "email.ask": _("log_email_ask", default="Asked for another e-mail address"),
    "email.confirm": _("log_email_confirm", default="Changed your e-mail address"),
    "family.add": _("log_family_add", default="Added a child to your family"),
    "family.let_in": _("log_family_let_in", default="Let a parent act again"),
    "family.refuse": _("log_family_refuse", default="Refused a child of your family"),
    "family.shut_out": _("log_family_shut_out", default="Shut a parent out"),
    "family.take_back": _("log_family_take_back", default="Took a child back"),
    "family.verify": _("log_family_verify", default="Confirmed a child of your family"),
    "erasure.ask": _("log_erasure_ask", default="Asked to erase your data"),
    "erasure.refuse": _("log_erasure_refuse", default="Did not erase your data"),
    "erasure.take_back": _(
        "log_erasure_take_back", default="Did not want the data erased any more"
    ),
    "hold.lift": _("log_hold_lift", default="Let data go that were kept for longer"),
    "hold.set": _("log_hold_set", default="Had data kept for longer"),
    "identity.link": _("log_identity_link", default="Linked a way to sign in"),
    "identity.prove": _("log_identity_prove", default="Proved your number with eID"),
    "identity.unlink": _("log_identity_unlink", default="Unlinked a way to sign in"),
    "number.join": _("log_number_join", default="Joined a new number to your account"),
    "number.propose": _("log_number_propose", default="Proposed a new number"),
    "number.refuse": _("log_number_refuse", default="Refused a new number"),
    "parameters.card": _(
        "log_parameters_card", default="Changed data after reading eID"
    ),
    "parameters.change": _("log_parameters_change", default="Changed data by hand"),
    "parameters.counter": _(
        "log_parameters_counter",
        default="Changed data after reading eID at the counter",
    ),
    "password.change": _("log_password_change", default="Changed your password"),
    "password.choose": _("log_password_choose", default="Chose a password"),
    "password.reset": _("log_password_reset", default="Made a new password"),
    "person.forget": _("log_person_forget", default="Erased your data"),
    "preferences.change": _(
        "log_preferences_change", default="Changed your preferences"
    ),
}

DELIVERED = {
    "case.answer": _("log_case_answer", default="Made the answer to request ${object}"),
    "case.register": _(
        "log_case_register",
        default="Told the case system of the municipality of request ${object}",
    ),
    "case.ebox": _(
        "log_case_ebox",
        default="Put the document of request ${object} into your e-Box",
    ),
    "case.deliver": _(
        "log_case_deliver", default="Delivered the answer to request ${object}"
    ),
    "mail.bounce": _("log_mail_bounce", default="An e-mail to you did not arrive"),
    "letter.hand_over": _(
        "log_letter_hand_over",
        default="Handed the document of request ${object} over at the counter",
    ),
    "letter.post": _(
        "log_letter_post", default="Sent the document of request ${object} by post"
    ),
    "mail.send": _("log_mail_send", default="Sent you an e-mail"),
}

SIGNED_IN = {
    "device.copied": _(
        "log_device_copied", default="Ended a session that seemed to be copied"
    ),
    "device.end": _("log_device_end", default="Signed out on a device"),
    "session.begin": _("log_session_begin", default="Signed in"),
    "session.end": _("log_session_end", default="Signed out"),
    "session.end_all": _("log_session_end_all", default="Signed out everywhere"),
}

_TABLES = (
    (Kind.VIEWED, VIEWED),
    (Kind.CHANGED, CHANGED),
    (Kind.DELIVERED, DELIVERED),
    (Kind.SIGNED_IN, SIGNED_IN),
    (Kind.VIEWED, house_words.VIEWED),
    (Kind.CHANGED, house_words.CHANGED),
)
#: Action → kind and words.
ACTIONS = {
    action: Told(kind, words)
    for kind, table in _TABLES
    for action, words in table.items()
}
#: For an action that somebody added without words: better vague than not told.
UNKNOWN = Told(Kind.CHANGED, _("log_unknown", default="Did something with your data"))

#: First word of an action of somebody who works here → why, when no purpose is noted.
WHY = {
    "address": _("why_address", default="Looking at a new address"),
    "case": _("why_case", default="Handling your request"),
    "delivery": _("why_delivery", default="It could not be delivered before"),
    "family": _("why_family", default="Checking your family"),
    "letter": _("why_letter", default="Sending your document by post"),
    "number": _("why_number", default="Correcting your national register number"),
    "parameters": _("why_counter", default="Your eID was read at the counter"),
    "person": _("why_erase", default="Erasing what we kept of you"),
}
WHY_OWN = _("why_own", default="Your own act")
WHY_MACHINE = _("why_machine", default="Goes by itself")
WHY_UNKNOWN = _("why_unknown", default="Not noted")
