"""Which addresses are of the open internet?"""

import ipaddress


#: RFC 6052, section 2.1: a gateway turns these into IPv4 addresses.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public_address(text: str) -> bool:
    """Is this an address of the open internet? No private or loopback network.

    An IPv6 address that carries an IPv4 one is judged by that one too.
    """
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inside = found if found.version == 4 else carried(found)
    return all(
        one.is_global and not one.is_multicast for one in {found, inside or found}
    )


def carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside an IPv6 one: mapped, 6to4 or NAT64."""
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def is_ip_address(host: str) -> bool:
    """Is the host written as a number?"""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
