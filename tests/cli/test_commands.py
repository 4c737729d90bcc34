"""The command line: what each verb prints, and one sentence for whatever it cannot take."""

import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import docx
import pytest
from sqlmodel import col, select
from tests.databases import Kept

from jointstatement.cli import main
from jointstatement.cli.paths import LARGEST
from jointstatement.database import Database
from jointstatement.demo import set_up_example
from jointstatement.documents.files import read_file
from jointstatement.models import Publication, Statement
from jointstatement.settings import Settings, shipped

TEXT = """Joint Statement on the River

The members of the forum, meeting in Port Alder, concluded as follows:

Ø We reaffirm that the river is shared;
Ø We agree to read the gauges every morning.
"""
CLAUSES = ["We reaffirm that the river is shared", "We agree to read the gauges every morning"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A text of two clauses."""
    path = tmp_path / "draft.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database as the command makes it, with all tables and nothing in them; it is only copied."""
    path = tmp_path_factory.mktemp("installed") / "forum.sqlite3"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JOINTSTATEMENT_DATABASE_URL", f"sqlite:///{path}")
        assert main(["db", "upgrade"]) == 0
    return path


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: Path) -> Path:
    """A SQLite database with all tables and nothing in them."""
    path = tmp_path / "forum.sqlite3"
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", f"sqlite:///{path}")
    with closing(sqlite3.connect(installed)) as made, closing(sqlite3.connect(path)) as copy:
        made.backup(copy)
    return path


@pytest.fixture
def founded(installation: Path, run: Run) -> Path:
    """The same with a forum of two members, an observer and its secretariat."""
    founding = ("--member", "Aldmark", "--member", "Borvia", "--observer", "Estuary Council")
    status, out, _ = run("body", "found", "River Forum", "--short", "RF", *founding, "--secretariat", "Seri Olm")
    assert (status, out.startswith("http://127.0.0.1:8000/sign-in/")) == (0, True)
    return installation


@pytest.fixture
def change_an_entry() -> Callable[[Path], None]:
    """Puts other words into an entry of a backup, past the program and its triggers."""

    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DROP TRIGGER frozen_entry_update")
            connection.execute("UPDATE entry SET payload = '{}' WHERE number = 1")
            connection.commit()

    return change


@pytest.fixture
def example(kept: Callable[[str], Kept], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example conference; gives the id of its published statement."""
    database = kept("sqlite").begin()
    kept("sqlite").fill("example", lambda database: set_up_example(database, Settings()))
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", database.url)
    with database.reading() as session:
        published = str(session.exec(select(Publication.statement_id)).one())
    yield published
    kept("sqlite").end()


def test_read_prints_an_outline(run: Run, source: Path) -> None:
    status, out, err = run("read", source)

    assert (status, err) == (0, "")
    assert [out.count(clause) for clause in CLAUSES] == [1, 1]


def test_read_prints_json(run: Run, source: Path) -> None:
    status, out, _ = run("read", source, "--json")
    told = json.loads(out)

    assert (status, told["title"], told["style"]) == (0, "Joint Statement on the River", "o-we")
    assert [(each["marker"], each["text"], each["ending"]) for each in told["clauses"]] == [
        ("Ø", CLAUSES[0], ";"),
        ("Ø", CLAUSES[1], "."),
    ]


@pytest.mark.parametrize("form", ["docx", "json", "txt"])
def test_print_makes_a_file_that_reads_the_same(run: Run, source: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out.{form}"

    assert run("print", source, "-o", target) == (0, "", "")
    printed = read_file(target.read_bytes(), target.name).document
    assert [clause.wording for clause in printed.clauses] == CLAUSES


def test_print_takes_the_json_of_read_and_another_style(run: Run, source: Path, tmp_path: Path) -> None:
    reading = tmp_path / "reading.json"
    reading.write_text(run("read", source, "--json")[1], encoding="utf-8")
    target = tmp_path / "out.html"

    assert run("print", reading, "-o", target, "--style", "numbered")[0] == 0
    assert [target.read_text(encoding="utf-8").count(clause) for clause in CLAUSES] == [1, 1]


def test_print_gives_the_same_bytes_twice(run: Run, source: Path, tmp_path: Path) -> None:
    targets = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for target in targets:
        run("print", source, "-o", target)

    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_draft_and_final_form_differ(run: Run, source: Path, tmp_path: Path) -> None:
    run("print", source, "-o", tmp_path / "final.docx")
    run("print", source, "-o", tmp_path / "draft.docx", "--draft")

    assert (tmp_path / "final.docx").read_bytes() != (tmp_path / "draft.docx").read_bytes()


def bad_files(folder: Path) -> dict[str, Path]:
    """Files that no statement can be read in, by what is the matter with them."""
    files = {name: folder / f"{name}.txt" for name in ("binary", "empty", "large", "wordless", "broken")}
    files["binary"].write_bytes(bytes(range(256)) * 40)
    files["empty"].write_bytes(b"")
    with files["large"].open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    files["wordless"].write_bytes(b"\n \t\n" * 50)
    files["broken"].write_bytes(b"PK\x03\x04 and nothing that a Word file has")
    return files | {"missing": folder / "missing.txt", "folder": folder}


@pytest.mark.parametrize("what", ["binary", "empty", "large", "wordless", "broken", "missing", "folder"])
@pytest.mark.parametrize("verb", ["read", "print", "verify"])
def test_bad_file_gets_one_sentence(run: Run, tmp_path: Path, installation: Path, verb: str, what: str) -> None:
    target = tmp_path / "out.docx"
    more = ("-o", target) if verb == "print" else ()

    status, out, err = run(verb, bad_files(tmp_path)[what], *more)

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.rstrip().endswith(".")
    assert "Traceback" not in err
    assert not target.exists()


def test_file_of_five_megabytes_is_the_largest(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * (LARGEST + 1))

    assert run("read", path) == (2, "", f"“{path}” is larger than 5 MB; no statement is that long.\n")


def test_print_into_a_folder_that_is_not_there_is_refused(run: Run, source: Path, tmp_path: Path) -> None:
    status, out, err = run("print", source, "-o", tmp_path / "nowhere" / "out.docx")

    assert (status, out, err.count("\n")) == (2, "", 1)


def test_print_in_an_unknown_style_is_refused(run: Run, source: Path, tmp_path: Path) -> None:
    status, _, err = run("print", source, "-o", tmp_path / "out.docx", "--style", "baroque")

    assert (status, "baroque" in err, err.count("\n")) == (2, True, 1)


def test_workflow_check_finds_no_mistake_in_those_that_are_shipped(run: Run) -> None:
    files = [file for file in shipped("workflows").glob("*.toml") if file.name != "roles.toml"]

    assert run("workflow", "check") == (0, f"{len(files)} checked, no mistakes.\n", "")


def test_workflow_check_names_file_key_and_remedy(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('title = "Own"\nfirst = "nowhere"\n', encoding="utf-8")

    status, out, err = run("workflow", "check", path)

    assert (status, out, "own.toml" in err) == (1, "", True)


def test_workflow_check_of_no_file_is_refused(run: Run, tmp_path: Path) -> None:
    status, _, err = run("workflow", "check", tmp_path / "missing.toml")

    assert (status != 0, err.count("\n"), "Traceback" in err) == (True, 1, False)


def test_workflow_draw_prints_and_writes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "drawn.svg"

    assert "stateDiagram" in run("workflow", "draw", "silence")[1]
    assert run("workflow", "draw", "--format", "svg", "-o", path) == (0, "", "")
    assert path.read_text(encoding="utf-8").lstrip().startswith("<svg")


def test_workflow_draw_of_an_unknown_name_is_refused(run: Run) -> None:
    status, out, err = run("workflow", "draw", "baroque")

    assert (status, out, err.count("\n")) == (2, "", 1)


def test_upgrade_twice_is_the_same(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite3'}")

    assert run("db", "upgrade") == run("db", "upgrade") == run("db", "upgrade")


def test_database_without_tables_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    status, out, err = run("person", "list")

    assert (status, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:////nowhere/forum.sqlite3",
        "sqlite:////tmp",
        "sqlite:///:memory:",
        "sqlite://",
        "postgresql+psycopg://127.0.0.1:1/forum",
        "mysql://x",
        "?",
    ],
)
@pytest.mark.parametrize("command", [("person", "list"), ("db", "upgrade"), ("db", "check"), ("serve",)], ids=" ".join)
def test_database_that_does_not_answer_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], address: str
) -> None:
    monkeypatch.setenv("JOINTSTATEMENT_DATABASE_URL", address)
    status, out, err = run(*command)

    assert (status, out, err.count("\n")) == (2, "", 1)


def test_unknown_setting_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOINTSTATEMENT_COLOUR", "green")
    status, out, err = run("db", "upgrade")

    assert (status, out, "JOINTSTATEMENT_COLOUR" in err, err.count("\n")) == (2, "", True, 1)


def test_backup_is_whole_and_is_not_overwritten(run: Run, founded: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite3"

    assert run("db", "backup", copy)[0] == 0
    assert run("db", "check", copy) == (0, "Whole, and every chain of entries unbroken.\n", "")
    assert run("db", "backup", copy)[0] == 2


def test_check_finds_a_changed_entry(
    run: Run, founded: Path, tmp_path: Path, change_an_entry: Callable[[Path], None]
) -> None:
    copy = tmp_path / "copy.sqlite3"
    run("db", "backup", copy)
    change_an_entry(copy)

    status, out, err = run("db", "check", copy)
    assert (status, out, bool(err)) == (1, "", True)


@pytest.mark.parametrize("what", ["missing", "binary", "empty", "folder"])
def test_check_of_a_file_that_is_no_backup_is_refused(run: Run, tmp_path: Path, what: str) -> None:
    status, out, err = run("db", "check", bad_files(tmp_path)[what])

    assert (status, out, err.count("\n")) == (2, "", 1)


def test_persons_are_added_listed_and_ended(run: Run, founded: Path) -> None:
    assert run("person", "add", "Bo Tarn", "--role", "head", "--delegation", "Borvia")[0] == 0
    listed = [line.split()[1:] for line in run("person", "list")[1].splitlines()]
    assert sorted(listed) == [["head", "Borvia", "Bo", "Tarn"], ["secretariat", "–", "Seri", "Olm"]]
    assert run("person", "end", "Bo Tarn") == (0, "", "")
    assert len(run("person", "list")[1].splitlines()) == 1


def test_links_are_each_another(run: Run, founded: Path) -> None:
    links = {run("person", verb, "Seri Olm")[1] for verb in ("link", "link", "relink")}

    assert len(links) == 3
    assert all(link.startswith("http://127.0.0.1:8000/sign-in/") for link in links)


def test_token_is_printed_once(run: Run, founded: Path) -> None:
    status, out, err = run("token", "create", "Seri Olm")

    assert (status, len(out.split()), err) == (0, 1, "")


@pytest.mark.parametrize(
    "command",
    [
        ("person", "link", "Nobody"),
        ("person", "relink", "Nobody"),
        ("person", "end", "Nobody"),
        ("token", "create", "Nobody"),
        ("token", "revoke", "0" * 32),
        ("person", "add", "Bo Tarn", "--role", "head", "--delegation", "Nowhere"),
        ("person", "add", "Bo Tarn", "--role", "head"),
        ("person", "add", "Bo Tarn", "--role", "chair", "--body", "XX"),
        ("export", "0" * 32, "-o", "out.docx"),
    ],
    ids=" ".join,
)
def test_who_or_what_is_not_there_is_refused(run: Run, founded: Path, command: tuple[str, ...]) -> None:
    status, out, err = run(*command)

    assert (status, out, err.count("\n")) == (2, "", 1)


def test_exported_statement_is_genuine(run: Run, example: str, tmp_path: Path) -> None:
    path = tmp_path / "adopted.docx"

    assert run("export", example, "-o", path) == (0, "", "")
    status, out, _ = run("verify", path)
    assert (status, out.split(":")[0]) == (0, "Genuine")


def test_rolling_text_is_exported_with_its_amendments(run: Run, example: str, tmp_path: Path) -> None:
    url = os.environ["JOINTSTATEMENT_DATABASE_URL"]
    with closing(Database(url)) as database, database.reading() as session:
        underway = session.exec(select(Statement.id).where(col(Statement.id) != example)).one()
    since, until, bare = tmp_path / "since.docx", tmp_path / "until.docx", tmp_path / "bare.docx"

    assert run("export", underway, "--as", "rolling", "--since", "Zero draft", "-o", since) == (0, "", "")
    assert run("export", underway, "--as", "rolling", "-o", until) == (0, "", "")
    assert run("export", underway, "--as", "rolling", "--without-names", "-o", bare) == (0, "", "")
    assert authors(since) == {"Aldmark"}
    assert len(authors(until)) >= 3
    assert authors(bare) <= {"Amendment", "Secretariat"}


def test_text_is_exported_with_states_and_an_adopted_one_is_not(run: Run, example: str, tmp_path: Path) -> None:
    url = os.environ["JOINTSTATEMENT_DATABASE_URL"]
    with closing(Database(url)) as database, database.reading() as session:
        underway = session.exec(select(Statement.id).where(col(Statement.id) != example)).one()
    path = tmp_path / "states.txt"

    assert run("export", underway, "--with-states", "-o", path) == (0, "", "")
    assert " [open]\n" in path.read_text(encoding="utf-8")
    status, _, err = run("export", example, "--with-states", "-o", tmp_path / "adopted.txt")
    assert (status, err.split(".")[0]) == (
        2,
        "Only the text that is being negotiated is printed with states, as it stands",
    )
    rolling = "export", underway, "--as", "rolling", "--with-states", "-o", tmp_path / "rolling.docx"
    status, _, err = run(*rolling)
    assert (status, err) == (2, "A rolling text has no states; leave out --with-states.\n")
    assert not (tmp_path / "rolling.docx").exists()


def test_text_and_rolling_text_are_exported_with_open_reserves_but_for_one_without_names(
    run: Run, example: str, tmp_path: Path
) -> None:
    url = os.environ["JOINTSTATEMENT_DATABASE_URL"]
    with closing(Database(url)) as database, database.reading() as session:
        underway = session.exec(select(Statement.id).where(col(Statement.id) != example)).one()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as kept, kept:
        kept.execute(
            "UPDATE position_taken SET position = 'reserve', reserve_kind = 'linguistic' WHERE position = 'object'"
        )
    said = []
    for asked in ((), ("--with-reserves",)):
        assert run("export", underway, *asked, "-o", tmp_path / "draft.txt") == (0, "", "")
        said.append("[R1] Linguistic reserve by " in (tmp_path / "draft.txt").read_text(encoding="utf-8"))
    assert said == [False, True]
    rolling = "export", underway, "--as", "rolling", "--with-reserves", "-o", tmp_path / "rolling.docx"
    status, _, err = run(*rolling, "--without-names")
    assert (status, err) == (2, "A text without names says nobody’s reserves; leave out --with-reserves.\n")
    assert not (tmp_path / "rolling.docx").exists()
    assert run(*rolling) == (0, "", "")
    with zipfile.ZipFile(tmp_path / "rolling.docx") as archive:
        assert "Linguistic reserve by " in archive.read("word/footnotes.xml").decode()


def authors(path: Path) -> set[str]:
    """Who changed something in a Word file."""
    with zipfile.ZipFile(path) as archive:
        return set(re.findall('w:author="([^"]*)"', archive.read("word/document.xml").decode()))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-o", "rolling.html"), "A rolling text is a Word file; let its name end in .docx.\n"),
        (("--since", "Rev.99", "-o", "rolling.docx"), "There is no revision “Rev.99” here; there are: Zero draft.\n"),
    ],
    ids=("another form", "no such revision"),
)
def test_rolling_text_that_cannot_be_is_refused(
    run: Run, example: str, words: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run("export", example, "--as", "rolling", *words) == (2, "", sentence)
    assert list(tmp_path.glob("rolling*")) == []


def test_file_that_was_saved_again_has_the_genuine_text(run: Run, example: str, tmp_path: Path) -> None:
    path = tmp_path / "adopted.docx"
    run("export", example, "-o", path)
    docx.Document(path).save(path)

    status, out, _ = run("verify", path)
    assert (status, out.split(":")[0]) == (0, "Genuine text")


def test_file_with_another_word_is_not_the_adopted_text(run: Run, example: str, tmp_path: Path) -> None:
    path = tmp_path / "adopted.docx"
    run("export", example, "-o", path)
    document = docx.Document(BytesIO(path.read_bytes()))
    changed = next(run for paragraph in document.paragraphs for run in paragraph.runs if " the " in run.text)
    changed.text = changed.text.replace(" the ", " no ", 1)
    document.save(path)

    status, out, _ = run("verify", path)
    assert (status, out.split(":")[0], " no " in out) == (1, "Not the adopted text", True)


def test_plain_text_is_judged_by_its_words(run: Run, example: str, tmp_path: Path) -> None:
    path = tmp_path / "adopted.txt"
    run("export", example, "-o", path)

    status, out, _ = run("verify", path)
    assert (status, out.split(" of ")[0]) == (1, "The words are those")

    path.write_text(path.read_text().replace(" the ", " no ", 1))
    assert run("verify", path)[1].split(":")[0] == "Unknown"


def test_file_of_somebody_else_is_unknown(run: Run, example: str, source: Path) -> None:
    status, out, _ = run("verify", source)

    assert (status, out.split(":")[0]) == (1, "Unknown")
