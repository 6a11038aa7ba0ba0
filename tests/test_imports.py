"""A run on one article imports nothing that it does not use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsextract import KINDS, __version__

Imported = Callable[..., set[str]]

SCRIPT = """
import atexit
import sys
from newsextract.cli.entry import main
atexit.register(lambda: print(*sorted(sys.modules), file=sys.stderr, flush=True))
main()
"""

# Modules (with all below them) for other jobs.
UNUSED = [
    "rich", "pygments", "newsextract.output.formats.table", "newsextract.output.formats.csv",
    "newsextract.output.formats.html", "newsextract.output.formats.parquet", "newsextract.output.formats.xlsx",
    "newsextract.evaluation", "newsextract.reading.tables.csv", "newsextract.reading.html.pages", "xlsxwriter",
    "docx", "pdfminer", "pyarrow", "pandas", "polars", "trafilatura", "lxml", "bs4", "html5lib", "markdown_it",
    "charset_normalizer", "jsonschema", "warcio", "multiprocessing.pool", "multiprocessing.managers",
    "multiprocessing.queues", "concurrent.futures.process", "dask", "distributed", "joblib", "asyncio",
    "http.client", "urllib.request", "requests", "httpx", "urllib3", "spacy.cli", "spacy.displacy", "spacy_legacy",
    "spacy_loggers", "weasel", "smart_open", "cloudpathlib", "torch", "tensorflow", "cupy", "scipy", "sklearn",
    "jinja2", "threadpoolctl", "unittest", "sqlite3",
]  # fmt: skip
# What only a run, or only some inputs need.
OF_A_RUN = [
    "spacy", "thinc", "numpy", "pydantic", "jinja2", "newsextract.ledger", "newsextract.batch.sinks",
    "newsextract.batch.workers", "newsextract.batch.run.request", "newsextract.reading", "newsextract.rules",
    "trafilatura", "lxml", "justext", "urllib3", "warcio", "docx", "pdfminer", "http.client", "urllib.request",
    "charset_normalizer",
]  # fmt: skip


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """The names of all modules that the command has imported when it ends."""
    article = tmp_path / "article.txt"
    article.write_text("“It floats,” said Maria Santos, who has run 12 ferries in Kenya.", encoding="utf-8")

    def run(*arguments: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(article), *arguments], capture_output=True, text=True, check=True
        )
        assert done.stdout
        return set(done.stderr.split())

    return run


def below(names: set[str], folders: list[str]) -> list[str]:
    return sorted(name for name in names if any(f"{name}.".startswith(f"{folder}.") for folder in folders))


def test_one_article(imported: Imported) -> None:
    names = imported()
    assert "spacy.tokens" in names
    assert below(names, UNUSED) == []


def test_what_nobody_asked_for_is_not_imported(imported: Imported) -> None:
    names = imported("-f", "json", "--only", "countries")
    assert below(names, [*UNUSED, "newsextract.numbers", "newsextract.quotes"]) == []


@pytest.mark.parametrize(
    ("argument", "shown"), [("--version", f"newsextract {__version__}"), ("--help", f"{', '.join(KINDS[:-1])} and")]
)
def test_no_article_no_spacy(argument: str, shown: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, argument], capture_output=True, text=True, check=True, env={"NO_COLOR": "1"}
    )
    assert shown in done.stdout
    assert below(set(done.stderr.split()), OF_A_RUN) == []
