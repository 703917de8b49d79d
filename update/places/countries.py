"""Makes `places/countries.csv`: names of the world's countries, so that an address abroad is recognised as such."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from update._inputs import read, records
from update._provenance import CLDR, OWN, Entry, curated, publish, table

NAMES = Path(__file__).resolve().parent.parent / "inputs" / "country_names_curated.csv"
LANGUAGES = ("de", "en")
OWN_LANGUAGES = {
    "AL": "sq",
    "BA": "bs",
    "BE": "fr nl",
    "CH": "fr it",
    "CZ": "cs",
    "DK": "da",
    "EE": "et",
    "ES": "es",
    "FI": "fi sv",
    "FR": "fr",
    "HR": "hr",
    "HU": "hu",
    "IE": "ga",
    "IS": "is",
    "IT": "it",
    "LT": "lt",
    "LU": "fr lb",
    "LV": "lv",
    "NL": "nl",
    "NO": "nb",
    "PL": "pl",
    "PT": "pt",
    "RO": "ro",
    "SE": "sv",
    "SI": "sl",
    "SK": "sk",
    "TR": "tr",
}
"""Languages in which a European country in Latin script writes its own name on letters."""
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""Codes of the source that ISO 3166-1 does not assign to a country; Kosovo's XK, in general use, is kept."""
CODE_LENGTH = 2


def main() -> None:
    """Write the file."""
    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in _territories(language):
            names.setdefault(name, code)
    for code, languages in OWN_LANGUAGES.items():
        for language in languages.split():
            for name in (name for found, name in _territories(language) if found == code):
                names.setdefault(name, code)
    with NAMES.open(encoding="utf-8", newline="") as file:
        names |= {row["name"]: row["code"] for row in csv.DictReader(file)}
    publish(
        "places/countries.csv",
        table(("name", "code"), sorted(names.items())),
        Entry(
            title="Names of the world's countries in German and English, some in their own languages",
            source="Unicode CLDR, names of territories",
            publisher="Unicode, Inc.",
            edition="CLDR 48",
            licences=(CLDR, OWN),
            changes="Countries with ISO 3166-1 codes, and Kosovo, selected; everyday names added by hand.",
            script="update/places/countries.py",
            inputs=(*records("cldr-localenames-full"), curated(NAMES)),
        ),
    )


def _territories(language: str) -> list[tuple[str, str]]:
    """Return (code, name) of the countries in a language, short and other forms included."""
    content = json.loads(read("cldr-localenames-full", f"package/main/{language}/territories.json"))
    found = content["main"][language]["localeDisplayNames"]["territories"]
    codes = ((key.partition("-alt-")[0], name) for key, name in found.items())
    return [(code, name) for code, name in codes if len(code) == CODE_LENGTH and code not in NO_COUNTRIES]


if __name__ == "__main__":
    main()
