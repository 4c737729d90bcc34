"""After the gavel by JSON: corrections, alignment, the certificate, the next decision; and the chair's own text."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions.test_correcting import declare_and_adopt
from tests.actions.test_translating import TURKISH, enter_all, issue
from tests.cast import MEMBERS, OBSERVER, Forum
from tests.on_the_table import CLAUSES, TITLE, Text, lay_on_the_table
from tests.web.api.programs import Program, refused

from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.positions import take_position
from jointstatement.actions.setting_up import change_participation
from jointstatement.terms import Participation, Position

Programs = Callable[[str], Program]
DUE = "2026-05-07T11:00:00+02:00"


@pytest.fixture
def adopted(forum: Forum) -> Text:
    """A text that was adopted."""
    text = lay_on_the_table(forum)
    declare_and_adopt(forum, text)
    return text


@pytest.fixture
def failed(forum: Forum) -> Text:
    """A text on whose second clause Borvia objects and Istara reserves; all the others agree."""
    text = lay_on_the_table(forum)
    for name in MEMBERS:
        position = {"Borvia": Position.OBJECT, "Istara": Position.RESERVE}.get(name, Position.SUPPORT)
        part_id = text.clauses[1] if position is not Position.SUPPORT else None
        forum.act(take_position, text.id, part_id=part_id, position=position, by=forum.head(name))
    return text


def correction(text: Text, **other: object) -> dict[str, object]:
    """A slip in the first clause, before the members for three days."""
    line = {"part_id": text.clauses[0], "for_words": "water level", "read_words": "water levels"}
    return {"kind": "formal", "corrections": [line], "due_at": DUE, "reason": "A letter is missing."} | other


def test_corrigendum_is_put_read_in_both_readings_and_in_force_at_its_hour(
    forum: Forum, adopted: Text, program: Programs
) -> None:
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), f"/statements/{adopted.id}/corrigenda"

    name, sentence = refused(forum, secretariat, at, 409, **correction(adopted, kind="substantive"))
    assert name == "SubstanceNeedsDecision" and sentence
    assert refused(forum, secretariat, at, 422, **correction(adopted, corrections=[]))[0] == "BadInput"
    assert refused(forum, borvia, at, 403, **correction(adopted))[0] == "NotYours"
    one = secretariat.do(at, 201, **correction(adopted))
    assert refused(forum, secretariat, at, 409, **correction(adopted))[0] == "CorrigendumIsOpen"

    told = borvia.read(f"{at}/{one}")
    assert [(each["adopted"], each["corrected"]) for each in told["parts"]] == [
        (CLAUSES[0], CLAUSES[0].replace("water level", "water levels"))
    ]
    assert (told["corrigendum"]["number"], told["corrigendum"]["outcome"]) == (None, None)
    forum.hour.pass_by(timedelta(days=3))
    forum.act(close_what_is_due)

    (row,) = program("observer").read(at)["corrigenda"]
    assert (row["id"], row["number"], row["outcome"]) == (one, 1, "in_force")
    assert row["lines"] == [
        {
            "part_id": adopted.clauses[0],
            "place": "clause 1",
            "for_words": "water level",
            "read_words": "water levels",
        }
    ]


def test_mistake_of_a_translation_is_corrected_in_it_alone(forum: Forum, adopted: Text, program: Programs) -> None:
    secretariat, at = program("secretariat"), f"/statements/{adopted.id}/corrigenda"
    line = {"part_id": adopted.clauses[0], "for_words": "sabah", "read_words": "akşam"}
    of_translation = correction(adopted, corrections=[line], language="tr")
    assert refused(forum, secretariat, at, 409, **of_translation) == (
        "LanguageNotIssued",
        "The adopted text has not been issued in this language (Turkish), so there is nothing to correct. Please issue "
        "the translation first.",
    )
    enter_all(forum, adopted)
    issue(forum, adopted)

    one = secretariat.do(at, 201, **of_translation)

    told = program("observer").read(f"{at}/{one}")
    assert (told["corrigendum"]["language"], told["corrigendum"]["issue"]) == ("tr", 1)
    assert [(each["adopted"], each["corrected"]) for each in told["parts"]] == [
        (TURKISH[0].rstrip(";"), TURKISH[0].rstrip(";").replace("sabah", "akşam"))
    ]
    forum.hour.pass_by(timedelta(days=3))
    forum.act(close_what_is_due)
    issued = program("observer").read(f"/statements/{adopted.id}/translations")["issued"]
    assert [(each["number"], each["corrigenda"]) for each in issued] == [(2, [1]), (1, [])]


def test_one_objection_stops_a_corrigendum_and_the_next_is_withdrawn(
    forum: Forum, adopted: Text, program: Programs
) -> None:
    secretariat, istara, at = program("secretariat"), program("head of Istara"), f"/statements/{adopted.id}/corrigenda"
    one = secretariat.do(at, **correction(adopted))

    assert refused(forum, program("expert of Istara"), f"{at}/{one}/object", 403, reason="")[0] == "NotYours"
    assert refused(forum, istara, f"{at}/{'0' * 32}/object", 404)[0] == "NotFound"
    istara.do(f"{at}/{one}/object", 201, reason="It is no slip.")
    (stopped,) = program("head of Borvia").read(at)["corrigenda"]
    assert (stopped["outcome"], stopped["objections"]) == ("stopped", ["Istara"])
    assert refused(forum, secretariat, f"{at}/{one}/withdraw", 409)[0] == "CorrigendumEnded"

    two = secretariat.do(at, **correction(adopted))
    secretariat.do(f"{at}/{two}/withdraw", 204)
    outcomes = {each["id"]: each["outcome"] for each in istara.read(at)["corrigenda"]}
    assert outcomes == {one: "stopped", two: "withdrawn"}


def test_text_that_is_not_adopted_has_no_corrigenda(forum: Forum, program: Programs) -> None:
    text = lay_on_the_table(forum)
    at = f"/statements/{text.id}"
    assert program("chair").read(f"{at}/corrigenda", 404)["refusal"] == "NotFound"
    assert program("chair").read(f"{at}/certificate", 404)["refusal"] == "NotFound"
    assert program("observer").read(f"{at}/association", 404)["refusal"] == "NotFound"
    assert refused(forum, program("secretariat"), f"{at}/corrigenda", 409, **correction(text))[0] == "StillMissing"
    assert refused(forum, program("secretariat"), f"{at}/amend", 409)[0] == "StillMissing"


def test_certificate_tells_positions_to_those_who_may_read_them(forum: Forum, adopted: Text, program: Programs) -> None:
    at = f"/statements/{adopted.id}/certificate"
    certificate = program("observer").read(at)
    assert (certificate["title"], certificate["place"], certificate["adopted_on"]) == (
        TITLE,
        "Port Alder",
        "2026-06-19",
    )
    assert certificate["fingerprint"] == adopted.fingerprint
    assert program("head of Borvia").read(at, with_positions="true")["members"] == list(MEMBERS)
    assert program("observer").read(at, 403, with_positions="true")["refusal"] == "NotYours"


def test_observer_aligns_itself_with_an_adopted_text_and_ends_it(
    forum: Forum, adopted: Text, program: Programs
) -> None:
    observer, at = program("observer"), f"/statements/{adopted.id}"
    assert refused(forum, observer, f"{at}/association/end", 404)[0] == "NotFound"
    assert observer.read(f"{at}/association") == {"delegations": [], "is_own": False}

    observer.do(f"{at}/association", 201)

    assert program("head of Borvia").read(f"{at}/adoption")["standing_by"] == ["Estuary Council"]
    assert observer.read(f"{at}/association") == {"delegations": ["Estuary Council"], "is_own": True}
    for who in ("head of Borvia", "chair"):
        assert program(who).read(f"{at}/association") == {"delegations": ["Estuary Council"], "is_own": False}
    assert refused(forum, observer, f"{at}/association", 409)[0] == "AlreadyAssociated"
    assert refused(forum, program("secretariat"), f"{at}/association", 403)[0] == "NotYours"
    observer.do(f"{at}/association/end", 204)
    assert program("head of Borvia").read(f"{at}/adoption")["standing_by"] == []


def test_guest_does_not_read_who_is_aligned(forum: Forum, adopted: Text, program: Programs) -> None:
    at = f"/statements/{adopted.id}/association"
    program("head of Kelmora").do(at, 201)
    assert program("observer").read(at)["delegations"] == ["Kelmora"]

    seat = forum.delegations[OBSERVER]
    guest = {"participation": Participation.GUEST, "expected": 1, "by": forum.secretariat}
    forum.act(change_participation, seat, **guest)

    assert program("observer").read(at, 403)["refusal"] == "NotYours"


def test_next_decision_begins_with_the_adopted_words_once(forum: Forum, adopted: Text, program: Programs) -> None:
    chair, at = program("chair"), f"/statements/{adopted.id}"
    assert refused(forum, program("head of Borvia"), f"{at}/amend", 403)[0] == "NotYours"

    own = chair.do(f"{at}/amend", 201)

    parts = chair.read(f"/statements/{own}/text")["parts"]
    assert [each["wording"] for each in parts] == [TITLE, *CLAUSES]
    program("head of Borvia").read(f"/statements/{own}", 404)
    name, sentence = refused(forum, chair, f"{at}/amend", 409)
    assert name == "AmendingIsUnderWay" and sentence


def test_chairs_text_says_who_did_not_agree_names_who_consents_and_is_issued(
    forum: Forum, failed: Text, program: Programs
) -> None:
    chair, borvia, istara = (program(who) for who in ("chair", "head of Borvia", "head of Istara"))
    at = f"/statements/{failed.id}"
    assert refused(forum, program("secretariat"), f"{at}/convert", 403, outcome="chairs_summary")[0] == "NotYours"
    assert refused(forum, chair, f"{at}/convert", 422, outcome="joint_statement")[0] == "BadInput"
    assert refused(forum, borvia, f"{at}/association", 409)[0] == "NoTextOfTheChairs"

    own = chair.do(f"{at}/convert", 201, outcome="statement_of_some")
    it = f"/statements/{own}"
    parts = chair.read(f"{it}/text")["parts"]
    assert [each["wording"] for each in parts][-3:] == list(CLAUSES)
    clause, other = parts[-2]["part_id"], parts[-1]["part_id"]
    borvia.read(f"{it}/chairs-text", 404)
    assert [each["id"] for each in chair.read(f"{at}/adoption")["begun"]] == [own]
    assert borvia.read(f"{at}/adoption")["begun"] == []

    note = chair.do(f"{it}/parts/{clause}/dissent", 201)
    assert refused(forum, chair, f"{it}/parts/{other}/dissent", 404)[0] == "NotFound"
    chair.do(f"{it}/revisions", 201)
    borvia.do(f"{it}/naming-consent", 201)
    assert refused(forum, borvia, f"{it}/naming-consent", 409)[0] == "NothingToConsentTo"
    assert refused(forum, program("expert of Istara"), f"{it}/naming-consent", 403)[0] == "NotYours"
    words = "Agreed by all except Borvia and one other delegation."
    shown = chair.read(f"{it}/chairs-text")
    (dissent,) = shown["dissents"]
    assert (dissent["place"]["part_id"], dissent["wording"], dissent["stands"]) == (clause, words, False)
    assert (shown["consenting"], shown["failed"]["id"], shown["issued"]) == (["Borvia"], failed.id, None)
    assert chair.do(f"{it}/parts/{clause}/dissent", 201) == note
    assert [each["stands"] for each in chair.read(f"{it}/chairs-text")["dissents"]] == [True]
    (footnote,) = [each for each in chair.read(f"{it}/text")["parts"] if each["kind"] == "footnote"]
    assert footnote["wording"] == words
    told = [program(who).read(f"{it}/chairs-text") for who in ("head of Borvia", "head of Istara", "observer")]
    assert [(each["consenting"], each["dissents"]) for each in told] == [(["Borvia"], []), ([], []), ([], [])]


def test_chairs_text_of_some_is_issued_when_two_stand_by_it(forum: Forum, failed: Text, program: Programs) -> None:
    chair, istara, observer = (program(who) for who in ("chair", "head of Istara", "observer"))
    own = chair.do(f"/statements/{failed.id}/convert", 201, outcome="statement_of_some")
    it = f"/statements/{own}"
    chair.do(f"{it}/revisions", 201)
    seen = istara.read(f"{it}/chairs-text")["fingerprint"]
    how = {"place": "Port Alder", "issued_on": "2026-06-20", "fingerprint_seen": seen}
    program("head of Kelmora").do(f"{it}/association", 201)
    assert refused(forum, chair, f"{it}/issue", 409, **how)[0] == "NobodyAssociated"
    observer.do(f"{it}/association", 201)
    assert refused(forum, chair, f"{it}/issue", 409, **(how | {"fingerprint_seen": "0" * 64}))[0] == "TextSeenIsAnother"
    assert refused(forum, istara, f"{it}/issue", 403, **how)[0] == "NotYours"

    address = chair.do(f"{it}/issue", 201, **how)

    told = observer.read(f"{it}/chairs-text")
    assert (told["standing_by"], told["stands_by"]) == (["Kelmora", "Estuary Council"], True)
    assert (told["issued"]["address"], told["issued"]["issued_on"]) == (address, "2026-06-20")
    assert program("observer").read(f"/published/{address}")["fingerprint"] == seen
    assert refused(forum, chair, f"{it}/issue", 409, **how)[0] == "NotAllowedNow"
    assert refused(forum, istara, f"{it}/naming-consent", 409)[0] == "NoTextOfTheChairs"


def test_only_a_text_of_the_chairs_is_read_as_one(forum: Forum, failed: Text, program: Programs) -> None:
    for who in ("chair", "head of Borvia", "observer"):
        assert program(who).read(f"/statements/{failed.id}/chairs-text", 404)["refusal"] == "NotFound"
