"""What `start.py` does with an environment that it finds: it removes what it made itself and nothing else."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]


def checkout_in(folder: Path) -> Path:
    """What of a checkout is read before anything is installed."""
    folder.mkdir()
    for name in ("start.py", "constraints.txt", "pyproject.toml"):
        shutil.copy(CHECKOUT / name, folder)
    return folder


def started(checkout: Path) -> tuple[int, str]:
    """The status and the sentence of a start on a machine without uv, but for one that lies in the checkout."""
    without_uv = {**os.environ, "PATH": os.fspath(checkout)}
    command = [sys.executable, "start.py", "help"]
    done = subprocess.run(command, cwd=checkout, env=without_uv, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr.strip()


def test_linked_environment_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").touch()
    checkout = checkout_in(tmp_path / "checkout")
    (checkout / ".venv").symlink_to(elsewhere)

    assert started(checkout) == (
        2,
        f"{checkout / '.venv'} is a link to {elsewhere}, which is left alone. Remove the link and try again.",
    )
    assert [each.name for each in elsewhere.iterdir()] == ["kept"]


def test_environment_that_somebody_else_made_is_left_alone(tmp_path: Path) -> None:
    checkout = checkout_in(tmp_path / "checkout")
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "kept").touch()

    assert started(checkout) == (
        2,
        f"{checkout / '.venv'} was not made by start.py and lacks pip or Python. Move it away and try again.",
    )
    assert [each.name for each in (checkout / ".venv").iterdir()] == ["kept"]


def test_environment_that_uv_left_half_made_is_begun_anew(tmp_path: Path) -> None:
    checkout = checkout_in(tmp_path / "checkout")
    uv = checkout / "uv"
    uv.write_text(f"#!{sys.executable}\nimport os, sys\nos.mkdir(sys.argv[-1])\nsys.exit(1)\n")
    uv.chmod(0o755)
    step = f"This step of the set-up failed: {uv} venv --quiet --python {sys.executable} {checkout / '.venv'}"

    assert [started(checkout), started(checkout)] == [(2, step)] * 2


def test_environment_of_its_own_gives_way(tmp_path: Path) -> None:
    checkout = checkout_in(tmp_path / "checkout")
    environment = checkout / ".venv"
    for mark in ("made-by-start", "prepared-constraints.txt"):
        environment.mkdir()
        (environment / mark).touch()
        runpy.run_path(os.fspath(checkout / "start.py"))["make_room"]()

        assert not environment.exists()
