"""Where a Word file says that it comes from."""

from dataclasses import replace

import pytest
from tests.edited_file import EditedFile
from tests.negotiation import text_of

from jointstatement.documents.style import load_style
from jointstatement.documents.word.origin import Origin, origin_of
from jointstatement.documents.word.safely import in_child
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.settings import Settings
from jointstatement.text.document import Draft


def printed() -> bytes:
    document = replace(
        text_of("We share the gauges"), statement_id="a" * 32, fingerprint="b" * 64, draft=Draft("", "Rev.2")
    )
    return write_docx(document, load_style("o-we", Settings().all_style_folders))


def test_printed_file_names_its_statement_and_revision() -> None:
    assert origin_of(printed()) == Origin(is_ours=True, statement_id="a" * 32, revision="Rev.2", fingerprint="b" * 64)


def test_origin_is_read_in_the_child_too() -> None:
    assert in_child(origin_of, printed()) == origin_of(printed())


def test_file_that_lost_its_properties_names_nothing() -> None:
    assert origin_of(EditedFile(printed()).forgets_its_origin().data) == Origin()


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        origin_of(b"PK\x03\x04 and no more")
