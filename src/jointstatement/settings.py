"""What an installation decides: read once from the environment, passed on as a value."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jointstatement.errors import SettingMistake

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """The shipped folder of that name ("workflows", "templates"): in the package, or in the checkout around it."""
    packaged = _PACKAGE / "_data" / folder
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / folder


def _folders(value: str) -> tuple[Path, ...]:
    return tuple(Path(entry).expanduser() for entry in value.split(os.pathsep) if entry)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that an installation may set. Every field is an environment variable `JOINTSTATEMENT_<FIELD>`."""

    database_url: str = "sqlite:///jointstatement.sqlite3"
    """`sqlite:///file` or `postgresql+psycopg://…`."""
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    """The address that people type, where it is not `http(s)://host:port`."""
    allowed_hosts: tuple[str, ...] = ()
    """Host names that the server answers to besides its own host and the public address."""
    certificate: Path | None = None
    certificate_key: Path | None = None
    workflow_folders: tuple[Path, ...] = ()
    """The installation's own folders of workflow files, beside the shipped one."""
    style_folders: tuple[Path, ...] = ()
    """The installation's own folders of statement styles, beside the shipped one."""
    interface_language: str = "en"
    """The language of pages and refusals; a catalogue of that name must be there."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings of this process.

        Raises `SettingMistake` for an unknown `JOINTSTATEMENT_` variable or a value that cannot be used.
        """
        given = {
            name.removeprefix("JOINTSTATEMENT_").lower(): value
            for name, value in (os.environ if environment is None else environment).items()
            if name.startswith("JOINTSTATEMENT_") and name != "JOINTSTATEMENT_SEEDS"
        }
        settings: dict[str, object] = {}
        for name, value in given.items():
            if name in {"database_url", "host", "public_url", "interface_language"}:
                settings[name] = value
            elif name == "port":
                if not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
                    raise SettingMistake(name="JOINTSTATEMENT_PORT", remedy="give a number from 1 to 65535.")
                settings[name] = int(value)
            elif name == "allowed_hosts":
                settings[name] = tuple(host.strip() for host in value.split(",") if host.strip())
            elif name in {"certificate", "certificate_key"}:
                settings[name] = Path(value).expanduser()
            elif name in {"workflow_folders", "style_folders"}:
                settings[name] = _folders(value)
            else:
                raise SettingMistake(
                    name=f"JOINTSTATEMENT_{name.upper()}",
                    remedy="there is no such setting; the README lists them all.",
                )
        return cls(**settings)  # type: ignore[arg-type]

    @property
    def all_workflow_folders(self) -> tuple[Path, ...]:
        """Where workflow files are looked for; the installation's own come first."""
        return (*self.workflow_folders, shipped("workflows"))

    @property
    def all_style_folders(self) -> tuple[Path, ...]:
        """Where statement styles are looked for; the installation's own come first."""
        return (*self.style_folders, shipped("templates") / "statements")

    @property
    def page_templates(self) -> Path:
        """The folder of the web pages' templates."""
        return shipped("templates") / "web"

    @property
    def address(self) -> str:
        """Where people open the program, without a slash at the end."""
        scheme = "https" if self.certificate else "http"
        return (self.public_url or f"{scheme}://{self.host}:{self.port}").rstrip("/")
