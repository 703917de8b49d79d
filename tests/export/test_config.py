from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import attrs
import pytest

from kmn.errors import DataError
from kmn.export.config import Config, from_mapping, read, template
from tests.export.conftest import settings_of

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_missing_is_listed_at_once() -> None:
    """An empty file is told about every setting that has no default."""
    with pytest.raises(DataError) as caught:
        from_mapping({})
    missing = {problem.partition(":")[0] for problem in caught.value.problems}
    needed = {field.name for field in attrs.fields(Config) if field.default is attrs.NOTHING}
    assert needed <= missing
    assert "contact_email or contact_url" in missing


def test_what_is_wrong_is_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    """In German nothing is said in English, neither in the template."""
    wrong = {"base_iri": "x", "themes": 1, "licence": "y"}
    with pytest.raises(DataError, match="nicht vollständig") as caught:
        from_mapping(wrong, lang="de")
    texts = [str(caught.value), template()]
    with pytest.raises(DataError, match="lassen sich nicht lesen"):
        read(tmp_path / "no.toml", lang="de")
    for text in texts:
        assert re.findall(r"\b(?:expected|missing|usable|unknown|one of|an address|a text|a list)\b", text) == []
    assert "base_iri: nicht brauchbar; erwartet: eine Adresse ohne # und ohne / am Ende" in texts[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("base_iri", "https://example.org/kmn/"),
        ("base_iri", "kmn"),
        ("base_iri", 'https://example.org/"> <b'),
        ("download_url", "https://example.org/kmn"),
        ("license", "cc-by/4_0"),
        ("license", 4),
        ("publisher", " "),
        ("themes", []),
        ("themes", ["SOCIAL"]),
        ("accrual", "SOMETIMES"),
        ("contact_email", "a@b> <c"),
        ("contributor_id", "https://example.org/x"),
        ("profile", "dcat"),
        ("compat_2", "yes"),
        ("formula_guard", "quote"),
        ("licence", "cc-by/4.0"),
    ],
)
def test_wrong_values_are_named(name: str, value: object) -> None:
    """A value outside its list or form, or an unknown name, is a problem that names the setting."""
    with pytest.raises(DataError, match=f"- {name}: "):
        settings_of(**{name: value})


def test_the_template_is_toml_with_everything(tmp_path: Path) -> None:
    """The template is read as TOML, names every setting, and publishes nothing until it is filled in."""
    (tmp_path / "release.toml").write_text(template(), encoding="utf-8")
    assert set(re.findall(r"^(?:# )?(\w+) = ", template(), re.MULTILINE)) == {
        field.name for field in attrs.fields(Config)
    }
    tomllib.loads(template())
    with pytest.raises(DataError, match="not complete"):
        read(tmp_path / "release.toml")


def test_the_examples_of_the_template_are_accepted() -> None:
    """Each line that is commented out can be used as it stands."""
    lines = re.findall(r"^# (?:Beispiel: )?(\w+ = .*)$", template(), re.MULTILINE)
    text = "\n".join(lines).replace("…", "landNiedersachsen")
    assert isinstance(from_mapping(tomllib.loads(text)), Config)


@pytest.mark.parametrize("content", [b"=", b"\xff\xff", None])
def test_unreadable_settings_are_an_error_of_ours(content: bytes | None, tmp_path: Path) -> None:
    """A missing or damaged file is reported with what was expected."""
    if content is not None:
        (tmp_path / "a.toml").write_bytes(content)
    with pytest.raises(DataError, match="kmn export --init"):
        read(tmp_path / "a.toml")
