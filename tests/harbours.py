"""The naming of the forum's members by their capitals, for tests of who is named how."""

from tests.cast import MEMBERS, OBSERVER, Forum

from jointstatement.actions.naming import begin_naming_profile, choose_body_naming, save_naming_profile
from jointstatement.terms import CollectiveNoun, NamingMode, Participation
from jointstatement.text.naming import Names


def capital(name: str) -> str:
    """The capital of a member; no state is read in it."""
    return f"Port {name[:3]}ia Harbour"


def names_capitals(forum: Forum) -> None:
    """The body names every member by its capital from now on."""
    profile_id = forum.act(begin_naming_profile, title="Harbours", by=forum.secretariat)
    forum.act(
        save_naming_profile,
        profile_id,
        mode=NamingMode.CAPITAL,
        noun=CollectiveNoun.PARTICIPANTS,
        chair_first=True,
        is_sorted=True,
        known_abbreviations="",
        names=[Names(delegation_id=forum.delegations[name], state=name, capital=capital(name)) for name in MEMBERS]
        + [Names(delegation_id=forum.delegations[OBSERVER], state=OBSERVER, participation=Participation.OBSERVER)],
        expected=1,
        by=forum.secretariat,
    )
    forum.act(choose_body_naming, profile_id, by=forum.secretariat)
