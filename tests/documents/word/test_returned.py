"""A file that comes back: every edit lands on the part that it was made on, or says that it is unsure."""

import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.documents.examples import STYLES, documents
from tests.documents.word.forum_text import FORUM
from tests.documents.word.office import bare
from tests.documents.word.test_preflight import packed, parts_of

from jointstatement.documents.word.elements import NAMESPACE
from jointstatement.documents.word.returned import compare_files, read_returned, returned_file
from jointstatement.documents.word.rolling import write_rolling
from jointstatement.documents.word.view import accepted
from jointstatement.documents.word.write import write_docx
from jointstatement.errors import UnreadableFile
from jointstatement.terms import ClauseState, PartKind
from jointstatement.text.document import Document, LeftOut, StatedPart
from jointstatement.text.live_amendments import Proposal, with_proposals
from jointstatement.text.returned import Became, FileComment, FileProposal, ReturnedFile
from jointstatement.text.rolling import Author, Remark

W = f"{{{NAMESPACE}}}"
FILES = Path(__file__).parent / "returned"
BASE = write_docx(FORUM, STYLES["o-we"])
PLACES = {part.id[:2]: place for place, part in enumerate(FORUM.parts)}
WORDINGS = {part.id[:2]: part.wording for part in FORUM.parts}
NAMES = {place: name for name, place in PLACES.items()} | {None: "new"}

GATHERED = "We reaffirm that flood warnings reach every downstream member within six hours of the first alarm"
EDITS: dict[str, list[tuple[str, FileProposal]]] = {
    "change_a_word": [("c2", FileProposal(Became.REWORDED, GATHERED.replace("six", "four")))],
    "delete_words": [("c2", FileProposal(Became.REWORDED, GATHERED.replace("downstream ", "")))],
    "new_paragraph": [
        (
            "new",
            FileProposal(
                Became.NEW, "We decide to publish the water levels of all harbours daily", ";", after=PLACES["c3"]
            ),
        )
    ],
    "delete_clause": [("c3", FileProposal(Became.REMOVED))],
    "move_up": [("c3", FileProposal(Became.MOVED, WORDINGS["c3"], is_moved=True, after=PLACES["c1"]))],
    "cut_paste": [("c5", FileProposal(Became.MOVED, WORDINGS["c5"], is_moved=True, after=PLACES["b1"]))],
    "split": [
        ("c1", FileProposal(Became.SPLIT, "We welcome the new gauging stations on the upper Vessel", "")),
        (
            "new",
            FileProposal(
                Became.NEW,
                "and thank Pelland for the first year of data",
                ";",
                after=PLACES["c1"],
                out_of=(PLACES["c1"],),
            ),
        ),
    ],
    "merge": [
        ("c2", FileProposal(Became.MERGED, f"{WORDINGS['c2']};{WORDINGS['c3']}", out_of=(PLACES["c3"],))),
        ("c3", FileProposal(Became.REMOVED, into=PLACES["c2"])),
    ],
    "retype": [
        ("c3", FileProposal(Became.REWORDED, "Dredging plans shall be shared among all governments without any delay"))
    ],
    "resave": [],
}
"""What each edit of `make_returned` is, when it is told rightly."""
UNSURE = {
    "retype-untracked-anchored": (
        "Hardly a word of the part is left here; it was found by its mark in the file alone."
    ),
    "retype-untracked-bare": ("The mark of the part is lost and its words are gone; only the place is the same."),
}


def returned(name: str) -> ReturnedFile:
    return returned_file((FILES / f"{name}.docx").read_bytes(), BASE)


def proposals(file: ReturnedFile) -> list[tuple[str, FileProposal]]:
    return [(NAMES[part.place], proposal) for part in file.parts for proposal in part.proposals]


def without_hours(proposal: FileProposal) -> FileProposal:
    """The golden files say when they were made."""
    return replace(proposal, by=tuple(Author(author.name) for author in proposal.by))


@pytest.mark.parametrize("anchors", ["anchored", "bare"])
@pytest.mark.parametrize("recording", ["tracked", "untracked"])
@pytest.mark.parametrize("edit", EDITS)
def test_edit_lands_on_its_part(edit: str, recording: str, anchors: str) -> None:
    name = f"{edit}-{recording}-{anchors}"
    file = returned(name)

    tracked = recording == "tracked"
    assert [(where, without_hours(proposal)) for where, proposal in proposals(file)] == [
        (
            where,
            replace(
                proposal,
                by=(Author("Quay"),) if tracked else (),
                is_outside_tracking=not tracked,
                why_unsure=UNSURE.get(name, ""),
            ),
        )
        for where, proposal in EDITS[edit]
    ]
    assert (file.left_out, file.comments) == ((), ())
    assert [part.place for part in file.parts if part.place is not None and part.place not in moved(file)] == [
        place for place in range(len(FORUM.parts)) if place not in moved(file)
    ]
    assert file.warnings == (("The file has lost what it kept beside its words.",) if anchors == "bare" else ())


def moved(file: ReturnedFile) -> set[int | None]:
    return {part.place for part in file.parts if any(proposal.is_moved for proposal in part.proposals)}


@pytest.mark.parametrize("anchors", ["anchored", "bare"])
@pytest.mark.parametrize("recording", ["tracked", "untracked"])
def test_comments_hang_on_their_clauses(recording: str, anchors: str) -> None:
    file = returned(f"comment-{recording}-{anchors}")

    quay = Author("Quay", datetime(2031, 5, 1, 10, tzinfo=UTC))
    assert {NAMES[part.place]: part.comments for part in file.parts if part.comments} == {
        "c3": (FileComment(quay, "Who keeps it?", WORDINGS["c3"], WORDINGS["c3"]),),
        "c6": (FileComment(quay, "Two kinds, please.\nAt least.", WORDINGS["c6"], WORDINGS["c6"]),),
    }
    gone = [("c3", Became.REMOVED)] if recording == "tracked" else []
    assert [(where, proposal.became) for where, proposal in proposals(file)] == gone
    assert file.authors == ("Quay",)


# Files edited here, where LibreOffice would not do it in one go


def edited(*changes: tuple[str, str], base: bytes = BASE, part: str = "word/document.xml") -> bytes:
    parts = parts_of(base)
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return packed({**parts, part: text.encode()})


def by(name: str, hour: int = 10) -> str:
    return f'w:id="900" w:author="{name}" w:date="2031-05-01T{hour}:00:00Z"'


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def put_in(words: str, name: str, hour: int = 10) -> str:
    return f"<w:ins {by(name, hour)}>{run(words)}</w:ins>"


def taken_out(words: str, name: str, hour: int = 10) -> str:
    return f"<w:del {by(name, hour)}>{run(words, 'delText')}</w:del>"


def within(words: str, change: str) -> tuple[str, str]:
    """Puts a change in the place of words that stand in the middle of a run."""
    return words, f'</w:t></w:r>{change}<w:r><w:t xml:space="preserve">'


QUAY, PELLAND = (Author(name, datetime(2031, 5, 1, hour, tzinfo=UTC)) for name, hour in (("Quay", 10), ("Pelland", 11)))
SIX_TO_FOUR = within("six", taken_out("six", "Quay") + put_in("four", "Quay"))
FIRST_TO_LAST = within(
    "first alarm", taken_out("first", "Pelland", 11) + put_in("second", "Pelland", 11) + run(" alarm")
)


def test_changes_of_two_authors_are_told_apart() -> None:
    assert proposals(returned_file(edited(SIX_TO_FOUR, FIRST_TO_LAST), BASE)) == [
        ("c2", FileProposal(Became.REWORDED, GATHERED.replace("first", "second"), by=(PELLAND,))),
        ("c2", FileProposal(Became.REWORDED, GATHERED.replace("six", "four"), by=(QUAY,))),
    ]


def test_file_that_was_printed_with_states_comes_back_without_the_marks() -> None:
    states = tuple(StatedPart(part.id, ClauseState.AGREED) for part in FORUM.clauses)
    stated = write_docx(replace(FORUM, states=states), STYLES["o-we"])

    assert proposals(returned_file(stated, BASE)) == proposals(returned_file(stated, stated)) == []
    file = returned_file(edited(SIX_TO_FOUR, base=stated), BASE)
    assert proposals(file) == [("c2", FileProposal(Became.REWORDED, GATHERED.replace("six", "four"), by=(QUAY,)))]
    further = edited(("; [agreed]<", " and later; [agreed]<"), base=stated)
    (proposal,) = proposals(returned_file(further, BASE))
    assert proposal[1].wording.endswith(" and later")


def test_changes_of_two_authors_in_each_other_come_as_one_proposal() -> None:
    nested = within(
        "six", f"{taken_out('six', 'Quay')}<w:ins {by('Quay')}>{taken_out('five', 'Pelland', 11)}{run('four')}</w:ins>"
    )
    file = returned_file(edited(nested), BASE)

    assert proposals(file) == [
        (
            "c2",
            FileProposal(Became.REWORDED, GATHERED.replace("six", "four"), by=(PELLAND, QUAY), is_combined=True),
        )
    ]
    assert file.left_out == (LeftOut("five", "One author put this in and another took it out again."),)


def test_untracked_change_beside_a_tracked_one_is_marked() -> None:
    file = returned_file(edited(SIX_TO_FOUR, ("We reaffirm", "We repeat")), BASE)

    assert proposals(file) == [
        (
            "c2",
            FileProposal(
                Became.REWORDED,
                GATHERED.replace("six", "four").replace("We reaffirm", "We repeat"),
                by=(QUAY,),
                is_outside_tracking=True,
            ),
        )
    ]


def test_clause_removed_by_one_and_reworded_by_another() -> None:
    words = WORDINGS["c4"]
    removed = within(
        f"{words}",
        taken_out("We agree to mark the ferry", "Quay")
        + put_in(" all", "Pelland", 11)
        + taken_out(" crossings by night", "Quay"),
    )

    assert proposals(returned_file(edited(removed, (">:<", "><")), BASE)) == [
        (
            "c4",
            FileProposal(
                Became.REWORDED,
                "We agree to mark the ferry all crossings by night",
                "",
                by=(PELLAND,),
                is_outside_tracking=True,
            ),
        ),
        ("c4", FileProposal(Became.REMOVED, by=(QUAY,), is_outside_tracking=True)),
    ]


def test_changed_ending_alone_is_no_new_wording() -> None:
    six = f">{WORDINGS['c5']}</w:t></w:r>"

    text = parts_of(BASE)["word/document.xml"].decode()
    ending = text[text.index(six) + len(six) :].split("</w:p>")[0]
    assert "; and" in ending
    file = returned_file(edited((six + ending, six + ending.replace("; and", ";"))), BASE)
    assert proposals(file) == [("c5", FileProposal(Became.REPUNCTUATED, WORDINGS["c5"], ";", is_outside_tracking=True))]


def test_reworded_footnote_lands_on_the_footnote() -> None:
    file = returned_file(edited(("amended twice", "amended once"), part="word/footnotes.xml"), BASE)

    assert proposals(file) == [
        ("f1", FileProposal(Became.REWORDED, "Signed at Quay in 2011 and amended once.", is_outside_tracking=True))
    ]


def test_line_round_the_text_that_was_changed_is_reported() -> None:
    file = returned_file(edited((">Riverine Cooperation Forum<", ">Riverside Club<")), BASE)

    assert file.left_out == (LeftOut("Riverside Club", "The line stands round the text and is not as it was printed."),)
    assert file.warnings == ("A line that stands round the text is missing in the file: “Riverine Cooperation Forum”.",)
    assert file.as_printed == ()
    assert returned_file(BASE, BASE).as_printed == ("Riverine Cooperation Forum",)


def test_words_at_the_edge_of_the_page_are_reported() -> None:
    names = [name for name in parts_of(BASE) if re.match(r"word/(header|footer)", name)]
    typed = f"<w:p>{run('Quay reserves its position')}</w:p></w:"

    file = returned_file(edited(("</w:", typed), part=names[0]), BASE)
    assert file.left_out == (
        LeftOut("Quay reserves its position", "The words stand at the edge of the page or in an endnote."),
    )


def test_file_made_from_another_text_says_so() -> None:
    other = write_docx(replace(FORUM, fingerprint="8" * 64), STYLES["o-we"])

    file = returned_file(other, BASE)
    assert (proposals(file), file.warnings) == (
        [],
        ("The file was made from another text than the one it is compared with.",),
    )


def test_paragraph_in_no_style_of_the_statement_is_unsure() -> None:
    typed = f"<w:p>{run('Quay would like to think about this.')}</w:p><w:sectPr"

    assert proposals(returned_file(edited(("<w:sectPr", typed)), BASE)) == [
        (
            "new",
            FileProposal(
                Became.NEW,
                "Quay would like to think about this",
                ".",
                after=PLACES["e1"],
                is_outside_tracking=True,
                why_unsure="The paragraph has none of the statement's Word styles; it may be no clause.",
            ),
        )
    ]


def test_copy_of_a_clause_is_a_new_one() -> None:
    text = parts_of(BASE)["word/document.xml"].decode()
    clause = next(p for p in re.findall(r"<w:p>.*?</w:p>", text) if WORDINGS["c2"] in p)

    copied = clause + clause.replace("_cl_" + "c2" * 16, "_cl_" + "c2" * 16 + "_Copy_1")
    assert [
        (where, p.became, p.why_unsure) for where, p in proposals(returned_file(edited((clause, copied)), BASE))
    ] == [("new", Became.NEW, "")]


def test_words_of_one_clause_under_the_mark_of_another_are_unsure() -> None:
    swapped = edited(
        (WORDINGS["c2"], "@"), (WORDINGS["c3"], WORDINGS["c2"] + " and night"), ("@", WORDINGS["c3"] + " or so")
    )

    assert [(where, p.is_unsure) for where, p in proposals(returned_file(swapped, BASE))] == [
        ("c3", True),
        ("c2", True),
    ]


def test_loose_comment_is_kept() -> None:
    parts = parts_of((FILES / "comment-untracked-anchored.docx").read_bytes())
    text = parts["word/document.xml"].decode()
    text = re.sub(r'<w:commentRange(Start|End) w:id="0"/>|<w:commentReference w:id="0"/>', "", text)

    file = returned_file(packed({**parts, "word/document.xml": text.encode()}), BASE)
    assert [(c.text, c.on) for c in file.comments] == [("Who keeps it?", "")]


def test_unsure_parts_come_first() -> None:
    file = returned("retype-untracked-bare")
    changed = returned_file(edited(SIX_TO_FOUR, base=(FILES / "retype-untracked-bare.docx").read_bytes()), BASE)

    assert [NAMES[part.place] for part in file.unsure_first] == ["c3"]
    assert [NAMES[part.place] for part in changed.unsure_first] == ["c3", "c2"]


def test_answer_crosses_to_another_process_whole() -> None:
    data = edited(SIX_TO_FOUR, FIRST_TO_LAST)

    there = read_returned(data, FORUM, STYLES["o-we"])
    assert there == compare_files(BASE, data) == returned_file(data, BASE)
    assert there.base == FORUM
    assert msgspec.json.decode(msgspec.json.encode(there), type=ReturnedFile) == there


def test_base_of_another_program_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"^This Word file was not made by this program; .*\.$"):
        compare_files(packed({**parts_of(bare(BASE)), "docProps/custom.xml": b"<nothing/>"}), BASE)


def test_base_that_somebody_wrote_in_is_refused_and_not_the_file() -> None:
    parts = parts_of(BASE)
    typed = b"<w:p><w:r><w:t>Typed into the print.</w:t></w:r></w:p><w:sectPr"
    changed = packed({**parts, "word/document.xml": parts["word/document.xml"].replace(b"<w:sectPr", typed, 1)})

    with pytest.raises(UnreadableFile, match=r"^The text to compare with is not as this program printed it: .* Name"):
        compare_files(changed, BASE)


def test_file_without_word_styles_is_compared() -> None:
    parts = parts_of(BASE)
    bare_of_styles = packed(
        {
            name: re.sub(rb"<(?:Override|Relationship) [^>]*styles\.xml[^>]*/>", b"", content)
            for name, content in parts.items()
            if name != "word/styles.xml"
        }
    )

    file = compare_files(BASE, bare_of_styles)

    assert [part.found for part in file.parts if part.place is None] == [FORUM.body]
    assert [part.place for part in file.parts if part.place is not None] == list(range(len(FORUM.parts)))


# Any file: nothing vanishes, nothing but a refusal is raised

_SIGN = st.sampled_from(["We ", "welcome", " the", " tides", ", ", "Tarn", ". ", "Ø", " lamp"])
_STATE = st.sampled_from(["same", "same", "same", "ins", "del"])
_AUTHOR = st.sampled_from(["Quay", "Pelland"])


@st.composite
def edited_documents(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A statement's print, and the same after hands were at its paragraphs in every way."""
    document = draw(documents(style="o-we"))
    document = replace(document, parts=tuple(part for part in document.parts if part.kind is not PartKind.FOOTNOTE))
    base = write_docx(document, STYLES["o-we"])
    parts = parts_of(base)
    text = parts["word/document.xml"].decode()
    start, end = text.index("<w:body>") + len("<w:body>"), text.index("<w:sectPr")
    blocks = re.findall(r"<w:p>.*?</w:p>|<w:p/>|<w:tbl>.*?</w:tbl>", text[start:end], re.DOTALL)
    assert "".join(blocks) == text[start:end]
    edited_blocks = []
    for block in draw(st.permutations(blocks)) if draw(st.booleans()) else blocks:
        fate = draw(st.sampled_from(["kept", "kept", "removed", "mark", "words", "typed", "plain"]))
        if fate == "removed":
            continue
        if fate == "mark" and "<w:pPr>" in block and not block.startswith("<w:tbl>"):
            change = draw(_STATE.filter(lambda state: state != "same"))
            block = block.replace("</w:pPr>", f"<w:rPr><w:{change} {by(draw(_AUTHOR))}/></w:rPr></w:pPr>", 1)
        if fate in {"mark", "words"} and not block.startswith("<w:tbl>"):
            block = _touched(draw, block)
        edited_blocks.append(block)
        if fate == "typed":
            edited_blocks.append(
                re.sub(r"(</w:pPr>).*(</w:p>)", rf"\1{run(draw(_SIGN) * 3)}\2", block, flags=re.DOTALL)
            )
        if fate == "plain":
            edited_blocks.append(f"<w:p>{run(draw(_SIGN) * 2)}</w:p>")
    parts["word/document.xml"] = (text[:start] + "".join(edited_blocks) + text[end:]).encode()
    return base, packed(parts)


def _touched(draw: st.DrawFn, block: str) -> str:
    """The paragraph with some of its plain runs taken out, put in or gone, and others beside them."""

    def touch(found: re.Match[str]) -> str:
        state = draw(_STATE)
        name = draw(_AUTHOR)
        if state == "same":
            return found[0] if draw(st.booleans()) else ""
        if state == "ins":
            return found[0] + put_in(draw(_SIGN), name)
        return f"<w:del {by(name)}>{found[0].replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>"

    return re.sub(r"<w:r>(?:<w:rPr>(?:(?!w:rStyle).)*?</w:rPr>)?<w:t(?: [^>]*)?>[^<]*</w:t></w:r>", touch, block)


def letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in text if not sign.isspace())


def shown(data: bytes) -> list[str]:
    """All words that the file's text has once every change is accepted; the marks of footnotes are styled."""
    runs = accepted(etree.fromstring(parts_of(data)["word/document.xml"])).iter(f"{W}r")
    return [text.text or "" for one in runs if one.find(f"{W}rPr/{W}rStyle") is None for text in one.iter(f"{W}t")]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(edited_documents())
def test_nothing_in_any_file_vanishes(files: tuple[bytes, bytes]) -> None:
    base, data = files
    file = returned_file(data, base)

    told = [part.found for part in file.parts]
    told += [*file.as_printed, *(left.text for left in file.left_out)]
    assert letters(shown(data)) - letters(told) == Counter()
    assert sorted(part.place for part in file.parts if part.place is not None) == list(range(len(file.base.parts)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents(style="o-we"))
def test_file_that_nobody_touched_proposes_nothing(document: Document) -> None:
    printed = write_docx(document, STYLES["o-we"])

    file = returned_file(printed, printed)
    assert ([part.place for part in file.parts], proposals(file)) == (list(range(len(document.parts))), [])
    assert (file.left_out, file.warnings, file.comments) == ((), (), ())


def test_spoilt_file_is_read_or_refused_and_nothing_else() -> None:
    """300 files, each with a stretch of one part repeated, lost, or overwritten by a stretch of another place."""
    chance = random.Random(8)
    sources = [parts_of(file.read_bytes()) for file in sorted(FILES.glob("*-tracked-anchored.docx"))]
    outcomes: Counter[str] = Counter()
    for _ in range(300):
        parts = dict(chance.choice(sources))
        name = chance.choice(["word/document.xml", "word/document.xml", "word/footnotes.xml", "word/styles.xml"])
        elements = re.split(rb"(?=<)", parts[name])
        at, length, to = chance.randrange(len(elements)), chance.randrange(1, 6), chance.randrange(len(elements))
        elements[at : at + length] = elements[to : to + chance.choice([0, length, 2 * length])]
        try:
            returned_file(packed({**parts, name: b"".join(elements)}), BASE)
            outcomes["read"] += 1
        except UnreadableFile:
            outcomes["refused"] += 1
    assert outcomes["read"] + outcomes["refused"] == 300
    assert min(outcomes.values()) > 20


# What a rolling text says comes back as it was proposed

SECRETARIAT = Author("Secretariat", datetime(2031, 5, 2, tzinfo=UTC))
BORVIA = Author("Borvia", datetime(2031, 5, 1, 9, tzinfo=UTC))


def rolled(proposals: dict[str, list[Proposal]], **given: list[Remark]) -> ReturnedFile:
    """The rolling text with these proposals, by the short name of their parts, read back."""
    by_id = {FORUM.parts[PLACES[name]].id: live for name, live in proposals.items()}
    rolling = with_proposals(FORUM, by_id, secretariat=SECRETARIAT, **given)
    return returned_file(write_rolling(rolling, STYLES["o-we"], secretariat=SECRETARIAT), BASE)


def wordings(file: ReturnedFile) -> list[tuple[str, str, str]]:
    return [(where, proposal.wording, author.name) for where, proposal in proposals(file) for author in proposal.by]


def test_rolling_text_gives_its_amendments_and_remarks_back() -> None:
    thrice = "Signed at Quay in 2011 and amended thrice."
    file = rolled(
        {
            "c2": [
                Proposal(BORVIA, GATHERED.replace("six", "four")),
                Proposal(PELLAND, GATHERED.replace("first", "second"), "The first is a test."),
            ],
            "c3": [Proposal(QUAY, "", "Not needed.")],
            "f1": [Proposal(BORVIA, thrice)],
        },
        general=[Remark(QUAY, "A fine text.")],
    )

    assert wordings(file) == [
        ("c2", GATHERED.replace("six", "four"), "Borvia"),
        ("c2", GATHERED.replace("first", "second"), "Pelland"),
        ("c3", "", "Quay"),
        ("f1", thrice, "Borvia"),
    ]
    assert [(comment.by, comment.text) for part in file.parts for comment in part.comments] == [
        (QUAY, "A fine text."),
        (PELLAND, "The first is a test."),
        (QUAY, "Not needed."),
    ]
    assert (file.left_out, file.warnings, file.comments) == ((), (), ())


def test_alternatives_in_brackets_come_back_as_proposals_of_their_sponsors() -> None:
    praise, note = (WORDINGS["c1"].replace("welcome", other) for other in ("praise", "note"))
    songs = WORDINGS["c5"].replace("songs", "*songs*")

    assert wordings(
        rolled(
            {
                "c1": [Proposal(BORVIA, praise), Proposal(PELLAND, note)],
                "c5": [Proposal(BORVIA, ""), Proposal(PELLAND, songs)],
            }
        )
    ) == [("c1", praise, "Borvia"), ("c1", note, "Pelland"), ("c5", "", "Borvia"), ("c5", songs, "Pelland")]


@pytest.mark.parametrize("number", range(25))
def test_random_amendments_come_back(number: int) -> None:
    """Each of three delegations changes, drops or adds a word in some of the parts, at times the same one."""
    chance = random.Random(number)
    live: dict[str, list[Proposal]] = {}
    for name, place in PLACES.items():
        for author in (BORVIA, PELLAND, QUAY):
            words = FORUM.parts[place].wording.split(" ")
            at = chance.randrange(1, len(words) - 1)
            if chance.random() < 0.4 and not set("[*\n") & set(words[at]):
                words[at] = chance.choice(["all", "each", "green", f"{words[at]} and"])
                live.setdefault(name, []).append(Proposal(author, " ".join(words)))
    file = rolled(live)

    expected = {(name, one.wording, one.by.name) for name, proposed in live.items() for one in proposed}
    told = {(name, words, one) for name, words, by in wordings(file) for one in by.split(", ")}
    assert told == expected
    assert not any(part.is_unsure for part in file.parts)
