"""Fixtures that many tests share: the loaded pipeline, and the real command in a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract import Extractor, load
from tests.process import Command


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The default pipeline, loaded once."""
    return load()


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `newsextract` as a process in an empty folder; bytes in, bytes out."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "newsextract", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1", **environment},
            timeout=300,
            check=False,
        )

    return run
