"""Ending a call in time, whatever it does.

A time limit of a socket counts from one piece of an answer to the next: a service that sends a letter a second holds
its caller for hours. Here the caller goes on when the time is up.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

__all__ = ["Loop", "call_within"]

T = TypeVar("T")


def call_within(seconds: float, call: Callable[[], T]) -> T:
    """Return what a call gives, if it does within a time.

    Args:
        seconds: How long to wait. A call that takes longer goes on by itself, and what becomes of it is forgotten.
        call: What to do, in another thread.

    Raises:
        TimeoutError: It took longer. Whatever the call raises passes through.

    Examples:
        >>> call_within(5, lambda: 42)
        42
    """
    result: Future[T] = Future()

    def run() -> None:
        try:
            result.set_result(call())
        except BaseException as error:  # noqa: BLE001 - whoever waits decides what to do with it
            result.set_exception(error)

    context = contextvars.copy_context()
    threading.Thread(target=partial(context.run, run), name="kmn-geocoder", daemon=True).start()
    return result.result(seconds)


class Loop(Generic[T]):
    """An event loop in a thread of its own, for geocoders with an asynchronous adapter.

    Their connections belong to one loop, and must be used and closed there. What goes wrong after nobody waits for it
    any more is not logged, as asyncio would: its text may repeat an address.

    Examples:
        >>> loop = Loop()
        >>> loop.call_within(5, asyncio.sleep(0, 42))
        42
        >>> loop.close()
    """

    def __init__(self) -> None:
        """Start the thread when the first call comes."""
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def call_within(self, seconds: float, call: Coroutine[object, object, T]) -> T:
        """Return what a coroutine gives, if it does within a time.

        Args:
            seconds: How long to wait; a coroutine that takes longer is cancelled.
            call: What to do.

        Raises:
            TimeoutError: It took longer. Whatever the coroutine raises passes through.
        """
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._loop.set_exception_handler(lambda _loop, _context: None)
                threading.Thread(target=_serve, args=(self._loop,), name="kmn-geocoder-loop", daemon=True).start()
            loop = self._loop
        result = asyncio.run_coroutine_threadsafe(call, loop)
        try:
            return result.result(seconds)
        except TimeoutError:
            result.cancel()
            raise

    def close(self) -> None:
        """Stop the thread; the next call starts another."""
        with self._lock:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._loop.stop)
            self._loop = None


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
