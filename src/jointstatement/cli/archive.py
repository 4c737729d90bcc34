"""The archive of a body: `archive take` and `archive check`."""

import argparse
import json
import zipfile
from pathlib import Path
from typing import Any

from jointstatement.access.viewer import Viewer
from jointstatement.actions.record import verify_told_chain
from jointstatement.archive import write_archive
from jointstatement.cli.opening import open_database
from jointstatement.cli.styles import style_of_text
from jointstatement.documents.archive import DAMAGE, faults_of
from jointstatement.errors import N_, BadInput, UnreadableFile, UnwritableFile
from jointstatement.migrations import demand_present
from jointstatement.queries.register import all_bodies
from jointstatement.settings import Settings
from jointstatement.terms import Role


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    archive = commands.add_parser("archive", help="the archive of a body").add_subparsers(required=True, metavar="VERB")
    taking = archive.add_parser("take", help="write one file with everything that the chair's office may read")
    taking.add_argument("output", type=Path, metavar="FILE.zip")
    taking.add_argument("--body", metavar="SHORT", help="where there is more than one")
    taking.set_defaults(run=take)
    checking = archive.add_parser("check", help="check the digests and the chains of an archive, without a database")
    checking.add_argument("file", type=Path, metavar="FILE.zip")
    checking.set_defaults(run=check)


def take(given: argparse.Namespace) -> int:
    """Writes the archive of a body, as its chair's office would take it. A file of that name is not written over."""
    if given.output.exists():
        raise UnwritableFile(name=str(given.output), reason=N_("there is already a file of that name"))
    settings = Settings.from_environment()
    database = open_database(settings.database_url)
    try:
        demand_present(database)
        with database.reading() as session:
            bodies = [body for body in all_bodies(session) if given.body in (None, body.short_name)]
            if len(bodies) != 1:
                raise BadInput("body", N_("Name the body with --body and its short name."))
            office = Viewer(person_id="", body_id=bodies[0].id, role=Role.SECRETARIAT, name="")
            partial = given.output.with_name(given.output.name + ".partial")
            try:
                with partial.open("wb") as target:
                    write_archive(
                        session,
                        office,
                        target,
                        now=database.now(),
                        style_of=lambda name: style_of_text(session, name, settings),
                    )
                partial.replace(given.output)
            except OSError as fault:
                raise UnwritableFile(name=str(given.output), reason=fault.strerror or str(fault)) from fault
            finally:
                partial.unlink(missing_ok=True)
    finally:
        database.close()
    print(f"Archived to {given.output}.")
    return 0


def check(given: argparse.Namespace) -> int:
    """Prints what of an archive is not as it was archived or recorded, one a line; 1 where there is any."""
    try:
        with given.file.open("rb") as archive:
            faults = [*faults_of(archive), *_faults_of_chains(given.file)]
    except OSError as fault:
        raise UnreadableFile(N_("“{name}” cannot be read."), name=str(given.file)) from fault
    for each in faults:
        print(each)
    if not faults:
        print("Every file is as it was archived, and every chain of entries unbroken.")
    return 1 if faults else 0


def _faults_of_chains(file: Path) -> list[str]:
    faults = []
    with zipfile.ZipFile(file) as packed:
        for name in sorted(name for name in packed.namelist() if "/record/" in name):
            try:
                found = verify_told_chain(json.loads(packed.read(name)))
            except (*DAMAGE, TypeError, AttributeError):
                found = ("This is no chain of entries.",)
            faults += [f"{name}: {each}" for each in found]
    return faults
