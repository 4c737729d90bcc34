"""How delegations are named, ordered and told apart by a profile."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jointstatement.errors import BadInput, MarkWithoutFootnote, NameMissing, NameTakenTwice
from jointstatement.terms import CollectiveNoun, NamingMode, Participation
from jointstatement.text.collation import sort_key
from jointstatement.text.naming import UNNAMED, Names, Naming, counted, demand_sound

VARRO = Names(delegation_id="v", state="Varro", short="Var", capital="Aarlund", person="Ms Vane", adjective="Varronian")
PELLAND = Names(delegation_id="p", state="Pelland", capital="Çelik", person="Mr Pell", sort_keys=(("", "Zz"),))
TARN = Names(delegation_id="t", state="Tarn", capital="Dorn", mark="*", footnote="Without prejudice.")
WATCHER = Names(delegation_id="o", state="Orlen", participation=Participation.OBSERVER)
ALL = (VARRO, PELLAND, TARN, WATCHER)


def named(naming: Naming) -> list[str]:
    return [naming.name(each) for each in naming.order]


def test_every_mode_names_every_delegation_in_its_own_order() -> None:
    assert {mode: named(Naming(names=ALL, mode=mode)) for mode in NamingMode} == {
        NamingMode.STATE: ["Orlen", "Tarn", "Varro", "Pelland"],
        NamingMode.SHORT: ["Var", "Member 2", "Member 3", "Observer 1"],
        NamingMode.CAPITAL: ["Aarlund", "Dorn", "Çelik", "Observer 1"],
        NamingMode.PERSON: ["Ms Vane", "Mr Pell", "Member 3", "Observer 1"],
        NamingMode.NONE: ["Member 1", "Member 2", "Member 3", "Observer 1"],
    }


def test_the_bodys_own_order_stands_where_it_is_not_sorted() -> None:
    assert named(Naming(names=ALL, is_sorted=False)) == ["Varro", "Pelland", "Tarn", "Orlen"]


def test_the_chair_comes_first_under_any_of_its_names() -> None:
    for chair in ("pelland", "Mr  Pell", "Çelik"):
        assert named(Naming(names=ALL, chair=chair, chair_first=True))[0] == "Pelland"
    assert named(Naming(names=ALL, chair="Ljut", chair_first=True))[0] == "Orlen"


def test_a_name_is_spoken_in_the_form_of_the_profile_whatever_form_it_was_written_in() -> None:
    naming = Naming(names=ALL, mode=NamingMode.CAPITAL, other_forms=(("Old Tarn", "t"), ("Gone", "x")))
    written = ["Varro", " var", "Ms Vane", "Old Tarn", "Gone", "Orlen", "nobody"]
    assert [naming.spoken(name) for name in written] == [
        "Aarlund", "Aarlund", "Aarlund", "Dorn", "Gone", "Observer 1", "nobody",
    ]  # fmt: skip


def test_a_name_without_its_form_is_counted_by_the_noun_of_the_body() -> None:
    naming = Naming(names=(VARRO, PELLAND), mode=NamingMode.NONE, noun=CollectiveNoun.ECONOMIES)
    assert named(naming) == ["Economy 1", "Economy 2"]


def test_name_of_who_is_no_member_stays_whatever_it_takes_part_as() -> None:
    kinds = (Participation.OBSERVER, Participation.PARTNER, Participation.GUEST)
    for one, other in product(kinds, kinds):
        seats = (replace(WATCHER, participation=one), replace(WATCHER, delegation_id="q", participation=other))
        naming = Naming(names=(VARRO, *seats), mode=NamingMode.NONE)
        assert [naming.name(each) for each in "voq"] == ["Member 1", "Observer 1", "Observer 2"]


def test_marks_and_footnotes_come_with_the_list() -> None:
    naming = Naming(names=ALL)
    assert [naming.marked(each) for each in naming.order] == ["Orlen", "Tarn*", "Varro", "Pelland"]
    assert naming.footnotes() == (("*", "Without prejudice."),)


@pytest.mark.parametrize(
    ("mode", "names", "refusal", "field", "sentence"),
    [
        (
            NamingMode.STATE,
            (VARRO, Names(delegation_id="x", state="")),
            BadInput,
            "state-2",
            "A delegation needs a name. Please write it as the body does.",
        ),
        (
            NamingMode.SHORT,
            (VARRO, PELLAND),
            NameMissing,
            "short-2",
            "Pelland has no name of this kind. Please write it, or name the delegations otherwise.",
        ),
        (
            NamingMode.STATE,
            (VARRO, Names(delegation_id="x", state="Xan", capital="varro")),
            NameTakenTwice,
            "capital-2",
            "“varro” would name both Varro and Xan. Please give each delegation names of its own.",
        ),
        (
            NamingMode.STATE,
            (Names(delegation_id="x", state="Xan", mark="*"),),
            MarkWithoutFootnote,
            "footnote-1",
            "Xan has the mark “*” and no footnote. Please write the footnote, or take it away.",
        ),
    ],
)
def test_names_that_would_mislead_are_refused(
    mode: NamingMode, names: tuple[Names, ...], refusal: type[BadInput], field: str, sentence: str
) -> None:
    with pytest.raises(refusal) as refused:
        demand_sound(mode, names)
    assert (refused.value.field, str(refused.value)) == (field, sentence)


def test_names_sort_by_the_alphabet_of_their_language() -> None:
    alphabets = {
        "en": ["Ålund", "Anders", "Chad", "Côte", "Cuba", "Österby", "Zet"],
        "sv": ["Anders", "Chad", "Cuba", "Zet", "Ålund", "Österby"],
        "hr": ["Cuba", "Češka", "Dablin", "Džibuti", "Đerdap", "Ekvador", "Luka", "Ljut"],
        "tr": ["Cenk", "Çavdar", "Irak", "İran", "Umut", "Ümit"],
        "sr": ["Вара", "Грчка", "Јадар", "Љиг", "Ниш", "Њива"],
    }
    for language, names in alphabets.items():
        turned = names[::-1]
        assert sorted(turned, key=lambda name, of=language: sort_key(name, of)) == names


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_names_can_be_sorted(names: list[str]) -> None:
    for language in ("en", "hr", "tr", "sq"):
        assert len(sorted(names, key=lambda name, of=language: sort_key(name, of))) == len(names)


def test_names_that_are_not_told_are_counted_at_the_end() -> None:
    assert counted(["Borvia", "Istara"]) == ("Borvia", "Istara")
    assert counted([UNNAMED]) == ("a delegation",)
    assert counted([UNNAMED, UNNAMED]) == ("2 delegations",)
    assert counted([UNNAMED, "Borvia"]) == ("Borvia", "another delegation")
    assert counted([UNNAMED, "Borvia", UNNAMED]) == ("Borvia", "2 other delegations")
