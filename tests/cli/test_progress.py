from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from kmn.cli.progress import ending_in_order, progress_bar

if TYPE_CHECKING:
    from collections.abc import Mapping

WATCHED = """
import time
from kmn.cli.progress import progress_bar
with progress_bar("{lang}") as tell:
    for step in range(1, 5):
        time.sleep(0.15)
        tell(step * 250_000, step / 4)
    time.sleep(0.2)
"""


def at_a_terminal(code: str, environment: Mapping[str, str]) -> str:
    """Run a program whose standard error is a terminal, and give what stood there."""
    import pty

    leader, follower = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", code], stderr=follower, env=os.environ | environment) as process:
        os.close(follower)
        shown = b""
        try:
            while piece := os.read(leader, 1 << 16):
                shown += piece
        except OSError:  # the other side is gone
            pass
    os.close(leader)
    assert process.returncode == 0
    return shown.decode()


@pytest.mark.parametrize(("lang", "words"), [("de", "1.000.000 Zeilen"), ("en", "1,000,000 rows")])
def test_a_terminal_shows_rows_rate_and_time_left(lang: str, words: str) -> None:
    """Whoever watches sees the share, the rows, how many there are in a second, and how long it will take."""
    shown = at_a_terminal(WATCHED.format(lang=lang), {"TERM": "xterm-256color", "COLUMNS": "100"})
    assert words in shown
    assert "75%" in shown
    assert "0:00:0" in shown


def test_nobody_watches_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, nothing is shown."""
    with progress_bar("en") as tell:
        tell(1, 0.5)
    assert capsys.readouterr() == ("", "")


def test_a_signal_ends_like_an_error() -> None:
    """Being told to end leads through everything that tidies up, and the signal means what it did before."""
    before = signal.getsignal(signal.SIGTERM)
    tidied: list[bool] = []

    def run() -> None:
        with ending_in_order():
            try:
                os.kill(os.getpid(), signal.SIGTERM)
                threading.Event().wait(5)
            finally:
                tidied.append(True)

    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == 128 + signal.SIGTERM
    assert tidied
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_signal_that_got_lost_is_not_forgotten() -> None:
    """Where a library drops the error that a signal raised, it comes again at the next occasion."""

    def run() -> None:
        with ending_in_order() as check:
            check()
            with suppress(SystemExit):
                os.kill(os.getpid(), signal.SIGINT)
            check()

    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == 128 + signal.SIGINT


def test_other_threads_may_do_it_as_well() -> None:
    """Where signals cannot be caught, everything else still works."""
    ended: list[bool] = []

    def run() -> None:
        with ending_in_order():
            ended.append(True)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert ended
