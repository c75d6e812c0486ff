"""What LibreOffice makes of the tracked changes that our own reader is held to: a second opinion on each."""

import re
from pathlib import Path

import pytest
from office import Job, Seen, demand_office, look
from test_word_marks import CASES
from word_files import word_file

pytestmark = pytest.mark.kontor

# What LibreOffice 7.4 reads otherwise than Word, whose reading ours is.
NOT_AS_WORD = {
    "an insertion deleted by another is on neither side": "holds one change on a word, not two",
    "a deletion around an insertion is on neither side": "holds one change on a word, not two",
    "a deleted paragraph mark joins, and the mark that is left decides the style": "keeps a mark whose paragraph stays",
    "an inserted cell and a deleted cell": "knows rows, but no cells",
    "a deleted link and an inserted one": "loses the link that is inserted",
    "a formula whose own sign is deleted": "keeps no changes in formulas",
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Seen]:
    """Return what LibreOffice finds in each case."""
    demand_office()
    folder = tmp_path_factory.mktemp("merker")
    jobs = []
    for place, (xml, _, _) in enumerate(CASES.values()):
        path = folder / f"{place}.docx"
        path.write_bytes(word_file(xml))
        jobs.append(Job(path, settle=True))
    return dict(zip(CASES, look(jobs), strict=True))


def words(lines: tuple[str, ...]) -> list[str]:
    """Return lines without the names of their cells; LibreOffice leaves an empty line where a table must have one."""
    return [bare for line in lines if (bare := re.sub(r"^(?:[A-Z]\d+: )+", "", line))]


@pytest.mark.parametrize("name", CASES)
def test_the_office_agrees(seen: dict[str, Seen], name: str) -> None:
    """Accepting and rejecting in LibreOffice gives what our own reader gives, but for what it is known to read otherwise."""
    _, old, new = CASES[name]
    wanted = [[part for part in re.split("[/|#]", re.sub(r"\[\w+\]", "", text)) if part] for text in (old, new)]
    agrees = [words(seen[name].rejected), words(seen[name].accepted)] == wanted
    assert agrees is (name not in NOT_AS_WORD)


def test_what_is_read_otherwise_is_still_a_case() -> None:
    """No difference is excused that nobody tries."""
    assert NOT_AS_WORD.keys() <= CASES.keys()


def test_a_file_that_cannot_be_opened_is_told_of(tmp_path: Path) -> None:
    """A file that is not there is no file, and the office is closed all the same."""
    demand_office()
    assert look([Job(tmp_path / "finnes-ikke.docx")]) == [Seen(opened=False)]
