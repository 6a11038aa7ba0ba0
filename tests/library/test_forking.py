"""A process that forks while it reads a stream: the child can extract, and the parent goes on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

FORKED = """
import faulthandler, os
from newsextract import load

def forked(work):
    # The child's status: 0 where the work gives what is true.
    pid = os.fork()
    if not pid:
        faulthandler.dump_traceback_later(200, exit=True)
        try:
            os._exit(0 if work() else 3)
        except BaseException as error:
            print(repr(error), flush=True)
            os._exit(4)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
"""
A_STREAM = """
import gc
extractor = load(only="people")
stream = extractor.pipe(("Ana Duarte spoke. " * 200 for _ in range(100)), workers=2)
next(stream)
def work():
    global stream
    try:
        next(stream)
    except RuntimeError as error:
        assert "belongs to the process that was forked" in str(error)
        del stream
        gc.collect()
        return extractor("Bo Lee spoke.").people
assert forked(work) == 0
assert len(list(stream)) == 99
"""


def test_the_child_can_extract() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKED + A_STREAM], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
