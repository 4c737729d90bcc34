"""The working text edited by forms, with and without somebody in the way."""

from collections.abc import Callable

import pytest
from tests.cast import Forum, snapshot
from tests.negotiation import CLAUSES, Negotiation, begin, sit_down
from tests.web.windows import Browser

from jointstatement.actions.drafting import reword_part
from jointstatement.models import WorkingPart
from jointstatement.terms import PartKind


@pytest.fixture
def text(forum: Forum) -> Negotiation:
    return begin(forum)


@pytest.fixture
def seat(forum: Forum, browser: Callable[[], Browser]) -> Callable[[str], Browser]:
    return lambda who: sit_down(forum, browser(), who)


def clauses(text: Negotiation) -> list[str]:
    parts = text.forum.rows(WorkingPart, statement_id=text.id, kind=PartKind.OPERATIVE, ended_at=None)
    return [part.wording for part in sorted(parts, key=lambda part: part.place_in_order)]


def desk(text: Negotiation) -> str:
    return f"/statements/{text.id}/draft"


def test_words_are_changed_on_the_desk(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    part = text.clause(1)

    answer = seat("secretariat").fill(desk(text), f"{desk(text)}/{part}/reword", wording="We thank *Cestria*;")

    assert answer.status_code == 200
    assert text.wording(part) == "We thank *Cestria*"


def test_stale_words_come_back_with_both_texts(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    part, window = text.clause(1), seat("chair")
    page, action = desk(text), f"{desk(text)}/{text.clause(1)}/reword"
    opened = window.get(page)
    text.forum.act(
        reword_part,
        text.id,
        part,
        wording="We thank our hosts in Port Alder",
        expected=text.version(part),
        by=text.forum.secretariat,
    )
    hidden = dict(_hidden(opened.text, action))

    answer = window.submit(action, hidden | {"wording": "We thank our hosts in Cestria"})

    assert answer.status_code == 409
    assert "We thank our hosts in Port Alder" in answer.text
    assert "We thank our hosts in <del>Port Alder</del><ins>Cestria</ins>" in answer.text
    assert text.wording(part) == "We thank our hosts in Port Alder"


def test_stale_merge_gives_the_words_back_in_the_box_they_were_typed_in(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    window, part = seat("chair"), text.clause(1)
    page = f"{desk(text)}/{part}"
    fields = _hidden(window.get(page).text, f"{page}/merge")
    text.forum.act(
        reword_part, text.id, part, wording="We thank our hosts", expected=text.version(part), by=text.forum.chair
    )

    answer = window.submit(f"{page}/merge", fields | {"wording": "One clause in place of two"})

    assert answer.status_code == 409
    assert "One clause in place of two" in answer.text.split(f'action="{page}/merge"')[1]
    assert "One clause in place of two" not in answer.text.split(f'action="{page}/reword"')[1].split("</form>")[0]


def test_clauses_move_split_merge_and_go(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window = seat("chair")
    first, second, third = (text.clause(number) for number in (1, 2, 3))

    window.fill(desk(text), f"{desk(text)}/{second}/move")
    assert clauses(text)[:2] == [CLAUSES[1], CLAUSES[0]]
    page = f"{desk(text)}/{third}"
    window.fill(page, f"{page}/split", first="We share our readings", second="We do so within the hour")
    assert clauses(text)[2:4] == ["We share our readings", "We do so within the hour"]
    window.fill(page, f"{page}/merge", wording="We share our readings within the hour")
    assert clauses(text)[2:4] == ["We share our readings within the hour", CLAUSES[3]]
    page = f"{desk(text)}/{first}"
    window.fill(page, f"{page}/remove")
    assert CLAUSES[0] not in clauses(text)


def test_clause_is_inserted_after_another(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window, page = seat("chair"), desk(text)
    token = _hidden(window.get(page).text, f"{page}/insert")

    answer = window.submit(
        f"{page}/insert",
        token | {"kind": "operative", "wording": "We welcome the dredging works", "after": text.clause(1)},
    )

    assert answer.status_code == 200
    assert clauses(text)[1] == "We welcome the dredging works"


def test_refused_insertion_keeps_what_was_typed(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window = seat("chair")
    action = f"{desk(text)}/insert"
    fields = {**_hidden(window.get(desk(text)).text, action), "after": text.clause(2)}

    answer = window.submit(action, {**fields, "kind": "footnote", "level": "0", "wording": "As at Port Aster."})

    assert answer.status_code == 422
    assert answer.text.count("As at Port Aster.</textarea>") == 1
    assert answer.text.count('value="footnote" selected') == 1


def test_refused_insertion_comes_back_in_the_form_it_was_typed_in(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    """Two forms of the page insert after the last clause: the one under it, and the last of the page."""
    window, last = seat("chair"), text.clause(6)
    action = f"{desk(text)}/insert"
    shown = window.get(desk(text)).text
    forms = {"last": shown.split('aria-labelledby="add-h"')[1], last: shown.split(f'id="p-{last}"')[1]}
    for spot, form in forms.items():
        fields = _hidden(form, action)
        assert fields["after"] == last

        answer = window.submit(action, {**fields, "kind": "footnote", "wording": "As at Port Aster.", "key": "a b"})

        assert f'href="#f-key-{spot}">Key: ' in answer.text
        box = answer.text.split(f'id="f-wording-{spot}"')[1].split("</textarea>")[0]
        assert box.endswith("As at Port Aster.") and answer.text.count("As at Port Aster.</textarea>") == 1


@pytest.mark.parametrize("form", ["insert", "reword", "split"])
def test_words_typed_while_a_round_was_opened_are_shown_with_the_refusal(
    text: Negotiation, seat: Callable[[str], Browser], form: str
) -> None:
    """The forms of the desk are gone, and the words are not."""
    window, part = seat("secretariat"), text.clause(1)
    page, action, typed = {
        "insert": (desk(text), f"{desk(text)}/insert", {"kind": "operative", "wording": "We thank the ferrymen"}),
        "reword": (desk(text), f"{desk(text)}/{part}/reword", {"wording": "We thank the ferrymen"}),
        "split": (
            f"{desk(text)}/{part}",
            f"{desk(text)}/{part}/split",
            {"first": "One", "second": "We thank the ferrymen"},
        ),
    }[form]
    fields = _hidden(window.get(page).text, action) | typed
    text.table()
    text.open_round()

    answer = window.submit(action, fields)

    assert answer.status_code == 409 and "A round is open." in answer.text
    typed_panel = answer.text.partition('id="typed-h"')[2].partition("</section>")[0]
    assert ">We thank the ferrymen</p>" in typed_panel
    assert "We thank the ferrymen" not in clauses(text)


def test_own_ending_is_given_and_taken_back_to_the_style(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window, part = seat("chair"), text.clause(2)
    page = f"{desk(text)}/{part}"

    window.fill(page, f"{page}/reword", wording=CLAUSES[1], closing="own", own_ending=" .")
    shown = window.get(f"{desk(text)}/endings").text
    window.fill(f"{desk(text)}/endings", f"{desk(text)}/endings")

    assert "1 ending becomes another" in shown
    assert text.forum.rows(WorkingPart, id=part)[0].ending is None


def test_preview_is_a_redline_against_the_last_revision_and_changes_nothing(
    text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    text.table()
    window, part = seat("chair"), text.clause(3)
    fields = _hidden(window.get(desk(text)).text, f"{desk(text)}/{part}/reword")
    before = snapshot(text.forum.database)

    answer = window.submit(f"{desk(text)}/{part}/preview", fields | {"wording": CLAUSES[2].replace("six", "three")})

    assert "<del>six</del><ins>three</ins>" in answer.text
    assert snapshot(text.forum.database) == before


def test_text_before_the_delegations_is_not_edited(text: Negotiation, seat: Callable[[str], Browser]) -> None:
    window, part = seat("chair"), text.clause(1)
    fields = _hidden(window.get(desk(text)).text, f"{desk(text)}/{part}/reword")
    text.table()
    text.open_round()
    before = snapshot(text.forum.database)

    answer = window.submit(f"{desk(text)}/{part}/reword", fields | {"wording": "Something else"})

    assert answer.status_code == 409
    assert "A round is open." in answer.text
    assert snapshot(text.forum.database) == before


@pytest.mark.parametrize("who", ["head of Borvia", "expert of Borvia", "observer"])
@pytest.mark.parametrize("place", ["", "/endings"])
def test_desk_is_the_offices_alone(text: Negotiation, seat: Callable[[str], Browser], who: str, place: str) -> None:
    text.table()
    part = text.clause(1)
    text.forum.act(
        reword_part, text.id, part, wording="Nobody reads this", expected=text.version(part), by=text.forum.chair
    )

    answer = seat(who).get(f"{desk(text)}{place}")

    assert answer.status_code == 403
    assert "Nobody reads this" not in answer.text


def test_part_of_another_statement_is_not_found(
    forum: Forum, text: Negotiation, seat: Callable[[str], Browser]
) -> None:
    assert seat("chair").get(f"{desk(text)}/{begin(forum).clause(1)}").status_code == 404


def _hidden(html: str, action: str) -> dict[str, str]:
    from_form = html.split(f'action="{action}"')[1].split("</form>")[0]
    fields = {}
    for piece in from_form.split('<input type="hidden" name="')[1:]:
        name, _, rest = piece.partition('" value="')
        fields[name] = rest.split('"')[0]
    return fields
