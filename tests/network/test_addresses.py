"""Which addresses are fetched, and which machines they may lead to."""

from __future__ import annotations

import ipaddress

import pytest

from factcheck.errors import FetchError
from factcheck.network import addresses


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public(ip: str) -> None:
    assert addresses.public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "192.0.2.1", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::",
])
def test_not_public(ip: str) -> None:
    assert not addresses.public(ipaddress.ip_address(ip))
    assert addresses.anywhere(ipaddress.ip_address(ip))


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/", "http://localhost/x.csv", "http://LOCALHOST./", "http://127.1/", "http://2130706433/",
    "http://0x7f.1/", "https://[::1]/", "http://[::ffff:127.0.0.1]:8080/", "http://169.254.169.254/latest/meta-data",
    "http://0/",
])
def test_no_spelling_of_the_own_network_is_admitted(address: str) -> None:
    with pytest.raises(FetchError, match=r"own network|not known"):
        addresses.resolve(addresses.parse(address), addresses.public)


def test_what_is_admitted_comes_as_numbers() -> None:
    assert addresses.resolve(addresses.parse("http://127.0.0.1:81/"), addresses.anywhere) == ("127.0.0.1",)
    assert "127.0.0.1" in addresses.resolve(addresses.parse("http://localhost/"), addresses.anywhere)


@pytest.mark.parametrize("address", [
    "ftp://example.org/x", "file:///etc/passwd", "data:text/csv,1", "http://", "http:///x", "example.org/x.csv", "",
    "http://[::1", "gopher://x/", "javascript:1",
])
def test_only_the_web(address: str) -> None:
    with pytest.raises(FetchError, match=r"not an http or https address|not a valid address"):
        addresses.parse(address)


def test_a_password_is_not_kept_nor_shown() -> None:
    with pytest.raises(FetchError) as caught:
        addresses.parse("https://user:hunter2@example.org/x.csv")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://no-such-host.invalid/", f"http://{'a' * 70}.org/", "http://a..b/"])
def test_a_host_that_cannot_be(address: str) -> None:
    with pytest.raises((FetchError, OSError)):
        addresses.resolve(addresses.parse(address), addresses.public)
