"""Writes down the public names of the package with their signatures.

After a wanted change run `make api-snapshot` (or `python -m tests.architecture.public_api`) and read the difference
of `public_api.txt` as a user would: every line that goes away or changes breaks somebody's code.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import kmn

if TYPE_CHECKING:
    from collections.abc import Iterator

SNAPSHOT: Final = Path(__file__).with_name("public_api.txt")


def render() -> str:
    """Give the public names, one line each, members below their class."""
    lines: list[str] = []
    for name in sorted(kmn.__all__):
        thing = getattr(kmn, name)
        if inspect.isclass(thing):
            lines.append(f"class {name}{_bases(thing)}")
            lines.extend(f"    {line}" for line in _members(thing))
        elif callable(thing):
            lines.append(f"def {name}{_signature(thing)}")
        else:
            lines.append(f"{name}: {type(thing).__name__}")
    return "\n".join(lines) + "\n"


def _bases(kind: type) -> str:
    names = [base.__name__ for base in kind.__bases__ if base is not object]
    return f"({', '.join(names)})" if names else ""


def _members(kind: type) -> Iterator[str]:
    ours = [base for base in kind.__mro__ if base.__module__.split(".")[0] == "kmn"]
    if any("__init__" in vars(base) for base in ours) or "__attrs_attrs__" in vars(kind):
        yield f"__init__{_signature(kind)}"
    found = {name: member for base in reversed(ours) for name, member in vars(base).items()}
    fields = {
        name: annotation
        for base in reversed(ours)
        for name, annotation in vars(base).get("__annotations__", {}).items()
        if not str(annotation).startswith("ClassVar")
    }
    for name in sorted({*found, *fields}):
        if name.startswith(("_", "model_")):
            continue
        member = found.get(name)
        if isinstance(member, property):
            yield f"{name}: {_annotation(member.fget)}"
        elif isinstance(member, classmethod | staticmethod):
            yield f"{type(member).__name__} {name}{_signature(getattr(kind, name))}"
        elif inspect.isfunction(member):
            yield f"def {name}{_signature(member)}"
        elif name in fields:
            yield f"{name}: {fields[name]}"
        else:
            yield name


def _annotation(function: object) -> str:
    return str(getattr(function, "__annotations__", {}).get("return", "?"))


def _signature(thing: object) -> str:
    try:
        text = str(inspect.signature(thing))  # type: ignore[arg-type]
    except ValueError:  # some built-in parents have none
        return "(…)"
    return re.sub(r"(?<=: |> )'([^']*)'", r"\1", text)


if __name__ == "__main__":
    SNAPSHOT.write_text(render(), encoding="utf-8")
