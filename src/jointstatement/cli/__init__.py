"""The command line: one verb a line, each a thin door to the rooms.

Exit status 0: done. 1: done, and the answer is no (a file that differs, a check that found mistakes). 2: refused, with
one sentence on standard error; nothing has changed.
"""

import argparse
import sys
from collections.abc import Sequence

from jointstatement import __version__
from jointstatement.cli import files, installation, workflows
from jointstatement.errors import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="jointstatement",
        description="Drafts, negotiates and adopts multilateral joint statements.",
    )
    parser.add_argument("--version", action="version", version=f"jointstatement {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    installation.add_commands(commands)
    files.add_commands(commands)
    workflows.add_commands(commands)
    parser_help = commands.add_parser("help", help="show this list")
    parser_help.set_defaults(run=lambda _: print(parser.format_help()) or 0)
    given = parser.parse_args(arguments)
    try:
        return int(given.run(given))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (as `| head` does); there is nobody left to tell.
        sys.stderr.close()
        return 0
