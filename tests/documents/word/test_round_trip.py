"""What is printed as a Word file and read back is the same document."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES, documents
from tests.documents.word.lint import lint

from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.write import write_docx
from jointstatement.text.document import Document, Reading

quick = settings(max_examples=25)


@pytest.mark.parametrize("style", ["o-we", "numbered"])
@pytest.mark.parametrize("document", [HARBOUR, HARBOUR_DRAFT], ids=["adopted", "draft"])
def test_printed_statement_reads_back_the_same(document: Document, style: str) -> None:
    document = replace(document, style=style)

    assert read_docx(write_docx(document, STYLES[style])) == Reading(document)


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_any_statement_reads_back_the_same(style: str) -> None:
    @quick
    @given(st.data())
    def reads_back(data: st.DataObject) -> None:
        document = data.draw(documents(style=style))
        printed = write_docx(document, STYLES[style])

        assert lint(printed) == []
        preflight(printed)
        assert read_docx(printed) == Reading(document)

    reads_back()
