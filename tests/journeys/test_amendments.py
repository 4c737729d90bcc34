"""A clause that four delegations amend: composed in one press, chosen where they meet, carried over to Rev.1."""

from tests.journeys.people import Conference, Delegation, Office, Page
from tests.journeys.texts import own_text

NEW = "Welcome the gauge at Heron Bend, the first that all members read together"


def test_amendments_compose_collide_and_are_carried_over(conference: Conference) -> None:
    chair, secretariat = conference.chair, conference.secretariat
    aldmark, borvia, galdria, istara = conference.delegations("Aldmark", "Borvia", "Galdria", "Istara")
    text = own_text()
    secretariat.brings_in(text.name, text.content, style="o-we", procedure="consensus")
    chair.tables("Zero draft")
    chair.opens_a_round(until="2026-05-06T18:00", read_by="blind")

    # Three change different words of clause 5, and the third meets a fourth at one of them; one wants a clause more.
    one, two, three = text.word(5, 0), text.word(5, 1), text.word(5, 2)
    aldmark.proposes(5, one, f"{one}, at last,")
    borvia.proposes(5, two, "resolutely")
    galdria.proposes(5, three, "quietly", reason="Some sleep by the river.")
    istara.proposes(5, three, "loudly")
    _wants(borvia, 6, "propose", kind="add_after", new_wording=NEW)
    _wants(istara, 7, "propose", kind="delete", reason="It is said elsewhere.")
    for each in (aldmark, borvia, galdria, istara):
        each.submits()
    assert "resolutely" not in chair.sees(f"compose/{_id(borvia, 5)}").words, "nobody reads a blind round"
    conference.time_passes(days=3)

    # Kelmora supports what Borvia proposes; Fenland asks to co-sponsor it, and Borvia accepts.
    kelmora, fenland = conference.delegations("Kelmora", "Fenland")
    _backs(kelmora, 5, "A-5.2", "support")
    _backs(fenland, 5, "A-5.2", "co_sponsor")
    assert "Supported by Fenland, Kelmora." in istara.sees(istara.part(5)).words
    assert "Fenland asks to co-sponsor it." not in istara.sees(istara.part(5)).words
    (accepting,) = borvia.sees("input").forms("/accept")
    borvia.sends("input", str(accepting.action))
    told = istara.sees(istara.part(5)).words
    assert ("Co-sponsored by Fenland." in told, "Supported by Kelmora." in told) == (True, True)

    # What does not collide goes in with one press, each amendment remembered and answered.
    page = chair.sees("compose")
    assert [page.words.count(words) for words in ("Goes together", "1 in dispute", "New text after this part")] == [
        1,
        1,
        1,
    ]
    deletion = page.tree.xpath("//li[contains(., 'To be deleted')]//input[@name='chosen']")[0].get("value")
    address, fields = chair.fills(page, "/compose")
    done = chair.presses(address, [field for field in fields if field != ("chosen", deletion)])
    assert "3 amendments went into the text and are accepted." in done.words
    assert NEW in chair.sees("draft").words

    # The other place is shown with who wants what; the secretariat goes on where the chair stopped, the room looks on.
    at = f"compose/{_id(borvia, 5)}"
    shown = chair.sees(at)
    for words in ("quietly", "loudly", "Galdria", "Istara", "Some sleep by the river."):
        assert words in shown.words
    assert _chooses(chair, at, "Istara", deed="save").status == 200
    assert "A merge is in progress." in secretariat.sees(at).words
    screen = chair.sees(f"room/{_id(borvia, 5)}")
    assert "Chosen so far:" in screen.words
    assert borvia.is_refused(f"room/{_id(borvia, 5)}") == 403
    assert _chooses(secretariat, at, "Galdria", deed="compose", reply="").status == 200
    chair.tables("Rev.1")

    # Who lost the place reads what became of it, and issues it anew in the next round; the deletion was carried over.
    own = istara.sees("input")
    assert "Needs its author" in own.words
    assert "Carried over to Rev.1" in own.words
    chair.opens_a_round(until="2026-05-12T18:00", read_by="blind")
    link = istara.sees("input").address_of("Issue it anew", "//article//a")
    anew = istara.sees(link)
    assert ("quietly" in anew.words, "loudly" in anew.words) == (True, True), "both texts are there"
    istara.sends(link, link, wording=anew.box("wording").replace("quietly", "quietly but firmly"))
    istara.submits()
    conference.time_passes(days=6)

    # Every word of Rev.1 knows its origin; a clean text names nobody, and delegations do not read that page.
    told = chair.sees("origins?revision=1")
    for words in ("A-5.1", "A-5.2", "Galdria", "Borvia", "The first draft"):
        assert words in told.words
    assert _origin_of(told, "quietly") == "A-5.3"
    assert _origin_of(told, NEW) == "A-6.1"
    assert [person.is_refused("origins") for person in (borvia, conference.observer)] == [403, 403]
    assert "quietly but firmly" in chair.sees("compose").words


def _wants(delegation: Delegation, on: int, page: str, **fields: str) -> None:
    """Proposes more than other words for a clause."""
    at = f"{delegation.part(on)}/{page}"
    (form,) = [
        each
        for each in delegation.sees(at).forms("/propose")
        if each.xpath(f".//input[@name='kind'][@value='{fields['kind']}']")
    ]
    typed = [(name, value) for name, value in form.form_values() if name not in fields]
    done = delegation.presses(at, [*typed, *fields.items()])
    assert done.status == 200, done.words


def _backs(delegation: Delegation, on: int, label: str, backing: str) -> None:
    """Supports another's amendment, or asks to co-sponsor it."""
    (form,) = [
        each
        for each in delegation.sees(delegation.part(on)).forms("/support")
        if label in each.text_content() and each.xpath(f".//input[@name='backing'][@value='{backing}']")
    ]
    done = delegation.presses(str(form.action), list(form.form_values()))
    assert done.status == 200, done.words


def _id(delegation: Delegation, clause: int) -> str:
    return delegation.part(clause).rsplit("/", 1)[1]


def _chooses(person: Office, at: str, delegation: str, **fields: str) -> Page:
    """Chooses what a delegation wants at the only place in dispute."""
    page = person.sees(at)
    (wanted,) = page.tree.xpath(f"//label[contains(., '{delegation}')]/input[@name='choice_1']")
    address, typed = person.fills(page, f"/{at}", choice_1=wanted.get("value"))
    return person.presses(address, [*((name, value) for name, value in typed if name not in fields), *fields.items()])


def _origin_of(page: Page, words: str) -> str:
    """The mark after some words."""
    (found,) = page.tree.xpath(f"//span[contains(@class, 'from')][contains(normalize-space(), '{words}')]")
    return str(found.getnext().text_content())
