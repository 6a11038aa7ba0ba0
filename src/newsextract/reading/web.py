"""An address of the web -> what its server answers, within limits of time and size.

Python's own urllib asks, so that a proxy of the environment counts. Nothing but http and https is opened.
"""

from __future__ import annotations

import io
import re
import socket
from typing import Any, BinaryIO, cast

from newsextract.reading.article import RawFile, Source, UnreadableError
from newsextract.reading.encodings import NotTextError, decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import BROKEN, at_most, unpacked
from newsextract.version import __version__

SECONDS = 30
"""The time that an answer may take, from the first look-up to its last byte."""
MOST_REDIRECTS = 5
_PAGE_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_READERS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/json": "json_values",
}
_ACCEPTED = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,application/json;q=0.7,*/*;q=0.1"
_KEPT_IN_PATH = "/%:;=@&+$,!~*'()?#[]"


def fetched(source: Source, limits: Limits) -> RawFile:
    """What the address ``source.file`` answers, its text in UTF-8.

    Raises UnreadableError for whatever keeps it from being read.
    """
    from concurrent.futures import Future  # these here, for an address alone needs them
    from threading import Thread

    answer: Future[RawFile] = Future()

    def ask() -> None:
        try:
            answer.set_result(_asked(source, limits))
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=ask, daemon=True, name="newsextract-web").start()  # it may look a name up for ever
    try:
        return answer.result(SECONDS)
    except TimeoutError as error:
        raise UnreadableError(f"no whole answer within {SECONDS} seconds: try again later") from error


def _asked(source: Source, limits: Limits) -> RawFile:
    from http.client import HTTPException, InvalidURL
    from urllib.error import HTTPError, URLError
    from urllib.request import Request

    headers = {"User-Agent": f"Mozilla/5.0 (compatible; newsextract/{__version__})", "Accept": _ACCEPTED}
    try:
        request = Request(_spelled(source.file), headers=headers)
        with _opener().open(request, timeout=SECONDS) as answer:
            return _content(source, answer, limits)
    except (UnreadableError, NotTextError):
        raise
    except HTTPError as error:
        raise UnreadableError(_refusal(error.code, error.reason)) from error
    except URLError as error:
        raise UnreadableError(_failure(error.reason)) from error
    except (InvalidURL, ValueError) as error:
        raise UnreadableError("no address that can be asked: check it") from error
    except HTTPException as error:
        raise UnreadableError(f"no answer of the web ({type(error).__name__}): check the address") from error
    except BROKEN as error:
        raise UnreadableError(_failure(error)) from error


def _spelled(address: str) -> str:
    """The address in ASCII, as servers take it. Raises UnreadableError for another net's, ValueError for none."""
    from urllib.parse import quote, urlsplit

    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https"):
        raise UnreadableError(f"an address by {parts.scheme}: only http and https are read")
    if not parts.hostname:
        raise ValueError(address)
    host = parts.hostname.encode("idna").decode()
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None:
        netloc += f":{parts.port}"
    return parts._replace(
        netloc=netloc, path=quote(parts.path, _KEPT_IN_PATH), query=quote(parts.query, _KEPT_IN_PATH), fragment=""
    ).geturl()


def _opener() -> Any:
    """What opens http and https, and follows redirects to these; made anew for each address."""
    from urllib import request
    from urllib.parse import urlsplit

    class Redirects(request.HTTPRedirectHandler):
        followed = 0
        max_redirections = max_repeats = 10 * MOST_REDIRECTS  # ours counts

        def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
            target = headers.get("location") or headers.get("uri") or ""
            scheme = urlsplit(target).scheme
            if scheme not in ("", "http", "https"):
                raise UnreadableError(f"redirects to an address by {scheme}: only http and https are read")
            self.followed += 1
            if self.followed > MOST_REDIRECTS:
                raise UnreadableError(f"more than {MOST_REDIRECTS} redirects: name the address that they lead to")
            return super().http_error_302(req, fp, code, msg, headers)

        http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    opener = request.OpenerDirector()
    handlers: tuple[Any, ...] = (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        Redirects,
    )
    for handler in handlers:
        opener.add_handler(handler())
    return opener


def _content(source: Source, answer: Any, limits: Limits) -> RawFile:
    kind = answer.headers.get_content_type() if "content-type" in answer.headers else None
    if kind is not None and kind not in _READERS:
        raise UnreadableError(f"{kind}, no page: name the address of an article")
    packed = at_most(answer, limits)
    if answer.length:
        raise UnreadableError("the answer breaks off before its end: try again later")
    with unpacked(cast(BinaryIO, io.BytesIO(packed)), limits) as stream:
        data = at_most(stream, limits)
    if kind is None:
        kind = "text/html" if _PAGE_BEGINS.match(data) else "text/plain"
    charset = answer.headers.get_content_charset()
    if charset:  # what a page says of its encoding itself counts less
        data = decode(data, source.file, charset).encode(errors="replace")
    return RawFile(source, data, _READERS[kind], source.file)


def _refusal(code: int, reason: str) -> str:
    remedy = "check the address" if code in (400, 404, 410) else "the server does not give it to a program"
    if code >= 500 or code == 429:
        remedy = "try again later"
    return f"status {code} ({' '.join(str(reason).split())[:80] or 'no reason given'}): {remedy}"


def _failure(reason: Any) -> str:
    if isinstance(reason, socket.gaierror):
        return "no such host, or no network: check the address"
    if isinstance(reason, ConnectionRefusedError):
        return "the host refuses the connection: check the address"
    if isinstance(reason, TimeoutError):
        return f"no answer within {SECONDS} seconds: try again later"
    if "certificate" in str(reason).lower():
        return "its certificate is not one to trust: check the address"
    what = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return f"cannot be reached ({' '.join(str(what).split()).lower()[:120]}): check the address, or try again later"
