"""A process that forks while its threads load and extract: the child does both, and the parent goes on."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")

FORKED = """
import faulthandler, os, sys, threading, time
from newsextract import extract, load

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

def in_thread(work):
    threading.Thread(target=work, daemon=True).start()
"""
EXTRACTING = """
extractors = load(), load(only="people")
article = "Ana Duarte, 51, flew to Kenya. “It floats,” she said of the 12 ferries.\\n\\n" * 30
def on_and_on(extractor):
    while True:
        list(extractor.pipe([article] * 5))
for extractor in extractors:
    in_thread(lambda: on_and_on(extractor))
time.sleep(0.5)
def work():
    return all(extractor(article).people for extractor in extractors) and extract("Bo Lee ran.").people
for _ in range(3):
    assert forked(work) == 0
assert work()
"""
LOADING = """
def work():
    return extract("Ana Duarte flew to Kenya.").people
in_thread(work)
while "spacy" not in sys.modules:
    time.sleep(0.001)
assert forked(work) == 0
assert work()
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


@pytest.mark.parametrize("program", [EXTRACTING, LOADING, A_STREAM], ids=["extracting", "loading", "a stream"])
def test_the_child_can_extract(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKED + program], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
