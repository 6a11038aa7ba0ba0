"""Killed with -9 and given again, by several processes, parts or a cluster: always the archive of one quiet run."""

from __future__ import annotations

import signal
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.archive.tables import ask, dump, is_sound, run_in
from tests.forked import Running
from tests.process import children, is_running, wait_for
from tests.stress.make_articles import write

COUNT = 40
COMMAND = ["news", "-o"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles in news/, and in whole.db the archive of an undisturbed run of one process."""
    folder = tmp_path_factory.mktemp("kills")
    write(COUNT, folder / "news")
    run_in(folder, "news", "-o", "whole.db")
    return folder


def finished(archive: Path) -> int:
    """How many articles another program sees in the archive: these were reported done."""
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection,
    ):
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])
    return 0


@pytest.mark.parametrize("workers", [1, 2])
def test_the_archive_after_kills_is_that_of_an_undisturbed_run(folder: Path, workers: int) -> None:
    archive = folder / f"killed-{workers}.db"
    command = [*COMMAND, archive.name, "--workers", str(workers)]
    seen = 0
    for _ in range(2):
        process = Running(command, folder)
        wait_for(lambda before=seen: finished(archive) > before)  # type: ignore[misc]
        seen = finished(archive)
        started = children(process.pid)
        process.send_signal(signal.SIGKILL)
        process.end()
        wait_for(lambda those=started: not any(map(is_running, those)))  # type: ignore[misc]
        assert seen <= finished(archive) < COUNT
        assert is_sound(archive)
    kept = finished(archive)
    assert f"{kept} finished before; 0 failed" in run_in(folder, *command)
    assert dump(archive) == dump(folder / "whole.db")
    assert is_sound(archive)


def test_parts_of_which_one_was_killed_merge_into_the_archive_of_one_run(folder: Path) -> None:
    parts = [f"part-{number}.db" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        command = [*COMMAND, part, "--shard", f"{number}/2"]
        if number == 2:
            process = Running(command, folder)
            wait_for(lambda: finished(folder / "part-2.db") > 0)
            process.send_signal(signal.SIGKILL)
            process.end()
            assert "its run is not finished" in run_in(folder, "merge", *parts, "-o", "early.db")
        run_in(folder, *command)
    run_in(folder, "merge", *parts, "-o", "merged.db")
    assert min(ask(folder / part, "SELECT count(*) FROM article")[0] for part in parts) > 0
    assert dump(folder / "merged.db") == dump(folder / "whole.db")


def test_a_cluster_fills_the_same_archive(folder: Path) -> None:
    pytest.importorskip("distributed")
    from tests.batch.test_cluster import cluster

    with cluster() as dask:
        run_in(folder, "news", "-o", "dask.db", "--scheduler", dask.address)
    assert dump(folder / "dask.db") == dump(folder / "whole.db")
