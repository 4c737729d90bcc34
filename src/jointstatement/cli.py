"""The command line: one verb a line, each a thin door to the rooms."""

import sys


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 done, 2 refused with one sentence on standard error."""
    print("jointstatement", arguments if arguments is not None else sys.argv[1:])
    return 0
