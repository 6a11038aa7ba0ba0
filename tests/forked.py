"""The command in a process that is forked from the tests: a real one, but Python is started, everything imported and
the pipeline read once for all of them.

Its workers are forked likewise. Where the start itself is what a test is about, it uses ``subprocess``.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any, NoReturn, cast

KNOWN = {"PYTHONIOENCODING", "PYTHONUNBUFFERED"}
"""The variables that Python reads at its start and that count here too."""
_LATE = ("pandas", "pyarrow.parquet", "rich.markdown", "trafilatura", "typer.rich_utils", "xlsxwriter")
_MOST_FILES = 1024
_STATUS_OF_LOST_OUTPUT = 120  # Python's own


def run(
    arguments: Sequence[str], stdin: bytes, cwd: Path, environment: Mapping[str, str], timeout: float = 300
) -> subprocess.CompletedProcess[bytes]:
    """As subprocess.run gives it."""
    return Running(arguments, cwd, environment).end(stdin, timeout)


class Running:
    """The command while it runs, in pipes."""

    def __init__(self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str] = os.environ) -> None:
        theirs, ours = zip(*(_pipe(is_input) for is_input in (True, False, False)), strict=True)
        self._arguments, self._streams = arguments, ours
        self.pid = start(arguments, theirs, cwd, environment)
        for number in theirs:
            os.close(number)

    def write(self, data: bytes) -> None:
        """Give it some of its standard input, which stays open."""
        os.write(self._streams[0], data)

    def read_line(self) -> bytes:
        """The next line of its standard output."""
        line = b""
        while not line.endswith(b"\n"):
            line += os.read(self._streams[1], 1)
        return line

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def end(self, stdin: bytes = b"", timeout: float = 300) -> subprocess.CompletedProcess[bytes]:
        """Give it the rest of its standard input, and wait. It is killed where that takes too long."""
        timer = threading.Timer(timeout, self.send_signal, (signal.SIGKILL,))
        timer.start()
        with ThreadPoolExecutor(2) as threads:
            threads.submit(_write, self._streams[0], stdin)
            err = threads.submit(_read, self._streams[2])
            out = _read(self._streams[1])
        status = os.waitpid(self.pid, 0)[1]
        timer.cancel()
        return subprocess.CompletedProcess(self._arguments, os.waitstatus_to_exitcode(status), out, err.result())


def start(
    arguments: Sequence[str], streams: Sequence[int | None], cwd: Path | None, environment: Mapping[str, str]
) -> int:
    """The id of the process, which has these as its standard streams; None is a closed one."""
    prepare()
    pid = os.fork()
    if not pid:
        _end_with(lambda: _command(arguments, streams, cwd, environment))
    return pid


_CLIENT = """#!{python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as tests:
    tests.connect({address!r})
    asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)])
    socket.send_fds(tests, [asked.encode()], [0, 1, 2])
    sys.exit(int(tests.recv(16)))
"""
_LONGEST = 1 << 20  # bytes of what is asked


def shell(command: str, cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """What a shell does, to which `newsextract` is the command that is forked from here."""
    prepare()
    with (
        TemporaryDirectory() as folder,
        TemporaryFile() as out,
        TemporaryFile() as err,
        socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server,
    ):
        client, address = Path(folder, "newsextract"), f"{folder}/socket"
        client.write_text(_CLIENT.format(python=sys.executable, address=address), encoding="utf-8")
        client.chmod(0o755)
        server.bind(address)
        server.listen()
        path = os.pathsep.join([folder, str(Path(sys.executable).parent), environment["PATH"]])
        with subprocess.Popen(
            command, shell=True, cwd=cwd, env={**environment, "PATH": path}, stdout=out, stderr=err
        ) as process:
            _serve(server, process.pid)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(command, process.returncode, out.read(), err.read())


def _serve(server: socket.socket, shell: int) -> None:
    """Fork a command for each that connects, until the shell has ended."""
    end, running = os.pidfd_open(shell), dict[int, tuple[int, socket.socket]]()
    while end not in (ready := select.select([server.fileno(), end, *running], [], [])[0]):
        for number in ready:
            if number in running:
                pid, connection = running.pop(number)
                status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                connection.send(str(status % 256).encode())
                connection.close()
                os.close(number)
            else:
                connection = server.accept()[0]
                asked, streams, *_ = socket.recv_fds(connection, _LONGEST, 3)
                arguments, cwd, environment = json.loads(asked)
                pid = start(arguments, streams, Path(cwd), environment)
                running[os.pidfd_open(pid)] = pid, connection
                for stream in streams:
                    os.close(stream)
    os.close(end)


def _pipe(is_input: bool) -> tuple[int, int]:
    """The child's end and ours."""
    read, write = os.pipe()
    return (read, write) if is_input else (write, read)


def _write(number: int, data: bytes) -> None:
    with suppress(BrokenPipeError), open(number, "wb") as stream:
        stream.write(data)


def _read(number: int) -> bytes:
    with open(number, "rb") as stream:
        return stream.read()


@cache
def prepare() -> None:
    """Import all of ours and what it imports late, read the rules, and the pipeline with and without its parser."""
    import newsextract
    from newsextract.rules import pipeline_settings

    for name in (*(module.name for module in pkgutil.walk_packages(newsextract.__path__, "newsextract.")), *_LATE):
        import_module(name)
    newsextract.load()("“The ferry is late,” said Ana Duarte, who paid $5 in France.")
    for others in ([], ["parser"]):
        _pipeline([*pipeline_settings()["unused"], *others])
    _pipeline.is_ready = True


class _Pipelines:
    """Our own pipeline, by what of it is left out. A process that is forked has copies of them for itself."""

    def __init__(self) -> None:
        self._read: dict[frozenset[str], Any] = {}
        self.is_ready = False

    def __call__(self, exclude: Sequence[str]) -> Any:
        import spacy

        from newsextract.rules import models_folder, pipeline_settings

        if self.is_ready:
            return self._read.pop(frozenset(exclude), None)  # once: what is loaded is changed
        nlp = spacy.load(models_folder() / pipeline_settings()["base_model"], exclude=exclude)
        self._read[frozenset(exclude)] = nlp
        return nlp


_pipeline = _Pipelines()


def _end_with(do: Callable[[], object]) -> NoReturn:
    """Do it, and end the process as Python ends."""
    status: Any = 0
    try:
        do()
    except SystemExit as end:
        status = end.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    if not isinstance(status, int):
        print(status, file=sys.stderr)
        status = 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = _STATUS_OF_LOST_OUTPUT
    os._exit(status)


def _command(
    arguments: Sequence[str], streams: Sequence[int | None], cwd: Path | None, environment: Mapping[str, str]
) -> None:
    from newsextract import __main__
    from newsextract.cli.entry import main

    os.environ.clear()
    os.environ.update(environment)
    _become(streams)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which may be ignored where the tests run
    if cwd:
        os.chdir(cwd)
    sys.modules["__main__"] = __main__
    sys.argv = [__main__.__file__, *arguments]
    _forget_the_tests()
    main()


def _become(streams: Sequence[int | None]) -> None:
    """Have these as the standard streams, and nothing else open."""
    gc.freeze()
    for number, theirs in enumerate([None if stream is None else os.dup(stream) for stream in streams]):
        if theirs is None:
            os.close(number)
        else:
            os.dup2(theirs, number)
    os.closerange(3, _MOST_FILES)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        setattr(sys, name, None if streams[number] is None else _stream(number))


def _stream(number: int) -> io.TextIOWrapper:
    """As Python opens it at its start."""
    is_unbuffered = bool(number and os.environ.get("PYTHONUNBUFFERED"))
    return io.TextIOWrapper(
        open(number, "wb" if number else "rb", buffering=0 if is_unbuffered else -1, closefd=False),
        encoding=os.environ.get("PYTHONIOENCODING", "utf-8"),
        errors="backslashreplace" if number == 2 else "strict",
        line_buffering=number == 2 or os.isatty(number),
        write_through=is_unbuffered,
    )


def _forget_the_tests() -> None:
    import spacy

    from newsextract.batch.workers import process
    from newsextract.rules import models_folder, pipeline_settings

    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    for log in (logging.getLogger(), logging.getLogger("newsextract")):
        log.handlers.clear()
        log.setLevel(logging.NOTSET)
    logging.getLogger().setLevel(logging.WARNING)
    really_load, own = spacy.load, models_folder() / pipeline_settings()["base_model"]

    def load(path: Any, **options: Any) -> Any:
        read = _pipeline(options.get("exclude", ())) if path == own else None
        return read or really_load(path, **options)

    cast(Any, spacy).load = load
    cast(Any, process).subprocess = Subprocess


class _Worker:
    """What ``newsextract.batch.workers.process`` needs of a Popen."""

    def __init__(self, *arguments: object, **options: object) -> None:
        (their_in, our_in), (their_out, our_out) = _pipe(True), _pipe(False)
        self.pid = os.fork()
        if not self.pid:
            _end_with(lambda: _work([their_in, their_out, 2]))
        os.close(their_in)
        os.close(their_out)
        self.stdin: IO[bytes] = os.fdopen(our_in, "wb")
        self.stdout: IO[bytes] = os.fdopen(our_out, "rb")
        self._status: int | None = None

    def kill(self) -> None:
        if self._status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status


class Subprocess:
    """In place of the module, for ``newsextract.batch.workers.process``: its workers are forked, too."""

    PIPE = subprocess.PIPE
    Popen = _Worker


def _work(streams: Sequence[int]) -> None:
    from newsextract.batch.workers import worker

    os.setpgid(0, 0)
    _become(streams)
    _forget_the_tests()
    worker.main()
