"""A cheap stand-in for the pipeline, whose articles say what becomes of them: real processes without spaCy."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsextract.output import Format
from newsextract.reading import USUAL_LIMITS, Article, Limits
from newsextract.records import Record


class FakeExtractor:
    """An article's text is a command: sleep SECONDS, die, die once FILE, fail, or anything else."""

    def results(self, batch: Sequence[Article]) -> list[Record | Exception]:
        return [self._result(article) for article in batch]

    def _result(self, article: Article) -> Record | Exception:
        match article.text.split(" "):
            case ["sleep", seconds]:
                time.sleep(float(seconds))
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die", "once", path] if not Path(path).exists():
                Path(path).touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case ["fail"]:
                return ValueError("as told")
        return Record(1, article.id, f"fake {os.getpid()}", None, None, (), (), (), ())


@dataclass(frozen=True)
class FakeJob:
    """Sends records back, or writes them out; ``dies``: it cannot even be loaded."""

    format: Format | None = None
    dies: bool = False
    limits: Limits = USUAL_LIMITS

    def load(self) -> FakeExtractor:
        if self.dies:
            os._exit(3)
        print("what a library prints")  # must not get into the answers
        return FakeExtractor()
