"""Workflow files: what is read from a good one, and every mistake with its file, its key and its remedy."""

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.errors import WorkflowMistake
from jointstatement.terms import (
    STEP_VERBS,
    Abstention,
    Allowance,
    AtEndOfSilence,
    CountedOf,
    DecisionRule,
    Majority,
    Quorum,
    Role,
    Unconfirmed,
    Verb,
)
from jointstatement.workflow.decision import Decision
from jointstatement.workflow.definition import (
    ALWAYS_NEEDED,
    IMPLIED,
    LARGEST_FILE,
    State,
    Step,
    check,
    check_file,
    load_workflow,
    load_workflows,
    parse_workflow,
)
from jointstatement.workflow.guards import GUARDS

DECLARE_NEEDS = ", ".join(f'"{name}"' for name in ALWAYS_NEEDED[Verb.DECLARE_CONSENSUS])
ADOPT_NEEDS = ", ".join(f'"{name}"' for name in ALWAYS_NEEDED[Verb.ADOPT])

SMALL = f"""
title = "Small"
first = "talks"

[states.talks]
title = "Talks"
allows = ["draft", "silence"]

[states.consensus]
title = "Agreed text"

[states.adopted]
title = "Adopted"

[states.published]
title = "Published"
final = true

[[steps]]
verb = "declare_consensus"
label = "Declare consensus"
from = "talks"
to = "consensus"
by = ["chair"]
needs = [{DECLARE_NEEDS}]

[[steps]]
verb = "adopt"
label = "Adopt"
from = "consensus"
to = "adopted"
by = ["chair"]
needs = [{ADOPT_NEEDS}]

[[steps]]
verb = "publish"
label = "Publish"
from = "adopted"
to = "published"
by = ["secretariat"]
needs = ["adopted"]
"""

ONLY = "this key belongs to the rule “%s” only; take it out or change the rule."
STEP = '\n[[steps]]\nverb = "{verb}"\nlabel = "Go"\nfrom = "{origin}"\nto = "{to}"\nby = ["chair"]\nneeds = [{needs}]\n'


def names(folder: Path) -> list[str]:
    """The workflows of a folder by their names, in order."""
    return sorted(path.stem for path in folder.glob("*.toml") if path.stem != "roles")


def mistakes(source: str) -> list[tuple[str, str]]:
    """The key and the remedy of each mistake; every one names the file."""
    found = check(source, "folder/small.toml")
    assert all(mistake.parameters["file"] == "folder/small.toml" for mistake in found)
    return [(str(m.parameters["key"]), str(m.parameters["remedy"])) for m in found]


def test_workflow_is_read_from_its_file() -> None:
    workflow = parse_workflow(SMALL, "folder/small.toml")

    assert (workflow.name, workflow.title, workflow.about, workflow.first) == ("small", "Small", "", "talks")
    assert dict(workflow.states) == {
        "talks": State("talks", "Talks", frozenset({Allowance.DRAFT, Allowance.SILENCE}), final=False),
        "consensus": State("consensus", "Agreed text", frozenset(), final=False),
        "adopted": State("adopted", "Adopted", frozenset(), final=False),
        "published": State("published", "Published", frozenset(), final=True),
    }
    assert workflow.steps == (
        Step(
            Verb.DECLARE_CONSENSUS,
            "Declare consensus",
            "talks",
            "consensus",
            (Role.CHAIR,),
            (*ALWAYS_NEEDED[Verb.DECLARE_CONSENSUS], *IMPLIED[Verb.DECLARE_CONSENSUS]),
        ),
        Step(
            Verb.ADOPT,
            "Adopt",
            "consensus",
            "adopted",
            (Role.CHAIR,),
            (*ALWAYS_NEEDED[Verb.ADOPT], *IMPLIED[Verb.ADOPT]),
        ),
        Step(Verb.PUBLISH, "Publish", "adopted", "published", (Role.SECRETARIAT,), ("adopted",)),
    )
    assert workflow.at_end_of_silence is AtEndOfSilence.ANNOUNCE
    assert workflow.source == SMALL
    assert workflow.digest == hashlib.sha256(SMALL.encode()).hexdigest()


def test_step_from_several_states_becomes_one_step_from_each() -> None:
    source = SMALL + STEP.format(verb="withdraw_statement", origin="talks", to="published", needs="").replace(
        'from = "talks"', 'from = ["talks", "consensus"]'
    )

    steps = parse_workflow(source, "small.toml").steps[3:]

    assert [(step.from_state, step.to_state) for step in steps] == [("talks", "published"), ("consensus", "published")]


def test_workflow_is_its_own_kept_source_again() -> None:
    workflow = parse_workflow(SMALL, "small.toml")

    assert parse_workflow(workflow.source, f"{workflow.name}.toml") == workflow


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ('title = "Small"', 'titel = "Small"', "titel", "there is no such key; did you mean “title”?"),
        ('title = "Small"', "", "title", "this key is missing; add it."),
        (
            'title = "Small"',
            "title = 7",
            "title",
            "expected text, got a number; write it as the README of workflows shows.",
        ),
        ('title = "Small"', 'title = "Two\\nlines"', "title", "write one line of 1 to 120 printable signs."),
        ('title = "Small"', 'title = " "', "title", "write one line of 1 to 120 printable signs."),
        ('first = "talks"', "", "first", "this key is missing; add it."),
        ('first = "talks"', 'first = "talk"', "first", "there is no state “talk”; did you mean “talks”?"),
        (
            'first = "talks"',
            'first = "talks"\nat_end_of_silence = "adopts"',
            "at_end_of_silence",
            "there is no end of silence “adopts”; did you mean “adopt”?",
        ),
        ('first = "talks"', f'first = "talks"\nabout = "{"a" * 1001}"', "about", "write at most 1000 printable signs."),
        ('title = "Talks"', 'tittle = "Talks"', "states.talks.tittle", "there is no such key; did you mean “title”?"),
        ('title = "Talks"', "", "states.talks.title", "this key is missing; add it."),
        ('title = "Talks"', "title = true", "states.talks.title", "expected text, got true or false"),
        ('title = "Talks"', 'title = ""', "states.talks.title", "write one line of 1 to 120 printable signs."),
        ('"silence"]', '"silent"]', "states.talks.allows", "there is no allowance “silent”; did you mean “silence”?"),
        ('"silence"]', "5]", "states.talks.allows", "expected text, got a number"),
        ("final = true", 'final = "yes"', "states.published.final", "expected true or false, got text"),
        ("[states.published]", "[states.Published]", "states.Published", "name a state with small letters"),
        ('verb = "adopt"', 'verb = "adop"', "steps[2].verb", "there is no step “adop”; did you mean “adopt”?"),
        ('verb = "adopt"', 'verb = "comment"', "steps[2].verb", "there is no step “comment”"),
        ('label = "Adopt"', "", "steps[2].label", "this key is missing; add it."),
        ('label = "Adopt"', 'lable = "Adopt"', "steps[2].lable", "there is no such key; did you mean “label”?"),
        ('label = "Adopt"', 'label = ""', "steps[2].label", "write one line of 1 to 120 printable signs."),
        ('label = "Adopt"', 'label = ["Adopt"]', "steps[2].label", "expected text, got a list"),
        ('from = "consensus"', 'from = "consensu"', "steps[2].from", "did you mean “consensus”?"),
        ('from = "consensus"', "from = []", "steps[2].from", "name at least one state."),
        ('from = "consensus"', "from = 3", "steps[2].from", "expected text or a list, got a number"),
        ('to = "adopted"', 'to = "adoptd"', "steps[2].to", "there is no state “adoptd”; did you mean “adopted”?"),
        ('by = ["secretariat"]', 'by = ["secretary"]', "steps[3].by", "there is no role “secretary”; did you mean"),
        ('by = ["secretariat"]', "by = []", "steps[3].by", "name at least one role."),
        (
            'by = ["secretariat"]',
            'by = ["head"]',
            "steps[3].by",
            "“head” never takes the step “publish”; take it out. It is for: chair, co_chair, secretariat.",
        ),
        (
            'to = "adopted"\nby = ["chair"]',
            'to = "adopted"\nby = ["secretariat"]',
            "steps[2].by",
            "“secretariat” never takes the step “adopt”; take it out. It is for: chair, co_chair.",
        ),
        (
            '"no_objection", "no_reserve", "silence_not_running", "silence_not_broken"]',
            '"no_reserve", "silence_not_running", "silence_not_broken"]',
            "steps[1].needs",
            "no workflow may take “declare_consensus” without these guards; add: no_objection.",
        ),
        (
            'needs = ["consensus_declared", ',
            "needs = [",
            "steps[2].needs",
            "no workflow may take “adopt” without these guards; add: consensus_declared.",
        ),
        (
            'needs = ["adopted"]',
            "",
            "steps[3].needs",
            "no workflow may take “publish” without these guards; add: adopted.",
        ),
        (
            'needs = ["adopted"]',
            'needs = ["adopted", "no_objections"]',
            "steps[3].needs",
            "there is no guard “no_objections”; did you mean “no_objection”?",
        ),
    ],
)
def test_mistake_in_a_key_names_file_key_and_remedy(old: str, new: str, key: str, remedy: str) -> None:
    assert old in SMALL

    found = mistakes(SMALL.replace(old, new, 1))

    assert (key, True) in [(k, r.startswith(remedy) or remedy in r) for k, r in found]


@pytest.mark.parametrize(
    ("source", "key", "remedy"),
    [
        (
            SMALL + '[states.lost]\ntitle = "Lost"\nfinal = true\n',
            "states.lost",
            "no way leads here from the first state; add a step to it, or take the state out.",
        ),
        (
            SMALL
            + '[states.hall]\ntitle = "Hall"\n'
            + STEP.format(verb="to_consensus", origin="talks", to="hall", needs=""),
            "states.hall",
            "it is not final, and no way leads from it to an end; add a step, or write final = true.",
        ),
        (
            SMALL + STEP.format(verb="reopen", origin="published", to="published", needs=""),
            "states.published",
            "it is final, but steps lead out of it (reopen); take them or “final” out.",
        ),
        (
            SMALL.replace("final = true", 'final = true\nallows = ["comment"]'),
            "states.published.allows",
            "nothing is done in a final state; take this key out.",
        ),
        (
            SMALL.replace('title = "Adopted"', 'title = "Adopted"\nallows = ["draft"]'),
            "states.adopted.allows",
            "what is adopted is frozen; take this key out.",
        ),
        (
            SMALL + STEP.format(verb="adopt", origin="consensus", to="published", needs=ADOPT_NEEDS),
            "steps[4].from",
            "“consensus” has two steps “adopt”; keep one of them.",
        ),
        (
            SMALL + STEP.format(verb="to_consensus", origin="talks", to="consensus", needs=""),
            "steps[2].from",
            "“consensus” can be reached without a declared consensus; let every way to it pass through a step "
            "“declare_consensus”.",
        ),
        (
            SMALL + STEP.format(verb="adopt", origin="talks", to="adopted", needs=ADOPT_NEEDS),
            "steps[4].from",
            "“talks” can be reached without a declared consensus; let every way to it pass through a step "
            "“declare_consensus”.",
        ),
        (
            SMALL + STEP.format(verb="to_consensus", origin="consensus", to="adopted", needs=""),
            "states.adopted",
            "adoption leads here, and so does a way without it; give adoption a state of its own.",
        ),
        (
            SMALL + STEP.format(verb="publish", origin="talks", to="published", needs='"adopted"'),
            "steps[4].from",
            "“talks” can be reached without adoption; let every way to it pass through “adopt”.",
        ),
        (
            SMALL + STEP.format(verb="reopen", origin="adopted", to="talks", needs=""),
            "steps[4].from",
            "“adopted” is adopted; only “publish” may follow.",
        ),
        (
            SMALL.replace('first = "talks"', 'first = "talks"\nat_end_of_silence = "adopt"').replace(', "silence"', ""),
            "at_end_of_silence",
            "no state allows “silence”; allow it in one, or write “announce”.",
        ),
        (
            SMALL.replace('first = "talks"', 'first = "talks"\nat_end_of_silence = "adopt"').replace(
                'title = "Agreed text"', 'title = "Agreed text"\nallows = ["silence"]'
            ),
            "at_end_of_silence",
            "from “consensus” the hour cannot adopt; add a step “declare_consensus” from it and a step “adopt” after "
            "that, or write “announce”.",
        ),
        ("title = \n", "line 1, column 9", "this is not TOML (Invalid value); correct the file there."),
        ("a = " + "[" * 20_000, "file", "brackets are nested too deeply; a workflow needs two levels."),
        (SMALL.split("[states")[0] + SMALL[SMALL.index("[[steps]]") :], "states", "this key is missing; add it."),
        (SMALL.split("[states")[0] + "[states]\n", "states", "describe at least one state."),
        (SMALL.split("[[steps]]")[0], "steps", "this key is missing; add it."),
        (SMALL.split("[states")[0] + "states = 3\n", "states", "expected a table, got a number"),
    ],
)
def test_mistake_in_the_ways_names_file_key_and_remedy(source: str, key: str, remedy: str) -> None:
    found = mistakes(source)

    assert (key, True) in [(k, r.startswith(remedy)) for k, r in found]


def test_mistake_in_an_unprintable_key_stays_one_line() -> None:
    assert [key for key, _ in mistakes('"two\\nlines" = 1\n' + SMALL)] == ["two\\nlines"]


def test_all_mistakes_are_listed_at_once() -> None:
    source = SMALL.replace('"silence"]', '"silent"]').replace('verb = "adopt"', 'verb = "adop"')
    source = source.replace('by = ["secretariat"]', 'by = ["secretary"]')

    assert [key for key, _ in mistakes(source)] == ["states.talks.allows", "steps[2].verb", "steps[3].by"]


def test_first_mistake_is_what_parsing_raises() -> None:
    with pytest.raises(WorkflowMistake) as refused:
        parse_workflow(SMALL.replace('first = "talks"', 'first = "talk"'), "small.toml")

    assert str(refused.value) == (
        "small.toml: first: there is no state “talk”; did you mean “talks”?; "
        "there are: talks, consensus, adopted, published."
    )


def test_missing_workflow_names_those_that_are_there(folder: Path) -> None:
    with pytest.raises(WorkflowMistake) as refused:
        load_workflow("consensu", [folder])

    assert refused.value.parameters == {
        "file": "consensu.toml",
        "key": "name",
        "remedy": f"there is no such workflow; did you mean “consensus”?; there are: {', '.join(names(folder))}.",
    }


def test_missing_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(WorkflowMistake) as refused:
        load_workflows([tmp_path / "nowhere"])

    assert refused.value.parameters == {
        "file": str(tmp_path / "nowhere"),
        "key": "folder",
        "remedy": "there is no such folder of workflows; make it or correct the setting.",
    }


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"title = '\xff'", "it is not UTF-8 text; save it as UTF-8."),
        (b"#" * (LARGEST_FILE + 1), f"it is larger than {LARGEST_FILE} bytes; a workflow is a page of text."),
        (None, "it cannot be read (No such file or directory); check the path and its rights."),
    ],
)
def test_unreadable_file_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None, remedy: str) -> None:
    path = tmp_path / "small.toml"
    if content is not None:
        path.write_bytes(content)

    (mistake,) = check_file(path)

    assert mistake.parameters == {"file": str(path), "key": "file", "remedy": remedy}


def test_workflow_of_the_installation_takes_the_place_of_the_shipped_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "silence.toml").write_text(SMALL, encoding="utf-8")

    workflows = load_workflows([tmp_path, folder])

    assert list(workflows) == names(folder)
    assert [name for name, workflow in workflows.items() if workflow.title == "Small"] == ["silence"]


def test_one_bad_file_stops_all(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text("title = 3", encoding="utf-8")

    with pytest.raises(WorkflowMistake):
        load_workflows([tmp_path, folder])


@given(st.text(max_size=200))
def test_any_text_is_checked_without_a_fault(source: str) -> None:
    assert check(source, "any.toml")


@given(st.data())
def test_file_with_a_line_taken_out_or_doubled_is_read_or_refused_in_words(data: st.DataObject) -> None:
    lines = SMALL.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    copies = data.draw(st.sampled_from([0, 2]))
    source = "\n".join(lines[:place] + lines[place : place + 1] * copies + lines[place + 1 :])

    for mistake in check(source, "small.toml"):
        assert all(str(mistake.parameters[name]).strip() for name in ("file", "key", "remedy"))


def test_shipped_workflows_have_no_mistake(folder: Path) -> None:
    assert {name: check_file(folder / f"{name}.toml") for name in names(folder)} == dict.fromkeys(names(folder), ())
    assert {"consensus", "consensus_minus_one", "majority", "silence", "unanimity", "written"} <= set(names(folder))


def test_readme_explains_every_key_and_every_word(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", readme, re.MULTILINE | re.DOTALL))

    def words(section: str) -> set[str]:
        return set(re.findall(r"^\| `([^`]+)` \|", sections[section], re.MULTILINE))

    keys = {
        "title",
        "about",
        "first",
        "silence_begins",
        "at_end_of_silence",
        "observers_comment",
        "numbers_held",
        "attribution",
        "decision",
        "states",
        "steps",
    }
    assert words("The file") == keys
    keys = {"rule", "minus", "excluded", "abstention", "majority", "of", "quorum", "unconfirmed"}
    assert words("The rule: `[decision]`") == keys
    for known in (DecisionRule, Abstention, Majority, CountedOf, Quorum, Unconfirmed):
        assert all(f'`"{word}"`' in sections["The rule: `[decision]`"] for word in known)
    assert words("A state: `[states.NAME]`") == {"title", "allows", "final"} | set(Allowance)
    assert words("A step: `[[steps]]`") == {"verb", "label", "from", "to", "by", "needs"} | STEP_VERBS | set(GUARDS)
    assert words("The table of roles: `roles.toml`") == {"by", "while"}
    assert all(f'`"{word}"`' in sections["The file"] for word in AtEndOfSilence)
    for needed in {name for names in ALWAYS_NEEDED.values() for name in names}:
        assert f"`{needed}`" in sections["What no workflow may leave out"]


def ruled(decision: str, *, guard: bool = True) -> str:
    """The small workflow with a rule, and where it is asked for with the guard that judges by it."""
    source = SMALL.replace("\n[states.talks]", f"\n[decision]\n{decision}\n\n[states.talks]", 1)
    return source.replace(']\n\n[[steps]]\nverb = "', ', "rule_satisfied"]\n\n[[steps]]\nverb = "') if guard else source


def test_workflow_without_a_rule_decides_by_consensus() -> None:
    assert parse_workflow(SMALL, "small.toml").decision == Decision()


def test_rule_is_read_with_all_that_belongs_to_it() -> None:
    written = 'rule = "majority"\nmajority = "two_thirds"\nof = "members"\nquorum = "all"\nexcluded = ["Arland"]'

    assert parse_workflow(ruled(f'{written}\nunconfirmed = "awaited"'), "small.toml").decision == Decision(
        rule=DecisionRule.MAJORITY,
        majority=Majority.TWO_THIRDS,
        of=CountedOf.MEMBERS,
        quorum=Quorum.ALL,
        excluded=("Arland",),
        unconfirmed=Unconfirmed.AWAITED,
    )


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (
            "minus = 1",
            [("decision.rule", "this key is missing; add it."), ("decision.minus", ONLY % "consensus_minus")],
        ),
        (
            'rule = "unanimous"',
            [
                (
                    "decision.rule",
                    "there is no rule “unanimous”; did you mean “unanimity”?; there are: consensus, unanimity, "
                    "consensus_minus, majority.",
                )
            ],
        ),
        ('rule = "consensus"\nquorum = "half"', [("decision.quorum", ONLY % "majority")]),
        (
            'rule = "majority"\nmajority = "simple"',
            [("decision.quorum", "the rule “majority” needs this key; add it.")],
        ),
        (
            'rule = "consensus_minus"',
            [("decision.minus", "write how many objections do not stand in the way, 1 to 5.")],
        ),
        (
            'rule = "consensus_minus"\nminus = "one"',
            [
                ("decision.minus", "expected a number, got text; write it as the README of workflows shows."),
                ("decision.minus", "write how many objections do not stand in the way, 1 to 5."),
            ],
        ),
        (
            'rule = "unanimity"\nabstention = "blocks"',
            [("decision.abstention", "there is no meaning of abstention “blocks”; there are: agrees, withholds.")],
        ),
        (
            'rule = "consensus"\nexcluded = ["Arland", "Arland"]',
            [("decision.excluded", "a member stands here twice; name each once.")],
        ),
    ],
)
def test_mistake_in_a_rule_is_named(decision: str, expected: list[tuple[str, str]]) -> None:
    assert mistakes(ruled(decision)) == expected


@pytest.mark.parametrize("decision", ['rule = "unanimity"', 'rule = "majority"\nmajority = "simple"\nquorum = "half"'])
def test_rule_that_counts_positions_is_judged_by_its_guard_and_by_no_silence(decision: str) -> None:
    source = ruled(decision, guard=False).replace("\nfirst", '\nat_end_of_silence = "adopt"\nfirst', 1)

    assert [key for key, _ in mistakes(source)] == ["steps[1].needs", "steps[2].needs", "at_end_of_silence"]
