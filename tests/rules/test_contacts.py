from __future__ import annotations

import sys

import pytest

from kmn.model.contact import Contact
from kmn.rules import contacts
from tests.rules.situations import changed, checked, codes, sound


def reached(**contact: object) -> list[str]:
    """Give what is found when the Tal-Verein has another contact."""
    return codes(changed("organisations", "tal-verein", contact=Contact(**{"as_of": "2025", **contact})))


@pytest.mark.parametrize(
    ("phone", "found"),
    [
        ("0511-1204840", []),
        ("+49 (0)511 120 4840", []),
        ("0511 / 120 48-40", []),
        ("0511 1204840 oder 1204841", ["C001"]),
        ("12", ["C001"]),
        ("Zentrale", ["C001"]),
        ("+999 123", ["C001"]),
        ("0043 1 58858", []),
        ("0151 23456789", ["C005"]),
    ],
)
def test_phone_numbers_are_read_as_people_write_them(phone: str, found: list[str]) -> None:
    """Only a number that nobody can dial is wrong; a mobile one may be private."""
    assert reached(phone=phone) == found


@pytest.mark.parametrize(
    ("email", "found"),
    [
        ("info@beratung-seenland-am-berg.de", []),
        ("migrations.beratung@beratung-seenland-am-berg.de", []),
        ("tal.verein@beratung-seenland-am-berg.de", []),
        ("jmd-tal@beratung-seenland-am-berg.de", []),
        ("erika.mustermann@beratung-seenland-am-berg.de", ["C004"]),
        ("e.mustermann@beratung-seenland-am-berg.de", ["C004"]),
        ("anna-lena_muster@beratung-seenland-am-berg.de", ["C004"]),
        ("info@grünes-tal-am-berg.de", []),
        ("info@", ["C002"]),
        ("info@tal", ["C002"]),
        ("zwei@beratung.de, drei@beratung.de", ["C002"]),
        ("verein@gmx.net", ["C005"]),
    ],
)
def test_mail_addresses_are_those_of_institutions(email: str, found: list[str]) -> None:
    """Syntax, reach and whether a person is behind it are told apart."""
    assert reached(email=email) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.beratung.de/tal", []),
        ("http://9.9.9.9/", []),
        ("http://localhost:8000/", ["C003"]),
        ("http://10.0.0.1/", ["C003"]),
        ("http://[::1]/", ["C003"]),
        ("http://[::1", ["C003"]),
        ("https://beispiel.test/", ["C003"]),
        ("https://server/", ["C003"]),
    ],
)
def test_pages_are_public(url: str, found: list[str]) -> None:
    """An address that only a private net knows leads nowhere; nothing is opened to see."""
    assert reached(url=url) == found


def test_contacts_of_what_has_ended_are_not_outdated() -> None:
    """A contact belongs to its time."""
    old = changed("coordinations", "koordination-amt", contact=Contact(phone="030 23125300", as_of="2021"))
    assert codes(old) == ["C007"]
    ended = changed(
        "coordinations",
        "koordination-amt",
        contact=Contact(phone="030 23125300", as_of="2021"),
        valid_to="2022-12-31",
    )
    assert codes(ended) == []


@pytest.mark.parametrize(
    ("package", "left_out"), [("phonenumbers", {"KMN-C001", "KMN-C005"}), ("email_validator", {"KMN-C002"})]
)
def test_without_a_package_its_rules_are_left_out(
    package: str, left_out: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A missing package is said once for each rule, and the others go on."""
    contacts._package.cache_clear()  # noqa: SLF001 (kept between tests)
    monkeypatch.setitem(sys.modules, package, None)
    report = checked(sound())
    contacts._package.cache_clear()  # noqa: SLF001 (kept between tests)
    assert {one.code for one in report} == {"KMN-X002"}
    assert {code for code in left_out if any(code in one.text() for one in report)} == left_out
    assert len(report) == len(left_out)
