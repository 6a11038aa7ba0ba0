"""Which machines the address that a user typed may lead to: its own, and any public one.

A server may redirect to wherever it likes, so to a machine that only this one can reach (a router, a database, a
cloud's own service), and what that answers would be read as an article. So each host is looked up here, its addresses
are checked, and the connection goes to one that was checked: no second look-up can answer otherwise. A proxy looks
hosts up by itself; through one, what is known here is checked before it is asked.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib import request
from urllib.parse import urlsplit

from newsextract.reading.article import UnreadableError

_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address behind it, for machines that have IPv6 alone


class Reach:
    """The machines that may be asked: that of the first host asked for, whatever it is; then public ones too."""

    def __init__(self) -> None:
        """Nothing has been asked for yet."""
        self._own: frozenset[str] | None = None

    def addresses(self, host: str, port: int, by_proxy: bool = False) -> list[str]:
        """The IP addresses of a host that may be asked; of one that only the proxy knows, none.

        Raises UnreadableError where it has none but those of another's private net; socket.gaierror.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror:
            if not by_proxy:
                raise
            found = []
        addresses = [str(place[0]) for *_, place in found]
        own = frozenset(addresses) if self._own is None else self._own
        allowed = [address for address in addresses if address in own or is_public(address)]
        if addresses and not allowed:
            raise UnreadableError(f"redirects to {host}, a machine of a private net: name that address if you want it")
        self._own = own if own.issuperset(allowed) else frozenset()  # no way back from a stranger's
        return allowed


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open net: not of a machine itself, a private net, or for another use."""
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.sixtofour or ip.teredo or ip.is_site_local:
            return False
        if ip.ipv4_mapped or ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def opener(reach: Reach) -> Any:
    """What opens http and https, through a proxy of the environment too, within ``reach``. Redirects are errors."""

    def connecting(to: type[HTTPConnection], asked: Any) -> Callable[..., Any]:
        """What makes the connection for a request."""
        target = urlsplit(asked.full_url)
        by_proxy = asked.host != target.netloc
        addresses = reach.addresses(target.hostname or "", target.port or to.default_port, by_proxy)

        def connection(host: str, **settings: Any) -> Any:
            made: Any = to(host, **settings)
            if not by_proxy:
                made._create_connection = partial(_connected, addresses)  # its own would look the host up again
            return made

        return connection

    class Plain(request.HTTPHandler):
        def http_open(self, req: Any) -> Any:
            return self.do_open(connecting(HTTPConnection, req), req)

    class Secure(request.HTTPSHandler):
        def https_open(self, req: Any) -> Any:
            return self.do_open(connecting(HTTPSConnection, req), req)

    made = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        Plain,
        Secure,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
    ):
        made.add_handler(handler())
    return made


def _connected(addresses: list[str], place: tuple[str, int], *settings: Any) -> socket.socket:
    """A connection to the first of the addresses that takes one, at the port of ``place``. Raises OSError."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, place[1]), *settings)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], place[1]), *settings)
