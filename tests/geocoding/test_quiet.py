from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from kmn.geocoding.deadline import call_within
from kmn.geocoding.quiet import unlogged

NAMES = ["geopy", "urllib3.connectionpool", "urllib3.util.retry", "aiohttp.client", "httpx"]
each_logger = pytest.mark.parametrize("name", NAMES)


@each_logger
def test_nothing_is_logged_meanwhile(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Records of the packages that know addresses are dropped, before and after they are not."""
    logger = logging.getLogger(name)
    with caplog.at_level(logging.DEBUG):
        logger.warning("before")
        with unlogged():
            logger.debug("meanwhile")
            logger.error("meanwhile")
            call_within(5, lambda: logger.error("in a thread of its own"))
        logger.warning("after")
    assert caplog.messages == ["before", "after"]


@each_logger
def test_others_are_heard_meanwhile(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """What another thread does with the same packages is its own affair."""
    ready, done = threading.Event(), threading.Event()

    def ask() -> None:
        with unlogged():
            ready.set()
            done.wait(5)

    with ThreadPoolExecutor() as pool, caplog.at_level(logging.DEBUG):
        asking = pool.submit(ask)
        ready.wait(5)
        logging.getLogger(name).warning("somebody else")
        done.set()
        asking.result()
    assert caplog.messages == ["somebody else"]


def test_filters_do_not_pile_up() -> None:
    """However often it is asked, a logger has one filter more."""
    for _ in range(3):
        with unlogged():
            pass
    assert len(logging.getLogger("geopy").filters) == 1
