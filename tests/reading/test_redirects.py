"""A server on 127.0.0.1 redirects to another machine, here 127.0.0.2, in every way that its address can be written."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import quote, unquote

import pytest

from newsextract.reading import Article, Failure, read
from tests.process import Command
from tests.reading.test_pages import PAGE

PRIVATE = [  # {p} is the other machine's port, {q} the redirecting server's own
    "http://127.0.0.2:{p}/", "HTTP://127.0.0.2:{p}/", "//127.0.0.2:{p}/", "https://127.0.0.2:{p}/",
    "http://127.0.0%2e2:{p}/", "http://127.0.0%2E2:{p}/", "//127.0.0%2e2:{p}/", "https://127.0.0%2e2:{p}/",
    "http://127%2e0%2e0%2e2:{p}/", "http://%31%32%37.0.0.2:{p}/", "http://127.0.0.%32:{p}/",
    "http://%31%32%37%2e%30%2e%30%2e%32:{p}/", "http://127.0.0.2.:{p}/", "http://127.0.0.2%2e:{p}/",
    "http://127.2:{p}/", "http://127.0.2:{p}/", "http://127%2e2:{p}/", "http://2130706434:{p}/",
    "http://213070643%34:{p}/", "http://0x7f000002:{p}/", "http://%30x7f000002:{p}/", "http://0X7F.0.0.2:{p}/",
    "http://0x7f.0x0.0x0.0x2:{p}/", "http://0x7f.2:{p}/", "http://0177.0.0.2:{p}/", "http://0000177.0.0.02:{p}/",
    "http://017700000002:{p}/", "http://127.0.0.0x2:{p}/", "http://0x7f.0.1%2e2:{p}/",
    "http://１２７.０.０.２:{p}/", "http://127。0。0。2:{p}/", "http://127．0．0．2:{p}/", "http://①②⑦.0.0.2:{p}/",
    "http://127.0.0.²:{p}/", "http://127.0.0\u200b.2:{p}/", "http://127.0.0.2\u00ad:{p}/",
    "http://127.0.0%e3%80%822:{p}/", "http://paper.test@127.0.0.2:{p}/", "http://paper.test:80@127.0.0.2:{p}/",
    "http://127.0.0.1:{q}@127.0.0.2:{p}/", "http://127.0.0.1:{q}\\@127.0.0.2:{p}/", "http://a@127.0.0%2e2:{p}/",
    "http://[::ffff:127.0.0.2]:{p}/", "http://[::ffff:7f00:2]:{p}/", "http://[0:0:0:0:0:ffff:7f00:0002]:{p}/",
    "http://[::127.0.0.2]:{p}/", "http://[::ffff:0:127.0.0.2]:{p}/", "http://[64:ff9b::127.0.0.2]:{p}/",
    "http://[64:ff9b::a01:203]:{p}/", "http://[64:ff9b:1::7f00:2]:{p}/", "http://[2002:7f00:2::]:{p}/",
    "http://[2002:a01:203::1]:{p}/", "http://[2001:0:4136:e378:8000:63bf:80ff:fffd]:{p}/",
    "http://[2606:4700::5efe:127.0.0.2]:{p}/", "http://[2606:4700::200:5efe:7f00:2]:{p}/",
    "http://[2606:4700:0:0:0:5efe:a01:203]:{p}/", "http://[fe80::5efe:10.1.2.3]:{p}/", "http://[3fff::7f00:2]:{p}/",
    "http://[2001:db8::1]:{p}/", "http://[::1]:{p}/", "http://[::]:{p}/", "http://[0:0:0:0:0:0:0:1]:{p}/",
    "http://[fe80::1]:{p}/", "http://[fc00::1]:{p}/", "http://[fd12::1]:{p}/", "http://[fec0::1]:{p}/",
    "http://[ff02::1]:{p}/", "http://10.1.2.3:{p}/", "http://10%2e1.2.3:{p}/", "http://192.168.0.1/",
    "http://192.168.0%2e1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://169.254.169%2e254/latest/meta-data/", "http://0xa9fea9fe/latest/meta-data/", "http://100.64.0.1/",
    "http://0.0.0.0:{p}/", "http://0:{p}/", "http://%30:{p}/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://198.18.0.1/", "http://192.0.2.7/", "http://240.0.0.1/",
]  # fmt: skip
NO_ADDRESS = [
    "http://127.0.0%252e2:{p}/", "http://127.0.0.2%00:{p}/", "http://127.0.0.2%20:{p}/", "http://127.0.0.2%09:{p}/",
    "http://127.0.0.2%0a:{p}/", "http://127.0.0.2%0d%0aHost:x:{p}/", "http://127.0.0\t.2:{p}/",
    "http://127.0.0％2e2:{p}/", "http://127.0.0%2:{p}/", "http://127.0.0%ff2:{p}/", "http://127.0.0.2%2f:{p}/",
    "http://paper.test%40127.0.0.2:{p}/", "http://127.0.0.1:{q}%40127.0.0.2:{p}/", "http://127.0.0.1%3a{q}@/",
    "http://127.0.0.2%3a{p}/", "http://127.0.0.1%23.127.0.0.2:{p}/", "http://127.0.0..2:{p}/", "http://.127.0.0.2:{p}/",
    "http://1.127.0.0.2:{p}/", "http://127.0.0.256:{p}/", "http://127.0.0.08:{p}/", "http://4294967296:{p}/",
    "http://paper.127:{p}/", "http://127,0,0,2:{p}/", "http://[fe80::1%25lo]:{p}/", "http://[fe80::1%lo]:{p}/",
    "http://[::1%25lo]:{p}/", "http://%5b::1%5d:{p}/", "http://[v1.fe80::1]:{p}/", "http://[::1:{p}/",
    "http://[127.0.0%2e2:{p}/", "http://127.0.0.2:{p}%31x/", "http://%/", "http://-%20-/",
]  # fmt: skip
AT_HOME = [  # paths, queries and fragments: of the server that redirects
    "http:127.0.0.2:{p}/", "/\\127.0.0.2:{p}/", "\\\\127.0.0.2:{p}/", "127.0.0.2:{p}/", "/127.0.0.2:{p}/",
    "http://127.0.0.1:{q}?@127.0.0.2:{p}/", "http://127.0.0.1:{q}#@127.0.0.2:{p}/",
    "http://127.0.0.1:{q}/@127.0.0.2:{p}/",
]  # fmt: skip
FORMS = {
    **dict.fromkeys(PRIVATE, "a machine of a private net: name that address if you want it"),
    **dict.fromkeys(NO_ADDRESS, "which is not a valid address: check it"),
    **dict.fromkeys(AT_HOME, "status 404 (Not Found): check the address"),
}


class Redirecting(BaseHTTPRequestHandler):
    """``/to?ADDRESS`` redirects there, ``/page`` is a page. Asked as a proxy it does the same."""

    seen: list[str] = []  # noqa: RUF012 - all that any server of this module was asked for

    def do_GET(self) -> None:
        self.seen.append(self.path)
        path, _, target = self.path.partition("?")
        if path.endswith("/to"):
            self.send_response(302)
            self.send_header("Location", unquote(target).encode().decode("latin-1"))
            self.end_headers()
        elif path.endswith("/page"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PAGE.encode())
        else:
            self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Other(Redirecting):
    """The other machine, which answers whatever it is asked."""

    def do_GET(self) -> None:
        self.seen.append("the other machine")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(PAGE.encode())


class Servers(NamedTuple):
    redirecting: int
    """Its port on 127.0.0.1."""
    other: int
    """That of the other machine."""

    def leading_to(self, form: str) -> str:
        """The address that redirects there."""
        target = form.format(p=self.other, q=self.redirecting)
        return f"http://127.0.0.1:{self.redirecting}/to?{quote(target, safe='')}"


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    with ExitStack() as stack:

        def port(host: str, answering: type[BaseHTTPRequestHandler]) -> int:
            server = stack.enter_context(ThreadingHTTPServer((host, 0), answering))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            return server.server_port

        other = 1
        with suppress(OSError):  # macOS has 127.0.0.1 alone: there only what is said is tested
            other = port("127.0.0.2", Other)
        yield Servers(port("127.0.0.1", Redirecting), other)


@pytest.fixture
def seen() -> list[str]:
    Redirecting.seen.clear()
    return Redirecting.seen


def test_the_table_is_long_and_the_other_machine_answers(servers: Servers, seen: list[str]) -> None:
    assert len(FORMS) == len(PRIVATE) + len(NO_ADDRESS) + len(AT_HOME) >= 120
    if servers.other > 1:
        (article,) = read(f"http://127.0.0.2:{servers.other}/")
        assert isinstance(article, Article)
        assert seen == ["the other machine"]


@pytest.mark.parametrize("by_proxy", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_no_redirect_leads_to_another_machine_of_a_private_net(
    servers: Servers, seen: list[str], monkeypatch: pytest.MonkeyPatch, form: str, by_proxy: bool
) -> None:
    """Nothing connects to any but the server that was named, which is also the proxy."""
    connected = []
    real = socket.create_connection

    def noted(place: tuple[str, int], *settings: object) -> socket.socket:
        connected.append(place)
        return real(("127.0.0.1", servers.redirecting), *settings)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", noted)
    if by_proxy:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{servers.redirecting}")
    (failure,) = read(servers.leading_to(form))
    assert isinstance(failure, Failure)
    assert failure.message.endswith(FORMS[form])
    assert set(connected) == {("127.0.0.1", servers.redirecting)}
    assert len(seen) == 1 + (form in AT_HOME)


def test_the_command_tells_each_in_a_line(command: Command, servers: Servers, seen: list[str]) -> None:
    done = command(*map(servers.leading_to, FORMS), "--workers", "1", "--only", "numbers", "-q")
    assert done.returncode == 1
    lines = done.stderr.decode().splitlines()
    assert len(lines) == len(FORMS)
    assert all(line.endswith(says) for line, says in zip(lines, FORMS.values(), strict=True))
    assert "the other machine" not in seen


@pytest.mark.parametrize(
    "form",
    ["http://127.0.0%2e1:{q}/page", "http://0x7f.1:{q}/page", "http://2130706433:{q}/page", "http://127.0.0.1.:{q}/page",
     "//127。0。0。1:{q}/page", "http://ana@127.0.0.1:{q}/page", "/p%61ge/../page", "page"],
)  # fmt: skip
def test_the_machine_that_was_named_may_be_spelled_otherwise(servers: Servers, form: str) -> None:
    (article,) = read(servers.leading_to(form))
    assert isinstance(article, Article), article
    assert article.url is not None
    assert article.url.startswith(f"http://127.0.0.1:{servers.redirecting}/")
