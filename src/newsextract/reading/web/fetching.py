"""An address of the web -> what its server answers, within limits of time and size.

Python's own urllib asks, so that a proxy of the environment counts. Nothing but http and https is opened, and no host
but those within reach (``hosts``). A login goes to the server that was named, and is part of nothing that comes back.
"""

from __future__ import annotations

import io
import re
import socket
from base64 import b64encode
from functools import partial
from http.client import HTTPException, InvalidURL
from string import punctuation
from typing import Any, BinaryIO, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urljoin, urlsplit

from newsextract.reading.article import RawFile, Source, UnreadableError
from newsextract.reading.encodings import decode
from newsextract.reading.limits import Limits
from newsextract.reading.opening import BROKEN, at_most, in_thread, unpacked
from newsextract.reading.web.hosts import Reach, plain_host
from newsextract.version import __version__

SECONDS = 30
"""The time that an answer may take, from the first look-up to its last byte."""
MOST_REDIRECTS = 5
PART = 206
"""The status of an answer that is a part of what was asked for."""
_SCHEMES = ("http", "https")
_REDIRECTS = (301, 302, 303, 307, 308)
_PAGE_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The type of a Word document."""
PDF = "application/pdf"
_READERS = {
    "text/html": "html.pages",
    "application/xhtml+xml": "html.pages",
    "text/plain": "documents.text",
    "text/markdown": "documents.markdown",
    "application/json": "tables.json_values",
    WORD: "documents.docx",
    PDF: "documents.pdf",
}
_ACCEPTED = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,application/json;q=0.7,*/*;q=0.1"
_KEPT_IN_PATH = "/%:;=@&+$,!~*'()?#[]"


def fetched(address: str, source: Source, limits: Limits) -> RawFile:
    """What an address answers, its text in UTF-8. ``source`` names it without the login that it may hold.

    Raises UnreadableError for whatever keeps it from being read.
    """
    answer = in_thread(partial(_asked, address, source, limits), "newsextract-web")  # it may look a name up for ever
    try:
        return answer.result(SECONDS)
    except TimeoutError as error:
        raise UnreadableError(f"no whole answer within {SECONDS} seconds: try again later") from error


def _asked(address: str, source: Source, limits: Limits) -> RawFile:
    try:
        return _answer(address, source, limits)
    except (UnreadableError, MemoryError):
        raise
    except HTTPError as error:
        remedy = "check the address" if error.code in (400, 404, 410) else "the server refuses programs"
        if error.code == 401:
            remedy = "it wants a login: name it as https://NAME:PASSWORD@host/..."
        if error.code >= 500 or error.code == 429:
            remedy = "try again later"
        said = " ".join(str(error.reason).split())[:80] or "no reason given"
        raise UnreadableError(f"status {error.code} ({said}): {remedy}") from error
    except URLError as error:
        raise UnreadableError(_failure(error.reason)) from error
    except (InvalidURL, ValueError) as error:
        raise UnreadableError("not a valid address: check it") from error
    except HTTPException as error:
        raise UnreadableError(f"no valid HTTP answer ({type(error).__name__}): check the address") from error
    except BROKEN as error:
        raise UnreadableError(_failure(error)) from error


def _answer(address: str, source: Source, limits: Limits) -> RawFile:
    """What the address, or the one that it redirects to, answers. Raises whatever urllib does."""
    login = _login(address)
    first = url = _spelled(source.file)
    reach = Reach()
    for _ in range(MOST_REDIRECTS + 1):
        headers = {"User-Agent": f"Mozilla/5.0 (compatible; newsextract/{__version__})", "Accept": _ACCEPTED}
        if login and is_same_server(first, url):
            headers["Authorization"] = login
        try:
            with reach.open(url, headers, SECONDS) as answer:
                return _content(source, answer, source.file if url == first else url, limits)
        except HTTPError as error:
            location = error.headers.get("location")
            if error.code not in _REDIRECTS or not location:
                raise
            error.close()
            url = _target(url, location)
    raise UnreadableError(f"more than {MOST_REDIRECTS} redirects: name the address that they lead to")


def _login(address: str) -> str | None:
    """The header that sends an address's name and password. Raises ValueError where they are not clearly separate."""
    parts = urlsplit(address.strip())
    if parts.username is None:
        _ = parts.port  # raises where it is the beginning of a password
        return None
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return f"Basic {b64encode(login.encode()).decode()}"


def is_same_server(first: str, url: str) -> bool:
    """Whether an address is on the same server and port as the first, or on that server by https."""
    before, now = urlsplit(first), urlsplit(url)
    if before.hostname != now.hostname:
        return False
    return (now.scheme, now.port) in ((before.scheme, before.port), ("https", None))


def _target(url: str, location: str) -> str:
    """Where a redirect leads to from an address. Raises UnreadableError for another net's, and for none."""
    try:
        target = urljoin(url, quote(location, punctuation, "iso-8859-1"))  # in which http.client reads headers
        scheme = urlsplit(target).scheme
        spelled = _spelled(target) if scheme in _SCHEMES else None
    except ValueError:
        raise UnreadableError(f"redirects to {location[:200]}, which is not a valid address: check it") from None
    if spelled is None:
        raise UnreadableError(f"redirects to an address by {scheme}: only http and https are read")
    return spelled


def _spelled(address: str) -> str:
    """The address in ASCII, as servers take it, without a login.

    Raises UnreadableError for another net's, ValueError for none.
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in _SCHEMES:
        raise UnreadableError(f"an address by {parts.scheme}: only http and https are read")
    if not parts.hostname:
        raise ValueError(address)
    host = plain_host(parts.hostname)
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None:
        netloc += f":{parts.port}"
    return parts._replace(
        netloc=netloc, path=quote(parts.path, _KEPT_IN_PATH), query=quote(parts.query, _KEPT_IN_PATH), fragment=""
    ).geturl()


def _content(source: Source, answer: Any, url: str, limits: Limits) -> RawFile:
    if answer.status == PART:
        raise UnreadableError(f"a part of the page (status {PART}): try again later")
    kind = answer.headers.get_content_type() if "content-type" in answer.headers else None
    if kind is not None and kind not in _READERS:
        raise UnreadableError(f"{kind}, not a page: name the address of an article")
    packed = at_most(answer, limits)
    if answer.length:
        raise UnreadableError("the answer ends too early: try again later")
    with unpacked(cast(BinaryIO, io.BytesIO(packed)), limits) as stream:
        data = at_most(stream, limits)
    if kind is None:
        kind = "text/html" if _PAGE_BEGINS.match(data) else "text/plain"
    charset = answer.headers.get_content_charset()
    if charset and kind not in (WORD, PDF):  # what a page says of its encoding itself counts less
        data = decode(data, source.file, charset).encode(errors="replace")
    return RawFile(source, data, _READERS[kind], source.file, url)


def _failure(reason: Any) -> str:
    if isinstance(reason, socket.gaierror):
        return "no such host, or no network: check the address"
    if isinstance(reason, ConnectionRefusedError):
        return "the host refuses the connection: check the address"
    if isinstance(reason, TimeoutError):
        return f"no answer within {SECONDS} seconds: try again later"
    if "certificate" in str(reason).lower():
        return "its certificate is not trusted: check the address"
    what = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return f"cannot be reached ({' '.join(str(what).split()).lower()[:120]}): check the address, or try again later"
