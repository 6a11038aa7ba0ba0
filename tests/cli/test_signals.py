"""What a signal does to this process, once ``end_as_at_ctrl_c`` was called."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from newsextract.cli.signals import Ended, end_as_at_ctrl_c, ending_of

NUMBERS = (signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = [signal.signal(number, signal.SIG_DFL) for number in NUMBERS]
    yield
    for number, handler in zip(NUMBERS, before, strict=True):
        signal.signal(number, handler)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_first_ends_the_run_and_others_do_not_disturb_it(number: signal.Signals) -> None:
    end_as_at_ctrl_c()
    with pytest.raises(Ended) as ended:
        os.kill(os.getpid(), number)
    assert ending_of(ended.value) == (128 + number, f"ended by {number.name}")
    for other in NUMBERS:
        os.kill(os.getpid(), other)


def test_one_that_was_turned_off_stays_so() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    end_as_at_ctrl_c()
    os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL


def test_ctrl_c() -> None:
    assert ending_of(KeyboardInterrupt()) == (130, "interrupted")
