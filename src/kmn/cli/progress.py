"""What a long run shows at a terminal while it lasts, and how it ends when it is told to."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["ending_in_order", "progress_bar"]

_BEHIND_SIGNALS: Final = 128
_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP")
_TEXTS: Final = {"de": "{} Zeilen, {} je Sekunde", "en": "{} rows, {} a second"}
_BETWEEN_THOUSANDS: Final = {"de": ".", "en": ","}


@contextmanager
def progress_bar(lang: str) -> Iterator[Callable[[int, float], None]]:
    """Show a bar at the terminal: how much is done, how many rows, how fast, and the time left.

    Args:
        lang: `de` or `en`.

    Returns:
        What is to be told the number of rows and the share that is done; it keeps quiet where nobody watches.
    """
    if not sys.stderr.isatty():
        yield lambda _rows, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def tell(rows: int, share: float) -> None:
            seconds = bar.tasks[0].elapsed or 0
            rate = rows / seconds if seconds else 0
            numbers = (f"{number:,.0f}".replace(",", _BETWEEN_THOUSANDS[lang]) for number in (rows, rate))
            bar.update(task, completed=share, description=_TEXTS[lang].format(*numbers))

        yield tell


@contextmanager
def ending_in_order() -> Iterator[Callable[[], None]]:
    """Let a signal to end, or the loss of the terminal, end the program as an error does, so that it tidies up.

    Returns:
        What is to be called now and then: should an error get lost where a signal came (some libraries drop any), it
        is raised again.
    """
    received: list[int] = []

    def check() -> None:
        if received:
            raise SystemExit(_BEHIND_SIGNALS + received[0])

    def end(number: int, _frame: Any) -> None:
        received.append(number)
        check()

    if threading.current_thread() is not threading.main_thread():
        yield check  # only the main thread may say what becomes of signals
        return

    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    usual = {number: signal.signal(number, end) for number in numbers}
    try:
        yield check
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
