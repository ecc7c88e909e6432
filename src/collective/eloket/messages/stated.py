"""What is said when a provider states a capacity, and it is refused."""

from collective.eloket import _
from zope.i18nmessageid import Message


STATED: dict[str, Message] = {
    "unknown_target_group": _(
        "error_unknown_target_group",
        default="The sign-in page says that you act for a kind of organisation that "
        "we do not know. Sign in again, as citizen.",
    ),
    "claimed_organisation": _(
        "error_claimed_organisation",
        default="The sign-in page names an organisation whose number is not right. "
        "Sign in again, as citizen.",
    ),
    "other_organisation_claimed": _(
        "error_other_organisation_claimed",
        default="The sign-in page names two organisations at once. Sign in again, and "
        "choose one.",
    ),
    "capacity_not_stated_here": _(
        "error_capacity_not_stated_here",
        default="You chose an organisation on the sign-in page. We do not take that "
        "from there: sign in as citizen, and choose it here.",
    ),
    "capacity_stale": _(
        "error_capacity_stale",
        default="We do not know any more for which organisation you signed in. Sign in "
        "again.",
    ),
}
