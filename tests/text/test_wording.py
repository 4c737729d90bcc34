"""Light marks: what is a mark, what is text, and that nothing is lost on the way there and back."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.text.wording import (
    FootnoteMark,
    Run,
    canonical,
    escape,
    footnote_keys,
    normalise,
    parse,
    plain,
    write,
)

SIGNS = "ab *_^[]\\/.,1\n\u00a0é\u0301-"
texts = st.text(alphabet=SIGNS, max_size=20) | st.text(max_size=12)
runs = st.builds(Run, texts, st.booleans(), st.booleans(), st.booleans(), st.booleans())
footnotes = st.builds(FootnoteMark, st.sampled_from(["1", "*", "kosovo", "a-b_c"]))
wordings = st.lists(runs | runs | footnotes, max_size=6).map(tuple)


@given(wordings)
def test_what_is_written_reads_back_as_the_same_runs(wording):
    assert parse(write(wording)) == normalise(wording)


few_marks = st.lists(
    st.sampled_from(
        ["*", "**", "***", "__", "^", "[^1]", "[^*]", "[", "a", "é", "b c", " ", "(", ".", ",", "\n", "re"]
    ),
    max_size=9,
).map("".join)


@given(texts | few_marks)
def test_what_is_read_does_not_hang_on_what_stands_in_the_next_paragraph(source):
    """A seam makes a source one that is not read at once."""
    assert parse(source + "\nx\\/") == parse(source + "\nx")


@given(wordings | few_marks.map(parse))
def test_what_is_written_does_not_hang_on_what_stands_in_the_next_paragraph(wording):
    """A sign among the words makes a wording one that is not written at once."""
    assert write((*normalise(wording), Run("\nx _ y"))) == write((*normalise(wording), Run("\nx"))) + " _ y"


@given(wordings)
def test_a_wording_is_normalised_once(wording):
    assert normalise(normalise(wording)) == normalise(wording)
    assert write(normalise(wording)) == write(wording)


@given(wordings)
def test_what_is_written_is_composed(wording):
    assert is_normalized("NFC", write(wording))


@given(texts)
def test_any_source_has_one_canonical_form(source):
    assert canonical(canonical(source)) == canonical(source)
    assert parse(canonical(source)) == parse(source)


@given(texts)
def test_literal_text_survives_its_escape(text):
    assert plain(escape(text)) == normalize("NFC", text)
    assert parse(escape(text)) == normalise((Run(text),))


@pytest.mark.parametrize(
    "text",
    [
        "Kosovo*",
        "Kosovo*, Pelland and Kosovo*.",
        "Kosovo*-led and Kosovo* hosted",
        "2 * 3",
        "[brackets]",
        "[shall/should] [^]",
        "snake_case",
        "a blank ____ to fill",
        "___",
        "a ^ b",
        "10^6",
        "ends with ^",
        "a\\b and c:\\files",
        "** bold**",
        "****",
        "footnote[i]",
    ],
)
def test_what_is_no_mark_needs_no_escape(text):
    assert parse(text) == (Run(text),)
    assert escape(text) == text


@pytest.mark.parametrize(
    ("source", "wording"),
    [
        ("*a*", (Run("a", italic=True),)),
        ("**a**", (Run("a", bold=True),)),
        ("***a***", (Run("a", italic=True, bold=True),)),
        ("__a b__", (Run("a b", underline=True),)),
        ("6^th^ meeting", (Run("6"), Run("th", raised=True), Run(" meeting"))),
        ("Kosovo^*^", (Run("Kosovo"), Run("*", raised=True))),
        ("re*open*ed", (Run("re"), Run("open", italic=True), Run("ed"))),
        ("un__der__line", (Run("un"), Run("der", underline=True), Run("line"))),
        ("*a***b**", (Run("a", italic=True), Run("b", bold=True))),
        ("**a *b* c**", (Run("a ", bold=True), Run("b", True, True), Run(" c", bold=True))),
        ("*a **b* c**", (Run("a ", italic=True), Run("b", True, True), Run(" c", bold=True))),
        ("***a*", (Run("**"), Run("a", italic=True))),
        ("*a***", (Run("a", italic=True), Run("**"))),
        ("*a* and Kosovo*", (Run("a", italic=True), Run(" and Kosovo*"))),
        ("2 *x and *y*", (Run("2 *x and "), Run("y", italic=True))),
        ("word*\\/, comma*", (Run("word"), Run(", comma", italic=True))),
        ("Kosovo[^kosovo] and", (Run("Kosovo"), FootnoteMark("kosovo"), Run(" and"))),
        ("Kosovo[^*]", (Run("Kosovo"), FootnoteMark("*"))),
        ("Kosovo\\[^1]", (Run("Kosovo[^1]"),)),
        ("\\*a\\*", (Run("*a*"),)),
        ("a\\\\*b*", (Run("a\\"), Run("b", italic=True))),
        ("*a\nb*", (Run("*a\nb*"),)),
        ("^a b^", (Run("^a b^"),)),
        ("", ()),
    ],
)
def test_marks_are_read(source, wording):
    assert parse(source) == wording


@pytest.mark.parametrize(
    ("wording", "source"),
    [
        ((Run("*a*"),), "\\*a\\*"),
        ((Run("Kosovo*", bold=True),), "**Kosovo\\***"),
        ((Run("a"), Run("b", italic=True), Run("c", bold=True)), "a*b***c**"),
        ((Run("word"), Run(", comma", italic=True)), "word*\\/, comma*"),
        ((Run("(a)", italic=True), Run("b")), "*(a)\\/*b"),
        ((Run("x[^1]"),), "x\\[^1]"),
        ((Run("a "), Run("b", italic=True), FootnoteMark("1"), Run(" c", italic=True)), "a *b[^1] c*"),
    ],
)
def test_escapes_and_seams_stand_only_where_needed(wording, source):
    assert write(wording) == source


@pytest.mark.parametrize(
    ("wording", "normalised"),
    [
        ((Run(" a ", bold=True),), (Run(" "), Run("a", bold=True), Run(" "))),
        ((Run(" ", italic=True),), (Run(" "),)),
        ((Run("a", True), Run("b", True)), (Run("ab", True),)),
        ((Run("a\nb", True),), (Run("a", True), Run("\n"), Run("b", True))),
        ((Run("a b", raised=True),), (Run("a", raised=True), Run(" "), Run("b", raised=True))),
        ((Run("a ", True), Run("b", True, True)), (Run("a ", True), Run("b", True, True))),
        ((Run("e"), Run("\u0301")), (Run("é"),)),
        ((Run(""),), ()),
    ],
)
def test_marks_do_not_stand_on_the_white_space_at_their_edges(wording, normalised):
    assert normalise(wording) == normalised


@pytest.mark.parametrize(
    "text",
    [
        "Conférence sur l’État de droit",
        "Türkiye'nin İstanbul ığüşöç bildirisi",
        "Η Διάσκεψη τονίζει τη σημασία της συνεργασίας",
        "Учесници су поздравили ђачку размену",
        "Čačak, Łódź, Õhtu, Þórr, Ősz, Ț",
    ],
)
def test_every_script_takes_marks_within_words(text):
    half = len(text) // 2
    wording = (Run(text[:half]), Run(text[half:], italic=True))

    assert parse(write(wording)) == normalise(wording)
    assert escape(text) == text


def test_plain_text_has_neither_marks_nor_footnote_marks():
    assert plain("The **6^th^** meeting[^1]\nof *Pelland*") == "The 6th meeting\nof Pelland"


def test_footnote_keys_come_in_order():
    assert footnote_keys("Kosovo[^kosovo], Pelland[^2] and Kosovo[^kosovo]") == ("kosovo", "2", "kosovo")


@pytest.mark.parametrize("key", ["", "a b", "a]", "a^b", "é\u0300."])
def test_a_footnote_key_that_cannot_be_written_is_refused(key):
    with pytest.raises(ValueError, match="key"):
        FootnoteMark(key)


def test_hundreds_of_nested_signs_are_still_text():
    text = "*a " * 300 + "b* " * 300

    assert plain(escape(text)) == text
