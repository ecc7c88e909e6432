"""Words for who may not act for an enterprise, and for rights that are refused."""

from collective.eloket import _
from zope.i18nmessageid import Message


ENTERPRISES: dict[str, Message] = {
    "invalid_organisation_number": _(
        "error_invalid_organisation_number",
        default="This is no enterprise number (10 digits, for instance 0999.999.922) "
        "and no number of an association (V and 7 digits).",
    ),
    "application_unknown": _(
        "error_application_unknown", default="There is no such application."
    ),
    "right_unknown": _("error_right_unknown", default="There is no such right."),
    "context_unknown": _(
        "error_context_unknown",
        default="Choose one of the contexts of this right; some rights have none.",
    ),
    "enterprise_register_silent": _(
        "error_enterprise_register_silent",
        default="We cannot look up enterprises now. Try again in a moment.",
    ),
    "organisation_unknown": _(
        "error_organisation_unknown",
        default="We know no enterprise or association of this number.",
    ),
    "right_missing": _(
        "error_right_missing",
        default="You do not have the right for this. Ask a manager of the enterprise.",
    ),
    "organisation_ended": _(
        "error_organisation_ended",
        default="This enterprise or association has ended. Nobody acts for it now.",
    ),
    "for_organisations": _(
        "error_for_organisations",
        default="This is for enterprises and associations. Choose first for which one "
        "you act.",
    ),
    "not_for_organisations": _(
        "error_not_for_organisations",
        default="This cannot be asked for an enterprise or association. Choose first "
        "to act for yourself.",
    ),
    "own_organisation": _(
        "error_own_organisation",
        default="You work for this enterprise or association, or represent it. A "
        "colleague handles this.",
    ),
    "not_manager": _(
        "error_not_manager",
        default="You do not manage the rights of this enterprise or association.",
    ),
    "right_not_yours_to_give": _(
        "error_right_not_yours_to_give",
        default="Only a higher manager gives or takes away this right.",
    ),
    "own_grant": _(
        "error_own_grant",
        default="You cannot give this right to yourself. Ask another manager.",
    ),
    "right_other_group": _(
        "error_right_other_group",
        default="This right is not for this kind of organisation.",
    ),
    "holding_period": _(
        "error_holding_period",
        default="Check the days: not in the past, and the end not before the begin.",
    ),
    "work_relation_field": _(
        "error_work_relation_field",
        default="Something about this person is not right. Check number, name, e-mail "
        "and telephone.",
    ),
    "work_relation_needed": _(
        "error_work_relation_needed",
        default="This person does not work there yet. Fill in given and family name.",
    ),
    "manager_email_needed": _(
        "error_manager_email_needed",
        default="Who handles requests needs an e-mail address.",
    ),
    "too_many_at_once": _(
        "error_too_many_at_once", default="Choose at least one, and at most fifty."
    ),
    "holding_known": _(
        "error_holding_known",
        default="This person has this right in these days already.",
    ),
    "holdings_full": _(
        "error_holdings_full",
        default="This person has too many rights here. Call us.",
    ),
    "holding_unknown": _(
        "error_holding_unknown",
        default="This right is not there any more. Look at the list again.",
    ),
    "member_unknown": _(
        "error_member_unknown",
        default="Nobody of this number works for the enterprise or association.",
    ),
    "member_known": _(
        "error_member_known",
        default="This person works for the enterprise or association already.",
    ),
    "enterprises_still_known": _(
        "error_enterprises_still_known",
        default="Rights for enterprises and associations are still kept here.",
    ),
    "rights_built_in": _(
        "error_rights_built_in",
        default="This belongs to the user management. It is built in.",
    ),
    "target_group_unknown": _(
        "error_target_group_unknown", default="There is no such target group."
    ),
    "target_group_in_use": _(
        "error_target_group_in_use",
        default="A right is for this target group. Change or remove that right first.",
    ),
    "target_group_citizens": _(
        "error_target_group_citizens",
        default="Citizens are a target group everywhere. It cannot be removed.",
    ),
}
