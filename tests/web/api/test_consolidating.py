"""The chair's program puts amendments into one proposal; delegations' programs want theirs out of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.actions import test_consolidating_arrangements as arrangements
from tests.actions import test_consolidating_divisions as divisions
from tests.actions.test_consolidating import TOGETHER, given, of
from tests.cast import Forum
from tests.negotiation import CLAUSES, Negotiation
from tests.web.api.programs import Program, refused

from jointstatement.terms import Attribution

Programs = Callable[[str], Program]
DUE = "2026-05-05T11:00:00+02:00"
THIRD = CLAUSES[2]


@pytest.fixture
def talks(forum: Forum) -> Negotiation:
    """Amendments of a blind round that is closed."""
    return given(forum)


def put(talks: Negotiation, program: Program, *further: str, wording: str = TOGETHER) -> str:
    """The office puts the amendments of Borvia, Istara and further delegations into one. Returns its id."""
    ids = [of(talks, each) for each in ("Borvia", "Istara", *further)]
    told = program.do(f"/statements/{talks.id}/consolidations", 201, amendments=ids, wording=wording, due_at=DUE)
    return str(told)


def test_amendments_are_put_into_one_that_all_read_with_its_sources(
    forum: Forum, talks: Negotiation, program: Programs
) -> None:
    secretariat, galdria, at = program("secretariat"), program("head of Galdria"), f"/statements/{talks.id}"
    borvia, istara, other = (of(talks, each) for each in ("Borvia", "Istara", "Aldmark"))
    new = {"amendments": [borvia, istara], "wording": TOGETHER, "due_at": DUE}
    assert refused(forum, galdria, f"{at}/consolidations", 403, **new)[0] == "NotYours"
    few = refused(forum, secretariat, f"{at}/consolidations", 409, **(new | {"amendments": [borvia]}))
    assert few[0] == "TooFewToConsolidate"
    apart = refused(forum, secretariat, f"{at}/consolidations", 409, **(new | {"amendments": [borvia, other]}))
    assert apart[0] == "NotOnOnePart" and "A-3.1, A-1.1" in apart[1]
    lost = refused(forum, secretariat, f"{at}/consolidations", 409, **(new | {"wording": THIRD.replace("our", "all")}))
    assert lost[0] == "NothingLeftOfSource" and "A-3.3" in lost[1]

    one = put(talks, secretariat)

    told = galdria.read(f"{at}/consolidations/{one}")
    sources = told["proposal"]["consolidated"]["sources"]
    assert [(each["label"], each["delegation"], each["stands"]) for each in sources] == [
        ("A-3.1", "Borvia", True),
        ("A-3.3", "Istara", True),
    ]
    assert (told["proposal"]["label"], told["check"]) == ("A-3.5", {"left": [], "added": [], "taken_out": []})
    given_to = {each["label"]: each["stands_in"] for each in galdria.read(f"{at}/input")["amendments"]}
    assert {label: into for label, into in given_to.items() if into} == {"A-3.1": "A-3.5", "A-3.3": "A-3.5"}
    assert refused(forum, secretariat, f"{at}/consolidations", 409, **new)[0] == "AlreadyConsolidated"
    assert program("observer").read(f"{at}/consolidations/{one}", 403)["refusal"] == "NotYours"
    assert galdria.read(f"{at}/consolidations/{borvia}", 404)["refusal"] == "NotFound"


def test_deletions_are_one_proposal_without_words_and_not_one_with_other_words(forum: Forum, program: Programs) -> None:
    talks, chair = arrangements.given(forum), program("chair")
    at = f"/statements/{talks.id}/consolidations"
    deletions, words = arrangements.of(talks, 2, "Galdria", "Kelmora"), arrangements.of(talks, 2, "Lusatia")
    due = "2026-05-19T11:00:00+02:00"
    told = refused(forum, chair, at, 409, amendments=[*deletions, *words], wording="We meet", due_at=due)
    assert told[0] == "DeletionAgainstKeeping" and "A-2.2, A-2.3" in told[1]

    made = chair.do(at, 201, amendments=deletions, due_at=due)

    told = program("head of Borvia").read(f"{at}/{made}")
    assert (told["proposal"]["kind"], told["check"]) == ("delete", {"left": [], "added": [], "taken_out": []})


def test_objection_takes_an_amendment_out_and_its_words_are_the_delegations_and_the_offices(
    forum: Forum, talks: Negotiation, program: Programs
) -> None:
    secretariat, borvia = program("secretariat"), program("head of Borvia")
    one = put(talks, secretariat, "Galdria", wording=TOGETHER.replace("six", "three"))
    own, at = of(talks, "Borvia"), f"/statements/{talks.id}"
    out = f"{at}/amendments/{own}/object-to-consolidation"
    assert refused(forum, program("head of Istara"), out, 403, reason="")[0] == "NotYours"
    forum.hour.pass_by(timedelta(minutes=1))

    borvia.do(out, 204, reason="“All” is ours.")

    assert refused(forum, borvia, out, 409)[0] == "NotConsolidated"
    said = {}
    for who in ("secretariat", "head of Borvia", "head of Galdria"):
        told = program(who).read(f"{at}/consolidations/{one}")
        said[who] = [(each["stands"], each["objection"]) for each in told["proposal"]["consolidated"]["sources"]]
    assert said == {
        "secretariat": [(False, "“All” is ours."), (True, ""), (True, "")],
        "head of Borvia": [(False, "“All” is ours."), (True, ""), (True, "")],
        "head of Galdria": [(False, ""), (True, ""), (True, "")],
    }


def test_consolidated_words_are_revised_from_the_version_that_was_seen(
    forum: Forum, talks: Negotiation, program: Programs
) -> None:
    secretariat, at = program("secretariat"), f"/statements/{talks.id}"
    one = put(talks, secretariat)
    forum.hour.pass_by(timedelta(minutes=1))
    words = TOGETHER.replace("freely share", "freely and openly share")
    shown = secretariat.read(f"{at}/consolidations/{one}")["proposal"]
    new = {"wording": words, "expected": shown["version"], "due_at": DUE}
    stale = secretariat.do(f"{at}/consolidations/{one}/revise", 409, **(new | {"expected": shown["version"] + 1}))
    assert (stale["refusal"], stale["yours"], stale["theirs"]) == ("WordingHasMoved", words, TOGETHER)
    past = new | {"due_at": "2026-05-04T10:00:00+02:00"}
    assert refused(forum, secretariat, f"{at}/consolidations/{one}/revise", 422, **past)[0] == "BadInput"
    assert refused(forum, program("head of Borvia"), f"{at}/consolidations/{one}/revise", 403, **new)[0] == "NotYours"

    secretariat.do(f"{at}/consolidations/{one}/revise", 204, **new)

    told = program("head of Istara").read(f"{at}/consolidations/{one}")
    assert (told["proposal"]["wording"], told["check"]["added"]) == (words, ["and openly"])


def test_consolidation_is_undone_and_its_sources_stand_again(
    forum: Forum, talks: Negotiation, program: Programs
) -> None:
    secretariat, at = program("secretariat"), f"/statements/{talks.id}"
    one = put(talks, secretariat)
    forum.hour.pass_by(timedelta(minutes=1))
    assert refused(forum, program("head of Borvia"), f"{at}/consolidations/{one}/undo", 403)[0] == "NotYours"
    assert refused(forum, secretariat, f"{at}/consolidations/{of(talks, 'Borvia')}/undo", 404)[0] == "NotFound"

    secretariat.do(f"{at}/consolidations/{one}/undo", 204)

    amendments = program("head of Borvia").read(f"{at}/input")["amendments"]
    assert [each["stands_in"] for each in amendments if each["label"] in {"A-3.1", "A-3.3"}] == ["", ""]
    assert refused(forum, secretariat, f"{at}/consolidations/{one}/undo", 409)[0] == "AlreadyWithdrawn"


def test_where_authors_are_not_told_sources_have_no_names(forum: Forum, program: Programs) -> None:
    talks = given(forum, attribution=Attribution.OFFICE)
    one, at = put(talks, program("secretariat")), f"/statements/{talks.id}/consolidations"
    told = program("head of Galdria").get(f"/api/v1{at}/{one}").text
    assert "Borvia" not in told and "Istara" not in told
    assert "Borvia" in program("chair").get(f"/api/v1{at}/{one}").text


def test_divisions_are_put_into_one_with_the_words_of_both_halves(forum: Forum, program: Programs) -> None:
    talks, secretariat = divisions.given(forum), program("secretariat")
    at = f"/statements/{talks.id}/consolidations"
    first, second = divisions.ALL_READINGS, divisions.SECOND
    new = {"amendments": arrangements.of(talks, 3, "Borvia", "Istara"), "wording": first, "due_at": DUE}
    apart = {"amendments": arrangements.of(talks, 3, "Borvia", "Galdria"), "second_wording": second}
    name, said = refused(forum, secretariat, at, 409, **new | apart)
    assert (name, "divide the clause at different places: A-3.1, A-3.2" in said) == ("DividedApart", True)
    joined = {"amendments": arrangements.of(talks, 5, "Borvia", "Galdria")}
    assert refused(forum, secretariat, at, 409, **new | joined)[0] == "JoinedApart"
    assert refused(forum, secretariat, at, 422, **new)[0] == "BadInput"

    made = secretariat.do(at, 201, **new, second_wording=second)

    told = program("head of Galdria").read(f"{at}/{made}")
    assert told["check"] == {"left": [], "added": [], "taken_out": []}
    assert (told["proposal"]["kind"], told["proposal"]["wording"]) == ("split", first)
