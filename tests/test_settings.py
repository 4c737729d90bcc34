"""What an installation sets, and what cannot be set."""

from pathlib import Path

import pytest

from jointstatement.errors import SettingMistake
from jointstatement.settings import Settings, shipped


def test_nothing_set_gives_a_local_installation() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings().address == "http://127.0.0.1:8000"


def test_every_setting_is_taken_from_its_variable() -> None:
    assert Settings.from_environment(
        {
            "JOINTSTATEMENT_DATABASE_URL": "sqlite:///x.sqlite3",
            "JOINTSTATEMENT_HOST": "0.0.0.0",
            "JOINTSTATEMENT_PORT": "8443",
            "JOINTSTATEMENT_PUBLIC_URL": "https://statements.example/",
            "JOINTSTATEMENT_ALLOWED_HOSTS": "one.example, two.example",
            "JOINTSTATEMENT_CERTIFICATE": "/a.pem",
            "JOINTSTATEMENT_CERTIFICATE_KEY": "/a.key",
            "JOINTSTATEMENT_WORKFLOW_FOLDERS": "/w1:/w2",
            "JOINTSTATEMENT_STYLE_FOLDERS": "/s",
            "JOINTSTATEMENT_INTERFACE_LANGUAGE": "fr",
            "PATH": "/bin",
        }
    ) == Settings(
        database_url="sqlite:///x.sqlite3",
        host="0.0.0.0",
        port=8443,
        public_url="https://statements.example/",
        allowed_hosts=("one.example", "two.example"),
        certificate=Path("/a.pem"),
        certificate_key=Path("/a.key"),
        workflow_folders=(Path("/w1"), Path("/w2")),
        style_folders=(Path("/s"),),
        interface_language="fr",
    )


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "8０", ""])
def test_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SettingMistake, match="JOINTSTATEMENT_PORT"):
        Settings.from_environment({"JOINTSTATEMENT_PORT": port})


def test_misspelt_setting_is_refused() -> None:
    with pytest.raises(SettingMistake, match="JOINTSTATEMENT_PROT"):
        Settings.from_environment({"JOINTSTATEMENT_PROT": "80"})


def test_public_address_carries_no_slash_at_its_end() -> None:
    assert Settings(public_url="https://statements.example/").address == "https://statements.example"
    assert Settings(certificate=Path("a.pem")).address == "https://127.0.0.1:8000"


def test_own_folders_come_before_the_shipped_ones() -> None:
    settings = Settings(workflow_folders=(Path("/own"),), style_folders=(Path("/styles"),))

    assert settings.all_workflow_folders == (Path("/own"), shipped("workflows"))
    assert settings.all_style_folders == (Path("/styles"), shipped("templates") / "statements")
