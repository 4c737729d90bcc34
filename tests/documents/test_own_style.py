"""A style.docx that somebody sent is judged in a process of its own; a print takes from it only what is safe."""

import re
import struct
import zlib
from collections.abc import Callable

import pytest
from tests.documents.examples import HARBOUR, STYLE_FOLDERS
from tests.documents.word.lint import lint
from tests.documents.word.test_preflight import packed, parts_of

from jointstatement.documents.own_style import JudgedStyle, Mistake, judge_style, judge_uploaded_style
from jointstatement.documents.sample import SAMPLE, SAMPLE_DRAFT
from jointstatement.documents.style import mistakes_of_style, rules_of_style, style_of, template_of_style
from jointstatement.documents.word.appearance import Appearance
from jointstatement.documents.word.names import PARAGRAPH_STYLES
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import StyleMistake, UnreadableFile
from jointstatement.text.document import Document, Reading

RULES = rules_of_style("o-we", STYLE_FOLDERS)
GOOD = template_of_style("o-we", STYLE_FOLDERS)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed(part: str, change: Callable[[str], str]) -> bytes:
    parts = parts_of(GOOD)
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return packed({**parts, part: after.encode()})


def renamed(*styles: str) -> bytes:
    def without(sheet: str) -> str:
        for name in styles:
            sheet = sheet.replace(f'<w:name w:val="{name}"/>', f'<w:name w:val="Our {name}"/>')
        return sheet

    return changed("word/styles.xml", without)


def with_header(xml: str, *, pictures: dict[str, bytes] | None = None) -> bytes:
    """The shipped template with something in its header."""
    parts = parts_of(GOOD)
    header = parts["word/header1.xml"].decode()
    parts["word/header1.xml"] = re.sub(r"<w:p\b.*</w:p>|<w:p/>", lambda _: xml, header, flags=re.DOTALL).encode()
    assert parts["word/header1.xml"] != header.encode()
    arrows = ""
    for number, (name, content) in enumerate((pictures or {}).items()):
        parts[f"word/{name}"] = content
        arrows += f'<Relationship Id="p{number}" Type="{OFFICE}/image" Target="{name}"/>'
        kind = name.rpartition(".")[2]
        types = parts["[Content_Types].xml"].decode()
        parts["[Content_Types].xml"] = types.replace(
            "</Types>", f'<Override PartName="/word/{name}" ContentType="image/{kind}"/></Types>'
        ).encode()
    if arrows:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts["word/_rels/header1.xml.rels"] = f'<Relationships xmlns="{space}">{arrows}</Relationships>'.encode()
    return packed(parts)


def png(width: int = 2, height: int = 1) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(3))) + chunk(b"IEND", b"")


EMBLEM = (
    f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata xmlns:r="{OFFICE}" r:id="p0"/>'
    "</v:shape></w:pict></w:r></w:p>"
)


def test_shipped_template_is_a_style_and_its_looks_are_told() -> None:
    judged = judge_uploaded_style(GOOD, RULES)

    assert judged == judge_style(GOOD, RULES)
    assert judged.mistakes == ()
    assert tuple(look.style for look in judged.appearances) == PARAGRAPH_STYLES
    assert [look.marker for look in judged.appearances if look.style.startswith("JS Item") and look.marker] == [
        "(a)",
        "(i)",
        "(A)",
    ]
    assert {look.style: look for look in judged.appearances}["JS Operative"] == Appearance(
        style="JS Operative",
        marker="Ø",
        font="Times New Roman",
        points=12.0,
        is_bold=False,
        is_italic=False,
        alignment="justified",
    )


def test_every_missing_word_style_is_named() -> None:
    assert judge_uploaded_style(renamed("JS Title", "JS Item 2", "JS Note"), RULES).mistakes == (
        Mistake(
            "JS Title, JS Item 2, JS Note",
            "style.docx has no paragraph style of these names; make it in Word, or copy it from a shipped style.",
        ),
    )


def test_every_list_that_disagrees_with_the_rules_is_named() -> None:
    other = changed(
        "word/numbering.xml", lambda lists: lists.replace('w:val="Ø"', 'w:val="§"').replace('w:val="–"', 'w:val="*"')
    )

    assert judge_uploaded_style(other, RULES).mistakes == (
        Mistake(
            "clauses.marker",
            "it says “Ø” (bullet), but style.docx shows “§” (bullet) for “JS Operative”; make the two agree.",
        ),
        *(
            Mistake(
                "clauses.dash",
                f"it says “–” (bullet), but style.docx shows “*” (bullet) for “JS Dash {level}”; make the two agree.",
            )
            for level in (1, 2, 3)
        ),
    )


def test_dangerous_file_is_refused_before_anybody_opens_it() -> None:
    macros = packed({**parts_of(GOOD), "word/vbaProject.bin": b"\0"})

    with pytest.raises(UnreadableFile, match="vbaProject.bin"):
        judge_uploaded_style(macros, RULES)


def field(instruction: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'


def pieces(instruction: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
        + instruction[:4]
        + "</w:instrText></w:r>"
        "<w:r><w:instrText>" + instruction[4:] + '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


UNSAFE: dict[str, tuple[Callable[[], bytes], str]] = {
    "field that runs a program": (
        lambda: with_header(field("DDEAUTO c:\\\\windows\\\\a.exe")),
        "a header or footer has the field DDEAUTO; there may be NUMPAGES, PAGE, SECTION, SECTIONPAGES, STYLEREF.",
    ),
    "field that fetches, in pieces": (
        lambda: with_header(pieces("INCLUDETEXT file")),
        "a header or footer has the field INCLUDETEXT; there may be NUMPAGES, PAGE, SECTION, SECTIONPAGES, STYLEREF.",
    ),
    "object": (
        lambda: with_header("<w:p><w:r><w:object/></w:r></w:p>"),
        "a header or footer holds an object or a link (object); take it out.",
    ),
    "link": (
        lambda: with_header('<w:p><w:hyperlink w:anchor="a"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p>'),
        "a header or footer holds an object or a link (hyperlink); take it out.",
    ),
    "other text": (
        lambda: with_header("<w:altChunk/><w:p/>"),
        "a header or footer holds an object or a link (altChunk); take it out.",
    ),
    "tracked change": (
        lambda: with_header('<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>a</w:t></w:r></w:ins></w:p>'),
        "a header or footer has tracked changes; accept or reject them.",
    ),
    "pointer to what is not there": (
        lambda: with_header(EMBLEM),
        "a header or footer points at what is no picture; take it out.",
    ),
    "picture of another kind": (
        lambda: with_header(EMBLEM, pictures={"media/a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}),
        "a header or footer has a picture that is neither PNG, JPEG nor GIF, or far too large; put it in as PNG.",
    ),
    "picture of endless size": (
        lambda: with_header(EMBLEM, pictures={"media/a.png": png(60_000, 60_000)}),
        "a header or footer has a picture that is neither PNG, JPEG nor GIF, or far too large; put it in as PNG.",
    ),
    "marker that is a picture": (
        lambda: changed(
            "word/numbering.xml",
            lambda lists: re.sub(
                r"(<w:numbering[^>]*>)",
                rf'\1<w:numPicBullet w:numPicBulletId="0"><w:pict xmlns:r="{OFFICE}" r:id="x"/></w:numPicBullet>',
                lists,
            ),
        ),
        "the lists point at a picture or another file; take a sign of a font in its place.",
    ),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_template_that_would_compute_fetch_or_run_is_no_style(name: str) -> None:
    make, remedy = UNSAFE[name]

    assert judge_style(make(), RULES) == JudgedStyle((Mistake("style.docx", remedy),), ())


def test_print_takes_nothing_from_the_template_that_is_not_safe() -> None:
    secrets = {
        "docProps/app.xml": b"<a>canary-app</a>",
        "customXml/item9.xml": b"<a>canary-custom</a>",
        "word/comments.xml": b"<a>canary-comment</a>",
        "word/webSettings.xml": b"<a>canary-web</a>",
        "word/fonts/font1.odttf": b"canary-font",
        "word/glossary/document.xml": b"<a>canary-glossary</a>",
    }
    parts = {**parts_of(GOOD), **secrets}
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"<w:zoom",
        b'<w:docVars><w:docVar w:name="a" w:val="canary-variable"/></w:docVars><w:trackRevisions/>'
        b'<w:saveThroughXslt w:solutionID="canary-xslt"/><w:zoom',
    )
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"</w:body>", b"<w:p><w:r><w:t>canary-text</w:t></w:r></w:p></w:body>"
    )
    parts["word/fontTable.xml"] = parts["word/fontTable.xml"].replace(
        b"</w:font>", f'<w:embedRegular xmlns:r="{OFFICE}" r:id="canary-arrow"/></w:font>'.encode(), 1
    )
    content = packed(parts)
    assert b"canary-arrow" in parts["word/fontTable.xml"]
    printed = write_docx(HARBOUR, style_of("own", RULES, content))

    assert judge_style(content, RULES).mistakes == ()
    assert b"canary" not in b"".join(parts_of(printed).values())
    assert lint(printed) == []
    preflight(printed)


def test_emblem_of_the_header_is_printed_under_a_name_of_our_own() -> None:
    content = with_header(EMBLEM, pictures={"header-default.xml.png": png()})
    printed = write_docx(HARBOUR, style_of("own", RULES, content))
    pictures = {name: part for name, part in parts_of(printed).items() if name.startswith("word/media/")}

    assert list(pictures.values()) == [png()]
    assert re.fullmatch(r"word/media/[0-9a-f]{16}\.png", next(iter(pictures)))
    assert lint(printed) == []
    preflight(printed)
    assert read_docx(printed) == Reading(HARBOUR)


def test_page_number_in_the_header_is_printed() -> None:
    printed = write_docx(HARBOUR, style_of("own", RULES, with_header(pieces("PAGE"))))

    assert b"instrText" in parts_of(printed)["word/header-default.xml"]


def test_style_may_have_a_title_of_its_own() -> None:
    assert style_of("own-1", RULES, GOOD, title="Letterhead").title == "Letterhead"
    assert style_of("own-1", RULES, GOOD).title == "Joint statement, clauses marked Ø"


def test_rules_with_a_mistake_are_told_as_one() -> None:
    (mistake,) = mistakes_of_style("own", RULES.replace("[page]", "[pages]"), GOOD)

    assert isinstance(mistake, StyleMistake)
    assert mistake.parameters["file"] == "own/style.toml"


@pytest.mark.parametrize("sample", [SAMPLE, SAMPLE_DRAFT], ids=["adopted", "draft"])
def test_sample_reads_back_as_it_was_printed(sample: Document) -> None:
    printed = write_docx(sample, style_of("own", RULES, GOOD))

    assert read_docx(printed) == Reading(sample)
    assert lint(printed) == []


def test_every_mutated_template_is_judged_or_refused() -> None:
    """60 templates of which one part is another's, or cut short."""
    parts = parts_of(GOOD)
    names = sorted(name for name in parts if name.startswith("word/"))
    for number in range(60):
        name = names[number % len(names)]
        content = parts[name]
        tags = [found.span() for found in re.finditer(rb"<w:[a-zA-Z]+[^<>]*/>", content)] or [(0, 0)]
        start, end = tags[(number * 7) % len(tags)]
        broken = packed({**parts, name: content[:start] + content[end:]})
        try:
            judged = judge_style(broken, RULES)
        except UnreadableFile:
            continue
        assert bool(judged.mistakes) is not bool(judged.appearances)
