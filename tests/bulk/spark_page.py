"""Runs the examples of a page that need Spark: `python -m tests.bulk.spark_page PAGE`."""

from __future__ import annotations

import os
import re
import sys
from doctest import ELLIPSIS, DocTestParser, DocTestRunner
from pathlib import Path
from typing import Final

from tests.bulk.spark_session import ENVIRONMENT

BLOCK: Final = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main(page: Path) -> int:
    """Run the examples one after the other; give how many went wrong."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    test = DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    return DocTestRunner(optionflags=ELLIPSIS).run(test).failed


if __name__ == "__main__":
    quiet = "--conf spark.log.level=ERROR --conf spark.ui.enabled=false pyspark-shell"
    os.environ |= ENVIRONMENT | {"PYSPARK_SUBMIT_ARGS": quiet}
    sys.exit(main(Path(sys.argv[1])))
