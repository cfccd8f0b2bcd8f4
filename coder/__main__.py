"""Start Ote: the command line for its verbs, the window for everything else."""

from __future__ import annotations

import multiprocessing
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    multiprocessing.freeze_support()
    from coder.cli import run  # noqa: PLC0415 - a spawned worker must not import the command line

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
