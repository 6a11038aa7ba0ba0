"""Which machines an address may lead to, and where a login in it goes."""

from __future__ import annotations

import json
import socket
import sqlite3
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from newsextract.reading import Article, Failure, read
from newsextract.reading.opening import without_login
from newsextract.reading.web.hosts import is_public
from tests.process import Command
from tests.reading.test_pages import PAGE
from tests.reading.test_web import Answering

PUBLIC, OTHER = "93.184.216.34", "2606:4700::6810:1"
SECRET = "s3cret"
LOGIN = "Basic " + b64encode(f"ana@paper:{SECRET}/x".encode()).decode()
TYPED = f"ana%40paper:{SECRET}%2Fx@"
Seen = list[tuple[str, str, str | None]]


class Leading(Answering):
    """Answers as Answering does; ``/to?ADDRESS`` redirects there, ``/locked`` wants the login. Notes what is asked."""

    seen: Seen = []  # noqa: RUF012 - one for the module's server

    def do_GET(self) -> None:  # noqa: N802
        self.seen.append((self.headers["Host"], self.path, self.headers["Authorization"]))
        path, _, target = self.path.partition("?")
        if path == "/to":
            self.send_response(302)
            self.send_header("Location", unquote(target))
            self.end_headers()
        elif path == "/locked" and self.headers["Authorization"] != LOGIN:
            self.send_error(401)
        else:
            self.path = "/page" if path == "/locked" else path
            super().do_GET()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Leading) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running.server_port
        running.shutdown()


@pytest.fixture
def seen() -> Seen:
    Leading.seen.clear()
    return Leading.seen


class Net:
    """Names and their addresses; public ones are played by this machine."""

    def __init__(self) -> None:
        self.names: dict[str, list[str] | list[list[str]]] = {"paper.test": [PUBLIC], "other.test": [OTHER]}
        self.connected: list[str] = []

    def look_up(self, host: str, port: int, *_: object, **__: object) -> list[object]:
        known = self.names.get(host)
        if known is None and not host.replace(".", "").isdigit() and ":" not in host:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        found = known or [host]
        addresses = found.pop(0) if isinstance(found[0], list) else found
        return [(0, 0, 0, "", (address, port)) for address in addresses]


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    net = Net()

    def connected(place: tuple[str, int], *_: object) -> socket.socket:
        net.connected.append(place[0])
        made = socket.socket()
        made.connect(("127.0.0.1", place[1]))
        return made

    monkeypatch.setattr(socket, "getaddrinfo", net.look_up)
    monkeypatch.setattr(socket, "create_connection", connected)
    return net


def page_of(address: str) -> Article:
    (article,) = read(address)
    assert isinstance(article, Article), article
    return article


def refusal_of(address: str) -> str:
    (failure,) = read(address)
    assert isinstance(failure, Failure)
    return failure.message


PRIVATE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
           "255.255.255.255", "192.0.2.7", "::1", "::", "fe80::1", "fe80::1%lo", "fc00::1", "fec0::1", "ff02::1",
           "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b::7f00:1", "2002:7f00:1::",
           "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "3fff::1", "64:ff9b:1::a00:1", "::ffff:0:10.0.0.1",
           "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:808:808", "fe80::5efe:10.0.0.1", "5f00::1"]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_no_public_address(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, OTHER, "8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::808:808", "2a00:1450::1",
                                     "2606:4700::5eff:a00:1", "2606:4700:0:5efe::a00:1"])  # fmt: skip
def test_what_is_a_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_redirect_leads_from_the_web_into_a_private_net(net: Net, port: int, seen: Seen, address: str) -> None:
    net.names["inside.test"] = [address]
    literal = f"[{address}]" if ":" in address else address
    for host in ("inside.test", literal.partition("%")[0].rstrip("]") + ("]" if ":" in address else "")):
        says = refusal_of(f"http://paper.test:{port}/to?http://{host}:{port}/page")
        assert says.endswith("a machine of a private net: name that address if you want it")
    assert set(net.connected) == {PUBLIC}
    assert [path.partition("?")[0] for _, path, _ in seen] == ["/to", "/to"]


@pytest.mark.parametrize("start", [["127.0.0.1"], ["10.0.0.5", "fc00::5"], [PUBLIC], [PUBLIC, "10.0.0.5"]])
def test_a_named_host_may_redirect_to_itself_and_to_public_ones(net: Net, port: int, start: list[str]) -> None:
    net.names["cms.test"] = start
    address = f"http://cms.test:{port}"
    assert page_of(f"{address}/to?/page").url == f"{address}/page"
    assert page_of(f"{address}/to?{address}/5").url == f"{address}/page"
    assert set(net.connected) <= set(start)
    assert page_of(f"{address}/to?http://other.test:{port}/page").url == f"http://other.test:{port}/page"
    assert net.connected[-1] == OTHER


def test_from_one_private_host_to_another(net: Net, port: int) -> None:
    net.names |= {"cms.test": ["10.0.0.5"], "same.test": ["10.0.0.5"], "router.test": ["10.0.0.1"]}
    assert "redirects to router.test, a machine of a private net" in refusal_of(
        f"http://cms.test:{port}/to?http://router.test:{port}/page"
    )
    assert page_of(f"http://cms.test:{port}/to?http://same.test:{port}/page").url == f"http://same.test:{port}/page"


def test_no_way_leads_back_from_a_public_host(net: Net, port: int) -> None:
    net.names["cms.test"] = ["10.0.0.5"]
    back = f"http://other.test:{port}/to?http://cms.test:{port}/page"
    assert "redirects to cms.test, a machine of a private net" in refusal_of(f"http://cms.test:{port}/to?{back}")


def test_the_address_that_was_checked_is_the_one_that_is_asked(net: Net, port: int) -> None:
    """A name server that answers otherwise the second time (for a connection would ask again) leads nowhere."""
    net.names["turns.test"] = [[PUBLIC], ["127.0.0.1"]]
    assert page_of(f"http://turns.test:{port}/page")
    assert net.connected == [PUBLIC]
    net.names["turns.test"] = [[PUBLIC], ["127.0.0.1"]]
    assert "private net" in refusal_of(f"http://turns.test:{port}/to?/page")
    net.names["mixed.test"] = ["127.0.0.1", OTHER]
    assert page_of(f"http://paper.test:{port}/to?http://mixed.test:{port}/page")
    assert net.connected[-1] == OTHER


def test_a_proxy_is_asked_for_what_it_alone_knows(net: Net, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Proxied(Leading):
        def do_GET(self) -> None:  # noqa: N802
            assert self.path.startswith("http://")
            self.path = "/" + self.path.split("/", 3)[3]
            super().do_GET()

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxied) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.server_port}")
        assert page_of("http://unknown.test/to?http://also-unknown.test/page").url == "http://also-unknown.test/page"
        assert "redirects to 127.0.0.1" in refusal_of(f"http://unknown.test/to?http://127.0.0.1:{port}/page")
        proxy.shutdown()


@pytest.mark.parametrize(
    ("typed", "without"),
    [
        ("https://ana:pw@host/a@b", "https://host/a@b"),
        ("https://ana@host", "https://host"),
        ("ftp://ana:p@w@host/", "ftp://host/"),
        ("http://ana:p/w@host/", "http://host/"),
        ("http://ana:p#?w@host/", "http://host/"),
        ("http://host:80/@ana", "http://host:80/@ana"),
        ("http://host:80?a@b", "http://host:80?a@b"),
        ("http://host:80", "http://host:80"),
        ("http://[::1]/a@b", "http://[::1]/a@b"),
        ("http://ana:pw@[::1]:80/a@b", "http://[::1]:80/a@b"),
        ("ana@host:a.txt", "ana@host:a.txt"),
    ],
)
def test_an_address_without_its_login(typed: str, without: str) -> None:
    assert without_login(typed) == without


def test_a_login_goes_to_its_own_server_alone(net: Net, port: int, seen: Seen) -> None:
    article = page_of(f"http://{TYPED}paper.test:{port}/to?/locked")
    assert (article.id, article.url) == (f"http://paper.test:{port}/to?/locked", f"http://paper.test:{port}/locked")
    assert [login for *_, login in seen] == [LOGIN] * 2
    assert refusal_of(f"http://paper.test:{port}/locked").startswith("status 401 (Unauthorized): it wants a login")
    seen.clear()
    for leaves in (f"http://other.test:{port}", f"http://ana:pw@other.test:{port}"):
        assert page_of(f"http://{TYPED}paper.test:{port}/to?{leaves}/page").url == f"http://other.test:{port}/page"
    assert [login for *_, login in seen] == [LOGIN, None] * 2


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://host/b", True),
        ("https://host:8443/b", False),
        ("http://host/b", False),
        ("https://other/b", False),
    ],
)
def test_a_login_is_not_sent_in_the_clear_where_it_was_not_before(url: str, sent: bool) -> None:
    from newsextract.reading.web.fetching import is_same_server

    assert is_same_server("https://host/a", url) == sent
    assert is_same_server("http://host/a", "https://host/a")


@pytest.mark.parametrize("typed", [f"http://ana:{SECRET}/x@127.0.0.1/", f"ftp://ana:{SECRET}@127.0.0.1/"])
def test_an_address_that_cannot_be_asked_keeps_its_login_to_itself(typed: str) -> None:
    (failure,) = read(typed)
    assert isinstance(failure, Failure)
    assert SECRET not in failure.id + failure.message
    assert failure.message.startswith(("not a valid address", "an address by ftp"))


def everything_in(folder: Path) -> bytes:
    return b"".join(str(path).encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("output", ["records/", "all.db", "records.jsonl", "page.html"])
def test_a_login_is_stored_nowhere(command: Command, tmp_path: Path, port: int, output: str) -> None:
    host = f"http://{TYPED}127.0.0.1:{port}"
    addresses = [f"{host}/locked", f"{host}/rows", f"{host}/gone", f"http://ana:{SECRET}/x@127.0.0.1:{port}/page"]
    only = [] if output == "all.db" else ["--only", "people"]
    arguments = [*addresses, "-o", output, *only, "-v"]
    can_go_on = output in ("records/", "all.db")
    for _ in range(1 + can_go_on):
        done = command(*arguments)
        assert done.returncode == 1
        assert SECRET.encode() not in done.stdout + done.stderr + everything_in(tmp_path)
        assert f"http://127.0.0.1:{port}/gone: status 410 (Gone)".encode() in done.stderr
    if can_go_on:
        assert b"3 finished before" in done.stderr
        assert b"removed" not in done.stderr
    if output == "records.jsonl":
        records = [json.loads(line) for line in (tmp_path / output).read_text().splitlines()]
        assert records[0]["id"] == records[0]["url"] == f"http://127.0.0.1:{port}/locked"
    if output == "all.db":
        with closing(sqlite3.connect(tmp_path / output)) as archive:
            assert archive.execute("SELECT url FROM article ORDER BY id").fetchone() == (
                f"http://127.0.0.1:{port}/locked",
            )


def test_a_name_for_standard_input_has_no_login(command: Command) -> None:
    done = command("-", "--id", f"https://ana:{SECRET}@host/1", "--only", "people", stdin=PAGE.encode())
    record = json.loads(done.stdout)
    assert record["id"] == record["url"] == "https://host/1"
