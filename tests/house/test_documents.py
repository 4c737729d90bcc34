"""What README and ARCHITECTURE say about names, files and settings is so."""

import dataclasses
import re
from pathlib import Path

from jointstatement.settings import Settings

CHECKOUT = Path(__file__).parents[2]


def test_readme_lists_every_setting() -> None:
    named = set(re.findall(r"JOINTSTATEMENT_([A-Z_]+)", (CHECKOUT / "README.md").read_text()))

    assert named == {field.name.upper() for field in dataclasses.fields(Settings)}


def test_documents_link_only_to_files_that_are_there() -> None:
    missing = [
        f"{document.name}: {target}"
        for document in CHECKOUT.glob("*.md")
        for target in re.findall(r"\]\(([^)#]+)\)", document.read_text())
        if not (CHECKOUT / target).exists()
    ]

    assert missing == []


def test_architecture_names_every_room() -> None:
    described = (CHECKOUT / "ARCHITECTURE.md").read_text()
    package = CHECKOUT / "src" / "jointstatement"
    rooms = [path.name for path in package.iterdir() if path.is_dir() and path.name not in {"__pycache__", "static"}]

    assert [room for room in rooms if f"{room}/" not in described] == []


def test_changelog_tells_of_the_present_version() -> None:
    version = re.search(r'^version = "(.+)"$', (CHECKOUT / "pyproject.toml").read_text(), re.MULTILINE)

    assert version is not None
    assert f"## {version[1]}" in (CHECKOUT / "CHANGELOG.md").read_text()
