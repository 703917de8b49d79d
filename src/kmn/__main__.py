"""`python -m kmn`: the command line without its script."""

from __future__ import annotations

from kmn.cli.app import main

if __name__ == "__main__":
    main(prog_name="kmn")
