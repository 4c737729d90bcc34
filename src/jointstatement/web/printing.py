"""Files that are made of a query's answer in the style of the text."""

from typing import Any

from litestar.connection import Request

from jointstatement.documents.word.rolling import write_rolling
from jointstatement.queries.rolling import WITHOUT_NAMES, Rolling
from jointstatement.text.rolling import without_names
from jointstatement.web.styles import style_for


def print_rolling(request: Request[Any, Any, Any], rolling: Rolling, *, with_names: bool) -> bytes:
    """The Word file of a rolling text; without names every change has the same author."""
    text = rolling.text if with_names else without_names(rolling.text, WITHOUT_NAMES)
    style = style_for(request, rolling.text.base.style)
    return write_rolling(text, style, secretariat=rolling.secretariat)
