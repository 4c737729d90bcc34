"""Where who put forward what is not told, nobody but the chair's office and the author can tell who it was.

The same negotiation is held twice, and nothing differs but the delegation that speaks: it comments, amends, withdraws,
replies, supports and asks to co-sponsor in an open round and in a blind one, comes late, and stands in brackets. All
that others can open is compared, as for breakers of silence.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlmodel import Session
from tests.cast import refused, restore, snapshot
from tests.databases import Kept
from tests.negotiation import Negotiation
from tests.trust.house import House, drawn_in, masked, reads
from tests.trust.test_breakers import OBSERVER, name_breakers

from jointstatement.access.viewer import Viewer
from jointstatement.actions.answering import answer_amendment, answer_comment
from jointstatement.actions.attribution import choose_attribution, learn_authors
from jointstatement.actions.brackets import name_sponsors
from jointstatement.actions.deadlines import close_what_is_due
from jointstatement.actions.drafting import reword_part
from jointstatement.actions.giving_input import amend, comment_on, submit_input, withdraw_comment
from jointstatement.actions.judging import judge_answer
from jointstatement.actions.late_input import admit_late_input
from jointstatement.actions.recording import record_input
from jointstatement.actions.replying import reply
from jointstatement.actions.rounds import open_round
from jointstatement.actions.supporting import accept_co_sponsor, support_amendment, withdraw_support
from jointstatement.errors import AnswersAwaited, AuthorsKnown, NotYours, OnlyBlindRoundsKeepAuthors
from jointstatement.models import Amendment, Comment, Disposition
from jointstatement.terms import Attribution, CommentClass, DispositionKind, Visibility, Weight

AUTHORS = ("Borvia", "Istara")
MEMBER, ASKED = "head of Galdria", "head of Aldmark"
KNOWN_TO_THE_OFFICE = {"record", "rounds", "parts", "comments", "list", "rolling", "brackets"}
_OF_OTHER_THINGS = (
    r"^(?!.*(/statements/|/notices))|/(silence|written|adoption|compare|draft|files?|base|calls|tabling)\b"
)
_TOLD_TO_ALL = r"/(rolling|comment-tables|comments|positions|revisions|matrix|text)\b"
"""What a second person reads as the first does."""
MINUTE = timedelta(minutes=1)


def bracket_while_all_are_named(house: House) -> None:
    """Both authors stand by name in a bracket of the second clause before the chair chooses otherwise."""
    forum, talks = house.forum, house.talks
    part_id = talks.clause(2)
    words = talks.wording(part_id).replace("to no one", "to [no one / nobody]")
    forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)
    forum.act(
        name_sponsors, talks.id, part_id, number=0, choice=1, expected=talks.version(part_id), by=forum.chair,
        delegation_ids=[forum.delegations[each] for each in AUTHORS],
    )  # fmt: skip
    talks.table()
    forum.hour.pass_by(MINUTE)


def give(house: House, delegation: str, about: str) -> tuple[str, str]:
    """A delegation drafts a comment and an amendment on the second clause and a general comment, and submits them."""
    talks, forum, head = house.talks, house.forum, house.forum.head(delegation)
    part_id = talks.clause(2)
    remark = forum.act(
        comment_on, talks.id, part_id=part_id, comment_class=CommentClass.SUBSTANTIVE, text=f"A {about} sees more.",
        by=head,
    )  # fmt: skip
    forum.hour.pass_by(MINUTE)
    forum.act(
        comment_on, talks.id, part_id=None, comment_class=CommentClass.EDITORIAL, text=f"Too little of {about}s.",
        by=head,
    )  # fmt: skip
    # What is written at one instant is shown in no order that tells anything: here nothing is.
    forum.hour.pass_by(MINUTE)
    wording = talks.wording(part_id).replace("from the springs", f"{about}s too, from the springs")
    amendment = forum.act(
        amend, talks.id, part_id, wording=wording, reason=f"For {about}s.", weight=Weight.PREFERRED, by=head
    )
    forum.act(submit_input, talks.id, by=head)
    return str(remark), str(amendment)


def speak(house: House, author: str) -> None:
    """Aldmark and Galdria give the same in both worlds; the author acts in every way that could name it."""
    forum, talks, head = house.forum, house.talks, house.forum.head(author)
    in_round = talks.open_round(Visibility.OPEN)
    forum.hour.pass_by(MINUTE)
    of_aldmark, to_support = give(house, "Aldmark", "beaver")
    give(house, "Galdria", "otter")
    forum.hour.pass_by(MINUTE)
    give(house, author, "heron")
    forum.hour.pass_by(MINUTE)
    forum.act(reply, talks.id, of_aldmark, text="Herons disagree.", by=head)
    forum.act(support_amendment, talks.id, to_support, by=head)
    forum.hour.pass_by(MINUTE)
    support = forum.act(support_amendment, talks.id, to_support, as_co_sponsor=True, by=head)
    forum.hour.pass_by(MINUTE)
    forum.act(accept_co_sponsor, talks.id, support, by=forum.head("Aldmark"))
    forum.hour.pass_by(MINUTE)
    forum.act(withdraw_support, talks.id, support, by=head)
    forum.hour.pass_by(MINUTE)
    forum.act(support_amendment, talks.id, to_support, by=head)
    general = forum.rows(Comment, part_id=None, delegation_id=forum.delegations[author])[0]
    forum.act(withdraw_comment, talks.id, general.id, by=head)
    forum.hour.pass_by(MINUTE)
    talks.close_round(in_round)
    forum.hour.pass_by(MINUTE)
    given = {"delegation_id": forum.delegations[author], "part_id": talks.clause(2), "comment": "A late heron."}
    forum.act(record_input, talks.id, **given, received_at=talks.now() - 3 * MINUTE, by=forum.secretariat)


def go_on_in_brackets(house: House, author: str) -> None:
    """The chair brackets words, with who stands behind them, and tables; a blind round is held on that."""
    forum, talks = house.forum, house.talks
    part_id = talks.clause(2)
    forum.hour.pass_by(MINUTE)
    words = talks.wording(part_id).replace("serves all", "serves [all][herons]")
    forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)
    forum.act(
        name_sponsors, talks.id, part_id, number=1, choice=0, expected=talks.version(part_id), by=forum.chair,
        delegation_ids=[forum.delegations[author], forum.delegations["Galdria"]],
    )  # fmt: skip
    talks.table()
    forum.hour.pass_by(MINUTE)
    in_round = talks.open_round()
    forum.hour.pass_by(MINUTE)
    for delegation, about in (("Galdria", "moorhen"), (author, "bittern"), ("Aldmark", "grebe")):
        give(house, delegation, about)
    forum.hour.pass_by(MINUTE)
    talks.close_round(in_round)


def test_author_that_is_not_named_cannot_be_told_from_another(house: House, kept: Callable[[str], Kept]) -> None:
    forum, talks = house.forum, house.talks
    for who in (MEMBER, ASKED, OBSERVER, "chair"):
        house.person(who)
    forum.hour.pass_by(MINUTE)
    # Members read the matrix too.
    name_breakers(house, is_named=True)
    bracket_while_all_are_named(house)
    forum.act(choose_attribution, talks.id, attribution=Attribution.OFFICE, by=forum.chair)
    rows, began = snapshot(forum.database), forum.hour.now
    before = drawn_in(rows)

    worlds: list[dict[str, bytes]] = []
    for author in AUTHORS:
        restore(kept("sqlite").begin(forum.hour), rows)
        forum.hour.now = began
        speak(house, author)
        go_on_in_brackets(house, author)
        forum.hour.pass_by(MINUTE)
        # What was given while nobody was named stays so when delegations are named from now on.
        forum.act(choose_attribution, talks.id, attribution=Attribution.ALL, by=forum.chair)
        forum.hour.pass_by(MINUTE)
        part_id = talks.clause(2)
        words = talks.wording(part_id).replace("to the estuary", "to its estuary")
        forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)
        talks.table()
        forum.hour.pass_by(MINUTE)
        world = dict(reads(house, MEMBER, before, but=_OF_OTHER_THINGS))
        for who in (ASKED, OBSERVER):
            world |= reads(house, who, before, but=f"{_OF_OTHER_THINGS}|{_TOLD_TO_ALL}")
        at = f"/statements/{talks.id}"
        for known, address in (
            ("record", f"{at}/record"),
            ("rounds", f"{at}/rounds"),
            ("parts", f"{at}/decide/{talks.clause(2)}"),
            ("comments", f"/api/v1{at}/input"),
            ("list", f"{at}/list"),
            ("rolling", f"{at}/rolling?revision=1"),
            ("brackets", f"{at}/brackets"),
        ):
            world[known] = house.person("chair").reads(address)
        worlds.append(
            {address: in_any_order(read) if "/notices" in address else read for address, read in world.items()}
        )

    first, second = worlds
    assert first.keys() == second.keys()
    assert {at for at in first if first[at] != second[at]} == KNOWN_TO_THE_OFFICE


def speak_to_nobody_by_name(house: House, author: str) -> str:
    """A blind round of which the office learns no author: input, also on paper, replies, support and late words."""
    forum, talks, head = house.forum, house.talks, house.forum.head(author)
    in_round = talks.open_round()
    forum.hour.pass_by(MINUTE)
    give(house, "Galdria", "otter")
    forum.hour.pass_by(MINUTE)
    given = {"delegation_id": forum.delegations[author], "part_id": talks.clause(3), "comment": "A heron on paper."}
    forum.act(record_input, talks.id, **given, received_at=talks.now(), by=forum.secretariat)
    give(house, author, "heron")
    forum.hour.pass_by(MINUTE)
    of_aldmark, to_support = give(house, "Aldmark", "beaver")
    # Within the reminder's time, of which the office learns how many are awaited.
    forum.hour.pass_by(timedelta(days=2, hours=12))
    forum.act(close_what_is_due)
    forum.hour.pass_by(MINUTE)
    talks.close_round(in_round)
    forum.hour.pass_by(MINUTE)
    forum.act(reply, talks.id, of_aldmark, text="Herons disagree.", by=head)
    forum.hour.pass_by(MINUTE)
    forum.act(reply, talks.id, of_aldmark, text="The chair listens.", by=forum.chair)
    support = forum.act(support_amendment, talks.id, to_support, as_co_sponsor=True, by=head)
    forum.hour.pass_by(MINUTE)
    forum.act(accept_co_sponsor, talks.id, support, by=forum.head("Aldmark"))
    general = forum.rows(Comment, part_id=None, delegation_id=forum.delegations[author])[0]
    forum.act(withdraw_comment, talks.id, general.id, by=head)
    forum.hour.pass_by(MINUTE)
    give(house, author, "late heron")
    forum.hour.pass_by(MINUTE)
    return in_round


def test_office_cannot_tell_the_author_before_it_has_answered(house: House, kept: Callable[[str], Kept]) -> None:
    forum, talks = house.forum, house.talks
    forum.act(choose_attribution, talks.id, attribution=Attribution.NONE, by=forum.chair)
    refused(forum, OnlyBlindRoundsKeepAuthors, open_openly, talks, by=forum.chair)
    rows, began = snapshot(forum.database), forum.hour.now
    before = drawn_in(rows)

    worlds: list[dict[str, bytes]] = []
    for author in AUTHORS:
        restore(kept("sqlite").begin(forum.hour), rows)
        forum.hour.now = began
        in_round = speak_to_nobody_by_name(house, author)
        if not worlds:
            refused(forum, AnswersAwaited, learn_authors, in_round, by=forum.chair)
        for kind, answer in ((Comment, answer_comment), (Amendment, answer_amendment)):
            for row in sorted(forum.rows(kind, withdrawn_at=None), key=lambda row: row.label or ""):
                if row.is_late:
                    subject = {"comment_id": row.id} if kind is Comment else {"amendment_id": row.id}
                    forum.act(admit_late_input, talks.id, **subject, is_admitted=True, by=forum.chair)
                forum.act(answer, talks.id, row.id, disposition=DispositionKind.NOTED, reply="", by=forum.chair)
        part_id = talks.clause(1)
        words = f"{talks.wording(part_id)} in full"
        forum.act(reword_part, talks.id, part_id, wording=words, expected=talks.version(part_id), by=forum.chair)
        talks.table()
        forum.hour.pass_by(MINUTE)
        own = forum.rows(Comment, part_id=talks.clause(3), delegation_id=forum.delegations[author])[0]
        (answer_given,) = forum.rows(Disposition, comment_id=own.id)
        said = {"is_content": False, "word": "It is a heron.", "by": forum.head(author)}
        forum.act(judge_answer, talks.id, answer_given.id, **said)
        forum.hour.pass_by(MINUTE)
        # Days have passed: everybody signs in anew.
        house.persons.clear()
        world = dict(reads(house, "chair", before, but=_OF_OTHER_THINGS))
        at = f"/statements/{talks.id}"
        telling = (f"{at}/decide/{talks.clause(2)}", f"/api/v1{at}/input", f"{at}/rounds")
        for address in (*telling, "/", f"{at}/record", "/api/v1/notices"):
            world[f"secretariat: {address}"] = masked(house.person("secretariat").reads(address), before)
        worlds.append(
            {address: in_any_order(read) if "/notices" in address else read for address, read in world.items()}
        )
        assert b"heron" in world[f"chair: {telling[0]}"] and b"heron" in world[f"secretariat: {telling[1]}"]
        if len(worlds) == 1:
            refused(forum, NotYours, learn_authors, in_round, by=forum.secretariat)
            forum.act(learn_authors, in_round, by=forum.chair)
            refused(forum, AuthorsKnown, learn_authors, in_round, by=forum.chair)
            for address in telling:
                assert author.encode() in house.person("chair").reads(address), address

    first, second = worlds
    assert first.keys() == second.keys()
    assert {at for at in first if first[at] != second[at]} == set()


def open_openly(session: Session, talks: Negotiation, *, by: Viewer, now: datetime) -> None:
    """An open round, while the office is to learn no author."""
    due_at = now + timedelta(days=3)
    asked = {"due_at": due_at, "due_as_typed": f"{due_at:%Y-%m-%dT%H:%M} UTC", "visibility": Visibility.OPEN}
    open_round(session, talks.id, **asked, by=by, now=now)


def in_any_order(read: bytes) -> bytes:
    """A list of notices by its lines: those of one instant stand in an order that is drawn by lot."""
    return b"\n".join(sorted(re.split(rb"<li|</li>|\{|\}", read)))
