"""Words for who may not act for somebody else, and for the family profile."""

from collective.eloket import _
from zope.i18nmessageid import Message


MANDATES: dict[str, Message] = {
    "on_behalf_refused": _(
        "error_on_behalf_refused", default="You cannot ask for this for somebody else."
    ),
    "mandate_waiting": _(
        "error_mandate_waiting",
        default="We still have to check that this is your child. You get an e-mail.",
    ),
    "mandate_ended": _(
        "error_mandate_ended", default="You cannot act for this child any more."
    ),
    "parent_shut_out": _(
        "error_parent_shut_out",
        default="You cannot act for this child. Contact us if that is not right.",
    ),
    "child_of_age": _(
        "error_child_of_age",
        default="This child is 18 or older. From that age on they act for themselves.",
    ),
    "capacity_changed": _(
        "error_capacity_changed",
        default="In the meantime you chose to act for somebody else. Nothing was sent.",
    ),
    "household_silent": _(
        "error_household_silent",
        default="We cannot look up your family now. Try again in a moment.",
    ),
    "family_field": _(
        "error_family_field", default="This is missing or not right. Check it again."
    ),
    "family_birth_date": _(
        "error_family_birth_date",
        default="The birth date does not fit the national register number. Check both.",
    ),
    "family_own_number": _(
        "error_family_own_number",
        default="Parent and child cannot have the same number.",
    ),
    "family_known": _(
        "error_family_known", default="This child is in your family profile already."
    ),
    "family_full": _(
        "error_family_full",
        default="You cannot add more children here. Call us or come by.",
    ),
    "family_number_needed": _(
        "error_family_number_needed",
        default="First we must know your own national register number. Sign in with "
        "itsme or eID.",
    ),
    "family_unknown": _(
        "error_family_unknown",
        default="This family member does not wait any more. Look at the list again.",
    ),
    "family_own": _(
        "error_family_own",
        default="This is about yourself or your family. A colleague handles it.",
    ),
    "clerk_unproven": _(
        "error_clerk_unproven",
        default="Of this account no national register number is known, so nobody can "
        "tell whether it is about the own family. Link the account to eID or itsme.",
    ),
    "family_not_shut_out": _(
        "error_family_not_shut_out", default="This parent was not shut out."
    ),
    "family_still_out": _(
        "error_family_still_out",
        default="This parent was shut out from this child. Let the parent in again "
        "first, if that is right.",
    ),
    "families_still_known": _(
        "error_families_still_known",
        default="Families of citizens are still kept here.",
    ),
}
