"""LibreOffice as tests use it: one run for all files, in a profile of its own."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_DRIVER = Path(__file__).parent / "office_driver.py"
_SYSTEM_PYTHON = "/usr/bin/python3"
# Set by make test-kontor: then what is missing is a fault.
_DEMANDED = "AVTALEVERK_KONTOR"
_PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Job:
    """A file to open. ``settle`` asks for its text with all changes accepted, and with all rejected."""

    path: Path
    pdf: Path | None = None
    settle: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change as LibreOffice counts it."""

    type: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What LibreOffice finds in a file: its changes, and its text as lines of paragraphs and cells."""

    opened: bool
    changes: tuple[Change, ...] = ()
    lines: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def demand_office() -> None:
    """Skip the test where LibreOffice is missing, and fail it where make test-kontor asked for it."""
    missing = [tool for tool in ("soffice", "pdftoppm", _SYSTEM_PYTHON) if not shutil.which(tool)]
    if not missing and not _has_uno():
        missing = ["python3-uno"]
    if not missing:
        return
    said = f"LibreOffice kan ikke brukes, for dette mangler: {', '.join(missing)}. Kjør make test-kontor"
    if os.environ.get(_DEMANDED):
        pytest.fail(said)
    pytest.skip(said)


def _has_uno() -> bool:
    return subprocess.run([_SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def look(jobs: Sequence[Job]) -> list[Seen]:
    """Return what LibreOffice finds in each file; an office that hangs is stopped, and the test fails."""
    asked = [{"path": str(job.path), "pdf": str(job.pdf) if job.pdf else None, "settle": job.settle} for job in jobs]
    with tempfile.TemporaryDirectory(prefix="kontor-") as profile:
        done = subprocess.run(
            [_SYSTEM_PYTHON, str(_DRIVER), profile],
            input=json.dumps(asked), capture_output=True, text=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # The office itself may say something before the answer.
    return [_seen(answer) for answer in json.loads(done.stdout[done.stdout.index("[") :])]


def _seen(answer: dict[str, Any]) -> Seen:
    lines = {name: tuple(answer.get(name, ())) for name in ("lines", "accepted", "rejected")}
    return Seen(answer["opened"], tuple(Change(**change) for change in answer.get("changes", ())), **lines)
