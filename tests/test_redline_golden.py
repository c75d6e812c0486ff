"""Every golden case shows, as text, exactly the marks that its file names, and gives both texts back."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from avtaleverk.redline import compare

CASES = Path(__file__).parent / "rodmerking"
REWRITE = "AVTALEVERK_SKRIV_FASIT"
OLD, NEW, END = "<<<<<<< gammel", "=======", ">>>>>>> ny"
SLUGS = sorted(path.stem for path in CASES.glob("*.md"))


@dataclass(frozen=True)
class Case:
    """One golden case: the truth it shows, the two texts, and the redline that a reader must see."""

    truth: str
    old: str
    new: str
    expected: str


def _read_case(slug: str) -> Case:
    """Return a case from its file; every part of it stands between lines of its own."""
    lines = (CASES / f"{slug}.md").read_text(encoding="utf-8").split("\n")
    assert lines[1] == OLD
    middle, end = lines.index(NEW), lines.index(END)
    return Case(lines[0], _body(lines[2:middle]), _body(lines[middle + 1 : end]), "\n".join(lines[end + 1 :]))


def _body(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _rewrite(slug: str, found: str) -> None:
    path = CASES / f"{slug}.md"
    head = path.read_text(encoding="utf-8").partition(f"\n{END}\n")[0]
    path.write_text(f"{head}\n{END}\n{found}", encoding="utf-8")


def test_there_are_enough_cases() -> None:
    """At least eighty truths are covered, each is a sentence, and no two are told alike."""
    truths = [_read_case(slug).truth for slug in SLUGS]
    assert len(truths) >= 80
    assert [truth for truth in truths if not truth.endswith(".")] == []
    assert len(set(truths)) == len(truths)


@pytest.mark.parametrize("slug", SLUGS)
def test_golden(slug: str) -> None:
    """A case is marked as its file says, word for word, and either text can be read off it, whichever came first."""
    case = _read_case(slug)
    redline = compare(case.old, case.new)
    redline.verify()
    compare(case.new, case.old).verify()
    found = redline.to_text(everything=True)
    if os.environ.get(REWRITE):
        _rewrite(slug, found)
        case = _read_case(slug)
    assert found == case.expected, case.truth
