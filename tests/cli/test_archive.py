"""`jointstatement archive`: what stands on the disk already is left alone."""

from collections.abc import Callable
from pathlib import Path


def test_archive_is_written_over_no_file_and_takes_none_away(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    kept = {tmp_path / "archive.zip": b"of last year", tmp_path / "archive.zip.partial": b"of somebody else"}
    for path, content in kept.items():
        path.write_bytes(content)

    status, _, told = run("archive", "take", tmp_path / "archive.zip")

    assert (status, "there is already a file of that name" in told) == (2, True)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == kept
