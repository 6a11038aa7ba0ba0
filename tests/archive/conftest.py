"""The stand-in for the pipeline, and the commands that correct an archive, as fixtures of this folder's tests."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsextract.cli import running
from newsextract.cli.commands import other_commands
from tests.archive.fake import quick as quick

Correct = Callable[..., list[str]]


@pytest.fixture
def correct(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Correct:
    """A command about a.db, in this process; gives what it says on standard error."""
    monkeypatch.chdir(tmp_path)

    def run(command: str, *arguments: str, status: int = 0) -> list[str]:
        monkeypatch.setattr(sys, "argv", ["newsextract", command, "a.db", *arguments])
        assert running.run(other_commands) == status
        return [line.removeprefix("newsextract: ") for line in capfd.readouterr().err.splitlines()]

    return run
