"""A program that asks a geocoder, as a user's would: with everything logged, and nothing of the tests in it.

It reads a line of JSON after the other from its standard input, and writes for each a line of JSON to its standard
output. Its log, of every logger and every level, goes to its standard error. It ends with its standard input.
"""

from __future__ import annotations

import csv
import json
import logging
import sys
import time
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

import kmn
from kmn.geocoding import Cache, GeopyGeocoder, TimeBudget, nominatim

if TYPE_CHECKING:
    from kmn.geocoding import Geocoder

ADAPTERS: Final = ("AioHTTPAdapter", "RequestsAdapter", "URLLibAdapter")
"""The ways to a service that geopy has."""
WAYS: Final = ("frame", "plain file")
"""The ways in which a batch is answered: as columns, and row by row."""


def _geocoder(order: dict[str, Any]) -> GeopyGeocoder:
    from geopy import adapters
    from geopy.geocoders import Nominatim

    settings = {"delay_s": 0, "country_codes": "de", **order.get("settings", {})}
    if "cache" in order:
        settings["cache"] = Cache(order["cache"])
    if "adapter" not in order:
        return nominatim(order["url"], user_agent="kmn-tests", **settings)
    scheme, _, domain = order["url"].partition("://")
    factory = getattr(adapters, order["adapter"])
    service = Nominatim(scheme=scheme, domain=domain, user_agent="kmn-tests", adapter_factory=factory)
    return GeopyGeocoder(service, **settings)


def _located(order: dict[str, Any], geocoder: Geocoder) -> list[dict[str, Any]]:
    """Answer for one address after the other."""
    answers: list[dict[str, Any]] = []
    kmn.locate(kmn.Point(lat=52.15, lon=9.95))  # reads the places and the borders, so that this is not measured
    for address in order["addresses"]:
        time.sleep(order.get("sleep_before", {}).get(address, 0))
        began = time.monotonic()
        answer = kmn.locate(address, geocoder=geocoder, lang="en")
        answers.append({"seconds": time.monotonic() - began, "explanation": answer.explain("en"), **answer.to_dict()})
    return answers


def _found(order: dict[str, Any], geocoder: Geocoder) -> list[dict[str, Any]]:
    """Give what the geocoder itself finds, or the error that it raises."""
    answers: list[dict[str, Any]] = []
    for address in order["addresses"]:
        try:
            place = next(iter(geocoder.geocode(address)))
        except kmn.KmnError as error:
            text = "".join(traceback.format_exception(error))
            answers.append({"error": str(error), "cause": type(error.__cause__).__name__, "traceback": text})
        else:
            names = ("precision", "postcode", "street", "house_number", "country", "attribution")
            values = {name: getattr(place, name) for name in names}
            answers.append({**values, "lat": place.point.lat, "lon": place.point.lon})
    return answers


def _bare(order: dict[str, Any], _geocoder: Geocoder) -> list[dict[str, Any]]:
    """Ask geopy itself, without any care."""
    from geopy.geocoders import Nominatim

    scheme, _, domain = order["url"].partition("://")
    service = Nominatim(scheme=scheme, domain=domain, user_agent="kmn-tests")
    return [{"found": service.geocode(address) is not None} for address in order["addresses"]]


def _framed(order: dict[str, Any], geocoder: Geocoder) -> list[dict[str, Any]]:
    """Answer for a data frame of pandas."""
    import pandas as pd

    frame = kmn.bulk.assign(pd.DataFrame({"Anschrift": order["addresses"]}), geocoder=geocoder)
    rows: list[dict[str, Any]] = frame.astype(str).to_dict("records")
    return rows


def _filed(order: dict[str, Any], geocoder: Geocoder) -> list[dict[str, Any]]:
    """Answer for a whole file."""
    with TemporaryDirectory() as name:
        there, back = Path(name, "in.csv"), Path(name, "out.csv")
        with there.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["Anschrift"], *([address] for address in order["addresses"])])
        kmn.bulk.assign_file(there, back, geocoder=geocoder)
        with back.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def _plainly_filed(order: dict[str, Any], geocoder: Geocoder) -> list[dict[str, Any]]:
    """Answer for a whole file with the standard library alone, as where pyarrow is not installed."""
    with patch.dict(sys.modules, {"pyarrow": None}):  # which is how Python marks what cannot be imported
        return _filed(order, geocoder)


VERBS: Final = {
    "bare": _bare,
    "file": _filed,
    "frame": _framed,
    "geocode": _found,
    "locate": _located,
    "plain file": _plainly_filed,
}
"""What the program can do."""


def main() -> None:
    """Do what the orders say."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for line in sys.stdin:
        logging.getLogger("client").debug("begins")
        order = json.loads(line)
        geocoder: Geocoder = _geocoder(order)
        if "budget_s" in order:
            geocoder = TimeBudget(geocoder, seconds=order["budget_s"])
        answers = VERBS[order.get("verb", "locate")](order, geocoder)
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
