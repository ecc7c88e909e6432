"""The way to a provider."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.accounts.oidc.probe.model import Rule
from collective.eloket.accounts.oidc.probe.model import Verdict


ROAD: Mapping[str, Rule] = {
    "address_public": Rule(
        Verdict.OK,
        _("probe_address_public", default="${host} is a public address, by https."),
    ),
    "address_odd": Rule(
        Verdict.WRONG,
        _("probe_address_odd", default="This is no address: ${address}"),
        _("probe_address_odd_todo", default="Write it whole, beginning with https."),
    ),
    "address_http": Rule(
        Verdict.WRONG,
        _("probe_address_http", default="${host} is to be called by http."),
        _(
            "probe_address_http_todo",
            default="Write the address with https. Without it, anybody on the way "
            "could say who signs in.",
        ),
    ),
    "address_private": Rule(
        Verdict.WRONG,
        _("probe_address_private", default="${host} is on a private network."),
        _(
            "probe_address_private_todo",
            default="Use the public name. A provider for trying out may be allowed "
            "with “May be on a private network”.",
        ),
    ),
    "address_allowed": Rule(
        Verdict.WARNING,
        _(
            "probe_address_allowed",
            default="Private networks and http are allowed for this provider.",
        ),
        _("probe_address_allowed_todo", default="Turn that off before citizens come."),
    ),
    "name_unknown": Rule(
        Verdict.WRONG,
        _("probe_name_unknown", default="No address is known for the name ${host}."),
        _(
            "probe_name_unknown_todo",
            default="Look for a typing mistake; else let the server look names up.",
        ),
    ),
    "refused": Rule(
        Verdict.WRONG,
        _("probe_refused", default="Nobody listens at ${host}."),
        _("probe_refused_todo", default="Look at host and port, and at the firewall."),
    ),
    "silent": Rule(
        Verdict.WRONG,
        _("probe_silent", default="${host} does not answer in time."),
        _(
            "probe_silent_todo",
            default="Mostly a firewall: this server must reach it by https. Else the "
            "provider is down; ask there.",
        ),
    ),
    "unreachable": Rule(
        Verdict.WRONG,
        _("probe_unreachable", default="${host} cannot be reached: ${reason}"),
        _("probe_unreachable_todo", default="Look at the network of this server."),
    ),
    "certificate_expired": Rule(
        Verdict.WRONG,
        _(
            "probe_certificate_expired",
            default="The certificate of ${host} is out of date.",
        ),
        _(
            "probe_certificate_expired_todo",
            default="Look whether this server's clock is right; else tell them.",
        ),
    ),
    "certificate_name": Rule(
        Verdict.WRONG,
        _(
            "probe_certificate_name",
            default="The certificate that answers is not that of ${host}.",
        ),
        _(
            "probe_certificate_name_todo",
            default="Look for a typing mistake in the name, and for a proxy between.",
        ),
    ),
    "certificate_unknown": Rule(
        Verdict.WRONG,
        _(
            "probe_certificate_unknown",
            default="The certificate of ${host} is by nobody whom this server knows.",
        ),
        _(
            "probe_certificate_unknown_todo",
            default="A proxy that opens https? Then name its root in "
            "REQUESTS_CA_BUNDLE. Else tell the provider.",
        ),
    ),
    "certificate_wrong": Rule(
        Verdict.WRONG,
        _(
            "probe_certificate_wrong",
            default="${host} does not speak https as it must.",
        ),
        _("probe_certificate_wrong_todo", default="Look at port and protocol."),
    ),
    "reached": Rule(Verdict.OK, _("probe_reached", default="${host} answers.")),
}
