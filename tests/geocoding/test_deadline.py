from __future__ import annotations

import asyncio
import contextvars
import gc
import logging
import threading
import time

import pytest

from kmn.geocoding.deadline import Loop, call_within


def test_a_call_gives_its_result_or_its_error() -> None:
    """What a call returns or raises comes back, also what is no `Exception`."""
    assert call_within(5, lambda: 42) == 42

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_within(5, fail)


def test_a_call_that_never_ends_holds_nobody() -> None:
    """Whoever waits goes on in time, and the program ends even though the call does not."""
    free = threading.Event()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        call_within(0.05, free.wait)
    assert time.monotonic() - began < 10
    assert all(thread.daemon for thread in threading.enumerate() if thread.name == "kmn-geocoder")
    free.set()


def test_a_call_sees_the_context_of_its_caller() -> None:
    """Context variables reach the other thread."""
    variable = contextvars.ContextVar("variable", default="unset")
    variable.set("set")
    assert call_within(5, variable.get) == "set"


def test_a_loop_serves_many_calls() -> None:
    """All coroutines run in one loop, which is another one after it was closed."""

    async def where() -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    loop: Loop[asyncio.AbstractEventLoop] = Loop()
    first = loop.call_within(5, where())
    assert loop.call_within(5, where()) is first
    loop.close()
    assert loop.call_within(5, where()) is not first
    loop.close()
    loop.close()


def test_a_coroutine_that_never_ends_is_cancelled() -> None:
    """Whoever waits goes on in time, and the coroutine is told to end."""
    ended = threading.Event()

    async def wait() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    loop: Loop[None] = Loop()
    with pytest.raises(TimeoutError):
        loop.call_within(0.05, wait())
    assert ended.wait(5)
    loop.close()


def test_what_goes_wrong_too_late_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """An error for which nobody waits any more may repeat an address, and asyncio would log it."""
    ended = threading.Event()

    async def fail_late() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError as error:
            ended.set()
            message = "Domhof 1"
            raise ValueError(message) from error

    async def collect() -> None:
        gc.collect()

    caplog.set_level(logging.DEBUG)
    loop: Loop[None] = Loop()
    with pytest.raises(TimeoutError):
        loop.call_within(0.05, fail_late())
    assert ended.wait(10)
    for _ in range(3):
        loop.call_within(10, collect())
    loop.close()
    assert "Domhof" not in caplog.text
