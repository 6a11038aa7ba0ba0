"""Measures a large run, and kills runs at random moments. Takes minutes to hours, so no test runs it:

python tests/stress/stress.py speed 20000     one process, then two workers: order, throughput, memory of each process
python tests/stress/stress.py kills 300 10    parent, worker and both killed ten times each; every output compared
python tests/stress/stress.py pipe 200000     lines of .jsonl through standard input: the parent's memory
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.process import children
from tests.stress.make_articles import write

RUN = [sys.executable, "-m", "newsextract"]


def memory(pid: int, what: str = "VmRSS") -> float:
    """MB of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))


def speed(count: int, folder: Path) -> None:
    """Throughput by wall clock and by CPU; memory of each process at a tenth of the articles and at the end."""
    write(count, folder / "in.jsonl")
    ids = [json.loads(line)["id"] for line in (folder / "in.jsonl").open()]
    took = {}
    for workers in (1, 2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        command = [*RUN, str(folder / "in.jsonl"), "--workers", str(workers)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            seen = []
            for number, line in enumerate(process.stdout, 1):
                seen.append(json.loads(line)["id"])
                if number in (count // 10, count * 99 // 100):
                    sizes = [f"{memory(pid):.0f}" for pid in (process.pid, *children(process.pid))]
                    print(
                        f"--workers {workers}, article {number}: MB of parent and workers {' '.join(sizes)}", flush=True
                    )
        took[workers] = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        order = "in order" if seen == ids else "NOT IN ORDER"
        print(f"--workers {workers}: {count} articles {order}, {took[workers]:.0f} s, CPU {cpu:.0f} s", flush=True)
    print(f"throughput of two workers over one process: {took[1] / took[2]:.2f}")


def kills(count: int, times: int, folder: Path) -> None:
    """Kill at random moments, resume until done, compare with an undisturbed run."""
    write(count, folder / "in")
    command = [*RUN, str(folder / "in"), "--workers", "2", "-q", "-o"]
    start = time.monotonic()
    subprocess.run([*command, f"{folder}/whole/"], check=True)
    whole_run = time.monotonic() - start
    dice = random.Random(count)
    for victims in ("parent", "worker", "both"):
        for number in range(times):
            output = folder / f"{victims}{number}"
            process = subprocess.Popen([*command, f"{output}/"])
            time.sleep(dice.uniform(0.1, whole_run))
            doomed = children(process.pid)
            if victims != "parent" and doomed:
                with suppress(ProcessLookupError):
                    os.kill(dice.choice(doomed), signal.SIGKILL)
            if victims != "worker":
                process.kill()
            status = process.wait()
            done = len(list(output.rglob("*.json")))
            subprocess.run([*command, f"{output}/"], check=True)
            same = contents(output) == contents(folder / "whole")
            print(f"{victims} {number}: ended with {status} at {done}/{count}, resumed: {same}", flush=True)


def pipe(count: int, folder: Path) -> None:
    """Lines through standard input, countries only."""
    with (folder / "in.jsonl").open("w") as stream:
        for number in range(count):
            stream.write(json.dumps({"id": number, "text": f"Ana Duarte met French officials {number} times."}) + "\n")
    command = [*RUN, "-", "--only", "countries", "--workers", "2"]
    with (
        (folder / "in.jsonl").open() as stream,
        subprocess.Popen(command, stdin=stream, stdout=subprocess.PIPE) as process,
    ):
        assert process.stdout
        lines = 0
        for lines, _ in enumerate(process.stdout, 1):
            if lines in (count // 10, count):
                print(f"line {lines}: parent's highest memory {memory(process.pid, 'VmHWM'):.0f} MB", flush=True)
    print(f"{lines} of {count} lines came out")


def contents(folder: Path) -> dict[str, bytes]:
    """The records of an output folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".newsextract.db"
    }


if __name__ == "__main__":
    what, *numbers = sys.argv[1:]
    with tempfile.TemporaryDirectory() as place:
        {"speed": speed, "kills": kills, "pipe": pipe}[what](*map(int, numbers), Path(place))  # type: ignore[operator]
