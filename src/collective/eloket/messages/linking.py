"""What is said when an identity cannot be linked, or leads nowhere."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: code → message
LINKING: dict[str, Message] = {
    "number_missing": _(
        "error_number_missing",
        default="This sign-in does not prove your national number. Your account asks "
        "for that. Nothing was changed.",
    ),
    "identity_taken": _(
        "error_identity_taken",
        default="This sign-in belongs to another account. Nothing was changed.",
    ),
    "identity_unlinked": _(
        "error_identity_unlinked",
        default="This sign-in was unlinked from its account. Sign in in another way, "
        "and link it again in My profile.",
    ),
    "provider_linked": _(
        "error_provider_linked",
        default="Something is linked there already. Unlink that first.",
    ),
    "not_linked": _("error_not_linked", default="This is not linked to your account."),
    "last_way_in": _(
        "error_last_way_in",
        default="This is your only way to sign in. Choose a user name and password "
        "first, or link another one. Nothing was changed.",
    ),
    "linking_closed": _(
        "error_linking_closed",
        default="Who manages this site signs in with user name and password only.",
    ),
    "no_number_yet": _(
        "error_no_number_yet",
        default="There is no national number on this account yet. The citizen proves "
        "it by signing in with eID or itsme.",
    ),
    "number_unchanged": _(
        "error_number_unchanged",
        default="This is the national number of this account already.",
    ),
    "own_number": _(
        "error_own_number",
        default="You cannot change your own national number. Ask a colleague.",
    ),
    "same_officer": _(
        "error_same_officer",
        default="You proposed this yourself. A colleague must confirm it.",
    ),
    "proposal_unknown": _(
        "error_proposal_unknown",
        default="This proposal is not there any more. Nothing was changed.",
    ),
}
