"""Are these networks? Asked before they are kept."""

from collections.abc import Iterable
from collective.eloket.limits.errors import EverybodyRefusedError
from collective.eloket.limits.errors import NetworkRefusedError
from ipaddress import ip_network


def checked_networks(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the networks, each once, in the usual writing.

    :raises NetworkRefusedError: a line is none.
    :raises EverybodyRefusedError: one holds every address.
    """
    found = []
    for line in lines:
        try:
            network = ip_network(line.strip(), strict=False)
        except ValueError:
            raise NetworkRefusedError(line) from None
        if network.prefixlen == 0:
            raise EverybodyRefusedError
        found.append(str(network))
    return tuple(dict.fromkeys(found))
