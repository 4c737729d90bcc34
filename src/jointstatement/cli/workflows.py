"""`workflow check` and `workflow draw`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from jointstatement.cli.paths import write
from jointstatement.settings import Settings
from jointstatement.workflow.definition import (
    Workflow,
    check_file,
    load_workflow,
    parse_workflow,
    read_source,
    workflow_files,
)
from jointstatement.workflow.draw import draw_mermaid, draw_svg


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    workflow = commands.add_parser("workflow", help="check and draw workflow files").add_subparsers(
        required=True, metavar="VERB"
    )
    checking = workflow.add_parser("check", help="name every mistake in workflow files (default: all that are in use)")
    checking.add_argument("files", nargs="*", type=Path, metavar="FILE")
    checking.set_defaults(run=check)
    drawing = workflow.add_parser("draw", help="draw a workflow")
    drawing.add_argument("file", nargs="?", default="consensus", metavar="FILE", help="a file, or a workflow's name")
    drawing.add_argument("--format", choices=("mermaid", "svg"), default="mermaid")
    drawing.add_argument("-o", "--output", type=Path)
    drawing.set_defaults(run=draw)


def check(given: argparse.Namespace) -> int:
    """Prints each mistake as file, key and remedy; 1 where there is any."""
    files = given.files or list(workflow_files(Settings.from_environment().all_workflow_folders).values())
    mistakes = [mistake for file in files for mistake in check_file(file)]
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    if not mistakes:
        print(f"{len(files)} checked, no mistakes.")
    return 1 if mistakes else 0


def draw(given: argparse.Namespace) -> int:
    """Prints or writes the diagram of one workflow."""
    workflow = _workflow(given.file)
    drawn = draw_mermaid(workflow) if given.format == "mermaid" else draw_svg(workflow)
    if given.output:
        write(given.output, drawn.encode())
    else:
        print(drawn)
    return 0


def _workflow(name: str) -> Workflow:
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        return parse_workflow(read_source(path), path.name)
    return load_workflow(name, Settings.from_environment().all_workflow_folders)
