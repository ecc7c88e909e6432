from eloket_sandbox.start.ports import choose_port
from eloket_sandbox.start.ports import free_port
from eloket_sandbox.start.ports import is_free
from eloket_sandbox.start.ports import local_listeners
from eloket_sandbox.start.ports import PortTakenError

import pytest
import socket


@pytest.fixture
def taken():
    """A port on which somebody listens."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_free_port_is_free():
    assert is_free(free_port(set()))


def test_the_port_that_was_asked_for_is_taken_when_free():
    port = free_port(set())
    assert choose_port(port, None, set()) == port


def test_a_taken_port_is_refused(taken):
    assert not is_free(taken)
    with pytest.raises(PortTakenError, match=str(taken)):
        choose_port(taken, None, set())


def test_one_port_is_not_used_twice():
    port = free_port(set())
    with pytest.raises(PortTakenError):
        choose_port(port, None, {port})


def test_any_port_is_the_last_one_when_that_is_free():
    port = free_port(set())
    assert choose_port(0, port, set()) == port


def test_any_port_is_another_one_when_the_last_is_taken(taken):
    assert choose_port(0, taken, set()) != taken


def test_only_this_machine_is_served():
    hosts = {each.rpartition(":")[0] for each in local_listeners(8080).split()}
    assert "127.0.0.1" in hosts
    assert hosts <= {"127.0.0.1", "[::1]"}
