"""Which machines the address that a user typed may lead to: its own, and any public one.

A server may redirect anywhere, so also to a machine that only this one can reach (a router, a database, a cloud's own
service), and the answer would be read as an article. So each host is normalised once (``plain_host``) and looked up
once, its addresses are checked, and the connection goes to a checked address. A proxy, which only the settings of this
machine name, looks hosts up by itself; what this machine knows about them is checked first.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Mapping
from functools import partial
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib import request
from urllib.parse import unquote, urlsplit

from newsextract.reading.article import UnreadableError

_NAT64 = IPv6Network("64:ff9b::/96")  # followed by an IPv4 address, for machines that only have IPv6
_GIVEN_OUT = IPv6Network("2000::/3")  # all that is public in IPv6 so far
_FOR_EXAMPLES = IPv6Network("3fff::/20")  # which older Pythons take for public
_ISATAP = (0x5EFE, 0x0200_5EFE)  # the part of an IPv6 address before the IPv4 address of a machine of a private net
_NAME = re.compile(r"(?=.{1,254}\Z)(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")
_NUMBERS = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?")  # what may mean an IPv4 address, as 127.1 does


def plain_host(host: str) -> str:
    """The host of an address as it is looked up: a name in ASCII, or an IP address in its usual form.

    Percent-encoding is decoded once. Raises ValueError for what is then no such host.
    """
    plain = unquote(host, errors="strict")
    if ":" in plain:
        address = IPv6Address(plain)
        if address.scope_id is not None:
            raise ValueError(host)
        return str(address)
    plain = plain.encode("idna").decode().lower()
    if not _NAME.fullmatch(plain):
        raise ValueError(host)
    if not _NUMBERS.fullmatch(plain):
        return plain
    try:
        return socket.inet_ntoa(socket.inet_aton(plain.removesuffix(".")))
    except OSError:
        raise ValueError(host) from None


class Reach:
    """The machines that may be asked: that of the first host asked for, whatever it is; then public ones too."""

    def __init__(self) -> None:
        self._own: frozenset[str] | None = None

    def open(self, url: str, headers: Mapping[str, str], timeout: float) -> Any:
        """What a machine within reach answers, be it by a proxy. ``url``: with a ``plain_host``, by http or https.

        Raises UnreadableError for a machine out of reach, HTTPError for a redirect, and whatever else urllib does.
        """
        target = urlsplit(url)
        named = {} if request.proxy_bypass(target.netloc) else request.getproxies()  # on Linux by its environment
        proxy = {target.scheme: named[target.scheme]} if named.get(target.scheme) else {}
        usual = HTTPSConnection.default_port if target.scheme == "https" else HTTPConnection.default_port
        addresses = self._addresses(target.hostname or "", target.port or usual, bool(proxy))
        asking = request.OpenerDirector()
        for handler in (
            request.ProxyHandler(proxy),
            _Connecting(None if proxy else partial(_connected, addresses)),
            request.HTTPDefaultErrorHandler(),
            request.HTTPErrorProcessor(),
        ):
            asking.add_handler(handler)
        return asking.open(request.Request(url, headers=dict(headers)), timeout=timeout)

    def _addresses(self, host: str, port: int, by_proxy: bool) -> list[str]:
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
    """Whether an IP address is public: not of the machine itself, of a private network, or for another use.

    IPv6 addresses that contain an IPv4 address are not public either, except by NAT64 if the IPv4 address is.
    """
    ip: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(ip, IPv6Address):
        is_isatap = int(ip) >> 32 & 0xFFFFFFFF in _ISATAP
        if ip.ipv4_mapped or ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip not in _GIVEN_OUT or ip in _FOR_EXAMPLES or ip.sixtofour or ip.teredo or is_isatap:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


class _Connecting(request.HTTPHandler, request.HTTPSHandler):
    """Opens http and https by connections that ``connect`` makes; None: by those to a proxy."""

    def __init__(self, connect: Callable[..., socket.socket] | None) -> None:
        super().__init__()
        self._connect = connect

    def http_open(self, req: Any) -> Any:
        return self.do_open(partial(self._connection, HTTPConnection), req)

    def https_open(self, req: Any) -> Any:
        return self.do_open(partial(self._connection, HTTPSConnection), req)

    def _connection(self, to: type[HTTPConnection], host: str, **settings: Any) -> Any:
        made: Any = to(host, **settings)
        if self._connect:
            made._create_connection = self._connect  # its own would look the host up again
        return made


def _connected(addresses: list[str], place: tuple[str, int], *settings: Any) -> socket.socket:
    """A connection to the first of the addresses that takes one, at the port of ``place``. Raises OSError."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, place[1]), *settings)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], place[1]), *settings)
