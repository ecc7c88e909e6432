"""Which ports of this machine may we use?"""

import contextlib
import socket


class PortTakenError(Exception):
    """Another program listens on the port."""


def local_listeners(port: int) -> str:
    """Return where waitress listens: this machine only, by IPv4 and if it can, IPv6."""
    listeners = [f"127.0.0.1:{port}"]
    if has_ipv6():
        listeners.append(f"[::1]:{port}")
    return " ".join(listeners)


def has_ipv6() -> bool:
    """Does `localhost` also work by IPv6 here?"""
    return socket.has_ipv6 and can_bind(socket.AF_INET6, "::1", 0)


def can_bind(family: socket.AddressFamily, host: str, port: int) -> bool:
    """Could we listen there now?"""
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # as waitress does: a connection that just closed is no hindrance
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            probe.bind((host, port))
            probe.listen(1)
            return True
    return False


def is_free(port: int) -> bool:
    """Is the port free on all of localhost?"""
    if not can_bind(socket.AF_INET, "127.0.0.1", port):
        return False
    return not has_ipv6() or can_bind(socket.AF_INET6, "::1", port)


def free_port(taken: set[int]) -> int:
    """Return a free port of localhost that is not in ``taken``."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if port not in taken and is_free(port):
            return port


def choose_port(wanted: int, last: int | None, taken: set[int]) -> int:
    """Return a port: the one wanted, or for 0 the last one used or any free one.

    :raises PortTakenError: the one wanted is not free.
    """
    if wanted:
        if wanted in taken or not is_free(wanted):
            raise PortTakenError(str(wanted))
        return wanted
    if last and last not in taken and is_free(last):
        return last
    return free_port(taken)
