"""Checks that the files of a pipeline are as written: a damaged one may load, and then crash the process.

    python -m newsextract.network.checksums FOLDER      writes them anew, after a file has been changed on purpose

Of a file of arrays that is mapped into memory only the size and the head are checked, which says where each array is:
reading all of it at each start would take longer than loading the rest, and wrong numbers in it crash nothing.
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

_NAME = "checksums.json"
_MAPPED = ".npy"
_HEAD = 4_096


def check_sums(folder: Path) -> None:
    """Raise ValueError where a file is not as the folder's checksums say; a folder without them is not looked at."""
    file = folder / _NAME
    try:
        written = file.read_bytes()
    except FileNotFoundError:
        return
    try:
        sums = dict(json.loads(written))
    except (ValueError, TypeError, RecursionError):
        raise ValueError(f"{file} is damaged") from None
    for name, wanted in sums.items():
        try:
            found: object = _sum(folder / name)
        except (OSError, ValueError):
            found = None
        if found != wanted:
            raise ValueError(f"{folder / name} is missing or damaged")


def write_sums(folder: Path) -> None:
    """Write the checksums of all files of a pipeline."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    sums = {name: _sum(folder / name) for name in names if name != _NAME}
    (folder / _NAME).write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def _sum(path: Path) -> list[int]:
    """The size of a file, and the checksum of its bytes, or of its first ones."""
    if path.suffix != _MAPPED:
        data = path.read_bytes()
        return [len(data), zlib.crc32(data)]
    with path.open("rb") as stream:
        return [path.stat().st_size, zlib.crc32(stream.read(_HEAD))]


if __name__ == "__main__":
    write_sums(Path(sys.argv[1]))
