"""A web service that answers: an answer can be returned as it is, and the OpenAPI page shows its schema.

Serve it with `uvicorn examples.fastapi_app:app`. Addresses come in the body of a request, not in its URL: URLs end up
in the logs of servers.
"""

from __future__ import annotations

import asyncio
from datetime import date

import httpx
from fastapi import FastAPI
from pydantic import BaseModel

import kmn

app = FastAPI(title="Which network does a place belong to?")


class Question(BaseModel):
    """What can be asked."""

    address: str
    on: date | None = None
    evidence: kmn.Evidence = kmn.Evidence.ATTESTED


@app.post("/locate")
def locate(question: Question) -> kmn.Responsible | kmn.Unassigned | kmn.Ambiguous | kmn.Outside | kmn.NotFound:
    """Tell to which network a place belongs."""
    return kmn.locate(question.address, on=question.on, evidence=question.evidence)  # type: ignore[return-value]


async def main() -> None:
    """Ask the service, without a server or a network."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://example") as client:
        for address in ("Domhof 1, 31134 Hildesheim", "Neuenkirchen", "20095 Hamburg"):
            found = (await client.post("/locate", json={"address": address})).json()
            print(found["status"], found["network"] and found["network"]["name"])
        schema = (await client.get("/openapi.json")).json()
        print(sorted(name for name in schema["components"]["schemas"] if name.endswith("Data")))


if __name__ == "__main__":
    asyncio.run(main())
