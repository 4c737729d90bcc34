"""The installation: `demo`, `serve`, `db`, `body`, `person`, `token`."""

import argparse
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jointstatement.actions.persons import (
    admit_person,
    create_token,
    end_person,
    issue_link,
    reissue_link,
    revoke_token,
)
from jointstatement.actions.setting_up import add_delegation, found_body
from jointstatement.app import serve as serve_app
from jointstatement.cli.backup import back_up, check_backup
from jointstatement.cli.opening import open_database
from jointstatement.database import Database
from jointstatement.demo import set_up_example
from jointstatement.documents.style import load_style, style_names
from jointstatement.errors import N_, BadInput, SettingMistake
from jointstatement.migrations import demand_present, upgrade
from jointstatement.queries.register import all_bodies, all_persons
from jointstatement.settings import Settings
from jointstatement.terms import NEVER_ADMITTED, Participation, Role
from jointstatement.workflow.definition import load_workflows

EXAMPLE_FOLDER = Path("var")


def add_commands(commands: Any) -> None:
    """Adds the commands to the parser's list."""
    demonstrating = commands.add_parser("demo", help="start the program with an example conference in it")
    demonstrating.add_argument("--folder", type=Path, default=EXAMPLE_FOLDER, help="where its database is kept")
    demonstrating.set_defaults(run=demo)

    commands.add_parser("serve", help="start the program").set_defaults(run=serve)

    database = commands.add_parser("db", help="the database").add_subparsers(required=True, metavar="VERB")
    database.add_parser("upgrade", help="make or renew the tables").set_defaults(run=db_upgrade)
    backing = database.add_parser("backup", help="copy the database while the program runs")
    backing.add_argument("file", type=Path, metavar="FILE")
    backing.set_defaults(run=db_backup)
    checking = database.add_parser("check", help="check a database or a backup: whole, and every chain unbroken")
    checking.add_argument("file", type=Path, nargs="?", metavar="FILE")
    checking.set_defaults(run=db_check)

    body = commands.add_parser("body", help="the forum").add_subparsers(required=True, metavar="VERB")
    founding = body.add_parser("found", help="begin a body with its members, in its own order")
    founding.add_argument("name")
    founding.add_argument("--short", required=True, help="its short name")
    founding.add_argument("--member", action="append", default=[], metavar="NAME", help="once for each, in order")
    founding.add_argument("--observer", action="append", default=[], metavar="NAME")
    founding.add_argument("--partner", action="append", default=[], metavar="NAME")
    founding.add_argument("--guest", action="append", default=[], metavar="NAME")
    founding.add_argument("--marking", default="Delegations only")
    founding.add_argument("--language", default="en")
    founding.add_argument("--secretariat", required=True, metavar="PERSON", help="who will set everything else up")
    founding.set_defaults(run=body_found)

    person = commands.add_parser("person", help="persons and their links").add_subparsers(required=True, metavar="VERB")
    person.add_parser("list", help="who has access").set_defaults(run=person_list)
    adding = person.add_parser("add", help="give a person a role")
    adding.add_argument("name")
    adding.add_argument("--role", choices=[role.value for role in Role if role not in NEVER_ADMITTED], required=True)
    adding.add_argument("--delegation", metavar="NAME")
    adding.add_argument("--body", metavar="SHORT", help="where there is more than one")
    adding.set_defaults(run=person_add)
    for verb, what, run in (
        ("link", "a further sign-in link", person_link),
        ("relink", "a new sign-in link; the old ones and their sign-ins end", person_relink),
        ("end", "no access any more", person_end),
    ):
        naming = person.add_parser(verb, help=what)
        naming.add_argument("person", metavar="PERSON", help="the name, or the id")
        naming.set_defaults(run=run)

    token = commands.add_parser("token", help="tokens for the JSON interface").add_subparsers(
        required=True, metavar="VERB"
    )
    creating = token.add_parser("create", help="make a token; it is shown once")
    creating.add_argument("person", metavar="PERSON", help="the name, or the id")
    creating.set_defaults(run=token_create)
    revoking = token.add_parser("revoke", help="end a token")
    revoking.add_argument("token", metavar="TOKEN_ID")
    revoking.set_defaults(run=token_revoke)


def demo(given: argparse.Namespace) -> int:
    """Starts the program on the example conference, which is made where it is not there yet."""
    settings = Settings.from_environment()
    _demand_free_port(settings)
    given.folder.mkdir(parents=True, exist_ok=True)
    database = open_database(f"sqlite:///{given.folder / 'example.sqlite3'}")
    upgrade(database)
    links = set_up_example(database, settings)
    width = max(len(link.who) for link in links)
    print(f"\nOpen {settings.address} with one of these personal links (Ctrl-C stops the program):\n")
    for link in links:
        print(f"  {link.who:<{width}}  {settings.address}/sign-in/{link.secret}")
    print(flush=True)
    serve_app(settings, database)
    return 0


def serve(given: argparse.Namespace) -> int:
    """Starts the program; every workflow and style in use is checked first."""
    settings = Settings.from_environment()
    _demand_free_port(settings)
    load_workflows(settings.all_workflow_folders)
    for name in style_names(settings.all_style_folders):
        load_style(name, settings.all_style_folders)
    database = open_database(settings.database_url)
    demand_present(database)
    print(f"Open {settings.address}", flush=True)
    serve_app(settings, database)
    return 0


def db_upgrade(given: argparse.Namespace) -> int:
    """Makes or renews the tables."""
    with _database(ready=False) as database:
        print(f"The database is at revision {upgrade(database)}.")
    return 0


def db_backup(given: argparse.Namespace) -> int:
    """Copies the database to a file, whole, while others write."""
    with _database() as database:
        back_up(database, given.file)
    print(f"Backed up to {given.file}.")
    return 0


def db_check(given: argparse.Namespace) -> int:
    """Checks that a database is whole and every chain of entries unbroken; 1 where it is not."""
    settings = Settings.from_environment()
    faults = check_backup(f"sqlite:///{given.file}" if given.file else settings.database_url)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("Whole, and every chain of entries unbroken.")
    return 1 if faults else 0


def body_found(given: argparse.Namespace) -> int:
    """Begins a body and prints the sign-in link of its secretariat."""
    with _database() as database:
        body_id = database.write_and_wait(
            found_body, name=given.name, short_name=given.short, marking=given.marking, language=given.language
        )
        names = [(name, participation) for participation in Participation for name in getattr(given, participation)]
        for order, (name, participation) in enumerate(names, start=1):
            database.write_and_wait(
                add_delegation, body_id, name=name, order=order, participation=participation, by=None, lock=body_id
            )
        person_id = database.write_and_wait(
            admit_person, body_id, name=given.secretariat, role=Role.SECRETARIAT, by=None, lock=body_id
        )
        _print_link(database, person_id)
    return 0


def person_list(given: argparse.Namespace) -> int:
    """Prints id, role, delegation and name of everybody who has access."""
    with _database() as database, database.reading() as session:
        for person in all_persons(session):
            print(f"{person.id}  {person.role:<13}  {person.delegation or '–':<24}  {person.name}")
    return 0


def person_add(given: argparse.Namespace) -> int:
    """Gives a person a role and prints the sign-in link."""
    with _database() as database:
        with database.reading() as session:
            bodies = [body for body in all_bodies(session) if given.body in (None, body.short_name)]
        if len(bodies) != 1:
            raise BadInput("body", N_("Name the body with --body and its short name."))
        delegation = bodies[0].delegations.get(given.delegation) if given.delegation else None
        if given.delegation and delegation is None:
            raise BadInput("delegation", N_("The body has no delegation “{name}”."), name=given.delegation)
        person_id = database.write_and_wait(
            admit_person,
            bodies[0].id,
            name=given.name,
            role=Role(given.role),
            delegation_id=delegation,
            by=None,
            lock=bodies[0].id,
        )
        _print_link(database, person_id)
    return 0


def person_link(given: argparse.Namespace) -> int:
    """Prints a further sign-in link; the others go on working."""
    with _database() as database:
        _print_link(database, _person(database, given.person))
    return 0


def person_relink(given: argparse.Namespace) -> int:
    """Ends every sign-in link of a person, with the sign-ins that came of them, and prints a new one."""
    with _database() as database:
        _print_link(database, _person(database, given.person), issue=reissue_link)
    return 0


def person_end(given: argparse.Namespace) -> int:
    """Ends a person's access."""
    with _database() as database:
        database.write_and_wait(end_person, _person(database, given.person), by=None)
    return 0


def token_create(given: argparse.Namespace) -> int:
    """Prints a new token for the JSON interface."""
    with _database() as database:
        print(database.write_and_wait(create_token, _person(database, given.person), by=None))
    return 0


def token_revoke(given: argparse.Namespace) -> int:
    """Ends a token."""
    with _database() as database:
        database.write_and_wait(revoke_token, given.token, by=None)
    return 0


def _demand_free_port(settings: Settings) -> None:
    """Raises `SettingMistake` where somebody else listens already, before anything is set up or promised."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as fault:
            raise SettingMistake(
                name="JOINTSTATEMENT_PORT",
                remedy=f"{settings.host}:{settings.port} cannot be listened on ({fault.strerror}). Set another port.",
            ) from None


@contextmanager
def _database(*, ready: bool = True) -> Iterator[Database]:
    database = open_database(Settings.from_environment().database_url)
    try:
        if ready:
            demand_present(database)
        yield database
    finally:
        database.close()


def _person(database: Database, name: str) -> str:
    """The id of a person named by id or by a name that only one has."""
    with database.reading() as session:
        found = [person.id for person in all_persons(session) if name in (person.id, person.name)]
    if len(found) != 1:
        raise BadInput(
            "person",
            N_("Nobody with access is called “{name}”.")
            if not found
            else N_("Several are called “{name}”; give the id."),
            name=name,
        )
    return found[0]


def _print_link(database: Database, person_id: str, issue: Callable[..., str] = issue_link) -> None:
    secret = database.write_and_wait(issue, person_id, by=None)
    print(f"{Settings.from_environment().address}/sign-in/{secret}")
