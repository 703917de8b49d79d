"""Rules about contacts: whether they can be reached, are those of an institution, and are up to date."""

from __future__ import annotations

import ipaddress
import re
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from kmn.errors import MissingExtraError
from kmn.places.names import fold
from kmn.rules.finding import Severity
from kmn.rules.rule import Hit, rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from kmn.rules.material import Material

_EXTRA: Final = "check"
_STALE_YEARS: Final = 2
_STALE: Final = timedelta(days=round(365.25 * _STALE_YEARS))
_PRIVACY: Final = (
    "Grundsatz: Kontakte sind die von Einrichtungen, nie die von Privatpersonen.",
    "Principle: contacts are those of institutions, never those of private persons.",
)
_PERSONAL: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?[._][^\W\d_]{2,}(?:-[^\W\d_]+)*")
# Beginnings of words by which a mailbox is known to be that of an office.
_OFFICE: Final = re.compile(
    "amt|anmeld|asyl|auskunft|berat|buero|buerger|contact|ehrenamt|empfang|fluecht|gemeinde|geschaeft|hilfe|info|"
    "integr|jmd|jugend|komut|kontakt|koordin|kreis|leit|mail|mbe|migra|netz|office|post|presse|projekt|redakt|region|"
    "sekretar|service|sozial|sprach|stadt|stelle|team|teilhab|verband|verein|verwalt|vielfalt|vorstand|welcome|"
    "willkomm|zentr"
)
# Providers whose addresses are mostly those of private persons.
_PROVIDERS: Final = re.compile(
    r"(?:aol|gmail|googlemail|hotmail|icloud|live|me|outlook|yahoo)\.(?:com|de)|gmx\.(?:com|de|net)|"
    r"(?:freenet|mail|online|posteo|t-online|web)\.de|mailbox\.org"
)
# Names that RFC 2606 and RFC 6761 keep out of the public name system.
_RESERVED: Final = re.compile(r"(?:.*\.)?(?:example(?:\.(?:com|net|org))?|invalid|local|localhost|test)")


@cache
def _package(name: str) -> ModuleType:
    """Import an optional package."""
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        feature = "Checking phone numbers" if name == "phonenumbers" else "Checking mail addresses"
        raise MissingExtraError(feature, extra=_EXTRA) from None


@rule(
    "KMN-C001",
    Severity.ERROR,
    title=("Telefonnummer nicht wählbar", "Phone number cannot be dialled"),
    text=(
        "Die Telefonnummer lässt sich nicht als internationale Nummer (E.164) schreiben.",
        "The phone number cannot be written as an international number (E.164).",
    ),
    why=(
        "Wer anruft, erreicht niemanden; Vorwahl oder Ziffern fehlen oder sind zu viel.",
        "Whoever calls reaches nobody; the area code or digits are missing, or there are too many.",
    ),
    remedy=(
        "Die Nummer mit Vorwahl eintragen, eine je Eintrag, ohne weiteren Text: 05141 12345.",
        "Enter the number with its area code, one for each record, without further text: 05141 12345.",
    ),
    source=("ITU-T E.164; Bibliothek phonenumbers.", "ITU-T E.164; library phonenumbers."),
)
def undialable(material: Material) -> Iterator[Hit]:
    """Find phone numbers that are none."""
    for table, record, contact in material.contacts:
        if contact.phone is not None and _number(material, contact.phone) is None:
            yield Hit(table, record, "contact_phone")


def _number(material: Material, written: str) -> Any:
    """Read a phone number as one dials it in the country; None if it is none."""
    phonenumbers = _package("phonenumbers")
    if written not in material.numbers:
        try:
            number = phonenumbers.parse(written, material.gazetteer.territory.country)
        except phonenumbers.NumberParseException:
            number = None
        is_valid = number is not None and phonenumbers.is_valid_number(number)
        material.numbers[written] = number if is_valid else None
    return material.numbers[written]


@rule(
    "KMN-C002",
    Severity.ERROR,
    title=("E-Mail-Adresse falsch geschrieben", "Mail address misspelt"),
    text=(
        "Die E-Mail-Adresse hat nicht die Form name@einrichtung.de.",
        "The mail address has not the form name@institution.de.",
    ),
    why=("Was man dorthin schickt, kommt nicht an.", "What is sent there does not arrive."),
    remedy=(
        "Die Adresse berichtigen; eine je Eintrag, ohne weiteren Text.",
        "Correct the address; one for each record, without further text.",
    ),
    source=("RFC 5321 und 5322; Bibliothek email-validator.", "RFC 5321 and 5322; library email-validator."),
)
def misspelt_mail(material: Material) -> Iterator[Hit]:
    """Find mail addresses of wrong syntax; nothing is sent or looked up."""
    for table, record, contact in material.contacts:
        if contact.email is None:
            continue
        validator = _package("email_validator")
        try:
            validator.validate_email(contact.email, check_deliverability=False, test_environment=True)
        except validator.EmailNotValidError:
            yield Hit(table, record, "contact_email")


@rule(
    "KMN-C003",
    Severity.ERROR,
    title=("Kontakt nicht erreichbar", "Contact cannot be reached"),
    text=(
        "Die Adresse führt nirgendwohin: Ihr Name ist kein öffentlicher.",
        "The address leads nowhere: its name is not a public one.",
    ),
    why=(
        "Der Name gilt nur in einem eigenen Netz, ist für Beispiele bestimmt oder unvollständig.",
        "The name holds in a private net only, is meant for examples, or is incomplete.",
    ),
    remedy=(
        "Die öffentliche Adresse eintragen, unter der die Seite oder das Postfach zu erreichen ist.",
        "Enter the public address at which the page or mailbox can be reached.",
    ),
    source=("RFC 2606, RFC 6761 und RFC 1918.", "RFC 2606, RFC 6761 and RFC 1918."),
)
def unreachable(material: Material) -> Iterator[Hit]:
    """Find web and mail addresses that cannot lead anywhere, judged by their form; nothing is opened."""
    for table, record, contact in material.contacts:
        if contact.url is not None and not _is_public(_host(contact.url)):
            yield Hit(table, record, "contact_url")
        # A domain without a dot is misspelt, which another rule says.
        domain = (contact.email or "").rpartition("@")[2]
        if "." in domain and not _is_public(domain):
            yield Hit(table, record, "contact_email")


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # brackets that do not close
        return ""


def _is_public(host: str) -> bool:
    name = host.casefold().rstrip(".")
    try:
        return ipaddress.ip_address(name.strip("[]")).is_global
    except ValueError:
        return "." in name and not _RESERVED.fullmatch(name)


@rule(
    "KMN-C004",
    Severity.WARNING,
    title=("Kontakt einer Person", "Contact of a person"),
    text=(
        "Die E-Mail-Adresse sieht nach der einer Person aus, nicht nach der einer Einrichtung.",
        "The mail address looks like that of a person, not of an institution.",
    ),
    why=(
        "Namen von Beschäftigten gehören nicht in offene Daten, und sie wechseln.",
        "Names of staff do not belong into open data, and they change.",
    ),
    remedy=(
        "Das Postfach der Einrichtung eintragen, etwa info@ oder migrationsberatung@.",
        "Enter the mailbox of the institution, such as info@ or migrationsberatung@.",
    ),
    source=_PRIVACY,
)
def personal_mail(material: Material) -> Iterator[Hit]:
    """Find mail addresses made of two names."""
    for table, record, contact in material.contacts:
        local = (contact.email or "").partition("@")[0].casefold()
        if _PERSONAL.fullmatch(local):
            own = set(fold(f"{getattr(record, 'name', '')} {getattr(record, 'id', '')}").split())
            if not any(_OFFICE.search(word) or word in own for word in fold(local).split()):
                yield Hit(table, record, "contact_email")


@rule(
    "KMN-C005",
    Severity.INFO,
    title=("Kontakt vielleicht privat", "Contact perhaps private"),
    text=(
        "{what}, wie sie auch Privatleute haben.",
        "{what}, such as private persons have as well.",
    ),
    why=(
        "Er könnte einer Person gehören und nicht der Einrichtung.",
        "It might belong to a person and not to the institution.",
    ),
    remedy=(
        "Prüfen, ob die Einrichtung ihn selbst so veröffentlicht; dann ist nichts zu tun.",
        "See whether the institution itself publishes it so; then nothing has to be done.",
    ),
    source=_PRIVACY,
)
def perhaps_private(material: Material) -> Iterator[Hit]:
    """Find mobile numbers and mailboxes at providers for everybody."""
    for table, record, contact in material.contacts:
        if contact.email is not None and _PROVIDERS.fullmatch(contact.email.rpartition("@")[2].casefold()):
            what = ("Ein Postfach bei einem Anbieter", "A mailbox at a provider")
            yield Hit(table, record, "contact_email", None, {"what": what})
        if contact.phone is not None and _is_mobile(material, contact.phone):
            yield Hit(table, record, "contact_phone", None, {"what": ("Eine Mobilnummer", "A mobile number")})


def _is_mobile(material: Material, written: str) -> bool:
    number = _number(material, written)
    phonenumbers = _package("phonenumbers")
    return number is not None and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


@rule(
    "KMN-C006",
    Severity.INFO,
    title=("Kontakt ohne Stand", "Contact without date"),
    text=(
        "Von wann der Kontakt ist, ist nicht bekannt.",
        "It is not known of when the contact is.",
    ),
    why=(
        "Er wird in Antworten als undatiert gezeigt, nie als aktuell.",
        "Answers show it as undated, never as current.",
    ),
    remedy=(
        "contact_as_of eintragen: wann er zuletzt veröffentlicht oder gesehen wurde.",
        "Enter contact_as_of: when it was last published or seen.",
    ),
    source=("Grundsatz: Ein Kontakt gilt nur mit Datum.", "Principle: a contact counts only with its date."),
)
def undated_contact(material: Material) -> Iterator[Hit]:
    """Find contacts without a date."""
    for table, record, contact in material.contacts:
        if contact.as_of is None:
            yield Hit(table, record, "contact_as_of")


@rule(
    "KMN-C007",
    Severity.WARNING,
    title=("Kontakt veraltet", "Contact outdated"),
    text=(
        "Der Kontakt wurde zuletzt {as_of} gesehen.",
        "The contact was last seen {as_of}.",
    ),
    why=(
        f"Nach mehr als {_STALE_YEARS} Jahren stimmen Nummern und Postfächer oft nicht mehr.",
        f"After more than {_STALE_YEARS} years numbers and mailboxes are often wrong.",
    ),
    remedy=(
        "Den Kontakt prüfen und contact_as_of erneuern; gibt es die Stelle nicht mehr, valid_to eintragen.",
        "Verify the contact and renew contact_as_of; if the office is no more, enter valid_to.",
    ),
    source=(
        f"Eigene Festlegung: {_STALE_YEARS} Jahre; keine Vorschrift nennt eine Frist.",
        f"Our own choice: {_STALE_YEARS} years; no regulation names a period.",
    ),
)
def outdated_contact(material: Material) -> Iterator[Hit]:
    """Find contacts of records that have not ended, last seen long ago."""
    for table, record, contact in material.contacts:
        ended = record.valid_to is not None and record.valid_to < material.today
        if contact.as_of is not None and not ended and material.today - contact.as_of.last > _STALE:
            yield Hit(table, record, "contact_as_of", None, {"as_of": str(contact.as_of)})
