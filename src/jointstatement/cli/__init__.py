"""The command line: one verb a line, each a thin door to the rooms.

Exit status 0: done. 1: done, and the answer is no (a file that differs, a check that found mistakes). 2: refused, with
one sentence on standard error; nothing has changed.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence

from jointstatement import __version__
from jointstatement.errors import Refusal

ROOMS = {
    "files": ("read", "print"),
    "workflows": ("workflow",),
    "styles": ("style",),
    "register": ("export", "verify"),
    "archive": ("archive",),
    "comment_tables": ("export-comments", "read-comments"),
    "returned": ("compare-file",),
    "redline": ("compare",),
    "lint": ("lint",),
    "installation": ("demo", "serve", "db", "body", "person", "token"),
}
"""Which module has which commands. Only what is asked for is loaded: reading a text need not wait for a web server."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="jointstatement",
        description="Drafts, negotiates and adopts multilateral joint statements.",
    )
    parser.add_argument("--version", action="version", version=f"jointstatement {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    asked = [room for room, names in ROOMS.items() if words[:1] and words[0] in names]
    for room in asked or ROOMS:
        importlib.import_module(f"jointstatement.cli.{room}").add_commands(commands)
    commands.add_parser("help", help="show this list").set_defaults(run=lambda _: print(parser.format_help()) or 0)
    given = parser.parse_args(words)
    try:
        return int(given.run(given))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (as `| head` does); there is nobody left to tell.
        sys.stderr.close()
        return 0
