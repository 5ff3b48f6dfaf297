"""Addresses: which are of the web, and which machines of the network they may lead to."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from factcheck.errors import FetchError

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Admit = Callable[[Ip], bool]

PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def parse(address: str) -> Url:
    """The parts of an http or https address, host and scheme in lower case.

    FetchError for another scheme, for no host, and for a name or password in it, which would be kept with the data.
    ``parse("https://example.org/rates.csv").host == "example.org"``
    """
    try:
        url = parse_url(address.strip())
    except (LocationParseError, ValueError):
        raise FetchError(f"{address} is not a valid address.") from None
    if url.scheme not in PORTS or not url.host:
        raise FetchError(f"{address} is not an http or https address; only those are fetched.")
    if url.auth:
        raise FetchError(f"the address of {url.host} holds a name or a password, which would be kept with the data; "
                         "download the file yourself and add it as a file.")
    return url


def public(ip: Ip) -> bool:
    """Whether it is an address of the public internet, also where an IPv6 address stands for an IPv4 one."""
    if isinstance(ip, ipaddress.IPv6Address):
        carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(inner is not None and not public(inner) for inner in carried):
            return False
        if ip.ipv4_mapped is not None:
            return True  # judged by what it stands for; as an IPv6 address it counts as reserved
    return ip.is_global and not ip.is_multicast


def anywhere(ip: Ip) -> bool:
    """Admits every address: what ``--allow-private`` asks for."""
    return True


def onward(address: str, admit: Admit) -> Admit:
    """As ``admit``, for where ``address`` leads on to: never to a machine's link-local addresses.

    There clouds keep the keys of a machine (169.254.169.254). No table lies there, and no server sends one there.
    """
    def admitted(ip: Ip) -> bool:
        if _link_local(ip):
            raise FetchError(f"{address} leads on to {ip}, where machines keep what is for themselves alone, and that "
                             "is never followed; name the address of the file itself.")
        return admit(ip)

    return admitted


def _link_local(ip: Ip) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        carried = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            carried.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        return ip.is_link_local or any(inner is not None and inner.is_link_local for inner in carried)
    return ip.is_link_local


def resolve(url: Url, admit: Admit) -> tuple[str, ...]:
    """The numeric addresses of the host, in the resolver's order; connect to these and to no name.

    A name is looked up once and judged by what it leads to, so that no second answer can lead elsewhere. FetchError
    where one of them is not admitted, or the host is not known; OSError where the resolver fails for now.
    """
    host, port = (url.host or "").strip("[]"), url.port or PORTS[url.scheme or "http"]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise
        raise FetchError(f"the host {host} is not known: check the address and the network.") from None
    except (UnicodeError, OverflowError):
        raise FetchError(f"{url} is not a valid address.") from None
    numeric = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    for one in numeric:
        if not admit(ipaddress.ip_address(one.partition("%")[0])):
            raise FetchError(f"{url} leads to {one}, which is in this machine's own network; add --allow-private if "
                             "that is meant.")
    return numeric
