"""Files of the command line: what is written is whole, and a name says what it is."""

import os
from pathlib import Path

import pytest

from jointstatement.cli.paths import write
from jointstatement.errors import UnwritableFile

resource = pytest.importorskip("resource", reason="Windows knows no limit on the size of a file")


def test_file_that_cannot_be_written_whole_leaves_the_former_one(tmp_path: Path) -> None:
    path = tmp_path / "statement.docx"
    write(path, b"the former one")
    path.chmod(0o640)

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, limits[1]))
    try:
        with pytest.raises(UnwritableFile, match="File too large"):
            write(path, b"the next one")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"statement.docx": b"the former one"}

    write(path, b"the next one")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"statement.docx": b"the next one"}
    assert path.stat().st_mode & 0o777 == 0o640


def test_link_goes_on_pointing_to_the_file_that_is_written(tmp_path: Path) -> None:
    path, link = tmp_path / "statement.docx", tmp_path / "latest.docx"
    link.symlink_to(path)

    write(link, b"words")

    assert (link.is_symlink(), path.read_bytes()) == (True, b"words")


def test_device_is_written_to_and_not_replaced() -> None:
    write(Path(os.devnull), b"words")

    assert Path(os.devnull).is_char_device()
