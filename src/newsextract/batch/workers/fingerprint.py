"""What a record depends on besides its article: the version of newsextract, the model and the rules, to the byte."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsextract.extraction.pipeline import pipeline_folder
from newsextract.rules import files_below, models_folder, pipeline_settings
from newsextract.version import __version__

_IDLE = (".py", ".pyc", ".md")  # files beside the data that change no record


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Equal strings mean equal data."""

    version: str
    model: str
    rules: str

    @property
    def digest(self) -> str:
        """All three as one string."""
        return f"{self.version} {self.model} {self.rules}"


def fingerprint(model: str | None, rules: Path | None) -> Fingerprint:
    """Of the pipeline that ``load`` would take, without importing spaCy. Reads every file of it once.

    Raises ModelError where there is none.
    """
    folder = models_folder()
    settings = folder / "news_en.toml"
    return Fingerprint(
        __version__,
        _hash(pipeline_folder(model) if model else folder / pipeline_settings()["base_model"]),
        _hash(folder / "rules", settings, *([rules] if rules else [])),
    )


def _hash(*roots: Path) -> str:
    """Of every file's path and bytes below the roots; "" where nothing is there (``load`` will say so)."""
    found = hashlib.blake2b(digest_size=16)
    for root in roots:
        for path in _files(root):
            data = path.read_bytes()
            found.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    for path in files_below(root) if root.is_dir() else ():
        if path.suffix not in _IDLE and path.name != "examples.jsonl":
            yield path
