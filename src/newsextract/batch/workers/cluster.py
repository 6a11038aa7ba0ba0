"""Workers on other machines: a Dask cluster's, through the executor of its client."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from ipaddress import ip_address

from newsextract.batch.workers.engine import StoppedError, WorkerDiedError
from newsextract.batch.workers.work import Extraction, Outcome, work
from newsextract.extraction.pipeline import ModelError
from newsextract.installed import lacks
from newsextract.reading import Article, RawFile

ANSWERS_WITHIN = 10  # seconds
_WORKERS_WITHIN = 60
_TLS = "docs/batch.md shows how to start a cluster with TLS"


def danger_of(address: str) -> str | None:
    """What may happen on the way to a scheduler at this address; None where it is on this machine, or speaks TLS."""
    protocol, _, place = address.lower().rpartition("://")
    if protocol == "tls":
        return None
    host = (place.rpartition(":")[0] or place).strip("[]")
    try:
        is_here = ip_address(host).is_loopback
    except ValueError:
        is_here = host == "localhost"
    return (
        None
        if is_here
        else f"not encrypted: anyone on the network path can read the articles and run code here; {_TLS}"
    )


class Cluster:
    """An Engine on the scheduler at an address. The scheduler gives a chunk whose worker died to another."""

    def __init__(self, job: Extraction, address: str) -> None:
        """Raises StoppedError where no scheduler answers, or it has no workers; ModelError without dask."""
        try:
            from distributed import Client, KilledWorker
        except ImportError:
            raise ModelError(lacks("--scheduler", "cluster")) from None
        _silence("distributed", "tornado")
        self._job, self._address = job, address
        self._killed = KilledWorker
        try:
            self._client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
        except FileNotFoundError:
            raise StoppedError(f"{address}: a file named in dask's distributed.comm.tls does not exist") from None
        except TypeError:
            raise StoppedError(f"{address}: no certificate to present: {_TLS}") from None
        except Exception as error:  # each kind of address has its own
            raise StoppedError(f"no Dask scheduler answers at {address} ({error})") from None
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS_WITHIN)
        except TimeoutError:
            self.close()
            raise StoppedError(
                f"the scheduler at {address} has no workers: start some (dask worker {address} --host ...)"
            ) from None
        self.slots = max(1, sum(self._client.nthreads().values()))
        self._executor = self._client.get_executor(pure=False)

    def submit(self, articles: Sequence[Article | RawFile]) -> Future[list[Outcome]]:
        """The outcomes of a chunk, or WorkerDiedError, ModelError, StoppedError (the scheduler is gone)."""
        answer: Future[list[Outcome]] = Future()
        try:
            self._executor.submit(work, self._job, list(articles)).add_done_callback(
                lambda done: self._pass(done, answer)
            )
        except Exception as error:
            answer.set_exception(self._lost(error))
        return answer

    def close(self) -> None:
        """Leave the cluster; its workers stay."""
        with suppress(OSError, TimeoutError, RuntimeError):  # it may be gone already
            self._client.close(timeout=2)

    def _pass(self, done: Future[list[Outcome]], answer: Future[list[Outcome]]) -> None:
        try:
            answer.set_result(done.result())
        except self._killed:
            answer.set_exception(WorkerDiedError("several workers of the cluster, one after the other"))
        except ModelError as error:
            answer.set_exception(error)
        except (CancelledError, Exception) as error:  # the client cancels all it has when its scheduler is gone
            answer.set_exception(self._lost(error))

    def _lost(self, error: BaseException) -> StoppedError:
        detail = f" ({error})" if str(error) else ""
        return StoppedError(f"the scheduler at {self._address} is lost{detail}")


def _silence(*names: str) -> None:
    """What they would log, at length, is said here in one line."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in names:
            logging.getLogger(name).setLevel(logging.CRITICAL)
