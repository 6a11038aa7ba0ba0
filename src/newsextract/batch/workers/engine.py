"""What runs chunks: the workers of this machine (``pool``) or of a cluster (``cluster``), seen from the schedule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from concurrent.futures import Future

    from newsextract.batch.workers.work import Outcome
    from newsextract.reading import Article, RawFile


class WorkerDiedError(Exception):
    """The worker that had a chunk is gone; the message says how it ended."""


class TookTooLongError(WorkerDiedError):
    """The worker that had a chunk was ended, for it took longer than it may."""


class StoppedError(Exception):
    """The run cannot go on, through no fault of an article; the message says why and what to do."""


class Engine(Protocol):
    """Chunks in, outcomes out, in any order. A future that fails with WorkerDiedError says nothing of the others."""

    slots: int
    """How many chunks it works on at once."""

    def submit(self, articles: Sequence[Article | RawFile]) -> Future[list[Outcome]]:
        """One outcome per article; the future raises WorkerDiedError, ModelError or StoppedError."""

    def close(self) -> None:
        """Drop whatever is not done, and end the workers that are its own. No call raises after it."""
