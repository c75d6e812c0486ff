"""Every malformed corpus gives exactly the findings that its case file names, and never a traceback."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from avtaleverk.corpus import Reading, read_corpus
from avtaleverk.model.findings import Finding, Severity

CASES = Path(__file__).parent / "darlige"
BASE = CASES / "_grunnlag"
REWRITE = "AVTALEVERK_SKRIV_FASIT"
SLUGS = sorted(path.stem for path in CASES.glob("*.txt"))
_MARKER = re.compile(r"=== (?P<what>fil|slett|bytes|lenke|funn)(?:: (?P<path>.+))?")


@dataclass(frozen=True)
class Step:
    """One change to the base corpus: what to do, where, and the lines below the marker."""

    what: str
    path: str
    lines: tuple[str, ...]


def _read_case(slug: str) -> tuple[str, list[Step]]:
    """Return the first line of a case, which says what it shows, and its steps."""
    title, _, rest = (CASES / f"{slug}.txt").read_text(encoding="utf-8").partition("\n")
    steps: list[Step] = []
    for line in rest.split("\n")[:-1]:
        if m := _MARKER.fullmatch(line):
            steps.append(Step(m["what"], m["path"] or "", ()))
        else:
            last = steps.pop()
            steps.append(Step(last.what, last.path, (*last.lines, line)))
    return title, steps


def _delete(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink()


def _apply(step: Step, root: Path) -> None:
    path, _, target = step.path.partition(" -> ")
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if step.what == "fil":
        place.write_text("".join(f"{line}\n" for line in step.lines), encoding="utf-8")
    elif step.what == "bytes":
        place.write_bytes(bytes.fromhex("".join(step.lines)))
    elif step.what == "slett":
        _delete(place)
    elif step.what == "lenke":
        place.symlink_to(target)


def _build(slug: str, root: Path) -> Reading:
    """Lay the steps of a case over the base corpus and read it."""
    shutil.copytree(BASE, root)
    for step in _read_case(slug)[1]:
        _apply(step, root)
    return read_corpus(root)


def _golden(slug: str) -> list[str]:
    return list(_read_case(slug)[1][-1].lines)


def _rewrite(slug: str, lines: list[str]) -> None:
    path = CASES / f"{slug}.txt"
    head = path.read_text(encoding="utf-8").partition("=== funn\n")[0]
    path.write_text(head + "=== funn\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def _line(finding: Finding) -> str:
    return f"{finding.severity.value} {finding}"


def _lines_of(path: Path) -> int:
    return path.read_bytes().replace(b"\r\n", b"\n").count(b"\n") + 1


def test_the_base_is_sound() -> None:
    """The corpus that every case changes has no findings at all."""
    reading = read_corpus(BASE)
    assert reading.findings == ()
    assert reading.corpus is not None


def test_there_are_enough_cases() -> None:
    """At least sixty faults are covered, each case ends with its findings, and no two are described alike."""
    cases = {slug: _read_case(slug) for slug in SLUGS}
    assert len(cases) >= 60
    assert all(steps[-1].what == "funn" for _, steps in cases.values())
    assert len({title for title, _ in cases.values()}) == len(cases)


@pytest.mark.parametrize("slug", SLUGS)
def test_findings(slug: str, tmp_path: Path) -> None:
    """A malformed corpus gives its expected findings, word for word; each can be acted on, and errors forbid a corpus."""
    root = tmp_path / "korpus"
    reading = _build(slug, root)
    found = [_line(f) for f in reading.findings]
    if os.environ.get(REWRITE):
        _rewrite(slug, found)
    assert found == _golden(slug)
    assert (reading.corpus is None) == bool(reading.errors)
    for finding in reading.findings:
        _can_be_acted_on(finding, root)


def _can_be_acted_on(finding: Finding, root: Path) -> None:
    """Check that a finding has a cure, is one line, and names a line of its file where it concerns a field."""
    assert finding.hint or finding.severity is Severity.WARNING
    assert "\n" not in str(finding)
    place = root / finding.path
    if finding.field and place.is_file():
        assert 1 <= finding.line <= _lines_of(place)
        assert str(finding).startswith(f"{finding.path}:{finding.line}: {finding.field}: ")
