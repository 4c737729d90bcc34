"""What is built is whole: a wheel carries workflows, styles and pages, and runs from anywhere."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


def run(unpacked: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "jointstatement", *words],
        cwd=unpacked.parent,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_wheel_finds_its_own_workflows(unpacked: Path) -> None:
    files = [path for path in (CHECKOUT / "workflows").glob("*.toml") if path.stem != "roles"]

    assert run(unpacked, "workflow", "check") == (0, f"{len(files)} checked, no mistakes.\n")


def test_wheel_prints_in_its_own_styles(unpacked: Path) -> None:
    source = unpacked / "jointstatement" / "example" / "eighth-meeting.txt"

    assert run(unpacked, "print", str(source), "-o", str(unpacked.parent / "out.docx"))[0] == 0
    assert (unpacked.parent / "out.docx").read_bytes().startswith(b"PK")


def test_wheel_prints_a_pdf_by_the_program_that_it_carries(unpacked: Path) -> None:
    pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    source = unpacked / "jointstatement" / "example" / "eighth-meeting.txt"

    assert run(unpacked, "print", str(source), "-o", str(unpacked.parent / "out.pdf"))[0] == 0
    assert (unpacked.parent / "out.pdf").read_bytes().startswith(b"%PDF")


def test_wheel_carries_the_pages_and_what_the_browser_loads(unpacked: Path) -> None:
    package = unpacked / "jointstatement"
    sources = {
        package / "_data" / "templates": CHECKOUT / "templates",
        package / "_data" / "workflows": CHECKOUT / "workflows",
        package / "web" / "static": CHECKOUT / "src" / "jointstatement" / "web" / "static",
    }

    for there, here in sources.items():
        assert files_of(there) == files_of(here)


def files_of(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
