"""Every sentence of the interface goes through gettext, so that it can be translated."""

import ast
import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "src" / "jointstatement"
TEMPLATES = sorted((CHECKOUT / "templates" / "web").rglob("*.html"))

TRANSLATED = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN_ATTRIBUTE = re.compile(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
NOT_PROSE = re.compile(r"<(script|style|svg|code|kbd|sup)\b.*?</\1>", re.DOTALL)
SILENT_ATTRIBUTE = re.compile(r"\baria-(?!label)[a-z]+=\"[^\"]*\"")
TAG = re.compile(r"<!?/?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
ENTITY = re.compile(r"&[a-z]+;|&#\d+;")
WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(CHECKOUT / "templates")))
def test_template_says_nothing_outside_gettext(path: Path) -> None:
    bare = JINJA.sub("", TRANSLATED.sub("", path.read_text()))
    spoken = " ".join(SPOKEN_ATTRIBUTE.findall(bare))
    prose = ENTITY.sub("", SILENT_ATTRIBUTE.sub("", TAG.sub(" ", NOT_PROSE.sub(" ", bare))))

    assert WORD.findall(prose.replace("Joint Statement", "") + spoken) == []


def test_every_refusal_marks_its_sentence() -> None:
    tree = ast.parse((PACKAGE / "errors.py").read_text())
    unmarked = [
        refusal.name
        for refusal in tree.body
        if isinstance(refusal, ast.ClassDef)
        for line in refusal.body
        if isinstance(line, ast.Assign | ast.AnnAssign)
        and ast.unparse(line.targets[0] if isinstance(line, ast.Assign) else line.target) == "message"
        and not ast.unparse(line.value or ast.Constant(None)).startswith("N_(")
    ]

    assert unmarked == []


def test_sentences_can_be_extracted_for_translation() -> None:
    found: set[str] = set()
    for path in TEMPLATES:
        messages = extract(
            "jinja2.ext:babel_extract",
            io.BytesIO(path.read_bytes()),
            options={"newstyle_gettext": "true", "silent": "false", "extensions": "jinja2.ext.do"},
        )
        found |= {message if isinstance(message, str) else message[0] for _, message, _, _ in messages}

    assert len(found) > 200
