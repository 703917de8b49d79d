"""`release.toml`: what only the publisher can know, read as a whole and reported as a whole.

Nothing here has an invented default: a release without a publisher, a contact or a licence is not written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.errors import DataError
from kmn.export.vocab import AVAILABILITY, FREQUENCIES, LICENCES, PUBLISHER_TYPES, THEMES
from kmn.interchange.linked.iris import is_iri

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["PROFILES", "Config", "from_mapping", "read", "template"]

PROFILES: Final = ("dcat-ap-de-3.0", "portable")
"""The forms of the catalogue: the current rules in full, or what the rules of 2.0 and 3.0 both accept."""

_GUARDS: Final = ("reject", "off")
_MAIL: Final = re.compile(r"[0-9A-Za-z.!#$%&'*+/=?^_`{|}~\-]+@[0-9A-Za-z\-]+(\.[0-9A-Za-z\-]+)+")
_CONTRIBUTOR: Final = "http://dcat-ap.de/def/contributors/"


@frozen(kw_only=True)
class Config:
    """How a release is published.

    Attributes:
        base_iri: the address under which everything gets its IRI, without a hash or a slash at its end.
        download_url: the address of the folder from which the files are fetched, with a slash at its end.
        license: code on the list of dcat-ap.de, such as `cc-by/4.0`.
        publisher: the name of whoever grants the rights.
        contact_name: whom to ask, as a function rather than a person.
        themes: codes of the EU's data themes.
        keywords: in German.
        accrual: how often it is renewed, as a code of the EU's list of frequencies.
        availability: how long it will be there, as a code of the EU's list.
        publisher_iri: an IRI of the publisher's, if there is one.
        publisher_type: the type of authority; None for others.
        contact_email: a mailbox of a function.
        contact_url: a page for contact.
        title: title of the dataset; that of the data by default.
        title_en: the same in English.
        description: description of the dataset; that of the data by default.
        description_en: the same in English.
        attribution: how the source is to be named; the name of the publisher by default.
        landing_page: a page about the dataset.
        homepage: the page of the catalogue.
        contributor_id: the IRI by which GovData knows the delivering portal.
        profile: one of `PROFILES`.
        compat_2: whether the properties that 3.0 calls outdated are written, too.
        inferred: whether inferred claims are published, in files of their own.
        geometry: whether points are written as well-known text, too.
        formula_guard: `reject` or `off`.
        parquet: whether there is Parquet, which needs the extra `parquet`.
        excel: whether there are files for spreadsheets, which needs the extra `xlsx`.
    """

    base_iri: str
    download_url: str
    license: str
    publisher: str
    contact_name: str
    themes: tuple[str, ...]
    keywords: tuple[str, ...]
    accrual: str
    availability: str
    publisher_iri: str | None = None
    publisher_type: str | None = None
    contact_email: str | None = None
    contact_url: str | None = None
    title: str | None = None
    title_en: str | None = None
    description: str | None = None
    description_en: str | None = None
    attribution: str | None = None
    landing_page: str | None = None
    homepage: str | None = None
    contributor_id: str | None = None
    profile: str = PROFILES[0]
    compat_2: bool = False
    inferred: bool = False
    geometry: bool = False
    formula_guard: str = _GUARDS[0]
    parquet: bool = False
    excel: bool = False


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _address(value: object) -> bool:
    return isinstance(value, str) and is_iri(value)


def _flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(codes: Any) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in codes


def _some(test: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and bool(value) and all(map(test, value))


@frozen
class _Setting:
    test: Callable[[object], bool]
    expected: tuple[str, str]
    example: str
    note: str
    needed: bool = False


def _needed(test: Callable[[object], bool], expected: tuple[str, str], example: str, note: str) -> _Setting:
    return _Setting(test, expected, example, note, needed=True)


def _listed(codes: Any) -> tuple[str, str]:
    named = ", ".join(sorted(codes))
    return f"eines von {named}", f"one of {named}"


_TEXT: Final = ("ein Text", "a text")
_ADDRESS: Final = ("eine Adresse", "an address")
_FLAG: Final = ("true oder false", "true or false")
_TEXTS: Final = {
    "missing": ("{name}: fehlt; erwartet: {expected}", "{name}: missing; expected {expected}"),
    "unusable": ("{name}: nicht brauchbar; erwartet: {expected}", "{name}: not usable; expected {expected}"),
    "no_contact": (
        "contact_email oder contact_url: fehlt; eines davon ist nötig",
        "contact_email or contact_url: missing; one of them is needed",
    ),
    "unknown": (
        "{name}: unbekannt; erwartet: ein Name aus der Vorlage",
        "{name}: unknown; expected a name from the template",
    ),
    "incomplete": (
        "Die Angaben zur Veröffentlichung sind nicht vollständig.",
        "The settings of the release are not complete.",
    ),
    "unreadable": (
        (
            "Die Angaben zur Veröffentlichung lassen sich nicht lesen ({error}). Erwartet: eine TOML-Datei, wie "
            "`kmn export --init` sie schreibt."
        ),
        "The settings of the release cannot be read ({error}). Expected TOML, as `kmn export --init` writes it.",
    ),
}
"""What is said in German and English."""


_SETTINGS: Final[dict[str, _Setting]] = {
    "base_iri": _needed(
        lambda value: _address(value) and "#" not in str(value) and not str(value).endswith("/"),
        ("eine Adresse ohne # und ohne / am Ende", "an address without # and without / at its end"),
        '"https://example.org/kmn"',
        "Adresse, mit der alle IRIs beginnen. Sie bleibt für immer dieselbe, auch bei neuen Versionen.",
    ),
    "download_url": _needed(
        lambda value: _address(value) and str(value).endswith("/"),
        ("eine Adresse mit / am Ende", "an address with / at its end"),
        '"https://example.org/kmn/release/"',
        "Adresse des Ordners, aus dem die Dateien geladen werden. Auch sie bleibt bei neuen Versionen dieselbe.",
    ),
    "license": _needed(_one_of(LICENCES), _listed(LICENCES), '"cc-by/4.0"', "Lizenz, nach der Liste von dcat-ap.de."),
    "publisher": _needed(
        _text, _TEXT, '"Name der Stelle"', "Wer die Rechte einräumt: der Name der Stelle, keine Person."
    ),
    "contact_name": _needed(
        _text, _TEXT, '"Funktionspostfach"', "Wer Fragen beantwortet: eine Funktion, keine Person."
    ),
    "themes": _needed(
        _some(_one_of(THEMES)),
        (f"eine Liste aus {', '.join(sorted(THEMES))}", f"a list of {', '.join(sorted(THEMES))}"),
        '["SOCI", "GOVE"]',
        "Themen.",
    ),
    "keywords": _needed(
        _some(_text),
        ("eine Liste von Texten", "a list of texts"),
        '["Migration", "Integration", "Beratung"]',
        "Schlagwörter, deutsch.",
    ),
    "accrual": _needed(
        _one_of(FREQUENCIES), _listed(FREQUENCIES), '"AS_NEEDED"', "Wie oft neue Versionen erscheinen."
    ),
    "availability": _needed(
        _one_of(AVAILABILITY),
        _listed(AVAILABILITY),
        '"STABLE"',
        "Wie lange die Daten dort bleiben: STABLE nur, wenn es zugesagt ist.",
    ),
    "contact_email": _Setting(
        lambda value: isinstance(value, str) and _MAIL.fullmatch(value) is not None,
        ("eine E-Mail-Adresse", "a mail address"),
        '"kontakt@example.org"',
        "E-Mail einer Funktion. Diese oder contact_url ist nötig.",
    ),
    "contact_url": _Setting(_address, _ADDRESS, '"https://example.org/kontakt"', "Seite für Fragen."),
    "publisher_iri": _Setting(
        _address, _ADDRESS, '"https://example.org/stelle"', "IRI der Stelle, wenn sie eine hat."
    ),
    "publisher_type": _Setting(
        _one_of(PUBLISHER_TYPES),
        _listed(PUBLISHER_TYPES),
        '"RegionalAuthority"',
        "Art der Behörde; wer keine Behörde ist, lässt die Zeile weg.",
    ),
    "title": _Setting(_text, _TEXT, '"Titel"', "Titel; sonst der Titel der Daten."),
    "title_en": _Setting(_text, _TEXT, '"Title"', "Derselbe auf Englisch."),
    "description": _Setting(_text, _TEXT, '"Beschreibung"', "Beschreibung; sonst die der Daten."),
    "description_en": _Setting(_text, _TEXT, '"Description"', "Dieselbe auf Englisch."),
    "attribution": _Setting(
        _text, _TEXT, '"Name der Stelle"', "Wie die Quelle zu nennen ist; sonst der Name der Stelle."
    ),
    "landing_page": _Setting(_address, _ADDRESS, '"https://example.org/kmn/info"', "Seite über den Datensatz."),
    "homepage": _Setting(_address, _ADDRESS, '"https://example.org/"', "Seite des Katalogs."),
    "contributor_id": _Setting(
        lambda value: _address(value) and str(value).startswith(_CONTRIBUTOR),
        (f"eine IRI, die mit {_CONTRIBUTOR} beginnt", f"an IRI that begins with {_CONTRIBUTOR}"),
        f'"{_CONTRIBUTOR}…"',
        "Kennung des Portals, das an GovData liefert; nur wer selbst liefert, setzt sie.",
    ),
    "profile": _Setting(
        _one_of(PROFILES),
        _listed(PROFILES),
        '"dcat-ap-de-3.0"',
        "Form des Katalogs: dcat-ap-de-3.0, oder portable für Portale, die noch 2.0 prüfen.",
    ),
    "compat_2": _Setting(_flag, _FLAG, "true", "Auch die Eigenschaften schreiben, die 3.0 für veraltet erklärt."),
    "inferred": _Setting(
        _flag,
        _FLAG,
        "false",
        "Auch erschlossene Zuordnungen veröffentlichen, in eigenen, gekennzeichneten Dateien.",
    ),
    "geometry": _Setting(_flag, _FLAG, "false", "Punkte auch als WKT schreiben."),
    "formula_guard": _Setting(
        _one_of(_GUARDS),
        _listed(_GUARDS),
        '"reject"',
        "Texte, die eine Tabellenkalkulation als Formel ausführt: reject weist sie zurück.",
    ),
    "excel": _Setting(
        _flag, _FLAG, "false", "Auch Dateien für Excel schreiben (XLSX, CSV mit Semikolon); Extra xlsx."
    ),
    "parquet": _Setting(_flag, _FLAG, "false", "Auch Parquet und GeoParquet schreiben; braucht das Extra parquet."),
}


def read(path: str | PathLike[str], *, lang: str = "en") -> Config:
    """Read `release.toml`.

    Args:
        path: the file.
        lang: the language of the texts of an error, ``"en"`` (default) or ``"de"``.

    Raises:
        DataError: the file cannot be read, or settings are missing or wrong; `problems` lists all of them.
    """
    try:
        found = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        message = _TEXTS["unreadable"][_picked(lang)].format(error=type(error).__name__)
        raise DataError(message) from error
    return from_mapping(found, lang=lang)


def _picked(lang: str) -> int:
    return 0 if lang == "de" else 1


def from_mapping(found: Mapping[str, Any], *, lang: str = "en") -> Config:
    """Build the settings from names and values, as they stand in `release.toml`.

    Args:
        found: the settings.
        lang: the language of the texts of an error, ``"en"`` (default) or ``"de"``.

    Raises:
        DataError: settings are missing or wrong; `problems` lists all of them.

    Examples:
        >>> from_mapping({"licence": "cc-by/4.0"})
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The settings of the release are not complete.
        - base_iri: missing; expected an address without # and without / at its end
        ...
    """
    pick = _picked(lang)

    def problem(code: str, name: str = "", setting: _Setting | None = None) -> str:
        return _TEXTS[code][pick].format(name=name, expected=setting.expected[pick] if setting else "")

    problems = []
    for name, setting in _SETTINGS.items():
        if name not in found:
            if setting.needed:
                problems.append(problem("missing", name, setting))
        elif not setting.test(found[name]):
            problems.append(problem("unusable", name, setting))
    if "contact_email" not in found and "contact_url" not in found:
        problems.append(problem("no_contact"))
    unknown = sorted(set(found) - set(_SETTINGS))
    problems.extend(problem("unknown", ascii(name)[1:-1][:40]) for name in unknown)
    if problems:
        raise DataError(_TEXTS["incomplete"][pick], problems=problems)
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
    }
    return Config(**values)


def template() -> str:
    """Give a `release.toml` with comments, in which everything is still to be filled in.

    Examples:
        >>> print(template().splitlines()[4])
        # Adresse, mit der alle IRIs beginnen. Sie bleibt für immer dieselbe, auch bei neuen Versionen.
    """
    lines = [
        "# Angaben zur Veröffentlichung, die nur die veröffentlichende Stelle kennt.",
        "# Zeilen ohne # am Anfang sind nötig; wo ein Wert mit … oder example.org steht, ist er zu ersetzen.",
        "",
        "# --- nötig " + "-" * 60,
    ]
    optional = False
    for name, setting in _SETTINGS.items():
        if not setting.needed and not optional:
            lines.extend(["# --- nach Bedarf: das # am Anfang der Zeile entfernen " + "-" * 18, ""])
            optional = True
        lines.append(f"# {setting.note}")
        lines.append(f"# Erwartet: {setting.expected[0]}")
        lines.append(f"{name} =" if setting.needed else f"# {name} = {setting.example}")
        if setting.needed:
            lines[-1] = f"# Beispiel: {name} = {setting.example}\n{name} = {_empty(setting)}"
        lines.append("")
    return "\n".join(lines)


def _empty(setting: _Setting) -> str:
    return "[]" if setting.example.startswith("[") else '""'
