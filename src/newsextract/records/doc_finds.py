"""The finds on spaCy's Doc, as ``doc._.people`` and so on: they stay on it when spaCy writes it and reads it again.

Importing this gives every Doc these attributes, for a program that reads Docs and finds nothing itself.

They are kept in ``doc.user_data``, as the values of all extensions are. spaCy writes that with srsly's msgpack, for
which an encoder of our dataclasses is registered here. It reads dicts back; they become dataclasses again when they
are first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from functools import partial
from typing import Any, get_type_hints

import srsly
from spacy.tokens import Doc

from newsextract.records.kinds import KINDS, Kind
from newsextract.records.record import Record
from newsextract.records.serializing import checked, plain


def has_finds(doc: Doc, kind: Kind) -> bool:
    """Whether the kind was looked for on this Doc, found or not."""
    return _key(kind) in doc.user_data


def _keep(kind: Kind, doc: Doc, finds: tuple[Any, ...]) -> None:
    doc.user_data[_key(kind)] = finds


def _finds(kind: Kind, doc: Doc) -> tuple[Any, ...]:
    """The finds of the kind; an empty tuple too if it was not looked for."""
    finds = doc.user_data.get(_key(kind), ())
    if finds and not is_dataclass(finds[0]):
        finds = doc.user_data[_key(kind)] = checked(get_type_hints(Record)[kind], finds, kind)
    return tuple(finds)


def _key(kind: Kind) -> Any:
    """The key of an extension of a whole Doc: spaCy gives it to no part of the Doc, and to no Doc joined of several."""
    return ("._.", kind, None, None)


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if is_dataclass(value) and type(value).__module__ == Record.__module__:
        return plain(value)
    return value if chain is None else chain(value)


for _kind in KINDS:
    Doc.set_extension(_kind, getter=partial(_finds, _kind), setter=partial(_keep, _kind), force=True)
Doc.set_extension("url", default=None, force=True)  # the article's address, which its numbers ask for their dollar
srsly.msgpack_encoders.register("newsextract", func=_encode)
