"""Words for who asks for a right, and for managers who decide on it."""

from collective.eloket import _
from zope.i18nmessageid import Message


ACCESS_REQUESTS: dict[str, Message] = {
    "address_repeated": _(
        "error_address_repeated",
        default="The link that you followed says one thing twice. Ask whoever gave it "
        "to you for another.",
    ),
    "address_odd": _(
        "error_address_odd",
        default="A part of the link that you followed is empty or too long. Ask "
        "whoever gave it to you for another.",
    ),
    "address_group_missing": _(
        "error_address_group_missing",
        default="The link that you followed does not say for which target group it is "
        "(dg). Ask whoever gave it to you for another.",
    ),
    "address_group_unknown": _(
        "error_address_group_unknown",
        default="The link that you followed is for a target group that is not there "
        "(dg). Ask whoever gave it to you for another.",
    ),
    "address_right_missing": _(
        "error_address_right_missing",
        default="The link that you followed names no application (an) and no right "
        "(ec). It needs one of them. Ask whoever gave it to you for another.",
    ),
    "address_right_twice": _(
        "error_address_right_twice",
        default="The link that you followed names an application (an) and a right "
        "(ec). Only one of them may be there. Ask whoever gave it to you for another.",
    ),
    "address_organisation": _(
        "error_address_organisation",
        default="The link that you followed has a wrong number of an organisation "
        "(oc). Ask whoever gave it to you for another.",
    ),
    "address_context": _(
        "error_address_context",
        default="The link that you followed names a context that this right does not "
        "have (ctx). Ask whoever gave it to you for another.",
    ),
    "no_rights_found": _(
        "error_no_rights_found", default="No rights found for the given criteria!"
    ),
    "organisation_other_group": _(
        "error_organisation_other_group",
        default="This right is not for this kind of organisation.",
    ),
    "no_local_manager": _(
        "error_no_local_manager",
        default="This organisation has no local manager with an e-mail address yet.",
    ),
    "access_request_field": _(
        "error_access_request_field",
        default="Something is missing or not right. Check right, telephone, e-mail and "
        "reason.",
    ),
    "applicant_number_needed": _(
        "error_applicant_number_needed",
        default="We must know your national number first. Sign in with itsme or eID.",
    ),
    "applicant_level": _(
        "error_applicant_level",
        default="Sign in with a digital key first: eID, itsme or a security code.",
    ),
    "access_request_known": _(
        "error_access_request_known",
        default="You asked for this already. The manager has not decided yet.",
    ),
    "access_requests_full": _(
        "error_access_requests_full",
        default="Too many requests of yours wait for a manager. Take one back first.",
    ),
    "work_relation_known": _(
        "error_work_relation_known",
        default="You work for this organisation already.",
    ),
    "access_request_unknown": _(
        "error_access_request_unknown",
        default="This request is not there, or it is not for you.",
    ),
    "access_request_decided": _(
        "error_access_request_decided",
        default="Another manager has decided on this request already. Nothing of yours "
        "was kept.",
    ),
    "access_request_withdrawn": _(
        "error_access_request_withdrawn",
        default="Who asked this took it back. Nothing is to be decided any more.",
    ),
    "organisation_name_short": _(
        "error_organisation_name_short",
        default="Type at least three signs of the name.",
    ),
    "organisation_look_ups": _(
        "error_organisation_look_ups",
        default="You looked very many up. Type the number, or try again later.",
    ),
    "access_request_expired": _(
        "error_access_request_expired",
        default="Nobody decided on this request in time, so it ended. Who needs the "
        "right can ask again.",
    ),
    "access_request_own": _(
        "error_access_request_own",
        default="Nobody decides on their own request. Another manager does.",
    ),
    "access_request_reason": _(
        "error_access_request_reason",
        default="Fill in a reason, of at most 1000 signs. You cannot decide without "
        "one.",
    ),
    "access_requests_still_known": _(
        "error_access_requests_still_known",
        default="Requests for rights of organisations are still kept here.",
    ),
}
