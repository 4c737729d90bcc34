"""Measures the pages of a big statement: 164 clauses, 193 delegations, 31,422 comments, 2,000 amendments.

`python -m bench.statement` builds the statement in a temporary SQLite file (`--postgresql`: on a server that is started
for it; `--database URL`: in an empty database of yours), opens pages through the application itself as the chair and
as a head of delegation, and prints JSON: p50 and p95 of 40 requests each, in milliseconds by the clock and of processor
time, and how many SQL statements each took. Beside them stands the floor, an empty page of the same application, taken
in turn with them. The same pages are opened again with a write before each: one that has nothing to do with the
statement, and what is written to one while it is negotiated. The SQL statements of four sizes show that their number
does not grow.

Three revisions are tabled, one round is closed on each, every other comment and amendment has an answer, and every
delegation has a position on the whole and on some clauses. The same seed gives the same negotiation, its random ids
excepted. `--pages` measures the other pages as well, with few requests each.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.merge import WORDS, make
from litestar.testing import TestClient
from sqlalchemy import Engine, event, func, insert
from sqlmodel import Session, SQLModel, col, select

from jointstatement.access.admission import hash_of_secret, new_secret
from jointstatement.app import create_app, settle
from jointstatement.database import Database
from jointstatement.migrations import upgrade
from jointstatement.models import (
    Amendment,
    Body,
    Comment,
    Delegation,
    Disposition,
    Meeting,
    Person,
    PositionTaken,
    Revision,
    RevisionPart,
    Round,
    SignIn,
    SignInLink,
    Statement,
    Submission,
    WorkingPart,
)
from jointstatement.models.identity import new_id
from jointstatement.settings import Settings, shipped
from jointstatement.terms import CommentClass, DispositionKind, PartKind, Position, Role, Visibility, Weight
from jointstatement.text.document import Part
from jointstatement.text.fingerprint import fingerprint

ADDRESS = "http://127.0.0.1:8000"
REQUESTS = 40
LABELS = ("Zero draft", "Rev.1", "Rev.2")
SHARES = (50, 30, 20)
"""How much of the input was given on each revision, in per cent."""
REWORDED = 0.1
"""The share of the clauses that a revision words anew."""
ON_CLAUSES = 20
"""Positions of each delegation on single clauses."""


@dataclass(frozen=True)
class Size:
    """How big a statement is."""

    clauses: int = 164
    delegations: int = 193
    comments: int = 31_422
    amendments: int = 2_000


BIG = Size()
SIZES = (Size(10, 12, 1_000, 60), Size(10, 193, 1_000, 60), Size(164, 12, 1_000, 60), BIG)


@dataclass(frozen=True)
class Built:
    """A statement that was built, and who may open it."""

    id: str
    clause: str
    """One clause in the middle."""
    chair: str
    """The secret of the chair's session."""
    head: str


def build(session: Session, size: Size, seed: int, *, now: datetime) -> Built:
    """The whole negotiation, as rows."""
    chance = Random(seed)
    body = Body(name="Riverine Cooperation Forum", short_name="Riverine Forum")
    session.add(body)
    session.flush()
    delegations = [_delegation(session, body, place) for place in range(1, size.delegations + 1)]
    chair, chairs_secret = _person(session, body, "Person in the chair", Role.CHAIR, None, now)
    heads = [
        _person(session, body, f"Head of {delegation.name}", Role.HEAD, delegation.id, now)
        for delegation in delegations
    ]
    meeting = Meeting(
        body_id=body.id,
        title="9th Ministerial Meeting",
        place="Port Alder",
        starts_on=now.date(),
        ends_on=now.date(),
        time_zone="Europe/Vienna",
        chair=delegations[0].name,
    )
    session.add(meeting)
    session.flush()
    statement = Statement(
        body_id=body.id,
        meeting_id=meeting.id,
        workflow="consensus",
        workflow_source=(shipped("workflows") / "consensus.toml").read_text(encoding="utf-8"),
        state="comments",
        style="o-we",
        created_at=now,
        created_by=chair,
    )
    session.add(statement)
    session.flush()
    text = _Text(session, statement, size, chance, chair, now)
    _given(
        session,
        statement,
        size,
        chance,
        text,
        [(row.id, head) for row, (head, _) in zip(delegations, heads, strict=True)],
        now,
    )
    return Built(statement.id, text.clauses[size.clauses // 2], chairs_secret, heads[0][1])


def _delegation(session: Session, body: Body, place: int) -> Delegation:
    row = Delegation(body_id=body.id, name=f"Riparia {place:03}", place_in_order=place)
    session.add(row)
    session.flush()
    return row


def _person(
    session: Session, body: Body, name: str, role: Role, delegation_id: str | None, now: datetime
) -> tuple[str, str]:
    """A person who has come in: the id, and the secret of the session."""
    person = Person(body_id=body.id, name=name, role=role, delegation_id=delegation_id)
    session.add(person)
    session.flush()
    link = SignInLink(person_id=person.id, token_hash=hash_of_secret(new_secret()), issued_at=now)
    session.add(link)
    session.flush()
    secret = new_secret()
    session.add(
        SignIn(
            person_id=person.id,
            link_id=link.id,
            token_hash=hash_of_secret(secret),
            started_at=now,
            expires_at=now + timedelta(hours=12),
        )
    )
    session.flush()
    return person.id, secret


def _issue_link(session: Session, statement_id: str, *, now: datetime) -> None:
    """A change that no page of the statement shows."""
    person = session.exec(select(Person.id).limit(1)).one()
    session.add(SignInLink(person_id=person, token_hash=hash_of_secret(new_secret()), issued_at=now))


def _draft_comment(session: Session, statement_id: str, *, now: datetime) -> None:
    """A delegation writes another comment on what it commented on before."""
    session.add(_another(session, Comment, statement_id, label=None, submission_id=None, submitted_at=None))


def _submit_comment(session: Session, statement_id: str, *, now: datetime) -> None:
    """The same, handed in."""
    session.add(_another(session, Comment, statement_id, label=None, submitted_at=now))


def _take_position(session: Session, statement_id: str, *, now: datetime) -> None:
    """A delegation says again what it holds."""
    last = session.exec(
        select(func.max(PositionTaken.number)).where(col(PositionTaken.statement_id) == statement_id)
    ).one()
    session.add(_another(session, PositionTaken, statement_id, number=last + 1, submitted_at=now))


def _answer_comment(session: Session, statement_id: str, *, now: datetime) -> None:
    """The chair answers one more comment."""
    waiting = col(Comment.statement_id) == statement_id, col(Comment.answered_at).is_(None)
    statement = session.get_one(Statement, statement_id)
    comment_id = session.exec(select(Comment.id).where(*waiting).limit(1)).one()
    session.add(Disposition(**_answer(statement, comment_id, None, Random(1), now)))


CHANGES = {
    "elsewhere": _issue_link,
    "a comment is drafted": _draft_comment,
    "a comment is submitted": _submit_comment,
    "a position is taken": _take_position,
    "a comment is answered": _answer_comment,
}


def _another(session: Session, kind: type[Comment] | type[PositionTaken], statement_id: str, **other: object) -> Any:
    row = session.exec(select(kind).where(col(kind.statement_id) == statement_id).limit(1)).one()
    return kind(**{**row.model_dump(), "id": new_id(), **other})


class _Text:
    """The working text, its three revisions and their closed rounds."""

    def __init__(
        self, session: Session, statement: Statement, size: Size, chance: Random, chair: str, now: datetime
    ) -> None:
        self.made = make(size.clauses, size.amendments, chance.randrange(1000))
        preamble = size.clauses // 4
        self.parts = [
            Part(PartKind.TITLE, "Joint Statement on the Waters of Many Lands", id=new_id()),
            Part(PartKind.SUBTITLE, "9^th^ Ministerial Meeting, Port Alder", id=new_id()),
            Part(PartKind.CHAPEAU, "We, the ministers of the Forum, met in Port Alder and state:", id=new_id()),
            *(Part(PartKind.PREAMBULAR, words, id=new_id()) for words in self.made["clauses"][:preamble]),
            Part(PartKind.HEADING, "What we will do", level=1, id=new_id()),
            *(Part(PartKind.OPERATIVE, words, id=new_id()) for words in self.made["clauses"][preamble:]),
            Part(PartKind.CLOSING, "Done at Port Alder in a single original.", id=new_id()),
        ]
        self.clauses = [part.id for part in self.parts if part.is_clause]
        columns = [
            {"place_in_order": place, "kind": part.kind, "level": part.level, "wording": part.wording}
            for place, part in enumerate(self.parts)
        ]
        _insert(
            session,
            WorkingPart,
            [
                {**row, "id": part.id, "statement_id": statement.id, "version": 1}
                for row, part in zip(columns, self.parts, strict=True)
            ],
        )
        self.revisions: list[str] = []
        self.rounds: list[str] = []
        for number, label in enumerate(LABELS):
            is_last = number == len(LABELS) - 1
            rows = [
                row
                if is_last or not part.is_clause or chance.random() > REWORDED
                else {**row, "wording": f"{part.wording}, {label.lower()}"}
                for row, part in zip(columns, self.parts, strict=True)
            ]
            worded = [Part(row["kind"], row["wording"], level=row["level"]) for row in rows]
            tabled_at = now - timedelta(days=9 - number)
            revision = Revision(
                statement_id=statement.id,
                number=number,
                label=label,
                style=statement.style,
                fingerprint=fingerprint(worded),
                tabled_at=tabled_at,
                tabled_by=chair,
            )
            session.add(revision)
            session.flush()
            self.revisions.append(revision.id)
            _insert(
                session,
                RevisionPart,
                [
                    {**row, **_NO_OWN, "id": new_id(), "revision_id": revision.id, "part_id": part.id}
                    for row, part in zip(rows, self.parts, strict=True)
                ],
            )
            due_at = tabled_at + timedelta(hours=12)
            round_ = Round(
                statement_id=statement.id,
                revision_id=revision.id,
                number=number + 1,
                visibility=Visibility.BLIND,
                opened_at=tabled_at,
                opened_by=chair,
                due_at=due_at,
                due_as_typed=f"{due_at:%Y-%m-%dT%H:%M} UTC",
                closed_at=due_at,
            )
            session.add(round_)
            session.flush()
            self.rounds.append(round_.id)


_NO_OWN = {"ending": None, "label": None, "key": None, "mark": None}
_VERDICTS = (DispositionKind.ACCEPTED, DispositionKind.NOT_ACCEPTED, DispositionKind.NOTED)


def _given(
    session: Session,
    statement: Statement,
    size: Size,
    chance: Random,
    text: _Text,
    delegations: Sequence[tuple[str, str]],
    now: datetime,
) -> None:
    """What was given in the three rounds, and the answers to every other input."""
    submissions = {}
    for at, round_id in enumerate(text.rounds):
        for delegation_id, person_id in delegations:
            submissions[at, delegation_id] = {
                "id": new_id(),
                "statement_id": statement.id,
                "round_id": round_id,
                "delegation_id": delegation_id,
                "submitted_at": now - timedelta(days=9 - at, hours=-2),
                "submitted_by": person_id,
                "is_late": False,
            }
    _insert(session, Submission, list(submissions.values()))

    def common(at: int, delegation_id: str) -> dict[str, Any]:
        handed_in = submissions[at, delegation_id]
        return {
            "id": new_id(),
            "version": 1,
            "statement_id": statement.id,
            "round_id": text.rounds[at],
            "revision_id": text.revisions[at],
            "delegation_id": delegation_id,
            "submission_id": handed_in["id"],
            "submitted_at": handed_in["submitted_at"],
            "is_late": False,
        }

    words = WORDS.split()
    comments, amendments, positions, answers = [], [], [], []
    for n in range(size.comments):
        at = chance.choices(range(len(LABELS)), SHARES)[0]
        delegation_id, person_id = delegations[n % len(delegations)]
        row = {
            **common(at, delegation_id),
            "part_id": text.clauses[chance.randrange(size.clauses)] if chance.random() > 0.01 else None,
            "comment_class": chance.choice(tuple(CommentClass)),
            "text": " ".join(chance.choices(words, k=chance.randint(8, 40))).capitalize() + ".",
            "written_by": person_id,
            "written_at": now - timedelta(days=9 - at, hours=-1, microseconds=-n),
            "withdrawn_at": None,
            "label": f"C-{n}",
        }
        comments.append(row)
        if n % 2:
            answers.append(_answer(statement, row["id"], None, chance, now))
    for n, one in enumerate(text.made["amendments"]):
        at = chance.choices(range(len(LABELS)), SHARES)[0]
        delegation_id, person_id = delegations[chance.randrange(len(delegations))]
        row = {
            **common(at, delegation_id),
            "part_id": text.clauses[one["clause"]],
            "wording": one["text"],
            "reason": " ".join(chance.choices(words, k=12)),
            "weight": chance.choice(tuple(Weight)),
            "written_by": person_id,
            "written_at": now - timedelta(days=9 - at, hours=-1, microseconds=-n),
            "withdrawn_at": None,
            "label": f"A-{n}",
        }
        amendments.append(row)
        if n % 2:
            answers.append(_answer(statement, None, row["id"], chance, now))
    for delegation_id, person_id in delegations:
        number = 0
        for at in range(len(LABELS)):
            on = [None, *chance.sample(text.clauses, min(size.clauses, ON_CLAUSES // len(LABELS)))]
            if chance.random() < 0.05:
                on = on[1:]
            for part_id in on:
                number += 1
                held = chance.choices(tuple(Position), (60, 20, 3, 4, 3, 2))[0]
                positions.append(
                    {
                        **common(at, delegation_id),
                        "part_id": part_id,
                        "number": number,
                        "position": held,
                        "reason": "Too long for our banks." if held is Position.OBJECT else "",
                        "taken_by": person_id,
                        "taken_at": now - timedelta(days=9 - at, hours=-1),
                    }
                )
    for table, rows in (
        (Comment, comments),
        (Amendment, amendments),
        (PositionTaken, positions),
        (Disposition, answers),
    ):
        _insert(session, table, rows)


def _answer(
    statement: Statement, comment_id: str | None, amendment_id: str | None, chance: Random, now: datetime
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "statement_id": statement.id,
        "comment_id": comment_id,
        "amendment_id": amendment_id,
        "number": 1,
        "disposition": chance.choice(_VERDICTS),
        "reply": "Taken into account where the text allowed.",
        "answered_at": now - timedelta(hours=1),
        "answered_by": statement.created_by,
    }


def _insert(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


# Measuring -----------------------------------------------------------------------------------------------------------


class Browser:
    """Opens pages of the application, with the session of one person."""

    def __init__(self, client: TestClient[Any], secret: str) -> None:
        self._client = client
        self._cookie = {"cookie": f"session={secret}"}

    def open(self, address: str, *, htmx: bool = False) -> str:
        """The page at an address, which must open."""
        answer = self._client.get(address, headers=self._cookie | ({"hx-request": "true"} if htmx else {}))
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}\n{answer.text[:2000]}")
        return str(answer.text)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements that are executed meanwhile."""
    found: list[str] = []

    def note(*words: Any) -> None:
        found.append(words[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def measured(
    deeds: dict[str, Callable[[], str]], times: int, *, before: Callable[[], object] = lambda: None
) -> dict[str, dict[str, float]]:
    """Each deed so many times, in turn with the others; and the SQL statements and bytes of one more, the first."""
    clock: dict[str, list[float]] = {name: [] for name in deeds}
    processor: dict[str, list[float]] = {name: [] for name in deeds}
    figures = {}
    for name, deed in deeds.items():
        before()
        with counted() as asked:
            answer = deed()
        figures[name] = {"sql": len(asked), "kilobytes": round(len(answer.encode()) / 1024)}
    for _ in range(times):
        for name, deed in deeds.items():
            before()
            began, used = time.perf_counter(), time.process_time()
            deed()
            clock[name].append((time.perf_counter() - began) * 1000)
            processor[name].append((time.process_time() - used) * 1000)
    return {
        name: {
            "p50": _percentile(clock[name], 50),
            "p95": _percentile(clock[name], 95),
            "processor p50": _percentile(processor[name], 50),
            "processor p95": _percentile(processor[name], 95),
            **figures[name],
        }
        for name in deeds
    }


def _percentile(taken: Sequence[float], share: int) -> float:
    if len(taken) == 1:
        return round(taken[0], 1)
    return round(statistics.quantiles(taken, n=100, method="inclusive")[share - 1], 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.statement", description=__doc__.splitlines()[0])
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--database", help="the address of an empty database")
    where.add_argument("--postgresql", action="store_true", help="start a PostgreSQL server and measure on it")
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", action="store_true", help="measure the other pages as well")
    parser.add_argument("--small", action="store_true", help="a statement of 10 clauses and 12 delegations, for a try")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(_url(asked, Path(folder)))
        try:
            upgrade(database)
            print(json.dumps(figures_of(database, asked), indent=1))
        finally:
            database.close()
    return 0


def _url(asked: argparse.Namespace, folder: Path) -> str:
    if asked.postgresql:
        from tests.databases import postgresql_url  # noqa: PLC0415 - starts a server, which nobody else needs

        return postgresql_url()
    return asked.database or f"sqlite:///{folder / 'negotiation.sqlite3'}"


def figures_of(database: Database, asked: argparse.Namespace) -> dict[str, object]:
    """Builds the statements and measures them."""
    size = SIZES[0] if asked.small else BIG
    built = database.write_and_wait(build, size, asked.seed)
    app = create_app(Settings(database_url=database.url), database)
    settle()
    with TestClient(app, base_url=ADDRESS) as client:
        chair, head = Browser(client, built.chair), Browser(client, built.head)
        base = f"/statements/{built.id}"
        deeds = {
            "floor": lambda: chair.open("/help"),
            "workspace": lambda: chair.open(base),
            "matrix": lambda: chair.open(f"{base}/positions"),
        }
        figures: dict[str, object] = {
            "size": {
                "clauses": size.clauses,
                "delegations": size.delegations,
                "comments": size.comments,
                "amendments": size.amendments,
            },
            "database": "sqlite" if database.is_sqlite else "postgresql",
            "milliseconds": measured(deeds, asked.requests),
            "milliseconds after a change": {
                name: measured(
                    deeds, asked.requests, before=lambda change=change: database.write_and_wait(change, built.id)
                )
                for name, change in CHANGES.items()
            },
        }
        if asked.pages:
            figures["other pages"] = _others(chair, head, base, built.clause)
        if not asked.small:
            figures["sql statements"] = _at_each_size(database, client, asked.seed)
    return figures


def _others(chair: Browser, head: Browser, base: str, clause: str) -> dict[str, dict[str, float]]:
    pages = ["/", base, f"{base}/positions", f"{base}/rounds", f"{base}/revisions", f"{base}/record", f"{base}/silence"]
    pages += [f"{base}/adoption", f"{base}/files"]
    of_chair = [*pages, f"{base}/decide", f"{base}/decide/{clause}", f"{base}/draft", f"{base}/draft/{clause}"]
    of_head = [*pages, f"{base}/input", f"{base}/parts/{clause}"]
    return {
        f"{who}: {address.replace(base, '').replace(clause, 'CLAUSE') or '/statements/…'}": figures
        for who, browser, addresses in (("chair", chair, of_chair), ("head", head, of_head))
        for address in addresses
        for figures in measured({address: lambda b=browser, a=address: b.open(a)}, 3).values()
    }


def _at_each_size(database: Database, client: TestClient[Any], seed: int) -> dict[str, dict[str, int]]:
    found = {}
    for size in SIZES:
        built = database.write_and_wait(build, size, seed)
        chair = Browser(client, built.chair)
        base = f"/statements/{built.id}"
        name = f"{size.clauses} clauses, {size.delegations} delegations, {size.comments} comments"
        found[name] = {}
        for page, address in (("workspace", base), ("matrix", f"{base}/positions")):
            with counted() as asked:
                chair.open(address)
            found[name][page] = len(asked)
    return found


if __name__ == "__main__":
    sys.exit(main())
