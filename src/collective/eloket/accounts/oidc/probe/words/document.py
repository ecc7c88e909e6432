"""What a provider publishes of itself."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.accounts.oidc.probe.model import Rule
from collective.eloket.accounts.oidc.probe.model import Verdict


DOCUMENT: Mapping[str, Rule] = {
    "discovery_found": Rule(
        Verdict.OK,
        _("probe_discovery_found", default="The discovery document is there."),
    ),
    "discovery_by_hand": Rule(
        Verdict.OK,
        _("probe_discovery_by_hand", default="Its addresses are set by hand."),
    ),
    "discovery_absent": Rule(
        Verdict.WRONG,
        _(
            "probe_discovery_absent",
            default="There is no discovery document at ${address} (answer ${status}).",
        ),
        _(
            "probe_discovery_absent_todo",
            default="Look at the issuer, or set the address of the document.",
        ),
    ),
    "discovery_broken": Rule(
        Verdict.WRONG,
        _(
            "probe_discovery_broken",
            default="What stands at ${address} is no discovery document.",
        ),
        _(
            "probe_discovery_broken_todo",
            default="Open that address in a browser: is it a page of a proxy, or of "
            "the provider's maintenance?",
        ),
    ),
    "issuer_same": Rule(
        Verdict.OK, _("probe_issuer_same", default="The issuer is the one that is set.")
    ),
    "issuer_differs": Rule(
        Verdict.WRONG,
        _(
            "probe_issuer_differs",
            default="The provider calls itself “${published}”, and not “${set}”.",
        ),
        _(
            "probe_issuer_differs_todo",
            default="Copy what it publishes to the last character, also a slash.",
        ),
    ),
    "endpoints_there": Rule(
        Verdict.OK,
        _("probe_endpoints_there", default="All addresses that we need are there."),
    ),
    "endpoint_missing": Rule(
        Verdict.WRONG,
        _("probe_endpoint_missing", default="The address ${name} is missing."),
        _("probe_endpoint_missing_todo", default="Set the addresses by hand."),
    ),
    "endpoint_refused": Rule(
        Verdict.WRONG,
        _(
            "probe_endpoint_refused",
            default="We may not call ${name}: ${address}",
        ),
        _(
            "probe_endpoint_refused_todo",
            default="It must be https and public. Tell the provider.",
        ),
    ),
    "code_offered": Rule(
        Verdict.OK, _("probe_code_offered", default="The code flow is offered.")
    ),
    "code_missing": Rule(
        Verdict.WRONG,
        _(
            "probe_code_missing",
            default="The provider does not offer the code flow, only: ${offered}",
        ),
        _("probe_code_missing_todo", default="Ask the provider to open it for us."),
    ),
    "pkce_offered": Rule(
        Verdict.OK, _("probe_pkce_offered", default="PKCE with S256 is offered.")
    ),
    "pkce_missing": Rule(
        Verdict.WRONG,
        _("probe_pkce_missing", default="PKCE is offered without S256: ${offered}"),
        _("probe_pkce_missing_todo", default="Ask the provider to open S256 for us."),
    ),
    "pkce_unsaid": Rule(
        Verdict.WARNING,
        _(
            "probe_pkce_unsaid",
            default="The provider does not say whether it has PKCE.",
        ),
        _(
            "probe_pkce_unsaid_todo",
            default="We send it always. Ask whether it is looked at.",
        ),
    ),
    "algorithms_offered": Rule(
        Verdict.OK,
        _("probe_algorithms_offered", default="It signs with ${found}, as we accept."),
    ),
    "algorithms_missing": Rule(
        Verdict.WRONG,
        _(
            "probe_algorithms_missing",
            default="It signs with ${offered}; we accept ${accepted}.",
        ),
        _(
            "probe_algorithms_missing_todo",
            default="Ask for one of ours, or add theirs to “Signatures we accept”.",
        ),
    ),
    "authentication_offered": Rule(
        Verdict.OK,
        _(
            "probe_authentication_offered",
            default="We may prove who we are by ${method}.",
        ),
    ),
    "authentication_missing": Rule(
        Verdict.WRONG,
        _(
            "probe_authentication_missing",
            default="We prove who we are by ${method}; it takes ${offered}.",
        ),
        _(
            "probe_authentication_missing_todo",
            default="Choose another way under “How we prove who we are”.",
        ),
    ),
    "scopes_offered": Rule(
        Verdict.OK,
        _("probe_scopes_offered", default="All scopes are offered: ${wanted}"),
    ),
    "scopes_missing": Rule(
        Verdict.WARNING,
        _("probe_scopes_missing", default="Scopes that are not listed: ${missing}"),
        _(
            "probe_scopes_missing_todo",
            default="Not every provider lists all. If signing in is refused, take "
            "them out, or have them granted.",
        ),
    ),
    "acr_offered": Rule(
        Verdict.OK, _("probe_acr_offered", default="All means are offered: ${wanted}")
    ),
    "acr_missing": Rule(
        Verdict.WARNING,
        _("probe_acr_missing", default="Means that are not listed: ${missing}"),
        _(
            "probe_acr_missing_todo",
            default="Try each one, and take out what does not work.",
        ),
    ),
    "unsaid": Rule(
        Verdict.OK, _("probe_unsaid", default="The provider does not list its ${what}.")
    ),
    "logout_offered": Rule(
        Verdict.OK, _("probe_logout_offered", default="It has an address to sign out.")
    ),
    "logout_missing": Rule(
        Verdict.WARNING,
        _("probe_logout_missing", default="It has no address to sign out."),
        _(
            "probe_logout_missing_todo",
            default="Citizens stay signed in there; choose “none” under “Who ends "
            "the session there”, so that the page says so.",
        ),
    ),
}
