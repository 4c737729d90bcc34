"""The rooms and their one import direction, read from the imports themselves."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "jointstatement"

GROUND = {"terms", "errors", "settings", "database"}
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "terms": set(),
    "errors": set(),
    "settings": {"errors"},
    "database": {"errors"},
    "models": {"terms"},
    "migrations": {"terms", "errors", "database", "models", "text"},
    "text": {"terms", "errors"},
    "access": GROUND | {"models", "text"},
    "workflow": GROUND | {"models", "text", "access"},
    "actions": GROUND | {"models", "text", "access", "workflow"},
    "queries": GROUND | {"models", "text", "access", "workflow"},
    "documents": {"terms", "errors", "text"},
    "archive": {"terms", "text", "access", "queries", "documents"},
    "web": GROUND | {"models", "text", "access", "workflow", "actions", "queries", "documents", "archive"},
    "app": GROUND | {"actions", "documents", "migrations", "web", "workflow"},
    "demo": GROUND | {"models", "text", "access", "workflow", "actions", "documents", "queries", "example"},
    "example": set(),
    "cli": GROUND
    | {
        "__init__",
        "models",
        "text",
        "access",
        "workflow",
        "actions",
        "queries",
        "documents",
        "migrations",
        "archive",
        "app",
        "demo",
    },
    "__main__": {"cli"},
}
OWNERS = {
    "transitions": {"workflow/procedure.py"},
    "docx": {"documents/word/"},
    "lxml": {"documents/word/"},
    "pypdf": {"documents/pdf_text.py"},
    "xlsxwriter": {"documents/xlsx.py"},
    "litestar": {"web/", "app.py"},
    "uvicorn": {"app.py"},
    "alembic": {"migrations/"},
    "typst": {"documents/pdf.py"},
    "rapidfuzz": {"text/", "workflow/definition.py"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "base", "service", "services", "manager", "common", "misc"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            found.append(node.module or "")
            if node.module == "jointstatement":
                found += [f"jointstatement.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_rooms_to_its_left(path: Path) -> None:
    room = room_of(path)
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("jointstatement.")}
    rooms.discard("__version__")

    assert rooms - {room} - MAY_IMPORT[room] == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_library_is_used_by_its_owner_only(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    used = {name.split(".")[0] for name in imports_of(path)} & OWNERS.keys()

    assert {library for library in used if not place.startswith(tuple(OWNERS[library]))} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_is_named_for_its_noun_and_says_what_lives_in_it(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES
    assert ast.get_docstring(ast.parse(path.read_text()))


def test_models_and_web_evaluate_their_annotations() -> None:
    """SQLModel and Litestar read annotations at run time; a postponed one fails there."""
    postponed = [
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if room_of(path) in {"models", "web", "app"} and "__future__" in imports_of(path)
    ]

    assert postponed == []


def assignments_to(attribute: str) -> set[str]:
    places: set[str] = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            targets = node.targets if isinstance(node, ast.Assign) else []
            if any(
                isinstance(t, ast.Attribute) and t.attr == attribute and ast.unparse(t.value) == "statement"
                for t in targets
            ):
                places.add(path.relative_to(PACKAGE).as_posix())
    return places


def constructions_of(name: str) -> set[str]:
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    }


def test_state_of_a_statement_is_assigned_in_one_place() -> None:
    assert assignments_to("state") == {"actions/step.py"}


def test_entries_are_written_in_one_place() -> None:
    assert constructions_of("Entry") == {"actions/record.py"}


def test_markup_is_made_only_where_every_word_is_escaped() -> None:
    """By the wording, and by two printers: of a published text and of a workflow. No template vouches for any word."""
    pages = (PACKAGE.parents[1] / "templates" / "web").rglob("*.html")

    assert constructions_of("Markup") == {"web/wording_html.py", "web/pages/adoption.py", "web/pages/published.py"}
    assert [page.name for page in pages if re.search(r"\|\s*safe\b|autoescape", page.read_text())] == []


def test_nobody_commits_but_the_database() -> None:
    committing = {path.relative_to(PACKAGE).as_posix() for path in modules() if ".commit()" in path.read_text()}

    assert committing <= {"database.py", "migrations/__init__.py"}
