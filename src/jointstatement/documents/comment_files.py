"""Tables of comments as files: which printer a form has."""

from typing import Literal, assert_never

from jointstatement.documents.files import MEDIA_TYPES
from jointstatement.documents.tables import Layout
from jointstatement.documents.word.tables import write_table_docx
from jointstatement.documents.xlsx import write_table_xlsx
from jointstatement.text.comments import CommentTable

TableForm = Literal["docx", "xlsx"]
TABLE_FORMS: tuple[TableForm, ...] = ("docx", "xlsx")
TABLE_TYPES: dict[TableForm, str] = {
    "docx": MEDIA_TYPES["docx"],
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""How tables of comments are sent."""


def print_table(table: CommentTable, layout: Layout, form: TableForm) -> bytes:
    """A table of comments as a Word file or an Excel workbook. Raises `TooLongForExcel`."""
    match form:
        case "docx":
            return write_table_docx(table, layout)
        case "xlsx":
            return write_table_xlsx(table, layout)
        case _:
            assert_never(form)
