"""A release to be judged, and the judges that run in Node.js."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from kmn.export import release
from kmn.model.contact import Address, Contact
from kmn.model.organisation import Organisation
from kmn.model.service import Service
from kmn.wiring import dataset
from tests.architecture.tree import PROJECT
from tests.export.conftest import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kmn.model.dataset import Dataset

SCRIPTS: Final = Path(__file__).parent
PACKAGES: Final = PROJECT / "build" / "judges"

TOWN: Final = Organisation(
    id="beispielstadt",
    name="Beispielstadt",
    kind="local-authority",
    area="03351006",
    address=Address(street="Beispielweg 3", plz="29221", town="Beispielstadt", lat=52.62, lon=10.08),
    contact=Contact(phone="+4951410000", email="rat@example.org", url="https://example.org/", as_of="2026-01"),
)
SERVICE: Final = Service(
    id="beispielrat", organisation=TOWN.id, name="Rat", areas=("03351006", "03403"), languages=("de", "uk")
)


def sample() -> Dataset:
    """Give the embedded dataset with what it lacks: an authority with an address, which offers a service."""
    data = dataset()
    return data.model_copy(
        update={"organisations": (*data.organisations, TOWN), "services": (*data.services, SERVICE)}
    )


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with everything that may be in one."""
    path = tmp_path_factory.mktemp("judges") / "release"
    release.write(sample(), path, settings_of(inferred=True, parquet=True, excel=True, geometry=True))
    return path


@pytest.fixture(scope="session")
def portable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release for portals that still check the rules of DCAT-AP.de 2.0."""
    path = tmp_path_factory.mktemp("judges") / "portable"
    release.write(sample(), path, settings_of(profile="portable", compat_2=True), outlines=False)
    return path


@pytest.fixture(scope="session")
def node() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run one of the scripts beside, where its packages are."""
    program = shutil.which("node")
    assert program is not None, "node is not installed"
    assert (PACKAGES / "node_modules").is_dir(), "the packages of the judges are not installed: make judges"
    for script in SCRIPTS.glob("*.mjs"):
        shutil.copy(script, PACKAGES)  # modules are looked up from where a script lies

    def run(script: str, *paths: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, PACKAGES / script, *paths], capture_output=True, encoding="utf-8", timeout=120, check=False
        )

    return run
