"""A proxy between a client and a service, which counts requests and breaks what it is told to break.

It runs as a program of its own (the tests may not use the network) and is led by lines of JSON on its standard input,
each answered by one on its standard output:

    {"faults": [{"kind": "status", "status": 429, "headers": {"Retry-After": "1"}}, {"kind": "none"}]}
        what becomes of the next requests, one after the other; the last holds for all that follow
    {"faults_for": {"Domhof 1": {"kind": "silent"}}}
        what becomes of requests for a text, however often they come; the others are passed on
    {"report": true}
        what came in since the last report: time, path and user agent of each request; and how many came in elsewhere

A fault of the kind "status" may name a host that no request should reach as {elsewhere} in its headers.
It ends with its standard input, so that it never outlives whoever started it.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

_HEAD_END: Final = b"\r\n\r\n"
_NONE: Final[dict[str, Any]] = {"kind": "none"}


class Proxy:
    """Passes requests of HTTP on to one service.

    Args:
        upstream: The service, such as http://127.0.0.1:8088.
    """

    def __init__(self, upstream: str) -> None:
        """Begin without faults."""
        parts = urlsplit(upstream)
        self._host, self._port = parts.hostname, parts.port
        self._faults: list[dict[str, Any]] = [_NONE]
        self._faults_for: dict[str, dict[str, Any]] = {}
        self._seen: list[dict[str, Any]] = []
        self._elsewhere = 0
        self.elsewhere_port = 0

    def told(self, order: dict[str, Any]) -> dict[str, Any]:
        """Do what a line says, and give the answer to it."""
        if "faults" in order:
            self._faults, self._faults_for = order["faults"] or [_NONE], {}
        if "faults_for" in order:
            self._faults_for = order["faults_for"]
        seen, elsewhere = self._seen, self._elsewhere
        if "report" in order:
            self._seen, self._elsewhere = [], 0
        return {"requests": seen, "elsewhere": elsewhere}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one request, and break it or pass it on."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(_HEAD_END)
            path = head.split(b" ", 2)[1].decode()
            fault = self._fault(parse_qs(urlsplit(path).query).get("q", [""])[0])
            agent = re.search(rb"(?im)^user-agent: *(.*?)\r$", head)
            self._seen.append({"at": time.monotonic(), "path": path, "agent": agent[1].decode() if agent else None})
            await getattr(self, f"_{fault['kind']}")(head, reader, writer, fault)
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()

    def _fault(self, asked: str) -> dict[str, Any]:
        if self._faults_for:
            return self._faults_for.get(asked, _NONE)
        return self._faults.pop(0) if len(self._faults) > 1 else self._faults[0]

    async def serve_elsewhere(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Count what arrives at another host, which no request should reach."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(_HEAD_END)
            self._elsewhere += 1
            await _send(writer, 200, b"[]")
        writer.close()

    async def _none(self, head: bytes, _reader: Any, writer: asyncio.StreamWriter, _fault: Any) -> None:
        """Pass the request on, and the response back."""
        await _write(writer, await self._response(head))

    async def _slow(self, head: bytes, _reader: Any, writer: asyncio.StreamWriter, fault: dict[str, Any]) -> None:
        """Answer correctly, but late."""
        response = await self._response(head)
        await asyncio.sleep(fault["seconds"])
        await _write(writer, response)

    async def _drip(self, head: bytes, _reader: Any, writer: asyncio.StreamWriter, fault: dict[str, Any]) -> None:
        """Answer correctly, a byte at a time."""
        for byte in await self._response(head):
            await _write(writer, bytes([byte]))
            await asyncio.sleep(fault["seconds"])

    async def _silent(self, _head: bytes, reader: asyncio.StreamReader, _writer: Any, _fault: Any) -> None:
        """Never answer."""
        await reader.read()

    async def _cut(self, head: bytes, _reader: Any, writer: asyncio.StreamWriter, fault: dict[str, Any]) -> None:
        """Break the connection off after a part of the response."""
        response = await self._response(head)
        await _write(writer, response[: int(len(response) * fault["after"])])
        writer.transport.abort()

    async def _status(self, _head: bytes, _reader: Any, writer: asyncio.StreamWriter, fault: dict[str, Any]) -> None:
        """Answer with a status, headers and a text of the test's choice."""
        headers = {
            name: str(value).format(elsewhere=f"http://127.0.0.1:{self.elsewhere_port}")
            for name, value in fault.get("headers", {}).items()
        }
        await _send(writer, fault["status"], fault.get("body", "").encode(fault.get("encoding", "utf-8")), headers)

    async def _response(self, head: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self._host, self._port)
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"connection:", b"accept-enc"))]
        await _write(writer, b"\r\n".join([*lines[:-2], b"Connection: close", b"", b""]))
        response = await reader.read()
        writer.close()
        return response


async def _write(writer: asyncio.StreamWriter, content: bytes) -> None:
    writer.write(content)
    await writer.drain()


async def _send(
    writer: asyncio.StreamWriter, status: int, body: bytes, headers: dict[str, str] | None = None
) -> None:
    fields = {"Content-Type": "application/json", "Content-Length": len(body), "Connection": "close"} | (
        headers or {}
    )
    head = "\r\n".join([f"HTTP/1.1 {status} Told", *(f"{name}: {value}" for name, value in fields.items()), "", ""])
    await _write(writer, head.encode() + body)


async def _main(upstream: str) -> None:
    proxy = Proxy(upstream)
    ports = []
    for serve in (proxy.serve, proxy.serve_elsewhere):
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        ports.append(server.sockets[0].getsockname()[1])
    proxy.elsewhere_port = ports[1]
    _say({"port": ports[0]})
    while line := await asyncio.to_thread(sys.stdin.readline):
        _say(proxy.told(json.loads(line)))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
