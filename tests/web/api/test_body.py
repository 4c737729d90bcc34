"""The body by JSON: rules, members, meetings, persons, days off, symbols and styles; one's own tokens and notices."""

from base64 import b64encode
from collections.abc import Callable

from tests.cast import Forum, begin
from tests.on_the_table import lay_on_the_table
from tests.web.api.programs import Program, refused
from tests.web.test_styles import GOOD

Programs = Callable[[str], Program]
MEETING = {
    "title": "8th Ministerial Meeting",
    "place": "Old Lock",
    "starts_on": "2027-06-17",
    "ends_on": "2027-06-18",
    "time_zone": "Europe/Vienna",
    "chair": "Dravenia",
}
MOVED = (
    "ChangedMeanwhile",
    "Somebody changed this at the same moment. Please look at it again and repeat what you did.",
)


def test_rules_of_the_body_are_changed_where_they_are_those_that_were_seen(forum: Forum, program: Programs) -> None:
    secretariat, borvia = program("secretariat"), program("head of Borvia")

    def asked(address: str, **new: object) -> dict[str, object]:
        """A change of these rules, with the version that is seen; a member may not carry it out."""
        named = new | {"expected": secretariat.read("/body")["version"]}
        assert refused(forum, borvia, address, 403, **named)[0] == "NotYours"
        return named

    def stands(address: str, named: dict[str, object], told: dict[str, object]) -> None:
        """It is read back, and not carried out a second time over what it made."""
        assert told | {name: named[name] for name in named.keys() & told.keys() - {"expected"}} == told
        assert refused(forum, secretariat, address, 409, **named) == MOVED

    rules = {"marking": "RIVERINE", "names_the_breaker": False, "matrix_open_to_members": False}
    named = asked("/body/rules", **rules, shortest_silence_hours=48)
    secretariat.do("/body/rules", 204, **named)
    stands("/body/rules", named, secretariat.read("/body"))
    silence = {"whole_open_on_reissue": True, "time_request_breaks": True}
    named = asked("/body/silence-rules", **silence, shortest_reissue_hours=12)
    secretariat.do("/body/silence-rules", 204, **named)
    stands("/body/silence-rules", named, borvia.read("/body/silence-rules"))
    named = asked("/body/copy-rules", copies_are_named=True, copies_are_logged=True)
    secretariat.do("/body/copy-rules", 204, **named)
    stands("/body/copy-rules", named, borvia.read("/body/copy-rules"))
    named = asked("/body/symbols", form="RCF/{year}/{number}")
    secretariat.do("/body/symbols", 204, **named)
    stands("/body/symbols", named, borvia.read("/body/symbols"))
    named = asked("/body/guests", drafts=False)
    secretariat.do("/body/guests", 204, **named)
    stands("/body/guests", named, {"drafts": secretariat.read("/body")["guests_read_drafts"]})
    named = asked("/body/chair/incoming", incoming_chair_reads=True)
    secretariat.do("/body/chair/incoming", 204, **named)
    stands("/body/chair/incoming", named, secretariat.read("/body/chair"))
    version = secretariat.read("/body")["version"]
    assert refused(forum, secretariat, "/body/symbols", 422, form="RCF", expected=version) == (
        "BadInput",
        "Please write the form with one {number} in it and, where you want it, {year} or {short_year}, as in "
        "RCF/{year}/{number}; other braces have no meaning.",
    )


def test_delegation_joins_the_body_and_its_part_in_it_changes(forum: Forum, program: Programs) -> None:
    secretariat, borvia = program("secretariat"), program("head of Borvia")
    new = {"name": "Meridia", "order": 14, "participation": "observer"}
    assert refused(forum, borvia, "/body/delegations", 403, **new)[0] == "NotYours"
    assert refused(forum, secretariat, "/body/delegations", 422, **new | {"name": "Borvia"}) == (
        "BadInput",
        "There is already a delegation of that name: Borvia.",
    )

    one = secretariat.do("/body/delegations", 201, **new)

    (told,) = [each for each in secretariat.read("/body")["observers"] if each["name"] == "Meridia"]
    press, other = f"/body/delegations/{one}/participation", {"participation": "partner", "expected": told["version"]}
    assert refused(forum, borvia, press, 403, **other)[0] == "NotYours"
    secretariat.do(press, 204, **other)
    assert [each["name"] for each in secretariat.read("/body")["partners"]] == ["Meridia"]
    assert refused(forum, secretariat, press, 409, **other) == MOVED
    (told,) = secretariat.read("/body")["partners"]
    member = {"participation": "member", "expected": told["version"]}
    assert refused(forum, secretariat, press, 409, **member) == (
        "MembershipStands",
        "Positions and counts rest on who the members are. Meridia stays what it is: observers, partners and guests "
        "may become one another, and no member.",
    )


def test_meeting_is_called_changed_and_its_participants_are_listed(forum: Forum, program: Programs) -> None:
    secretariat, borvia = program("secretariat"), program("head of Borvia")
    assert refused(forum, borvia, "/body/meetings", 403, **MEETING)[0] == "NotYours"
    early = MEETING | {"ends_on": "2027-06-16"}
    assert refused(forum, secretariat, "/body/meetings", 422, **early) == (
        "BadInput",
        "The meeting ends before it begins. Please correct its days.",
    )

    one = secretariat.do("/body/meetings", 201, **MEETING)

    (told,) = [each for each in secretariat.read("/body")["meetings"] if each["id"] == one]
    changed = MEETING | {"place": "Reed Island", "expected": told["version"]}
    assert refused(forum, borvia, f"/body/meetings/{one}/change", 403, **changed)[0] == "NotYours"
    secretariat.do(f"/body/meetings/{one}/change", 204, **changed)
    assert refused(forum, secretariat, f"/body/meetings/{one}/change", 409, **changed) == MOVED
    (told,) = [each for each in secretariat.read("/body")["meetings"] if each["id"] == one]
    assert told["place"] == "Reed Island"
    listed = {"participants": [{"name": "Ana Verel", "rank": "Minister", "delegation": "Cestria"}]}
    assert refused(forum, borvia, f"/body/meetings/{one}/participants", 403, **listed)[0] == "NotYours"
    unnamed = {"participants": [{"name": " ", "rank": "", "delegation": ""}]}
    assert refused(forum, secretariat, f"/body/meetings/{one}/participants", 422, **unnamed)[0] == "BadInput"
    secretariat.do(f"/body/meetings/{one}/participants", 204, **listed)


def test_person_comes_and_goes_and_a_head_is_replaced(forum: Forum, program: Programs) -> None:
    administrator, borvia = program("administrator"), program("head of Borvia")
    new = {"name": "Ivo Dane", "role": "expert", "delegation_id": forum.delegations["Borvia"]}
    assert refused(forum, borvia, "/persons", 403, **new)[0] == "NotYours"
    nowhere = new | {"delegation_id": None}
    assert refused(forum, administrator, "/persons", 422, **nowhere) == (
        "BadInput",
        "A head or expert belongs to a member delegation. Please name it.",
    )

    one = administrator.do("/persons", 201, **new)

    def seated() -> list[str]:
        seats = administrator.read("/persons")["delegations"]
        (seat,) = [seat for seat in seats if seat["name"] == "Borvia"]
        return [person["name"] for person in seat["persons"]]

    assert "Ivo Dane" in seated()
    assert refused(forum, borvia, f"/persons/{one}/links", 403)[0] == "NotYours"
    further = administrator.do(f"/persons/{one}/links", 201)
    assert further != administrator.do(f"/persons/{one}/links/reissue", 201)
    assert refused(forum, borvia, f"/persons/{one}/end", 403)[0] == "NotYours"
    administrator.do(f"/persons/{one}/end", 204)
    assert "Ivo Dane" not in seated()
    assert refused(forum, administrator, f"/persons/{one}/end", 404)[0] == "NotFound"
    press = f"/body/delegations/{forum.delegations['Borvia']}/head"
    assert refused(forum, borvia, press, 403, name="Mara Quist")[0] == "NotYours"
    assert refused(forum, administrator, press, 422, name=" ")[0] == "BadInput"
    assert "/sign-in/" in administrator.do(press, 201, name="Mara Quist")["address"]
    assert ("Mara Quist" in seated(), "Head Borvia" in seated()) == (True, False)


def test_days_off_are_entered_and_dropped(forum: Forum, program: Programs) -> None:
    secretariat, borvia, at = program("secretariat"), program("head of Borvia"), "/body/holidays"
    new = {"day": "2026-06-01", "name": "Day of the River"}
    assert refused(forum, borvia, at, 403, **new)[0] == "NotYours"

    one = secretariat.do(at, 201, **new)

    assert [(each["day"], each["name"]) for each in borvia.read(at)] == [("2026-06-01", "Day of the River")]
    assert refused(forum, secretariat, at, 422, **new) == ("BadInput", "This day is kept as a holiday already.")
    assert refused(forum, borvia, f"{at}/{one}/drop", 403)[0] == "NotYours"
    secretariat.do(f"{at}/{one}/drop", 204)
    assert borvia.read(at) == []
    assert refused(forum, secretariat, f"{at}/{one}/drop", 404)[0] == "NotFound"


def test_symbol_is_chosen_for_a_text(forum: Forum, program: Programs) -> None:
    secretariat, text = program("secretariat"), lay_on_the_table(forum)
    at = f"/statements/{text.id}/symbol"
    assert refused(forum, secretariat, at, 409, symbol="RCF/2026/7") == (
        "NoSymbols",
        "This body gives its texts no symbols. The secretariat sets their form on the page of the body.",
    )
    version = secretariat.read("/body")["version"]
    secretariat.do("/body/symbols", 204, form="RCF/{year}/{number}", expected=version)
    assert refused(forum, program("head of Borvia"), at, 403, symbol="RCF/2026/7")[0] == "NotYours"

    secretariat.do(at, 204, symbol="RCF/2026/7")

    assert secretariat.read(f"/statements/{text.id}/record")["entries"][-1]["kind"] == "symbol_entered"


def test_style_of_the_body_is_kept_used_and_withdrawn(forum: Forum, program: Programs) -> None:
    secretariat, chair, at = program("secretariat"), program("chair"), "/body/styles"
    new = {"title": "River", "content": b64encode(GOOD).decode()}
    assert refused(forum, program("head of Borvia"), at, 403, **new)[0] == "NotYours"
    assert refused(forum, secretariat, at, 422, **new | {"content": b64encode(b"PK").decode()}) == (
        "UnreadableFile",
        "This is not a Word file (.docx).",
    )

    one = secretariat.do(at, 201, **new)

    (told,) = secretariat.read(at)
    assert (told["title"], told["state"]) == ("River", "waiting")
    secretariat.do(f"{at}/{one}/use", 204)
    assert refused(forum, secretariat, f"{at}/{one}/use", 422) == (
        "BadInput",
        "This style is no longer waiting. Please open the page again.",
    )
    assert "River" in {each["title"] for each in chair.read("/styles")}
    secretariat.do(f"{at}/{one}/withdraw", 204)
    assert "River" not in {each["title"] for each in chair.read("/styles")}
    assert refused(forum, secretariat, f"{at}/{one}/withdraw", 422) == (
        "BadInput",
        "This style was withdrawn already.",
    )


def test_own_token_is_revoked_and_own_notices_are_read(forum: Forum, program: Programs) -> None:
    borvia, chair = program("head of Borvia"), program("chair")
    begin(forum, "We meet")
    first = {each["id"] for each in borvia.read("/tokens")}
    borvia.do("/tokens", 201)
    (further,) = {each["id"] for each in borvia.read("/tokens")} - first
    assert refused(forum, chair, f"/tokens/{further}/revoke", 404)[0] == "NotFound"

    borvia.do(f"/tokens/{further}/revoke", 204)

    assert {each["id"]: each["revoked_at"] is not None for each in borvia.read("/tokens")}[further]
    text = lay_on_the_table(forum)
    chair.do(f"/statements/{text.id}/silence", 201, due_at="2026-05-07T11:00:00+02:00")
    assert [each["is_new"] for each in borvia.read("/notices")] == [True]
    assert refused(forum, borvia, "/notices/read", 422, until="1026-05-07T11:00:00+02:00")[0] == "BadInput"
    borvia.do("/notices/read", 204, until="2026-05-04T11:00:00+02:00")
    assert [each["is_new"] for each in borvia.read("/notices")] == [False]
