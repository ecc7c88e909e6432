"""Are these networks? Asked before they are kept."""

from collections.abc import Iterable
from collective.eloket.errors import InvalidAnswerError
from ipaddress import ip_network


class NetworkRefusedError(InvalidAnswerError):
    """A line is no network and no address."""

    code = "network_refused"

    def __init__(self, line: str) -> None:
        super().__init__()
        self.details = {"line": line}


class EverybodyRefusedError(InvalidAnswerError):
    """The network holds all addresses: then anybody could say from where they come."""

    code = "network_everybody"


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
