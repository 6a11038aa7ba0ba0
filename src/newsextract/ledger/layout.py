"""Where in an output folder the record of an article goes: the input tree again, names made safe, no two the same.

The place depends on the article's source, its id and the inputs named, and on nothing that an earlier run left, so a
run that is resumed finds it again. An article of its own file goes to FOLDER/PATH.json, PATH below what all inputs
have in common. One of many in a file goes to FOLDER/PATH/XX/ID.json, where XX spreads them over 256 folders.

No record stands where a folder must be: a folder whose name ends as a record's does gets a mark (a.json~/b.txt.json).
Two names that differ in case only get a hash each, for some file systems take them for the same. The articles are
divided among the shards of a run by the same names.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from newsextract.reading import STDIN, Article, Failure, Item, RawFile, Source, holds_many
from newsextract.reading.opening import is_address, is_folder

STDIN_NAME = "stdin"
_WEB_NAME = "web"  # the folder of what was read by its address

_LONGEST = 180  # bytes; file systems take 255, and the ending and the name written aside come on top
_GLOB = re.compile(r"[*?\[]")
_UNSAFE_LETTERS = '\x00-\x1f\x7f-\x9f<>:"/\\\\|?*\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff'
_UNSAFE = re.compile(f"[{_UNSAFE_LETTERS}]")
_PART = f"[^.{_UNSAFE_LETTERS}][^{_UNSAFE_LETTERS}]*"
_PLACE = re.compile(f"{_PART}(/{_PART})*")
_RESERVED = re.compile(
    r"""\. | .*[. ]$ | [ ]           # hidden, and what Windows cannot open
    | (con|prn|aux|nul|com\d|lpt\d)(\.|$)
    | errors\.jsonl$ | stdin$  # names of our own
    | .*~""",  # the mark of a name that was changed
    re.IGNORECASE | re.VERBOSE,
)
_FOLDER_MARK = "~"


class Layout:
    """The places of a run's articles, which must come in input order: of two with one id the second gets a number."""

    def __init__(self, inputs: Sequence[str], ending: str) -> None:
        """``inputs`` as named on the command line; ``ending`` of every file, as ".json", or "" where none is made."""
        self.base: Path | None = None
        """The innermost folder that holds all inputs; None where there are only standard input and addresses."""
        if folders := [str(folder_of(name)) for name in inputs if name != STDIN and not is_address(name)]:
            try:
                self.base = Path(os.path.commonpath(folders))
            except ValueError:  # on several Windows drives
                self.base = Path(os.sep)
        self._ending = ending
        self._file = ""
        self._seen: Counter[int] = Counter()
        self._place_of_folder = lru_cache(1024)(self._make_place_of_folder)
        self._twins = lru_cache(1024)(_twins)

    def below(self, file: str) -> str | None:
        """The path of a file below what all inputs have in common, with "/" between its parts.

        None for standard input; an address as it is.

        It is the same however the file is named: relative or not, from whatever folder.
        """
        if file == STDIN:
            return None
        if is_address(file):
            return file
        path = Path(os.path.abspath(file))  # noqa: PTH100 - Path.resolve would follow links out of the tree
        return (path.relative_to(self.base) if self.base and path.is_relative_to(self.base) else path).as_posix()

    def places_of_file(self, file: str) -> tuple[str, str]:
        """Where the record of a file of one article goes, and the folder of those of a file of many."""
        path = self.below(file) or STDIN_NAME
        return self._place_of(path, self._ending), self._place_of_folder(path)

    def place(self, article: Article | RawFile) -> str:
        """The path of the article's record, relative to the output folder, with "/" between its parts."""
        source = article.source or Source(STDIN, row=0)
        path = self.below(source.file)
        if is_address(source.file):
            path = f"{_WEB_NAME}/{safe(source.file)}"
            if source.row is None:
                return path + self._ending
        if source.row is None:
            return STDIN_NAME + self._ending if path is None else self._place_of(path, self._ending)
        name = name_in_file(article)
        key = digest(name_key(name))
        if source.file != self._file:
            self._file, self._seen = source.file, Counter()
        self._seen[key] += 1
        number = f"~~{self._seen[key]}" if self._seen[key] > 1 else ""
        folder = STDIN_NAME if path is None else self._place_of_folder(path)
        return f"{folder}/{key & 0xFF:02x}/{safe(name)}{number}{self._ending}"

    def _place_of(self, path: str, ending: str) -> str:
        folder, slash, name = path.rpartition("/")
        is_taken = name in self._twins(Path(self.base or "", folder)) or _RESERVED.match(name + ending)
        made = _hashed(name) if is_taken else safe(name)
        return (self._place_of_folder(folder) if folder else "") + slash + made + ending

    def _make_place_of_folder(self, path: str) -> str:
        made = self._place_of(path, "")
        is_as_record = self._ending and name_key(made).endswith(name_key(self._ending))
        return made + _FOLDER_MARK if is_as_record else made


def _twins(folder: Path) -> frozenset[str]:
    """The names in a folder that some file systems do not tell from another name in it."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names, and no paths
    except OSError:
        return frozenset()
    count = Counter(map(name_key, names))
    return frozenset(name for name in names if count[name_key(name)] > 1) if len(count) < len(names) else frozenset()


def name_in_file(article: Article | RawFile) -> str:
    """The article's name among those of its file: its id, or its row where it has none of its own."""
    source = article.source
    if source and source.row is not None and article.id == f"{source.file}:{source.row}":
        return f"line-{source.row}"
    return article.id


def safe(name: str) -> str:
    """The name as one part of a path on any system: itself, or its safe characters with a hash of the whole.

    It has no separator and no dot in front, so it cannot lead out of the folder.
    """
    if name and not _UNSAFE.search(name) and not _RESERVED.match(name) and len(name.encode()) <= _LONGEST:
        return name
    return _hashed(name)


def may_be_place(output: object) -> bool:
    """Whether a path is one that a Layout could have given: below the folder, hidden nowhere, with our separator."""
    return isinstance(output, str) and _PLACE.fullmatch(output) is not None


def _hashed(name: str) -> str:
    stem = _UNSAFE.sub("_", name).encode()[: _LONGEST - 20].decode(errors="ignore").lstrip(". ").replace("~", "_")
    return f"{'_' if _RESERVED.match(stem) else ''}{stem}~{digest(name):016x}"


def name_key(name: str) -> str:
    """Equal for two names that some file systems do not tell apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def digest(text: str) -> int:
    """64 bits of hash, the same on every machine."""
    data = text.encode(errors="surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big")


def folder_of(name: str) -> Path:
    """The folder that an input is, or lies in, or below which a pattern looks."""
    path = Path(os.path.abspath(name))  # noqa: PTH100
    if is_folder(str(path)):
        return path
    path = path.parent
    while _GLOB.search(str(path)) and not is_folder(str(path)):
        path = path.parent
    return path


class Shard(NamedTuple):
    """One of several ``parts`` of a run, by its number from 1. Each article is in exactly one, by a hash of its file's
    path and its name there.

    Two articles whose records could be taken for one another on a disk are in the same part, which tells them apart.
    """

    number: int
    parts: int

    def has(self, file: str | None, name: str | None = None) -> bool:
        """Whether an article is in it: its file's path below the inputs' folder; its name in a file of many."""
        key = file or STDIN if name is None else f"{file or STDIN}\n{name_key(name)}"
        return digest(key) % self.parts == self.number - 1

    def may_have(self, source: Source, layout: Layout) -> bool:
        """Whether any article of this file can be in it; the others need not be opened."""
        return holds_many(source.file) or self.has(layout.below(source.file))

    def of(self, items: Iterable[Item], layout: Layout) -> Iterator[Item]:
        """Those of the items that are in it."""
        for item in items:
            if isinstance(item, Failure):
                is_here = self.has(layout.below(item.id))  # that of a file, if it is one's, as in may_have
            else:
                file = layout.below(item.source.file) if item.source else None
                is_here = self.has(file, name_in_file(item) if item.source and item.source.row is not None else None)
            if is_here:
                yield item
