"""An archive is checked without a database: whatever is damaged in it is said, and nothing of it breaks the check."""

import io
import zipfile

import pytest

from jointstatement.documents.archive import Filed, faults_of, pack
from jointstatement.errors import UnreadableFile

FILES = [Filed(f"01-statement/{name}.json", b'{"kind": "adopted"}' * 9, name) for name in ("office", "circulated")]


def packed() -> bytes:
    target = io.BytesIO()
    pack(FILES, target, title="Riverine Cooperation Forum: archive", about="Everything.")
    return target.getvalue()


def words_of(archive: bytes) -> int:
    """Where the packed words of the first file begin."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        first = opened.infolist()[0]
    return first.header_offset + 30 + len(first.filename)


def test_archive_is_as_it_was_packed() -> None:
    assert faults_of(io.BytesIO(packed())) == ()


@pytest.mark.parametrize("bit", range(8))
def test_no_flipped_bit_breaks_the_check_and_none_in_a_file_goes_unsaid(bit: int) -> None:
    sound = packed()
    begin = words_of(sound)
    said = set()
    for place in range(len(sound)):
        damaged = bytearray(sound)
        damaged[place] ^= 1 << bit
        try:
            faults = faults_of(io.BytesIO(damaged))
        except UnreadableFile:
            said.add(place)
        else:
            said |= {place} if faults else set()

    # The first bit says only that no block follows: without it the words are the same.
    assert {*range(begin + 1, begin + 20)} <= said
