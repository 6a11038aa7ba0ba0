"""The finds on spaCy's Doc, as ``doc._.people`` and so on: they stay on it also where spaCy writes it out and reads it.

They are kept in ``doc.user_data``. spaCy writes that with srsly's msgpack, which takes our dataclasses by an encoder
that is registered here; what it reads back are dicts, of which the dataclasses are made when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import partial
from typing import Any

import srsly
from spacy.tokens import Doc

from newsextract.kinds import Kind
from newsextract.records import finds_of, plain


def keep_on_docs(kind: Kind) -> None:
    """Give every Doc the attribute ``doc._.KIND``: a tuple of finds, empty where nobody looked."""
    Doc.set_extension(kind, getter=partial(_finds, kind), setter=partial(_keep, kind), force=True)


def _keep(kind: Kind, doc: Doc, finds: tuple[Any, ...]) -> None:
    doc.user_data[_key(kind)] = finds


def _finds(kind: Kind, doc: Doc) -> tuple[Any, ...]:
    finds = doc.user_data.get(_key(kind), ())
    if finds and not is_dataclass(finds[0]):
        finds = doc.user_data[_key(kind)] = finds_of(kind, finds)
    return tuple(finds)


def _key(kind: Kind) -> str:
    return f"newsextract.{kind}"


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if is_dataclass(value) and type(value).__module__ == "newsextract.records":
        return plain(value)
    return value if chain is None else chain(value)


srsly.msgpack_encoders.register("newsextract", func=_encode)
