"""Diagrams of workflows: the same each time, readable without colour, script or style."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest

from jointstatement.workflow.definition import Workflow, parse_workflow
from jointstatement.workflow.draw import draw_mermaid, draw_svg

SVG = "{http://www.w3.org/2000/svg}"

SHORT = """
title = "Short <&> way"
first = "end"

[states.end]
title = 'Talks: "early"'

[states.done]
title = "Done"
final = true

[[steps]]
verb = "withdraw_statement"
label = "Give up; stop #1"
from = "end"
to = "done"
by = ["chair"]
"""


def test_mermaid_names_states_steps_ends_and_the_current_state() -> None:
    assert draw_mermaid(parse_workflow(SHORT, "short.toml"), "end") == (
        "stateDiagram-v2\n"
        '    state "Talks#58; #34;early#34;" as end_\n'
        '    state "Done" as done\n'
        "    [*] --> end_\n"
        "    end_ --> done: Give up#59; stop #35;1\n"
        "    done --> [*]\n"
        "    classDef current stroke-width:4px\n"
        "    class end_ current\n"
    )


@pytest.mark.parametrize("name", ["consensus", "silence", "written"])
def test_svg_shows_every_state_and_every_step(workflows: Mapping[str, Workflow], name: str) -> None:
    workflow = workflows[name]

    root = ET.fromstring(draw_svg(workflow))

    written = [text.text for text in root.iter(f"{SVG}text")]
    assert {state.title for state in workflow.states.values()} <= set(written)
    assert sorted(written) == sorted(
        [state.title for state in workflow.states.values()] + [step.label for step in workflow.steps]
    )
    assert not [rect for rect in root.iter(f"{SVG}rect") if "workflow-current" in rect.get("class", "")]


def test_svg_marks_the_current_state_in_form_and_in_words(workflows: Mapping[str, Workflow]) -> None:
    root = ET.fromstring(draw_svg(workflows["consensus"], "adoption"))

    marked = [text.text for text in root.iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    boxes = [rect for rect in root.iter(f"{SVG}rect") if "workflow-current" in rect.get("class", "")]
    assert (marked, len(boxes)) == (["Adoption"], 1)
    assert (root.findtext(f"{SVG}desc") or "").startswith(
        "The current stage is Adoption. It begins at Draft. Open a round of comments: from Draft to Comments."
    )


def test_svg_is_labelled_by_its_own_title_and_description(workflows: Mapping[str, Workflow]) -> None:
    root = ET.fromstring(draw_svg(workflows["silence"], "draft"))

    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert (title.text, root.get("role")) == ("Silence procedure", "img")
    assert root.get("aria-labelledby") == f"{title.get('id')} {words.get('id')}"


@pytest.mark.parametrize("name", ["consensus", "silence", "written"])
def test_svg_has_no_style_no_script_and_only_the_readers_colour(workflows: Mapping[str, Workflow], name: str) -> None:
    root = ET.fromstring(draw_svg(workflows[name], "consensus"))

    elements = list(root.iter())
    assert {element.tag.removeprefix(SVG) for element in elements} == {
        "svg",
        "title",
        "desc",
        "path",
        "polygon",
        "rect",
        "text",
    }
    assert not [e for e in elements if "style" in e.attrib or any(a.startswith("on") for a in e.attrib)]
    assert {e.get(a) for e in elements for a in ("fill", "stroke")} == {None, "none", "currentColor"}


def test_svg_keeps_everything_inside_its_frame(workflows: Mapping[str, Workflow]) -> None:
    root = ET.fromstring(draw_svg(workflows["consensus"], "consensus"))

    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        x, long = float(text.attrib["x"]), len(text.text or "") * 7.2
        start = {"start": x, "middle": x - long / 2, "end": x - long}[text.attrib["text-anchor"]]
        assert 0 <= start <= start + long <= width
        assert 0 < float(text.attrib["y"]) < height


def test_svg_escapes_what_a_file_calls_its_states() -> None:
    root = ET.fromstring(draw_svg(parse_workflow(SHORT, "short.toml"), "end"))

    assert root.findtext(f"{SVG}title") == "Short <&> way"
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Give up; stop #1", 'Talks: "early"', "Done"]


def test_long_title_is_wrapped_and_cut_but_told_whole() -> None:
    title = "A title that is so very long that no box of any size would hold it"
    root = ET.fromstring(draw_svg(parse_workflow(SHORT.replace("Done", title), "short.toml")))

    assert [t.text for t in root.iter(f"{SVG}text")][-2:] == ["A title that is so very", "long that no box of an…"]
    assert title in (root.findtext(f"{SVG}desc") or "")


def test_diagrams_are_the_same_every_time(workflows: Mapping[str, Workflow]) -> None:
    again = parse_workflow(workflows["written"].source, "written.toml")

    assert draw_svg(again, "comments") == draw_svg(workflows["written"], "comments")
    assert draw_mermaid(again) == draw_mermaid(workflows["written"])


def test_unknown_current_state_is_a_fault(workflows: Mapping[str, Workflow]) -> None:
    with pytest.raises(KeyError):
        draw_svg(workflows["consensus"], "nowhere")
    with pytest.raises(KeyError):
        draw_mermaid(workflows["consensus"], "nowhere")
