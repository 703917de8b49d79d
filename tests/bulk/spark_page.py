"""Runs the examples of a page that need Spark: `python -m tests.bulk.spark_page PAGE`."""

from __future__ import annotations

import os
import re
import sys
from doctest import ELLIPSIS, DocTestParser, DocTestRunner
from pathlib import Path
from typing import Final

BLOCK: Final = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main(page: Path) -> int:
    """Run the examples one after the other; give how many went wrong."""
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    test = DocTestParser().get_doctest("\n".join(blocks), {}, page.name, str(page), 0)
    return DocTestRunner(optionflags=ELLIPSIS).run(test).failed


if __name__ == "__main__":
    os.environ |= {
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": "--conf spark.log.level=ERROR --conf spark.ui.enabled=false pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    sys.exit(main(Path(sys.argv[1])))
