"""What the office enters in another language is its own until it is issued; the public reads what was issued after."""

from datetime import date, timedelta
from typing import Any

from tests.negotiation import Negotiation
from tests.on_the_table import Text, lay_on_the_table, reword, table_again
from tests.trust.house import House
from tests.trust.test_non_interference import changed

from jointstatement.actions.adopting import adopt
from jointstatement.actions.consensus import declare_consensus
from jointstatement.actions.copies import change_copy_rules
from jointstatement.actions.persons import admit_person
from jointstatement.actions.publishing import publish
from jointstatement.actions.setting_up import add_delegation, choose_what_guests_read
from jointstatement.actions.translating import enter_translation, issue_translation
from jointstatement.documents.word.read import read_docx
from jointstatement.models import Body, RevisionPart, TakenCopy
from jointstatement.queries.translations import translation_documents
from jointstatement.terms import ConsensusBasis, CopyKind, Participation, PublicationExtent, Role, TranslationStatus

WORDS = ("Ortak Bildiri", "Birinci balıkçıl;", "İkinci gizli balıkçıl; ve", "Üçüncü balıkçıl.")
FORMS = ("docx", "txt", "html", "json")


def enter(house: House, text: Text) -> None:
    for part_id, wording in zip((text.title, *text.clauses), WORDS, strict=True):
        named = {"wording": wording, "revision_id": text.revisions[-1], "expected": 0, "by": house.forum.secretariat}
        house.forum.act(enter_translation, text.id, "tr", part_id, **named)


def issue(house: House, text: Text, *, seen: int = 4) -> None:
    named = {"revision_id": text.revisions[-1], "seen": seen, "by": house.forum.secretariat}
    house.forum.act(issue_translation, text.id, "tr", status=TranslationStatus.OFFICIAL, **named)


def test_what_is_entered_in_another_language_changes_nothing_for_others(house: House) -> None:
    talks: Negotiation = house.talks
    (revision,) = {row.revision_id for row in house.forum.rows(RevisionPart, part_id=talks.clause(2))}

    def in_the_office(_: House) -> None:
        named = {"wording": "Balıkçıl.", "revision_id": revision, "expected": 0, "by": house.forum.chair}
        house.forum.act(enter_translation, talks.id, "tr", talks.clause(2), **named)

    assert changed(house, ["head of Borvia", "observer", "nobody"], in_the_office) == set()
    page = house.person("secretariat").client.get(f"/statements/{talks.id}/translations/tr")
    assert (page.status_code, "Balıkçıl" in page.text) == (200, True)


def test_unissued_translation_is_loaded_by_nobody_and_an_extract_stays_one_in_it(house: House) -> None:
    text = lay_on_the_table(house.forum)
    enter(house, text)
    readers = ("head of Borvia", "expert of Galdria", "observer")
    own = [f"/statements/{text.id}/translations/tr", f"/api/v1/statements/{text.id}/translations/tr"]
    files = [f"/statements/{text.id}/translations/tr/files/{form}" for form in FORMS]
    files += [f"/api/v1/statements/{text.id}/translations/tr/file"]

    def loaded(who: str, *addresses: str) -> set[int]:
        return {house.person(who).client.get(each).status_code for each in addresses}

    for who in readers:
        assert loaded(who, *own, *files) == {404}
    assert loaded("secretariat", *own) == {200}
    assert loaded("secretariat", *files) == {404}
    lists = (f"/statements/{text.id}/translations", f"/api/v1/statements/{text.id}/translations")
    assert not any("Turkish" in house.person("head of Borvia").client.get(each).text for each in lists)

    # Issued to the members before adoption; the public gets nothing of that.
    issue(house, text)
    assert loaded("head of Borvia", *own, *files) == {200}
    assert (loaded("observer", *own), loaded("observer", *files)) == ({200}, {403})
    house.forum.hour.pass_by(timedelta(minutes=1))
    house.forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=house.forum.chair)
    seen = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    house.forum.act(adopt, text.id, **seen, by=house.forum.chair)
    extent = {"extent": PublicationExtent.IN_PART, "left_out": [text.clauses[1]], "content": b"an extract"}
    address = str(house.forum.act(publish, text.id, **extent, by=house.forum.chair))
    public = f"/api/v1/published/{address}"
    read = house.person("head of Borvia").client
    assert read.get(public).json()["translations"] == []
    assert read.get(f"{public}/file?language=tr").status_code == 404

    issue(house, text)
    (told,) = read.get(public).json()["translations"]
    assert (told["language"], told["status"]) == ("tr", "official")
    words = [part.wording for part in read_docx(read.get(f"{public}/file?language=tr").content).document.parts]
    assert words == ["Ortak Bildiri", "Birinci balıkçıl", "[…]", "Üçüncü balıkçıl"]


def test_guest_of_adopted_texts_reads_no_translation_of_a_draft(house: House) -> None:
    forum = house.forum
    how: dict[str, Any] = {"order": 20, "participation": Participation.GUEST, "by": forum.secretariat}
    host = forum.act(add_delegation, forum.body_id, name="Delta City", **how)
    seat = {"role": Role.GUEST, "delegation_id": host, "by": forum.secretariat}
    forum.persons["guest"] = forum.act(admit_person, forum.body_id, name="Gil Mar", **seat)
    text = lay_on_the_table(forum)
    enter(house, text)
    issue(house, text)
    reword(forum, text.clauses[1], "We count the birds of the river")
    table_again(forum, text)
    forum.act(declare_consensus, text.id, basis=ConsensusBasis.FOUND_IN_THE_ROOM, by=forum.chair)
    gavel = {"place": "Port Alder", "adopted_on": date(2026, 6, 19), "fingerprint_seen": text.fingerprint}
    forum.act(adopt, text.id, **gavel, by=forum.chair)
    (body,) = forum.rows(Body)
    forum.act(choose_what_guests_read, forum.body_id, drafts=False, expected=body.version, by=forum.secretariat)
    at = f"/statements/{text.id}/translations"
    own = (at, f"/api/v1{at}", f"{at}/tr", f"/api/v1{at}/tr", f"{at}/tr/files/txt?number=1", f"/api/v1{at}/tr/file")

    def answered() -> list[int]:
        return [house.person("guest").client.get(each).status_code for each in own]

    assert answered() == [200, 200, 404, 404, 404, 404]
    assert house.person("guest").client.get(f"/api/v1{at}").json()["issued"] == []
    assert house.person("observer").client.get(f"{at}/tr").status_code == 200

    named = {"wording": "Kuşları sayıyoruz; ve", "revision_id": text.revisions[-1], "expected": 1}
    forum.act(enter_translation, text.id, "tr", text.clauses[1], **named, by=forum.secretariat)
    issue(house, text, seen=5)
    assert answered() == [200, 200, 200, 200, 404, 200]
    for address in own[:4]:
        assert "gizli" not in house.person("guest").client.get(address).text
    assert [each["number"] for each in house.person("guest").client.get(f"/api/v1{at}").json()["issued"]] == [2]


def test_translation_of_a_draft_is_a_copy_of_a_draft(house: House) -> None:
    forum = house.forum
    text = lay_on_the_table(forum)
    enter(house, text)
    issue(house, text)
    rules = {"copies_are_named": True, "copies_are_logged": True, "expected": forum.rows(Body)[0].version}
    forum.act(change_copy_rules, **rules, by=forum.secretariat)
    at = f"/statements/{text.id}/translations"
    told = "This body keeps who takes a draft out"
    assert [told in house.person("head of Borvia").client.get(each).text for each in (at, f"{at}/tr")] == [True, True]
    assert told not in house.person("observer").client.get(at).text

    for who in ("head of Borvia", "chair"):
        assert house.person(who).client.get(f"{at}/tr/files/txt").status_code == 200
    assert house.person("expert of Galdria").client.get(f"/api/v1{at}/tr/file").status_code == 200

    taken = {(row.person_id, row.kind, row.revision, row.form) for row in forum.rows(TakenCopy)}
    assert taken == {
        (forum.persons["head of Borvia"], CopyKind.DRAFT, "Zero draft, Turkish", "txt"),
        (forum.persons["expert of Galdria"], CopyKind.DRAFT, "Zero draft, Turkish", "docx"),
    }
    with forum.database.reading() as session:
        assert translation_documents(session, forum.observer, text.id) == ()
        ((_, document),) = translation_documents(session, forum.head("Borvia"), text.id)
    assert document.draft is not None
    assert document.draft.printed_for == "Borvia"
