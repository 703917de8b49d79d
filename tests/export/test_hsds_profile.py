from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from kmn.export import hsds
from kmn.export.hsds_profile import patches, readme
from kmn.interchange.folder import load_packaged
from tests.export.test_hsds import made_of

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication
    from kmn.model.dataset import Dataset


def merged(target: Any, patch: Any) -> Any:
    """Apply a JSON Merge Patch as RFC 7386 has it."""
    if not isinstance(patch, dict):
        return patch
    found = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = merged(found.get(name), value)
    return found


def patched(schema: Any, found: dict[str, Any], seen: set[str]) -> Any:
    """Apply the patches to every schema within a compiled one."""
    if isinstance(schema, list):
        return [patched(one, found, seen) for one in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: patched(value, found, seen) for key, value in schema.items()}
    name = schema.get("name")
    if "path" in schema and isinstance(name, str) and f"{name}.json" in found:
        seen.add(f"{name}.json")
        return merged(inner, found[f"{name}.json"])
    return inner


@pytest.fixture
def judges(oracles: Path) -> tuple[Draft202012Validator, Draft202012Validator]:
    """The official schema of an organisation, and that of the profile."""
    official = json.loads((oracles / "hsds-3.0" / "compiled" / "organization.json").read_text(encoding="utf-8"))
    found = {name: json.loads(text) for name, text in patches().items()}
    seen: set[str] = set()
    own = patched(official, found, seen)
    assert seen == set(found)
    Draft202012Validator.check_schema(own)
    check = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(official, format_checker=check), Draft202012Validator(own, format_checker=check)


@pytest.mark.parametrize("data", [load_packaged(), made_of()], ids=["embedded", "full"])
def test_what_is_written_conforms_to_the_profile(
    data: Dataset,
    edition: Publication,
    tmp_path: Path,
    judges: tuple[Draft202012Validator, Draft202012Validator],
) -> None:
    """Every organisation is valid by the patched official schemas."""
    hsds.write(data, tmp_path, edition)
    found = json.loads((tmp_path / "organizations.json").read_text(encoding="utf-8"))
    assert found
    for one in found:
        judges[1].validate(one)
    for name, text in patches().items():
        assert (tmp_path / "profile" / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("uri",), None),
        (("services", 0, "status"), "temporarily closed"),
        (("services", 0, "service_areas", 0, "uri"), "https://example.org/celle"),
        (("services", 0, "schedules", 0, "freq"), "MONTHLY"),
        (("services", 0, "schedules", 0, "opens_at"), "9 Uhr"),
        (("locations", 0, "location_type"), "postal"),
        (("organization_identifiers", 0, "identifier_type"), "Company number"),
    ],
)
def test_the_profile_is_stricter(
    place: tuple[Any, ...],
    value: object,
    edition: Publication,
    tmp_path: Path,
    judges: tuple[Draft202012Validator, Draft202012Validator],
) -> None:
    """What HSDS admits and we never write is refused by the profile alone."""
    hsds.write(made_of(), tmp_path, edition)
    found = json.loads((tmp_path / "organizations.json").read_text(encoding="utf-8"))[0]
    holder = found
    for step in place[:-1]:
        holder = holder[step]
    if value is None:
        del holder[place[-1]]
    else:
        holder[place[-1]] = value
    official, own = judges
    assert official.is_valid(found)
    assert not own.is_valid(found)


def test_it_says_where_it_is_found() -> None:
    """The address stands in the description, where it is known."""
    assert "https://example.org/hsds/" in readme("KMN", "https://example.org/hsds/")
    assert "Address" not in readme("KMN", "")
