from collective.eloket.limits import networks
from collective.eloket.limits.errors import EverybodyRefusedError
from collective.eloket.limits.errors import NetworkRefusedError

import pytest


def test_networks_and_addresses_are_kept_once_in_the_usual_writing():
    lines = [" 10.0.0.1/8", "10.0.0.0/8", "2001:db8::1", "192.0.2.7"]
    assert networks.checked_networks(lines) == (
        "10.0.0.0/8",
        "2001:db8::1/128",
        "192.0.2.7/32",
    )


def test_none_is_fine():
    assert networks.checked_networks([]) == ()


@pytest.mark.parametrize("line", ["proxy.example", "10.0.0", "10.0.0.0/33", "*"])
def test_what_is_no_network_is_refused(line):
    with pytest.raises(NetworkRefusedError) as refused:
        networks.checked_networks(["10.0.0.0/8", line])
    assert refused.value.details == {"line": line}


@pytest.mark.parametrize("line", ["0.0.0.0/0", "::/0"])
def test_everybody_is_refused(line):
    with pytest.raises(EverybodyRefusedError):
        networks.checked_networks([line])
