"""The options of a run, each declared once: for the command, its settings files and a program's own runs.

The command's help is made of this, so it imports little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsextract.extraction.options import Options, option, switch
from newsextract.output.formats import FORMATS

if TYPE_CHECKING:
    from newsextract.reading import Item, Limits, Source

AUTO = "auto"
"""What is chosen by where the output goes, or by the machine."""
READING, MANY = "Input", "Many articles"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, checked option by option, but not one against another."""

    inputs: list[str]
    format: str = option(
        AUTO, "FORMAT", f"{', '.join(FORMATS)}, auto.", "--format", "-f", settings="any", offers=(AUTO, *FORMATS)
    )
    output: str | None = option(
        None, "FILE|FOLDER/", "A file, an archive (NAME.db), or a folder/ of files.", "--output", "-o"
    )
    options: Options = field(default=Options())
    min_confidence: float = option(
        0, "0..1", "Leave out finds that are less sure than that.", settings="any", type=float
    )
    brief: bool = switch("Show tables of the first three finds of each kind.", settings="none")
    glob: str | None = option(
        None, "PATTERN", "In folders, read only matching names or paths: '2024/*.txt'.", panel=READING
    )
    follow_links: bool = switch("Follow links that lead out of a folder.")
    text_field: str | None = option(None, "NAME", "The text column, if not text, body or similar.", panel=READING)
    id_field: str | None = option(None, "NAME", "The id column, if not id, url or similar.", panel=READING)
    title_field: str | None = option(
        None, "NAME", "The title column, if not title, headline or similar.", panel=READING
    )
    date_field: str | None = option(None, "NAME", "The date column, if not date, published or similar.", panel=READING)
    id: str | None = option(None, "NAME", "The id for standard input.", settings="none", panel=READING)
    limit: Limits | None = option(None, "NAME=SIZE", "Raise or lower input limits: text=10MB,page=50MB.", panel=READING)
    workers: int | None = option(
        None, "N|auto", "Processes: N, or auto (one per core, used for files and folders).", settings="any", panel=MANY
    )
    timeout: float | None = option(
        60, "SECONDS", "Time limit per article, 60 unless set; 0 for none.", type=float, panel=MANY
    )
    scheduler: str | None = option(None, "ADDRESS", "Use the workers of the Dask scheduler at ADDRESS.", panel=MANY)
    shard: tuple[int, int] | None = option(None, "I/N", "Do part I of N, as one job of an array.", panel=MANY)
    force: bool = switch("Redo finished articles; replace also files of others.")
    prune: bool = switch("Remove records of inputs that are gone or fail now.")
    corrections: str | None = option(
        None, "FILE", "For an archive: who is who, from a CSV or TOML file.", settings="none", panel=MANY
    )
    fail_fast: bool = switch("Stop at the first input that fails.", settings="any")
    quiet: bool = switch("Print only problems.", "--quiet", "-q", settings="any")
    usual_format: str = AUTO
    """What ``format`` "auto" means where the output's ending says nothing."""
    read_archive: Callable[[Source], Iterator[Item]] | None = None
    """What gives the articles of an archive, with their records."""
    read_too: Sequence[str] = ()
    """Files and folders that are read beside the inputs: the list of these, settings, rules."""
    replaces_any: bool = False
    """Whether the output may take the place of a file that newsextract has not written."""
