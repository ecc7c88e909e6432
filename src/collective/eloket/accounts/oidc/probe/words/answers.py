"""What a provider says when it is asked."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.accounts.oidc.probe.model import Rule
from collective.eloket.accounts.oidc.probe.model import Verdict


ANSWERS: Mapping[str, Rule] = {
    "keys_there": Rule(
        Verdict.OK,
        _("probe_keys_there", default="Its keys are there: ${count} that we can use."),
    ),
    "keys_unreachable": Rule(
        Verdict.WRONG,
        _("probe_keys_unreachable", default="Its keys cannot be fetched: ${address}"),
        _(
            "probe_keys_unreachable_todo",
            default="Look at the firewall for that host; else tell them.",
        ),
    ),
    "keys_empty": Rule(
        Verdict.WRONG,
        _("probe_keys_empty", default="It publishes no keys at ${address}."),
        _("probe_keys_empty_todo", default="Tell the provider."),
    ),
    "keys_useless": Rule(
        Verdict.WRONG,
        _(
            "probe_keys_useless",
            default="None of its keys can be used for ${accepted}: RSA under 2048 "
            "bits, or another kind.",
        ),
        _("probe_keys_useless_todo", default="Tell the provider."),
    ),
    "client_known": Rule(
        Verdict.OK,
        _(
            "probe_client_known",
            default="It knows us: an invented code was refused, our proof was not.",
        ),
    ),
    "client_refused": Rule(
        Verdict.WRONG,
        _(
            "probe_client_refused",
            default="It does not take our proof of who we are (${error}).",
        ),
        _(
            "probe_client_refused_todo",
            default="Look at the client id, replace the secret (no blanks around it), "
            "and at “How we prove who we are”. Is it of this environment?",
        ),
    ),
    "client_forbidden": Rule(
        Verdict.WRONG,
        _(
            "probe_client_forbidden",
            default="It knows us, but we may not use the code flow (${error}).",
        ),
        _(
            "probe_client_forbidden_todo",
            default="Ask the provider to open it for this client.",
        ),
    ),
    "client_careless": Rule(
        Verdict.WRONG,
        _(
            "probe_client_careless",
            default="It took a code that we invented. Do not let citizens in by it.",
        ),
        _("probe_client_careless_todo", default="Tell the provider at once."),
    ),
    "client_unclear": Rule(
        Verdict.WARNING,
        _(
            "probe_client_unclear",
            default="It answered ${status} (${error}); that says nothing about our "
            "proof.",
        ),
        _("probe_client_unclear_todo", default="Try to sign in yourself."),
    ),
    "client_unreachable": Rule(
        Verdict.WRONG,
        _(
            "probe_client_unreachable",
            default="Its token address does not answer: ${address}",
        ),
        _(
            "probe_client_unreachable_todo",
            default="Look at the firewall for that host; else tell them.",
        ),
    ),
    "clock_same": Rule(
        Verdict.OK, _("probe_clock_same", default="Its clock and ours agree.")
    ),
    "clock_off": Rule(
        Verdict.WARNING,
        _("probe_clock_off", default="Its clock is ${seconds} seconds beside ours."),
        _("probe_clock_off_todo", default="Let this server set its clock by NTP."),
    ),
    "clock_wrong": Rule(
        Verdict.WRONG,
        _(
            "probe_clock_wrong",
            default="Its clock is ${seconds} seconds beside ours; from 60 on, "
            "sign-ins are refused.",
        ),
        _("probe_clock_wrong_todo", default="Let this server set its clock by NTP."),
    ),
    "stopped": Rule(
        Verdict.WARNING,
        _("probe_stopped", default="The rest was not looked at because of this."),
    ),
}
