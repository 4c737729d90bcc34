"""Word files of other programs: every construct keeps its label and words, and no word vanishes unsaid.

It is as long as the zoo is big: a test for each construct, and then those for any file.
"""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES, documents
from tests.documents.word.test_preflight import packed, parts_of
from tests.documents.word.zoo import (
    definition,
    level,
    list_of,
    paragraph,
    paragraph_style,
    run,
    starts_at,
    table,
    word_file,
)

from jointstatement.documents.plain.cells import TABLE, TABLE_HEADING
from jointstatement.documents.printed import printed_parts
from jointstatement.documents.word import foreign
from jointstatement.documents.word.foreign import read_foreign, read_word
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.view import View
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part, Reading
from jointstatement.text.wording import plain

TITLE = paragraph("JOINT STATEMENT")
CHAPEAU = paragraph(
    "The members of the Riverine Cooperation Forum met in Tarn on 3 June 2031 and concluded as follows:"
)
HEAD = TITLE + CHAPEAU
NUMBERS = definition(0, level(0, "%1."), level(1, "(%2)", "lowerLetter"), level(2, "(%3)", "lowerRoman"))


def read(body: str, *, view: View | None = None, **parts: str) -> Reading:
    """What a file with a head and this body says."""
    data = word_file(HEAD + body, **parts)
    preflight(data)
    return read_word(data, view=view)


def shown(reading: Reading) -> list[tuple[str | None, str]]:
    """The clauses and items with their labels, as they read."""
    return [
        (part.label, part.wording + (part.ending or ""))
        for part in reading.document.parts
        if part.is_clause or part.kind is PartKind.ITEM
    ]


def left_out(reading: Reading) -> list[tuple[str, str]]:
    return [(left.text, left.why) for left in reading.left_out]


WELCOME = "We welcome the common register of quays;"
NOTE = "We note the depths of all harbours;"
THANK = "We thank Tarn for its hospitality."


def clauses_of(number: int) -> str:
    return "".join(paragraph(words, numbered=(number, 0)) for words in (WELCOME, NOTE, THANK))


# The zoo: one construct each, its labels and words


def test_numbering_by_style() -> None:
    styles = paragraph_style("Normal", is_default=True) + paragraph_style(
        "Clause", '<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    styles += paragraph_style("Point", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', based_on="Clause")
    numbering = definition(0, level(0, "%1."), level(1, "%1.%2", more='<w:pStyle w:val="Point"/>')) + list_of(1, 0)
    body = paragraph("We task the Secretariat with:", style="Clause") + "".join(
        paragraph(words, style=style)
        for words, style in (("an index of names;", "Point"), ("a map of depths;", "Point"), (THANK, "Clause"))
    )

    assert shown(read(body, styles=styles, numbering=numbering)) == [
        ("1.", "We task the Secretariat with:"),
        ("1.1", "an index of names;"),
        ("1.2", "a map of depths;"),
        ("2.", THANK),
    ]


def test_numbering_of_the_paragraph_itself() -> None:
    assert shown(read(clauses_of(1), numbering=NUMBERS + list_of(1, 0))) == [
        ("1.", WELCOME),
        ("2.", NOTE),
        ("3.", THANK),
    ]


def test_numbering_in_levels() -> None:
    body = "".join(
        paragraph(words, numbered=(1, depth))
        for words, depth in (
            ("We task the Secretariat with:", 0),
            ("an index of names;", 1),
            ("a map of depths, in colours for:", 1),
            ("shallow water;", 2),
            ("deep water;", 2),
            ("a list of contacts.", 1),
            (THANK, 0),
        )
    )
    reading = read(body, numbering=NUMBERS + list_of(1, 0))

    assert shown(reading) == [
        ("1.", "We task the Secretariat with:"),
        ("(a)", "an index of names;"),
        ("(b)", "a map of depths, in colours for:"),
        ("(i)", "shallow water;"),
        ("(ii)", "deep water;"),
        ("(c)", "a list of contacts."),
        ("2.", THANK),
    ]
    assert [part.level for part in reading.document.parts if part.kind is PartKind.ITEM] == [1, 1, 2, 2, 1]


def test_numbering_that_starts_anew() -> None:
    numbering = NUMBERS + list_of(1, 0) + list_of(2, 0, starts_at(0, 1))
    body = (
        paragraph("Section A", properties='<w:outlineLvl w:val="0"/>')
        + clauses_of(1)
        + paragraph("Section B", properties='<w:outlineLvl w:val="0"/>')
        + clauses_of(2)
    )

    assert [label for label, _ in shown(read(body, numbering=numbering))] == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_numbering_with_a_first_number_of_its_own() -> None:
    numbering = definition(0, level(0, "%1.", start=14)) + list_of(1, 0)

    assert [label for label, _ in shown(read(clauses_of(1), numbering=numbering))] == ["14.", "15.", "16."]


def test_arrow_typed_by_hand() -> None:
    reading = read(paragraph(f"Ø {WELCOME}") + paragraph(run("Ø"), "<w:r><w:tab/></w:r>", THANK))

    assert shown(reading) == [("Ø", WELCOME), ("Ø", THANK)]
    assert reading.document.style == "o-we"


def test_arrow_as_a_symbol() -> None:
    arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0D8"/></w:r><w:r><w:tab/></w:r>'

    assert shown(read(paragraph(arrow, WELCOME) + paragraph(arrow, THANK))) == [("Ø", WELCOME), ("Ø", THANK)]


def test_hyperlink_is_its_words() -> None:
    underlined = run("the register", '<w:u w:val="single"/>')
    link = f'<w:hyperlink w:anchor="quays">{underlined}</w:hyperlink>'
    body = paragraph(run("Ø We welcome "), link, run(" of quays;")) + paragraph(f"Ø {THANK}")

    assert shown(read(body)) == [("Ø", "We welcome the register of quays;"), ("Ø", THANK)]


def test_simple_field_is_its_result() -> None:
    year = f'<w:fldSimple w:instr=" DATE \\@ yyyy ">{run("2031")}</w:fldSimple>'
    body = paragraph(run("Ø We met in "), year, run(" in Tarn;")) + paragraph(f"Ø {THANK}")

    assert shown(read(body)) == [("Ø", "We met in 2031 in Tarn;"), ("Ø", THANK)]


def test_complex_field_is_its_result() -> None:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText> REF quay \\h </w:instrText></w:r>"
    inner = character("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + character("end")
    whole = character("begin") + instruction + inner + character("separate") + run("clause 4") + character("end")
    body = paragraph(run("Ø We recall "), whole, run(" of the Charter;")) + paragraph(f"Ø {THANK}")

    assert shown(read(body)) == [("Ø", "We recall clause 4 of the Charter;"), ("Ø", THANK)]


def test_smart_tag_is_its_words() -> None:
    place = f'<w:smartTag w:uri="urn:places" w:element="place">{run("Old Ferry")}</w:smartTag>'
    body = paragraph(run("Ø We meet again in "), place, run(";")) + paragraph(f"Ø {THANK}")

    assert shown(read(body)) == [("Ø", "We meet again in Old Ferry;"), ("Ø", THANK)]


def test_content_control_in_a_line_is_its_words() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Old Ferry')}</w:sdtContent></w:sdt>"
    hint = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{run('Click here to enter text.')}</w:sdtContent></w:sdt>"
    )
    reading = read(paragraph(run("Ø We meet again in "), control, run(";"), hint) + paragraph(f"Ø {THANK}"))

    assert shown(reading) == [("Ø", "We meet again in Old Ferry;"), ("Ø", THANK)]
    assert left_out(reading) == [("Click here to enter text.", foreign.PLACEHOLDER)]


def test_content_control_round_paragraphs_is_its_paragraphs() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{clauses_of(1)}</w:sdtContent></w:sdt>"

    assert [words for _, words in shown(read(control, numbering=NUMBERS + list_of(1, 0)))] == [WELCOME, NOTE, THANK]


def test_hidden_text_is_left_out_and_reported() -> None:
    secret = run(" (to be discussed)", "<w:vanish/>")
    styles = paragraph_style("Normal", is_default=True) + (
        '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        paragraph(run("Ø We note the depths"), secret, run(" of all harbours;"))
        + paragraph(run("Ø For our eyes", '<w:rStyle w:val="Secret"/>'))
        + paragraph(f"Ø {THANK}")
    )
    reading = read(body, styles=styles)

    assert shown(reading) == [("Ø", NOTE), ("Ø", THANK)]
    assert left_out(reading) == [(" (to be discussed)", foreign.HIDDEN), ("Ø For our eyes", foreign.HIDDEN)]


def text_box(*paragraphs: str) -> str:
    """A text box as Word keeps it: for itself, and once more for its older versions."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_box_is_reported_once() -> None:
    box = text_box(paragraph("Check against"), paragraph("delivery"))
    reading = read(paragraph(box, f"Ø {WELCOME}") + paragraph(f"Ø {THANK}"))

    assert shown(reading) == [("Ø", WELCOME), ("Ø", THANK)]
    assert left_out(reading) == [("Check against\ndelivery", foreign.TEXT_BOX)]


def test_text_box_with_the_title_is_taken_in() -> None:
    body = paragraph(text_box(TITLE)) + CHAPEAU + paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}")
    reading = read_word(word_file(body))

    assert reading.document.first(PartKind.TITLE) == Part(PartKind.TITLE, "JOINT STATEMENT")
    assert reading.left_out == ()


def test_text_boxes_that_hold_the_statement_are_taken_in() -> None:
    box = text_box(TITLE, CHAPEAU, clauses_of(1))
    reading = read_word(word_file(paragraph("Tarn 2031") + paragraph(box), numbering=NUMBERS + list_of(1, 0)))

    assert shown(reading) == [("1.", WELCOME), ("2.", NOTE), ("3.", THANK)]


def test_footnotes_and_endnotes_keep_their_bodies_and_places() -> None:
    def note(kind: str, number: int, *paragraphs: str) -> str:
        return f'<w:{kind} w:id="{number}">{"".join(paragraphs)}</w:{kind}>'

    def mark(kind: str, number: int, sign: str = "") -> str:
        custom = ' w:customMarkFollows="1"' if sign else ""
        shown_sign = f"<w:t>{sign}</w:t>" if sign else ""
        return f'<w:r><w:{kind}Reference{custom} w:id="{number}"/>{shown_sign}</w:r>'

    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    footnotes = (
        separator
        + note("footnote", 7, paragraph("<w:r><w:footnoteRef/></w:r>", run(" As of "), run("May", "<w:i/>"), run(".")))
        + note("footnote", 2, paragraph("* Without prejudice."), paragraph("To anybody."))
        + note("footnote", 9, paragraph("Forgotten."))
    )
    endnotes = note("endnote", 7, paragraph("<w:r><w:endnoteRef/></w:r>", run(" In metres.")))
    body = paragraph(
        run("Ø We welcome Ostmark"), mark("footnote", 2, "*"), run(" and its register"), mark("footnote", 7), run(";")
    ) + paragraph(run("Ø We note the depths."), mark("endnote", 7))
    reading = read(body, footnotes=footnotes, endnotes=endnotes)

    assert shown(reading) == [
        ("Ø", "We welcome Ostmark[^fn1] and its register[^fn2];"),
        ("Ø", "We note the depths.[^en1]"),
    ]
    assert [part for part in reading.document.parts if part.kind is PartKind.FOOTNOTE] == [
        Part(PartKind.FOOTNOTE, "Without prejudice.\nTo anybody.", key="fn1", mark="*"),
        Part(PartKind.FOOTNOTE, "As of *May*.", key="fn2"),
        Part(PartKind.FOOTNOTE, "In metres.", key="en1"),
    ]
    assert left_out(reading) == [("*", "Signs before footnotes."), ("Forgotten.", foreign.UNREFERRED)]
    assert reading.warnings == ()


def test_raised_text_stays_raised() -> None:
    raised = run("th", '<w:vertAlign w:val="superscript"/>')
    body = paragraph(run("Ø We prepare the 6"), raised, run(" meeting;")) + paragraph(f"Ø {THANK}")

    assert shown(read(body))[0] == ("Ø", "We prepare the 6^th^ meeting;")


def test_looks_of_words_are_kept_and_those_of_links_are_not() -> None:
    styles = paragraph_style("Normal", is_default=True) + (
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Stronger"><w:name w:val="Stronger"/><w:basedOn w:val="Strong"/>'
        "<w:rPr><w:i/></w:rPr></w:style>"
    )
    body = paragraph(
        run("Ø "),
        run("We welcome", '<w:rStyle w:val="Stronger"/>'),
        run(" the "),
        run("register", '<w:rStyle w:val="Stronger"/><w:i w:val="0"/>'),
        run(" of "),
        run("quays", '<w:u w:val="single"/>'),
        run(";"),
    ) + paragraph(f"Ø {THANK}")

    assert shown(read(body, styles=styles))[0] == ("Ø", "***We welcome*** the **register** of __quays__;")


def test_table_used_as_layout_is_labelled_paragraphs() -> None:
    rows = [
        [paragraph("No."), paragraph("Conclusion")],
        [paragraph("1."), paragraph(WELCOME)],
        [
            paragraph("2."),
            paragraph("We task the Secretariat with:") + paragraph("(a) an index;") + paragraph("(b) a map;"),
        ],
        [paragraph("3."), paragraph(THANK)],
    ]
    reading = read(table(rows))

    assert shown(reading) == [
        ("1.", WELCOME),
        ("2.", "We task the Secretariat with:"),
        ("(a)", "an index;"),
        ("(b)", "a map;"),
        ("3.", THANK),
    ]
    assert left_out(reading) == [("No.\tConclusion", TABLE_HEADING)]


def test_table_whose_first_column_counts_itself_is_labelled_paragraphs() -> None:
    rows = [[paragraph(numbered=(1, 0)), paragraph(words)] for words in (WELCOME, NOTE, THANK)]

    assert shown(read(table(rows), numbering=NUMBERS + list_of(1, 0))) == [("1.", WELCOME), ("2.", NOTE), ("3.", THANK)]


def test_table_of_one_cell_is_its_text() -> None:
    assert shown(read(table([[clauses_of(1)]]), numbering=NUMBERS + list_of(1, 0))) == [
        ("1.", WELCOME),
        ("2.", NOTE),
        ("3.", THANK),
    ]


def test_table_of_figures_is_left_out_and_reported() -> None:
    rows = [[paragraph(words) for words in row] for row in (("Harbour", "Depth"), ("Tarn", "4 m"), ("Dorne", "7 m"))]
    reading = read(paragraph(f"Ø {WELCOME}") + table(rows) + paragraph(f"Ø {THANK}"))

    assert shown(reading) == [("Ø", WELCOME), ("Ø", THANK)]
    assert left_out(reading) == [
        ("Harbour\tDepth", TABLE),
        ("Tarn\t4 m", TABLE),
        ("Dorne\t7 m", TABLE),
    ]


def test_table_of_signatures_at_the_end_is_the_closing() -> None:
    rows = [[paragraph("Ada Roe") + paragraph("For Pelland"), paragraph("Bo Dahl") + paragraph("For Quay")]]
    reading = read(paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}") + table(rows))

    assert reading.document.first(PartKind.CLOSING) == Part(PartKind.CLOSING, "Ada Roe\nFor Pelland\nBo Dahl\nFor Quay")


def test_headings_by_style_and_outline() -> None:
    styles = paragraph_style("Normal", is_default=True) + "".join(
        paragraph_style(f"Heading{depth + 1}", f'<w:outlineLvl w:val="{depth}"/>', shown_as=f"heading {depth + 1}")
        for depth in range(2)
    )
    body = (
        paragraph("Registers", style="Heading1")
        + paragraph(f"Ø {WELCOME}")
        + paragraph("Depths", style="Heading2")
        + paragraph(f"Ø {NOTE}")
        + paragraph("Thanks", properties='<w:outlineLvl w:val="0"/>')
        + paragraph(f"Ø {THANK}", style="Heading2")
    )
    reading = read(body, styles=styles)

    assert [(p.level, p.wording) for p in reading.document.parts if p.kind is PartKind.HEADING] == [
        (1, "Registers"),
        (2, "Depths"),
        (1, "Thanks"),
    ]
    assert shown(reading) == [("Ø", WELCOME), ("Ø", NOTE), ("Ø", THANK)]


def test_title_by_style_is_the_title_whatever_stands_above() -> None:
    styles = paragraph_style("Normal", is_default=True) + paragraph_style("Title")
    body = (
        paragraph("Riverine Cooperation Forum")
        + paragraph("Common Waters", style="Title")
        + paragraph("Sharing the River", style="Title")
        + paragraph("Tarn, 3 June 2031")
        + CHAPEAU
        + paragraph(f"Ø {WELCOME}")
        + paragraph(f"Ø {THANK}")
    )
    document = read_word(word_file(body, styles=styles)).document

    assert document.parts[:2] == (
        Part(PartKind.TITLE, "Common Waters\nSharing the River"),
        Part(PartKind.SUBTITLE, "Riverine Cooperation Forum\nTarn, 3 June 2031"),
    )


TRACKED = paragraph(
    run("Ø We welcome the "),
    f'<w:ins w:id="1" w:author="Quay" w:date="2031-05-01T10:00:00Z">{run("common ")}</w:ins>',
    '<w:del w:id="1" w:author="Quay" w:date="2031-05-01T10:00:00Z"><w:r><w:delText>old </w:delText></w:r></w:del>',
    run("register;"),
) + paragraph(f"Ø {THANK}")


def test_tracked_changes_are_refused_without_a_choice_between_their_two_texts() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(TRACKED)

    assert str(refused.value) == (
        "The Word file has tracked changes that are still open; accept or reject them all in Word, or choose which of "
        "its two texts to read: “accepted” or “rejected” (on the command line “--view accepted”)."
    )


@pytest.mark.parametrize(
    ("view", "words"),
    [(View.ACCEPTED, "We welcome the common register;"), (View.REJECTED, "We welcome the old register;")],
)
def test_tracked_changes_are_read_in_the_view_that_is_asked_for(view: View, words: str) -> None:
    assert shown(read(TRACKED, view=view)) == [("Ø", words), ("Ø", THANK)]


# What is no wording


def test_edges_comments_and_contents_are_left_out_with_their_reason() -> None:
    styles = paragraph_style("Normal", is_default=True) + paragraph_style("TOC1", shown_as="toc 1")
    comment = f'<w:comment w:id="0" w:author="Bo">{paragraph("Too long?")}</w:comment>'
    reading = read(
        paragraph("Registers 2", style="TOC1") + paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}"),
        styles=styles,
        comments=comment,
        header1=paragraph("For official use"),
        footer1=paragraph(run("Page "), f'<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>'),
    )

    assert shown(reading) == [("Ø", WELCOME), ("Ø", THANK)]
    assert left_out(reading) == [
        ("Registers 2", foreign.CONTENTS),
        ("Too long?", foreign.COMMENT),
        ("For official use", foreign.PAGE_EDGE),
        ("Page 1", foreign.PAGE_EDGE),
    ]


def test_invisible_signs_are_reported() -> None:
    reading = read(paragraph("Ø We wel\u00adcome\u200b the register;") + paragraph(f"Ø {THANK}"))

    assert shown(reading)[0] == ("Ø", "We welcome the register;")
    assert left_out(reading) == [("\u00ad\u200b", foreign.INVISIBLE)]


def test_lines_ended_by_hand_are_lines_in_a_list_and_words_in_a_sentence() -> None:
    end = "<w:r><w:br/></w:r>"
    typed = paragraph(run(f"1. {WELCOME}"), end, run(f"2. {NOTE}"), end, run(f"3. {THANK}"))
    sentence = paragraph(
        run("4. We ask the Secretariat of the Forum, which has served us well for eleven years,"), end, run("to go on.")
    )

    assert shown(read(typed + sentence)) == [
        ("1.", WELCOME),
        ("2.", NOTE),
        ("3.", THANK),
        ("4.", "We ask the Secretariat of the Forum, which has served us well for eleven years, to go on."),
    ]


def test_title_with_its_lines_in_one_paragraph_keeps_them() -> None:
    end = "<w:r><w:br/></w:r>"
    lines = (
        "JOINT STATEMENT",
        "Registers, Depths and Lights, as the Members of the Riverine Cooperation Forum see them",
        "Tarn, 3 June 2031",
    )
    data = word_file(
        paragraph(end.join(map(run, lines))) + CHAPEAU + paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}")
    )

    assert [part.wording for part in read_word(data).document.parts[:2]] == [lines[0], "\n".join(lines[1:])]


@pytest.mark.parametrize("is_listed", [False, True], ids=["typed", "in a list"])
def test_article_alone_is_the_label_of_the_words_below_it(is_listed: bool) -> None:
    heads = [paragraph(numbered=(1, 0)) if is_listed else paragraph(f"Article {number}") for number in (1, 2)]
    body = heads[0] + paragraph("The members keep one register of quays.") + heads[1] + paragraph("They keep it well.")
    reading = read(body, numbering=definition(0, level(0, "Article %1")) + list_of(1, 0))

    assert shown(reading) == [
        ("Article 1", "The members keep one register of quays."),
        ("Article 2", "They keep it well."),
    ]


def test_lines_that_became_paragraphs_are_joined_as_in_plain_text() -> None:
    lines = (
        "1. We welcome the common register of quays that Pelland has kept for us",
        "since the last meeting, and thank it for the patience with which it",
        "answered all who had forgotten theirs;",
        "",
        "2. We note the depths of all harbours, which the Secretariat has meas-",
        "ured again, and ask it to keep the figures open to every ferryman of the",
        "river;",
        "",
        "3. We thank Tarn.",
    )

    assert shown(read("".join(paragraph(run(line)) for line in lines))) == [
        (
            "1.",
            "We welcome the common register of quays that Pelland has kept for us since the last meeting, and thank it "
            "for the patience with which it answered all who had forgotten theirs;",
        ),
        (
            "2.",
            "We note the depths of all harbours, which the Secretariat has measured again, and ask it to keep the "
            "figures open to every ferryman of the river;",
        ),
        ("3.", "We thank Tarn."),
    ]


def test_draft_with_numbered_preamble_has_its_preamble() -> None:
    numbering = definition(0, level(0, "PP%1")) + definition(1, level(0, "OP%1")) + list_of(1, 0) + list_of(2, 1)
    body = (
        paragraph("Recalling the Tarn Charter,", numbered=(1, 0))
        + paragraph("Aware of the tides,", numbered=(1, 0))
        + clauses_of(2)
    )

    assert [(part.kind, part.label) for part in read(body, numbering=numbering).document.clauses] == [
        (PartKind.PREAMBULAR, "PP1"),
        (PartKind.PREAMBULAR, "PP2"),
        (PartKind.OPERATIVE, "OP1"),
        (PartKind.OPERATIVE, "OP2"),
        (PartKind.OPERATIVE, "OP3"),
    ]


def test_strict_form_of_the_format_is_read_too() -> None:
    data = word_file(HEAD + paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}"))
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, content in parts_of(data).items()
    }

    assert shown(read_word(packed(strict))) == [("Ø", WELCOME), ("Ø", THANK)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (word_file(paragraph("") + paragraph("<w:r><w:drawing/></w:r>")), "The Word file holds no text; "),
        (word_file(paragraph("A letter about nothing at all.")), "No statement was found in the file: "),
        (b"PK\x03\x04 and no archive", "The Word file is damaged and cannot be read; "),
    ],
    ids=["no words", "no statement", "no archive"],
)
def test_file_without_a_statement_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_word(data)

    assert str(refused.value).startswith(sentence)


def in_a_print(body: str) -> bytes:
    """A print of ours with another body in place of its own; all else that it keeps is there."""
    parts = parts_of(write_docx(HARBOUR, STYLES["o-we"]))
    main = re.sub(rb"<w:body>.*</w:body>", f"<w:body>{body}<w:sectPr/></w:body>".encode(), parts["word/document.xml"])
    return packed({**parts, "word/document.xml": main})


def test_print_of_ours_without_a_word_is_refused_as_any_file_without_words() -> None:
    for body in ("", paragraph(""), paragraph("", style="JSOperative")):
        with pytest.raises(UnreadableFile, match=r"^The Word file holds no text; "):
            read_word(in_a_print(body))


def test_print_of_ours_with_nothing_but_anybodys_paragraphs_is_read_as_anybodys_file() -> None:
    reading = read_word(in_a_print(HEAD + paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}")))

    assert shown(reading) == [("Ø", WELCOME), ("Ø", THANK)]


# Our own prints, read as if they were anybody's

_NOTE_MARK = re.compile(r"\[\^[\w*-]+\]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def folded(words: str) -> str:
    return " ".join(_INVISIBLE.sub("", _NOTE_MARK.sub("", words)).split())


def printed(document: Document) -> list[tuple[str, str]]:
    """The labels and words of the parts as the style prints them, a pair for each paragraph."""
    pairs = [
        (folded(each.marker) if place == 0 else "", folded(line))
        for each in printed_parts(document, STYLES[document.style])
        if each.part.kind is not PartKind.FOOTNOTE
        for place, line in enumerate((plain(each.part.wording) + each.ending).split("\n"))
    ]
    return [(label, words) for label, words in pairs if words]


def on_the_page(document: Document) -> list[tuple[str, str]]:
    given, _ = foreign.paragraphs_in(write_docx(document, STYLES[document.style]))
    pairs = [
        (folded(each.label) if place == 0 else "", folded(line))
        for each in given
        if not each.note
        for place, line in enumerate(each.words.text.split("\n"))
    ]
    return [(label, words) for label, words in pairs if words]


@pytest.mark.parametrize("style", ["o-we", "numbered"])
@pytest.mark.parametrize("document", [HARBOUR, HARBOUR_DRAFT], ids=["adopted", "draft"])
def test_print_of_ours_has_the_labels_and_words_that_it_was_printed_with(document: Document, style: str) -> None:
    document = replace(document, style=style)
    expected = printed(document)

    assert on_the_page(document)[1 : 1 + len(expected)] == expected


@pytest.mark.parametrize("style", ["o-we", "numbered"])
@pytest.mark.parametrize("document", [HARBOUR, HARBOUR_DRAFT], ids=["adopted", "draft"])
def test_print_of_ours_reads_as_the_same_parts_without_its_memory(document: Document, style: str) -> None:
    document = replace(document, style=style)
    read_again = read_foreign(write_docx(document, STYLES[style])).document

    def of_clauses(parts: tuple[Part, ...]) -> list[tuple[PartKind, int, str]]:
        kept = {PartKind.PREAMBULAR, PartKind.OPERATIVE, PartKind.ITEM, PartKind.HEADING}
        return [(p.kind, p.level, folded(p.wording)) for p in parts if p.kind in kept]

    assert of_clauses(read_again.parts) == of_clauses(document.parts)


@pytest.mark.parametrize(
    ("kind", "levels", "labels"),
    [
        (PartKind.OPERATIVE, (3, 2, 1, 2), ["(A)", "(ii)", "(b)", "(i)"]),
        (PartKind.OPERATIVE, (1, 3, 2), ["(a)", "(A)", "(ii)"]),
        (PartKind.PREAMBULAR, (3, 2, 1, 2), ["(A)", "(i)", "(a)", "(i)"]),
        (PartKind.PREAMBULAR, (1, 3, 2, 1, 3, 2), ["(a)", "(A)", "(i)", "(b)", "(A)", "(ii)"]),
    ],
)
def test_print_of_ours_with_levels_left_out_counts_them_as_word_does(
    kind: PartKind, levels: tuple[int, ...], labels: list[str]
) -> None:
    items = tuple(Part(PartKind.ITEM, f"lamp {place}", level=level) for place, level in enumerate(levels, start=1))
    document = Document((Part(kind, "We agree to keep"), *items), style="numbered")
    expected = printed(document)

    assert [label for label, _ in expected[1:]] == labels
    assert [pair for pair in on_the_page(document) if pair in expected] == expected


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_any_print_of_ours_has_the_labels_and_words_that_it_was_printed_with(style: str) -> None:
    @settings(max_examples=15)
    @given(st.data())
    def has(data: st.DataObject) -> None:
        document = data.draw(documents(style=style))
        expected, found = printed(document), on_the_page(document)
        starts = [n for n in range(len(found)) if found[n : n + len(expected)] == expected]

        assert starts or not expected

    has()


# Any file


def signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace())


_TEXT = st.text("aeil mnrsT1.;:()*^[]_Ø•\u00ad", max_size=24)
_LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'])
_RUNS = st.lists(st.builds(run, _TEXT, _LOOKS), max_size=3).map("".join)
_PARAGRAPHS = st.builds(
    lambda runs, numbered, style: paragraph(runs or run(""), numbered=numbered, style=style),
    _RUNS,
    st.sampled_from([None, (1, 0), (1, 1), (2, 0), (3, 0), (9, 4)]),
    st.sampled_from(["", "Heading1", "Title", "Unknown"]),
)
_PLAIN = _RUNS.map(lambda runs: paragraph(runs or run("")))
# A number alone in a cell is both a word of the file and a label: it would be counted twice.
_CELLS = st.text("aeil mnrsT;", max_size=24).map(lambda words: paragraph(run(words)))
_NOTES = st.integers(1, 2).map(
    lambda n: paragraph(run("Ø We note"), f'<w:r><w:footnoteReference w:id="{n}"/></w:r>', run(" it;"))
)
_BLOCKS = st.one_of(
    _PARAGRAPHS,
    _NOTES,
    st.lists(_PLAIN, min_size=1, max_size=2).map(lambda inside: paragraph(text_box(*inside))),
    st.lists(st.lists(_CELLS, min_size=1, max_size=3), min_size=1, max_size=3).map(table),
    _PARAGRAPHS.map(lambda inside: f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
)
_FOOTNOTES = "".join(f'<w:footnote w:id="{n}">{paragraph(f"Note {n}.")}</w:footnote>' for n in (1, 2))
_STYLES = "".join(
    (
        paragraph_style("Normal", is_default=True),
        paragraph_style("Heading1", '<w:outlineLvl w:val="0"/>', shown_as="heading 1"),
        paragraph_style("Title"),
    )
)
_LISTS = NUMBERS + definition(1, level(0, "\uf0d8", "bullet", font="Wingdings"))
_LISTS += list_of(1, 0) + list_of(2, 0, starts_at(0, 4)) + list_of(3, 1)


@settings(max_examples=60)
@given(st.lists(_BLOCKS, max_size=8))
def test_every_character_of_any_file_is_in_the_reading_or_reported(blocks: list[str]) -> None:
    end = paragraph(f"Ø {WELCOME}") + paragraph(f"Ø {THANK}")
    body = HEAD + "".join(blocks) + end
    data = word_file(body, styles=_STYLES, numbering=_LISTS, footnotes=_FOOTNOTES, header1=paragraph("Forum"))
    try:
        reading = read_word(data)
    except UnreadableFile:
        return
    once = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", body)
    written = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", once + _FOOTNOTES)
    labels = [each.label for each in foreign.paragraphs_in(data)[0]]
    out = [left.text for left in reading.left_out]
    for part in reading.document.parts:
        out += [plain(part.wording), part.ending or "", part.label or "", part.mark or ""]

    assert signs("".join(out)) == signs("".join([*written, *labels, "Forum"]))


@settings(max_examples=80)
@given(st.data())
def test_file_that_was_tampered_with_is_read_or_refused(data: st.DataObject) -> None:
    body = HEAD + "".join(data.draw(st.lists(_BLOCKS, max_size=4))) + TRACKED
    parts = parts_of(word_file(body, styles=_STYLES, numbering=_LISTS, footnotes=_FOOTNOTES))
    name = data.draw(
        st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"])
    )
    old = data.draw(
        st.sampled_from([b"w:val", b"w:id", b"w:p>", b"w:abstractNum", b'="1"', b'="0"', b"<w:r>", b"w:ilvl"])
    )
    new = data.draw(st.sampled_from([b"w:not", b"w:tbl>", b'="-7"', b'="x"', b"<w:sdt>", b"", b'="99999999999"']))
    content = parts[name]
    places = [found.start() for found in re.finditer(re.escape(old), content)]
    for place in data.draw(st.lists(st.sampled_from(places or [0]), max_size=3, unique=True)):
        content = content[:place] + new + content[place + len(old) :]
    tampered = packed({**parts, name: content})

    for view in (None, View.ACCEPTED, View.REJECTED):
        try:
            read_word(tampered, view=view)
        except UnreadableFile as refusal:
            assert "\n" not in str(refusal)
