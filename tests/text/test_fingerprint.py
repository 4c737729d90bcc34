"""Text fingerprint v1, computed again here from its recipe."""

import hashlib
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jointstatement.terms import PartKind
from jointstatement.text.document import Part
from jointstatement.text.fingerprint import fingerprint

PARTS = (
    Part(PartKind.TITLE, "Joint statement of the 6^th^ meeting"),
    Part(PartKind.HEADING, "Media", level=1),
    Part(PartKind.OPERATIVE, "We note Kosovo*[^kosovo] and *Šibenik*", ending="; and", label="Ø"),
    Part(PartKind.ITEM, "Договор", level=1, ending=""),
    Part(PartKind.FOOTNOTE, "Without prejudice", ending=".", key="kosovo", mark="*"),
    Part(PartKind.FOOTNOTE, "As amended", key="2"),
)
AS_JSON = [
    {"kind": "title", "level": 0, "wording": "Joint statement of the 6^th^ meeting", "ending": None},
    {"kind": "heading", "level": 1, "wording": "Media", "ending": None},
    {"kind": "operative", "level": 0, "wording": "We note Kosovo*[^kosovo] and *Šibenik*", "ending": "; and"},
    {"kind": "item", "level": 1, "wording": "Договор", "ending": ""},
    {"kind": "footnote", "level": 0, "wording": "Without prejudice", "ending": ".", "key": "kosovo", "mark": "*"},
    {"kind": "footnote", "level": 0, "wording": "As amended", "ending": None, "key": "2", "mark": None},
]


def test_the_recipe_gives_the_fingerprint():
    written = json.dumps(AS_JSON, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert fingerprint(PARTS) == hashlib.sha256(written.encode()).hexdigest()


def test_the_fingerprint_of_version_1_never_changes():
    assert fingerprint(PARTS) == "a3293b22c3a1f4bfe3c935e17b84638189401bd43314ebedf0b29c0387259bc5"


def test_labels_and_identities_do_not_count():
    assert fingerprint([replace(part, label="-", id="0" * 32) for part in PARTS]) == fingerprint(PARTS)


def test_other_spellings_of_the_same_words_do_not_count():
    spelled = replace(PARTS[2], wording="We note Kosovo\\*[^kosovo] and *S\u030cibenik*")

    assert fingerprint([*PARTS[:2], spelled, *PARTS[3:]]) == fingerprint(PARTS)


changes = st.sampled_from(
    [
        {"kind": PartKind.CLOSING},
        {"level": 7},
        {"wording": "Other words"},
        {"wording": "**All bold**"},
        {"ending": "!"},
    ]
)


@given(st.integers(0, len(PARTS) - 1), changes)
def test_every_change_of_the_text_counts(place, change):
    parts = list(PARTS)
    parts[place] = replace(parts[place], **change)

    assert fingerprint(parts) != fingerprint(PARTS)


def test_key_and_mark_of_a_footnote_count():
    fingerprints = {
        fingerprint([*PARTS[:5], replace(PARTS[5], key=key, mark=mark)]) for key in ("2", "3") for mark in (None, "*")
    }

    assert len(fingerprints) == 4


def test_the_order_counts():
    assert fingerprint(PARTS[::-1]) != fingerprint(PARTS)
