"""What an Extractor is loaded for: the arguments of ``load`` as one value, for wherever an Extractor is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newsextract.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The arguments of ``load``, checked; it says what each means. It pickles, and two that are equal do the same."""

    model: str | None = None
    kinds: tuple[Kind, ...] = KINDS
    rules: Path | None = None
    indirect: bool = False
    any_language: bool = False
    text: bool = False
    sentences: bool = False

    def told(self) -> dict[str, str]:
        """Those that a record depends on, besides model and rules, by their names on the command line."""
        flags = ("indirect", "any_language", "text", "sentences")
        return {"--only": ",".join(self.kinds)} | {
            f"--{flag.replace('_', '-')}": str(getattr(self, flag)).lower() for flag in flags
        }
