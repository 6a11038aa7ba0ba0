"""A cluster's worker belongs to others: it is left as it was."""

from __future__ import annotations

import subprocess
import sys

import pytest

AFTER_LOADING = """
import gc
frozen = gc.get_freeze_count()  # by Python itself, from 3.12 on
from newsextract.batch.workers.work import Extraction
from newsextract.extraction.options import Options
assert Extraction(Options(kinds=("countries",)), guest={guest}).load().results([]) == []
print(gc.get_freeze_count() == frozen, gc.isenabled())
"""


@pytest.mark.parametrize(("guest", "left_alone"), [(True, True), (False, False)])
def test_a_guest_freezes_no_garbage(guest: bool, left_alone: bool) -> None:
    program = AFTER_LOADING.format(guest=guest)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == [str(left_alone), "True"], done.stderr
