"""How tables of comments are sent."""

from jointstatement.documents.comment_files import TableForm

TABLE_TYPES: dict[TableForm, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
