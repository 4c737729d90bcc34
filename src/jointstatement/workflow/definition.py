"""Workflow files: read, checked as a whole, and kept as one frozen value.

A file is refused with everything that is wrong in it, each mistake naming the file, the key and what to do. What no
file may leave out, because consent would be made up without it, is listed here: `ALWAYS_NEEDED`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec
from rapidfuzz import fuzz, process

from jointstatement.errors import WorkflowMistake
from jointstatement.terms import (
    CHAIRS_OFFICE,
    STEP_VERBS,
    Abstention,
    Allowance,
    AtEndOfSilence,
    Attribution,
    CountedOf,
    DecisionRule,
    Majority,
    Quorum,
    Role,
    SilenceBegins,
    Unconfirmed,
    Verb,
)
from jointstatement.workflow.decision import Decision
from jointstatement.workflow.guards import GUARDS

LARGEST_FILE = 100_000
"""Bytes that a workflow file may have; the shipped ones have about four thousand."""

NOT_WORKFLOWS = frozenset({"roles"})
"""Files in a workflow folder that are something else."""

ALWAYS_NEEDED: Mapping[Verb, tuple[str, ...]] = MappingProxyType(
    {
        Verb.DECLARE_CONSENSUS: (
            "text_is_tabled",
            "round_closed",
            "all_answered",
            "no_open_bracket",
            "no_objection",
            "no_reserve",
            "silence_not_running",
            "silence_not_broken",
        ),
        Verb.ADOPT: (
            "consensus_declared",
            "text_is_tabled",
            "round_closed",
            "all_answered",
            "no_open_bracket",
            "no_objection",
            "no_reserve",
            "silence_not_running",
        ),
        Verb.PUBLISH: ("adopted",),
        Verb.ISSUE: ("text_is_tabled", "no_open_bracket"),
    }
)
"""Guards that every step of these verbs names, in whatever workflow. A file may ask for more, never for less."""

IMPLIED: Mapping[Verb, tuple[str, ...]] = MappingProxyType(
    {
        Verb.DECLARE_CONSENSUS: ("notice_given", "announcement_not_withheld"),
        Verb.ADOPT: ("notice_given", "announcement_not_withheld", "review_not_open"),
    }
)
"""Guards that every step of these verbs has, whether its file names them or not: younger than files that are kept."""

CHAIRS_OWN = frozenset({Verb.ENDORSE, Verb.DECLARE_CONSENSUS, Verb.REOPEN, Verb.ADOPT, Verb.ISSUE})
"""Steps that only the chair or a co-chair takes: the secretariat never declares."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a statement can be."""

    name: str
    title: str
    allows: frozenset[Allowance]
    final: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One way from one state to another (or back to the same one)."""

    verb: Verb
    label: str
    from_state: str
    to_state: str
    by: tuple[Role, ...]
    needs: tuple[str, ...]
    """Names of guards, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A checked workflow: the states a statement passes and the steps between them, in the order of the file."""

    name: str
    """The file's name without its ending."""
    title: str
    about: str
    first: str
    states: Mapping[str, State] = field(hash=False)
    steps: tuple[Step, ...]
    silence_begins: SilenceBegins
    at_end_of_silence: AtEndOfSilence
    observers_comment: bool
    """Observers comment in rounds, as delegations do; they give nothing else."""
    numbers_held: bool
    """Clauses keep the number that they were tabled with, until the chair numbers anew."""
    attribution: Attribution
    """Who learns which delegation puts forward what, until the chair chooses otherwise."""
    decision: Decision
    source: str = field(repr=False)
    """The file's text: a statement keeps the one that it was started with."""
    digest: str
    """SHA-256 of the source, hexadecimal."""


def parse_workflow(source: str, file: str) -> Workflow:
    """The workflow that this text defines; `file` is its path or name and gives the workflow its name.

    Raises `WorkflowMistake`, the first of those that `check` lists.
    """
    found = _read(source, file)
    if isinstance(found, Workflow):
        return found
    raise WorkflowMistake(**found[0].parameters)  # a fresh one: what was found is kept and shared between threads


def check(source: str, file: str) -> tuple[WorkflowMistake, ...]:
    """Everything that is wrong in this text, in the order of the file; nothing when it is a workflow."""
    found = _read(source, file)
    return () if isinstance(found, Workflow) else found


def check_file(path: Path) -> tuple[WorkflowMistake, ...]:
    """Everything that is wrong in this file, that it cannot be read included."""
    try:
        source = read_source(path)
    except WorkflowMistake as mistake:
        return (mistake,)
    return check(source, str(path))


def load_workflow(name: str, folders: Sequence[Path]) -> Workflow:
    """The workflow of that name from the first folder that has it.

    Raises `WorkflowMistake` where no folder has it, or for the first mistake in the file.
    """
    paths = workflow_files(folders)
    if name not in paths:
        raise WorkflowMistake(
            file=f"{name}.toml",
            key="name",
            remedy=f"there is no such workflow{meant(name, paths)}; there are: {_listed(paths)}.",
        )
    return parse_workflow(read_source(paths[name]), str(paths[name]))


def load_workflows(folders: Sequence[Path]) -> dict[str, Workflow]:
    """Every workflow of these folders by its name, in the order of names; of two with one name the first folder's.

    Raises `WorkflowMistake` for the first mistake in any of them, so that nothing starts on half of them.
    """
    return {name: parse_workflow(read_source(path), str(path)) for name, path in workflow_files(folders).items()}


def workflow_files(folders: Sequence[Path]) -> dict[str, Path]:
    """The workflow files of these folders by their names; of two with one name the first folder's.

    Raises `WorkflowMistake` for a folder that is not there.
    """
    paths: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise WorkflowMistake(
                file=str(folder),
                key="folder",
                remedy="there is no such folder of workflows; make it or correct the setting.",
            )
        for path in folder.glob("*.toml"):
            if path.stem not in NOT_WORKFLOWS:
                paths.setdefault(path.stem, path)
    return dict(sorted(paths.items()))


def read_source(path: Path) -> str:
    """The text of a workflow file. Raises `WorkflowMistake` where it cannot be read, is too large or is no UTF-8."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as trouble:
        raise WorkflowMistake(
            file=str(path), key="file", remedy=f"it cannot be read ({trouble.strerror}); check the path and its rights."
        ) from trouble
    if len(content) > LARGEST_FILE:
        raise WorkflowMistake(
            file=str(path), key="file", remedy=f"it is larger than {LARGEST_FILE} bytes; a workflow is a page of text."
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        raise WorkflowMistake(file=str(path), key="file", remedy="it is not UTF-8 text; save it as UTF-8.") from trouble


# The file as it is written -------------------------------------------------------------------------------------------
#
# Every field has a default, so that one mistake does not hide the others; `_REQUIRED` says which must be written.


class _WrittenState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str = ""
    allows: tuple[str, ...] = ()
    final: bool = False


class _WrittenStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}):
    verb: str = ""
    label: str = ""
    from_: str | tuple[str, ...] = ()
    to: str = ""
    by: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class _WrittenDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: str = DecisionRule.CONSENSUS.value
    minus: int = 0
    excluded: tuple[str, ...] = ()
    abstention: str = Abstention.WITHHOLDS.value
    majority: str = Majority.SIMPLE.value
    of: str = CountedOf.VOTING.value
    quorum: str = Quorum.HALF.value
    unconfirmed: str = Unconfirmed.CHAIR_DECIDES.value


class _WrittenWorkflow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str = ""
    about: str = ""
    first: str = ""
    silence_begins: str = SilenceBegins.BY_THE_CHAIR.value
    at_end_of_silence: str = AtEndOfSilence.ANNOUNCE.value
    observers_comment: bool = False
    numbers_held: bool = True
    attribution: str = Attribution.ALL.value
    decision: dict[str, Any] = {}  # Any: converted by itself, as every table
    states: dict[str, dict[str, Any]] = {}  # Any: each table is converted by itself, so that every mistake is found
    steps: tuple[dict[str, Any], ...] = ()  # as above


_Written = TypeVar("_Written", _WrittenState, _WrittenStep, _WrittenDecision, _WrittenWorkflow)
_Steps = list[tuple[str, Step]]  # each with its key in the file

_REQUIRED = {
    _WrittenWorkflow: ("title", "first", "states", "steps"),
    _WrittenState: ("title",),
    _WrittenDecision: ("rule",),
    _WrittenStep: ("verb", "label", "from", "to", "by"),
}
_KINDS = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a number",
    "object": "a table",
    "str": "text",
}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TOML_PLACE = re.compile(r"\s*\(at (line \d+, column \d+|end of document)\)$")
_LONGEST_LINE = 120
_LONGEST_TEXT = 1000


class _Findings:
    """The mistakes of one file, gathered in the order in which they are met."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[WorkflowMistake] = []

    def add(self, key: str, remedy: str) -> None:
        # A name may hold anything that TOML can quote; a mistake stays one line.
        key, remedy = (text if text.isprintable() else ascii(text)[1:-1] for text in (key, remedy))
        self.mistakes.append(WorkflowMistake(file=self.file, key=key, remedy=remedy))

    def one_of(self, kind: str, word: str, known: Iterable[str], key: str) -> None:
        names = [str(name) for name in known]
        if word not in names:
            self.add(key, f"there is no {kind} “{word}”{meant(word, names)}; there are: {_listed(names)}.")

    def line(self, text: str, key: str) -> None:
        if not text.strip() or len(text) > _LONGEST_LINE or not text.isprintable():
            self.add(key, f"write one line of 1 to {_LONGEST_LINE} printable signs.")


@lru_cache(maxsize=64)
def _read(source: str, file: str) -> Workflow | tuple[WorkflowMistake, ...]:
    found = _Findings(file)
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as trouble:
        place = _TOML_PLACE.search(str(trouble))
        what = _TOML_PLACE.sub("", str(trouble))
        found.add(place.group(1) if place else "file", f"this is not TOML ({what}); correct the file there.")
        return tuple(found.mistakes)
    except RecursionError:
        found.add("file", "brackets are nested too deeply; a workflow needs two levels.")
        return tuple(found.mistakes)
    written = _convert(table, _WrittenWorkflow, "", found)
    if isinstance(table.get("title"), str):
        found.line(written.title, "title")
    if len(written.about) > _LONGEST_TEXT or not written.about.replace("\n", " ").isprintable():
        found.add("about", f"write at most {_LONGEST_TEXT} printable signs.")
    found.one_of("attribution", written.attribution, Attribution, "attribution")
    found.one_of("beginning of silence", written.silence_begins, SilenceBegins, "silence_begins")
    found.one_of("end of silence", written.at_end_of_silence, AtEndOfSilence, "at_end_of_silence")
    decision = _decision(written.decision, found) if "decision" in table else Decision()
    states = _states(written, found)
    steps: _Steps = []
    if table.get("states") == {}:
        found.add("states", "describe at least one state.")
    if states:
        if isinstance(table.get("first"), str):
            found.one_of("state", written.first, states, "first")
        steps = _steps(written, states, found)
    if found.mistakes:
        return tuple(found.mistakes)
    _check_ways(written.first, states, steps, found)
    _check_adoption(written.first, states, steps, found)
    if written.silence_begins == SilenceBegins.BY_PROPOSAL and not _silent(states):
        found.add("silence_begins", "no state allows “silence”; allow it in one, or take this key out.")
    if written.at_end_of_silence == AtEndOfSilence.ADOPT:
        _check_end_of_silence(states, steps, found)
    _check_rule(decision, written.at_end_of_silence, steps, found)
    if found.mistakes:
        return tuple(found.mistakes)
    return Workflow(
        name=Path(file).stem,
        title=written.title,
        about=written.about,
        first=written.first,
        states=MappingProxyType(states),
        steps=tuple(step for _, step in steps),
        silence_begins=SilenceBegins(written.silence_begins),
        at_end_of_silence=AtEndOfSilence(written.at_end_of_silence),
        observers_comment=written.observers_comment,
        numbers_held=written.numbers_held,
        attribution=Attribution(written.attribution),
        decision=decision,
        source=source,
        digest=sha256(source.encode()).hexdigest(),
    )


def _convert(table: dict[str, Any], kind: type[_Written], key: str, found: _Findings) -> _Written:
    prefix = f"{key}." if key else ""
    known = [entry.encode_name for entry in msgspec.structs.fields(kind)]
    for unknown in [name for name in table if name not in known]:
        found.add(f"{prefix}{unknown}", f"there is no such key{meant(unknown, known)}; there are: {_listed(known)}.")
    for required in _REQUIRED[kind]:
        if required not in table:
            found.add(f"{prefix}{required}", "this key is missing; add it.")
    usable = {name: value for name, value in table.items() if name in known}
    while True:
        try:
            return msgspec.convert(usable, kind)
        except msgspec.ValidationError as trouble:
            message, _, path = str(trouble).partition(" - at ")
            # The path begins with "$.key"; the key goes out, so that the rest can be read.
            wrong = re.split(r"[.\[`]", path.removeprefix("`$."))[0]
            found.add(f"{prefix}{wrong}", f"{_in_words(message)}; write it as the README of workflows shows.")
            del usable[wrong]


def _in_words(message: str) -> str:
    def word(match: re.Match[str]) -> str:
        return " or ".join(_KINDS.get(part, part) for part in match.group(1).split(" | "))

    text = re.sub(r"`([^`]*)`", word, message)
    return text[:1].lower() + text[1:]


_ONLY_UNDER: Mapping[str, DecisionRule] = MappingProxyType(
    {
        "minus": DecisionRule.CONSENSUS_MINUS,
        "abstention": DecisionRule.UNANIMITY,
        "majority": DecisionRule.MAJORITY,
        "of": DecisionRule.MAJORITY,
        "quorum": DecisionRule.MAJORITY,
    }
)
_OWED: Mapping[str, tuple[str, ...]] = MappingProxyType({DecisionRule.MAJORITY: ("majority", "quorum")})
_LARGEST_MINUS = 5


def _decision(table: dict[str, Any], found: _Findings) -> Decision:
    before = len(found.mistakes)
    written = _convert(table, _WrittenDecision, "decision", found)
    if isinstance(table.get("rule"), str):
        found.one_of("rule", written.rule, DecisionRule, "decision.rule")
    for key, rule in _ONLY_UNDER.items():
        if key in table and written.rule in set(DecisionRule) and written.rule != rule:
            found.add(f"decision.{key}", f"this key belongs to the rule “{rule}” only; take it out or change the rule.")
    for key in _OWED.get(written.rule, ()):
        if key not in table:
            found.add(f"decision.{key}", f"the rule “{written.rule}” needs this key; add it.")
    if written.rule == DecisionRule.CONSENSUS_MINUS and not 1 <= written.minus <= _LARGEST_MINUS:
        found.add("decision.minus", f"write how many objections do not stand in the way, 1 to {_LARGEST_MINUS}.")
    words: tuple[tuple[str, str, str, type[StrEnum]], ...] = (
        ("meaning of abstention", "abstention", written.abstention, Abstention),
        ("majority", "majority", written.majority, Majority),
        ("base of a majority", "of", written.of, CountedOf),
        ("quorum", "quorum", written.quorum, Quorum),
        ("rule for what is not confirmed", "unconfirmed", written.unconfirmed, Unconfirmed),
    )
    for kind, key, word, known in words:
        found.one_of(kind, word, known, f"decision.{key}")
    for name in written.excluded:
        found.line(name, "decision.excluded")
    if len(set(written.excluded)) < len(written.excluded):
        found.add("decision.excluded", "a member stands here twice; name each once.")
    if len(found.mistakes) > before:
        return Decision()
    return Decision(
        rule=DecisionRule(written.rule),
        minus=written.minus,
        excluded=written.excluded,
        abstention=Abstention(written.abstention),
        majority=Majority(written.majority),
        of=CountedOf(written.of),
        quorum=Quorum(written.quorum),
        unconfirmed=Unconfirmed(written.unconfirmed),
    )


def _check_rule(decision: Decision, at_end_of_silence: str, steps: _Steps, found: _Findings) -> None:
    """A rule that asks for agreement is judged by its own guard, and no silence takes its place."""
    if not decision.counts_positions:
        return
    for key, step in steps:
        if step.verb in {Verb.DECLARE_CONSENSUS, Verb.ADOPT} and "rule_satisfied" not in step.needs:
            found.add(
                f"{key}.needs",
                f"under the rule “{decision.rule}” this step needs the guard “rule_satisfied”; add it.",
            )
    if at_end_of_silence == AtEndOfSilence.ADOPT:
        found.add(
            "at_end_of_silence",
            f"the rule “{decision.rule}” asks for positions that were taken, and silence is none; write “announce”.",
        )


def _states(written: _WrittenWorkflow, found: _Findings) -> dict[str, State]:
    states: dict[str, State] = {}
    for name, table in written.states.items():
        key = f"states.{name}"
        state = _convert(table, _WrittenState, key, found)
        if not _NAME.fullmatch(name):
            found.add(key, "name a state with small letters a to z, digits and underscores, at most 40.")
        if isinstance(table.get("title"), str):
            found.line(state.title, f"{key}.title")
        for allowance in state.allows:
            found.one_of("allowance", allowance, Allowance, f"{key}.allows")
        allows = frozenset(Allowance(word) for word in state.allows if word in set(Allowance))
        states[name] = State(name=name, title=state.title, allows=allows, final=state.final)
    return states


def _steps(written: _WrittenWorkflow, states: Mapping[str, State], found: _Findings) -> _Steps:
    steps: _Steps = []
    for number, table in enumerate(written.steps, start=1):
        key = f"steps[{number}]"
        before = len(found.mistakes)
        step = _convert(table, _WrittenStep, key, found)
        origins = (step.from_,) if isinstance(step.from_, str) else step.from_
        if isinstance(table.get("verb"), str):
            found.one_of("step", step.verb, [verb for verb in Verb if verb in STEP_VERBS], f"{key}.verb")
        if isinstance(table.get("label"), str):
            found.line(step.label, f"{key}.label")
        for origin in origins:
            found.one_of("state", origin, states, f"{key}.from")
        if table.get("from") == []:
            found.add(f"{key}.from", "name at least one state.")
        if isinstance(table.get("to"), str):
            found.one_of("state", step.to, states, f"{key}.to")
        _check_roles(step, key, found)
        if table.get("by") == []:
            found.add(f"{key}.by", "name at least one role.")
        for guard in step.needs:
            found.one_of("guard", guard, GUARDS, f"{key}.needs")
        verb = _verb(step.verb)
        always = ALWAYS_NEEDED.get(verb, ()) if verb else ()
        left_out = [name for name in always if name not in step.needs]
        if left_out:
            found.add(
                f"{key}.needs", f"no workflow may take “{step.verb}” without these guards; add: {_listed(left_out)}."
            )
        if len(found.mistakes) > before:
            continue
        for origin in origins:
            if any(origin == other.from_state and step.verb == other.verb for _, other in steps):
                found.add(f"{key}.from", f"“{origin}” has two steps “{step.verb}”; keep one of them.")
            steps.append(
                (
                    key,
                    Step(
                        verb=Verb(step.verb),
                        label=step.label,
                        from_state=origin,
                        to_state=step.to,
                        by=tuple(Role(role) for role in step.by),
                        needs=tuple(dict.fromkeys((*step.needs, *IMPLIED.get(Verb(step.verb), ())))),
                    ),
                )
            )
    return steps


def _verb(word: str) -> Verb | None:
    return Verb(word) if word in set(Verb) else None


def _check_roles(step: _WrittenStep, key: str, found: _Findings) -> None:
    own = _verb(step.verb) in CHAIRS_OWN
    may = [role for role in Role if role in CHAIRS_OFFICE and not (own and role is Role.SECRETARIAT)]
    for role in step.by:
        if role not in set(Role):
            found.one_of("role", role, may, f"{key}.by")
        elif role not in may:
            found.add(
                f"{key}.by", f"“{role}” never takes the step “{step.verb}”; take it out. It is for: {_listed(may)}."
            )


# The ways through it -------------------------------------------------------------------------------------------------


def _reachable(start: str, steps: _Steps, *, without: Verb | None = None) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for _, step in steps:
            if step.from_state == here and step.verb is not without and step.to_state not in reached:
                reached.add(step.to_state)
                waiting.append(step.to_state)
    return reached


def _check_ways(first: str, states: Mapping[str, State], steps: _Steps, found: _Findings) -> None:
    reached = _reachable(first, steps)
    for name, state in states.items():
        key = f"states.{name}"
        if name not in reached:
            found.add(key, "no way leads here from the first state; add a step to it, or take the state out.")
        leaving = [step.verb for _, step in steps if step.from_state == name]
        if state.final and leaving:
            found.add(key, f"it is final, but steps lead out of it ({_listed(leaving)}); take them or “final” out.")
        elif not state.final and not any(states[end].final for end in _reachable(name, steps)):
            found.add(key, "it is not final, and no way leads from it to an end; add a step, or write final = true.")
        if state.final and state.allows:
            found.add(f"{key}.allows", "nothing is done in a final state; take this key out.")


def _check_adoption(first: str, states: Mapping[str, State], steps: _Steps, found: _Findings) -> None:
    adopting = {key: step for key, step in steps if step.verb is Verb.ADOPT}
    adopted = {step.to_state for step in adopting.values()}
    before_consensus = _reachable(first, steps, without=Verb.DECLARE_CONSENSUS)
    before_adoption = _reachable(first, steps, without=Verb.ADOPT)
    for key, step in adopting.items():
        if step.from_state in before_consensus:
            found.add(
                f"{key}.from",
                f"“{step.from_state}” can be reached without a declared consensus; let every way to it pass through a "
                "step “declare_consensus”.",
            )
    for name in states:
        if name in adopted and name in before_adoption:
            found.add(
                f"states.{name}",
                "adoption leads here, and so does a way without it; give adoption a state of its own.",
            )
        if name in adopted and states[name].allows:
            found.add(f"states.{name}.allows", "what is adopted is frozen; take this key out.")
    for key, step in steps:
        if step.verb is Verb.PUBLISH and step.from_state in before_adoption:
            found.add(
                f"{key}.from",
                f"“{step.from_state}” can be reached without adoption; let every way to it pass through “adopt”.",
            )
        if step.from_state in adopted and step.verb is not Verb.PUBLISH:
            found.add(f"{key}.from", f"“{step.from_state}” is adopted; only “publish” may follow.")


def _check_end_of_silence(states: Mapping[str, State], steps: _Steps, found: _Findings) -> None:
    key = "at_end_of_silence"
    silent = _silent(states)
    if not silent:
        found.add(key, "no state allows “silence”; allow it in one, or write “announce”.")
    for name in silent:
        declaring = [s for _, s in steps if s.from_state == name and s.verb is Verb.DECLARE_CONSENSUS]
        adopting = [s for _, s in steps if s.verb is Verb.ADOPT and s.from_state in {d.to_state for d in declaring}]
        if not adopting:
            found.add(
                key,
                f"from “{name}” the hour cannot adopt; add a step “declare_consensus” from it and a step “adopt” after "
                "that, or write “announce”.",
            )


def _silent(states: Mapping[str, State]) -> list[str]:
    return [name for name, state in states.items() if Allowance.SILENCE in state.allows]


def meant(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, to stand in a remedy; empty where none is near."""
    near = process.extractOne(word, [str(name) for name in known], scorer=fuzz.ratio, score_cutoff=60)
    return f"; did you mean “{near[0]}”?" if near else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(str(name) for name in names) or "none"
