"""Every rule of the look through a text, on texts of the Riverine Cooperation Forum."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from jointstatement.terms import CollectiveNoun, FootnoteAt, NamingMode, PartKind
from jointstatement.text.document import Document, Part
from jointstatement.text.lint import Facts, Subject, look_through
from jointstatement.text.naming import Names, Naming
from jointstatement.text.wording import plain

CLAUSE = PartKind.OPERATIVE
NAMES = (
    Names(delegation_id="v", state="Varro", capital="Varrograd", adjective="Varronian"),
    Names(delegation_id="p", state="Republic of Pelland", short="Pelland", capital="Pell", avoided=("Old Pelland",)),
    Names(delegation_id="z", state="Zembla and Tarn", capital="Tarnburg", mark="*", footnote="Without prejudice."),
)


def of_clauses(*wordings: str, language: str = "en", members: tuple[str, ...] = ()) -> Document:
    parts = tuple(Part(CLAUSE, wording, id=f"part-{place}") for place, wording in enumerate(wordings))
    return Document(parts, language=language, members=members)


def found(document: Document, facts: Facts | None = None) -> list[tuple[int, Subject, str, str]]:
    warnings = look_through(document, facts or Facts())
    return [(each.place, each.subject, each.words, each.sentence()) for each in warnings]


def test_text_without_faults_has_no_warnings() -> None:
    text = of_clauses(
        "We welcome the work of the Riverine Cooperation Forum (RCF)",
        "We call upon the RCF to continue, as clause 1 says",
        "We thank three members (Aland, Beland and Celand)",
    )
    assert found(text) == []


def test_a_clause_of_another_family_of_verbs_is_told() -> None:
    text = of_clauses(
        "We welcome this", "Having met, we agree on that", "We thank the chair", "The participants noted it"
    )
    assert found(text) == [
        (
            3,
            Subject.OPENER,
            "The participants noted",
            "This clause opens like “The participants …”; most others here open like “We …”.",
        )
    ]


def test_preamble_and_operative_part_have_a_family_each() -> None:
    preamble = tuple(Part(PartKind.PREAMBULAR, f"{verb} the past") for verb in ("Recalling", "Mindful of", "Noting"))
    operative = tuple(Part(CLAUSE, f"{verb} the future") for verb in ("Welcomes", "Decides", "Requests"))
    assert found(Document((*preamble, *operative))) == []


def test_families_are_known_in_the_languages_of_the_texts() -> None:
    texts = {
        "fr": ("Rappelant la réunion", "Vu le rapport", "Considérant les faits", "Décide de continuer"),
        "hr": ("Pozdravljamo rad", "Ponovno potvrđujemo to", "Pozivamo članice", "Ministri su se složili"),
        "tr": ("Önceki kararları teyit ederek", "Bunu göz önünde bulundurarak", "Bunu hatırlayarak", "Kabul ederiz"),
        "el": ("Χαιρετίζουμε το έργο", "Επιβεβαιώνουμε τη βούληση", "Καλούμε τα μέλη", "Οι υπουργοί συμφώνησαν"),
        "ru": ("Приветствуем работу", "Подтверждаем решение", "Призываем всех", "Отмечая сказанное"),
    }  # fmt: skip
    for language, clauses in texts.items():
        told = found(of_clauses(*clauses, language=language))
        assert [(place, subject) for place, subject, _, _ in told] == [(3, Subject.OPENER)], language


def test_stated_counts_are_held_against_their_lists() -> None:
    text = of_clauses(
        "the inputs of six members (Aland, Beland and Celand)",
        "the inputs of 21 members (Aland, Beland and Celand)",
        "on 5 November (Aland, Beland)",
        "the two capitals: Aland and Beland",
        "twenty-one partners (among them Aland)",
        "the three members (Bosnia and Herzegovina, Beland and Celand)",
    )
    assert [(place, words) for place, subject, words, _ in found(text) if subject is Subject.COUNT] == [
        (0, "six members (Aland, Beland and Celand)"),
        (1, "21 members (Aland, Beland and Celand)"),
    ]
    assert found(text)[0][3] == "The text says “six”, and the list that follows has 3 names."


def test_a_count_of_inputs_is_held_against_the_register_of_the_call() -> None:
    facts = Facts(naming=Naming(names=NAMES), register=("Varro", "Pelland"))
    text = of_clauses("Based on the inputs provided by three members (Varro, Zembla and Tarn*)")
    assert [sentence for _, subject, _, sentence in found(text, facts) if subject is Subject.REGISTER] == [
        "The text says “three”; the register of the call for inputs has 2.",
        "Republic of Pelland gave inputs by the register and is not in this list.",
        "Zembla and Tarn is in this list and gave no inputs by the register.",
    ]


def test_lists_follow_the_alphabet_of_their_language_where_no_profile_is_given() -> None:
    members = ("Çavdar", "Cenker", "Doruk")
    text = "Çavdar, Cenker ve Doruk"
    assert [subject for _, subject, _, _ in found(of_clauses(text, language="tr", members=members))] == [Subject.ORDER]
    assert found(of_clauses("Cenker, Çavdar ve Doruk", language="tr", members=members)) == []


def test_lists_follow_the_order_of_the_profile_chair_first() -> None:
    naming = Naming(names=NAMES, mode=NamingMode.CAPITAL, chair="Zembla and Tarn", chair_first=True)
    assert found(of_clauses("we, Tarnburg*, Pell and Varrograd"), Facts(naming=naming)) == []
    assert found(of_clauses("we, Pell, Tarnburg* and Varrograd"), Facts(naming=naming)) == [
        (
            0,
            Subject.ORDER,
            "Pell, Tarnburg* and Varrograd",
            "In this list “Pell” stands before “Tarnburg”; their order is the other way round.",
        )
    ]


def test_a_state_is_found_where_the_profile_names_capitals() -> None:
    naming = Naming(names=NAMES, mode=NamingMode.CAPITAL)
    text = of_clauses("We thank Pelland and the Varronian chair, met in Pell")
    assert [(words, sentence) for _, _, words, sentence in found(text, Facts(naming=naming))] == [
        ("Pelland", "“Pelland” stands here; the profile names this delegation “Pell”."),
        ("Varronian", "“Varronian” stands here; the profile names this delegation “Varrograd”."),
    ]


def test_forms_to_be_avoided_and_near_misses_are_told() -> None:
    text = of_clauses("We thank Old Pelland, the Republic of Pelland, Zembla and Tarn* and Sembla-Tarn")
    assert [
        (words, sentence)
        for _, subject, words, sentence in found(text, Facts(naming=Naming(names=NAMES)))
        if subject is Subject.NAME
    ] == [
        ("Old Pelland", "“Old Pelland” stands here; the profile names this delegation “Republic of Pelland”."),
        ("Sembla-Tarn", "“Sembla-Tarn” is not how the profile writes it: “Zembla and Tarn”."),
    ]


def test_a_text_without_names_names_nobody() -> None:
    told = found(of_clauses("We met in Pell"), Facts(naming=Naming(names=NAMES, mode=NamingMode.NONE)))
    assert told == [(0, Subject.NAME, "Pell", "“Pell” names a delegation; this text names none so.")]


def test_the_collective_noun_is_the_profiles() -> None:
    naming = Naming(names=NAMES, noun=CollectiveNoun.ECONOMIES)
    assert [
        (words, sentence)
        for _, _, words, sentence in found(of_clauses("We ask the members, and Member States"), Facts(naming=naming))
    ] == [
        ("the members", "“the members” stands here; the profile speaks of economies."),
        ("Member States", "“Member States” stands here; the profile speaks of economies."),
    ]


def test_a_footnote_of_a_name_is_wanted_at_its_first_mention_or_at_each() -> None:
    footnote = Part(PartKind.FOOTNOTE, "Without prejudice.", key="z", mark="*")
    clauses = (Part(CLAUSE, "We thank Zembla and Tarn[^z]"), Part(CLAUSE, "We ask Zembla and Tarn"))
    first = Naming(names=NAMES)
    each = Naming(names=(*NAMES[:2], Names(**{**_fields(NAMES[2]), "footnote_at": FootnoteAt.EACH})))
    assert found(Document((*clauses, footnote)), Facts(naming=first)) == []
    assert found(Document((*clauses, footnote)), Facts(naming=each)) == [
        (1, Subject.FOOTNOTE, "Zembla and Tarn", "“Zembla and Tarn” carries the footnote “*”, which is missing here.")
    ]


def test_two_spellings_of_one_name_are_told_where_the_second_is_met() -> None:
    text = of_clauses("We thank Bosnia and Hercegovina", "We ask Bosnia and Herzegovina", "Slovakia and Slovenia")
    assert found(text) == [
        (
            1,
            Subject.FORMS,
            "Bosnia and Herzegovina",
            "“Bosnia and Herzegovina” stands here, and “Bosnia and Hercegovina” elsewhere in the text.",
        ),
        (1, Subject.FORMS, "Herzegovina", "“Herzegovina” stands here, and “Hercegovina” elsewhere in the text."),
    ]


def test_abbreviations_are_written_out_before_they_are_used() -> None:
    text = of_clauses(
        "We thank the RFC, the EU and Mario ROSSI",
        "We task the River Basin Authority (RBA) and ask the RBA and the RFC",
        "We note the Joint Flood Register, on which the JFR rests, and BX/12-3",
    )
    assert found(text) == [(0, Subject.ABBREVIATION, "RFC", "“RFC” is not written out before it is used here.")]
    assert found(text, Facts(known_abbreviations=frozenset({"RFC"}))) == []


def test_brackets_and_double_words() -> None:
    text = of_clauses(
        "We agree (with this", "We agree] with the the [date], that that is a) one", "We ask", "Pago Pago"
    )
    assert [(place, subject, words) for place, subject, words, _ in found(text)] == [
        (0, Subject.BRACKET, "("),
        (1, Subject.BRACKET, "]"),
        (1, Subject.DOUBLE_WORD, "the the"),
        (1, Subject.OPEN_TEXT, "[date]"),
    ]


def test_references_to_clauses_that_are_not_there() -> None:
    text = of_clauses(
        "We recall clauses 2 and 7 above",
        "We recall paragraph 9 of resolution 12, and the Convention's rules in paragraph 8",
    )
    assert found(text) == [(0, Subject.REFERENCE, "7", "There is no clause 7 in this text.")]


def test_references_to_clauses_that_were_inserted() -> None:
    text = of_clauses("We recall clauses 1bis, 1 ter and 2alt", "We agree", "We recall clause 1 terribly often")
    parts = tuple(replace(part, number=n) for part, n in zip(text.parts, ("1", "1bis", "2"), strict=True))

    assert [(words, said) for _, _, words, said in found(replace(text, parts=parts))] == [
        ("1 ter", "There is no clause 1ter in this text."),
        ("2alt", "There is no clause 2alt in this text."),
    ]


def test_a_clause_of_the_greatest_length_is_looked_through_once() -> None:
    references = found(of_clauses("We recall " + "clause 1 and clause 2, " * 800))
    nested = found(of_clauses("(" * 5000 + "[date]" * 2000 + ")" * 5000))

    assert references == [(0, Subject.REFERENCE, "2", "There is no clause 2 in this text.")] * 800
    assert [(subject, words) for _, subject, words, _ in nested] == [(Subject.OPEN_TEXT, "[date]")] * 2000


def test_references_to_a_clause_that_moved() -> None:
    before = of_clauses("We agree", "We ask", "We recall clause 2 here", "We close").parts
    moved = (before[0], Part(CLAUSE, "We add this", id="new"), *before[1:])
    gone = (before[0], *before[2:])
    assert found(Document(moved), Facts(earlier=before)) == [
        (3, Subject.MOVED_REFERENCE, "2", "“2” meant the clause that is 3 now.")
    ]
    assert found(Document(gone), Facts(earlier=before)) == [
        (1, Subject.MOVED_REFERENCE, "2", "“2” meant a clause that is no longer in the text.")
    ]


def test_the_last_clause_ends_the_text_and_no_other_clause_joins() -> None:
    endings = ("; and", ";", ";", ";")
    text = Document(tuple(Part(CLAUSE, "We agree", ending=ending) for ending in endings))
    assert found(text) == [
        (0, Subject.ENDING, "", "This clause ends with “; and” and is not the last but one."),
        (3, Subject.ENDING, "", "The last clause ends with “;”; a full stop ends the text."),
    ]
    assert found(Document((Part(CLAUSE, "We agree", ending=""),) * 3)) == []


@settings(max_examples=60)
@given(st.lists(st.text(alphabet=st.sampled_from("ab ,.()[]“”*ABPellandVarro 123\n"), max_size=60), max_size=5))
def test_looking_through_anything_points_at_the_words_it_names(wordings: list[str]) -> None:
    document = of_clauses(*wordings)
    for each in look_through(document, Facts(naming=Naming(names=NAMES, mode=NamingMode.CAPITAL))):
        assert 0 <= each.place < len(document.parts)
        assert 0 <= each.start <= each.end <= len(plain(wordings[each.place]))
        assert each.sentence()


def _fields(names: Names) -> dict[str, object]:
    return {name: getattr(names, name) for name in Names.__slots__}
