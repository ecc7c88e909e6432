"""Ourselves: what must be right before anybody is asked."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.accounts.oidc.probe.model import Rule
from collective.eloket.accounts.oidc.probe.model import Verdict


OURSELVES: Mapping[str, Rule] = {
    "own_https": Rule(
        Verdict.OK,
        _("probe_own_https", default="Citizens come back by https: ${address}"),
    ),
    "own_http": Rule(
        Verdict.WARNING,
        _(
            "probe_own_http",
            default="Citizens come back by http, which providers refuse: ${address}",
        ),
        _(
            "probe_own_http_todo",
            default="Let the web server in front tell Plone its public https address "
            "(virtual host), and open this page by that address.",
        ),
    ),
    "secret_kept": Rule(
        Verdict.OK,
        _("probe_secret_kept", default="A client secret is kept, encrypted."),
    ),
    "secret_given": Rule(
        Verdict.OK,
        _(
            "probe_secret_given",
            default="The environment gives the client secret (${variable}).",
        ),
    ),
    "secret_missing": Rule(
        Verdict.WRONG,
        _("probe_secret_missing", default="There is no client secret yet."),
        _(
            "probe_secret_missing_todo",
            default="Type it in the form, or set ${variable}.",
        ),
    ),
    "secret_unusable": Rule(
        Verdict.WRONG,
        _(
            "probe_secret_unusable",
            default="The environment has a secret that cannot be used: ${reason}",
        ),
        _(
            "probe_secret_unusable_todo",
            default="Mend the variable or the file; it goes before what is kept here.",
        ),
    ),
    "secret_lost": Rule(
        Verdict.WRONG,
        _("probe_secret_lost", default="The secret that is kept cannot be opened."),
        _(
            "probe_secret_lost_todo",
            default="Put the key ring back from the backup, or type the secret again.",
        ),
    ),
    "keys_ours": Rule(
        Verdict.OK,
        _("probe_keys_ours", default="Our own keys for this provider are there."),
    ),
    "keys_ours_missing": Rule(
        Verdict.WRONG,
        _(
            "probe_keys_ours_missing",
            default="Our own keys for this provider are missing, or cannot be used.",
        ),
        _(
            "probe_keys_ours_missing_todo",
            default="Save the form once to make them, or set ${variable}; then give "
            "the address of our keys to the provider.",
        ),
    ),
}
