"""The redline of revisions that nobody made for it, where they are at hand."""

import json
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest

from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.redline import Redline, compare
from avtaleverk.redline.pieces import Pieces, Side, State
from avtaleverk.redline.tokens import count_words
from avtaleverk.redline.tree import Relation, leaves
from avtaleverk.text.markdown import new_parser

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
REVISIONS = SHARED / "revisjoner"
AGREEMENT = SHARED / "korpus-ekte" / "avtaler" / "nasjonal-avtale"
PARTS = 8
MARKS = {State.OLD, State.NEW, State.FORMAT}

real_revisions = pytest.mark.skipif(not REVISIONS.is_dir(), reason="the real revisions are not beside this folder")
real_agreement = pytest.mark.skipif(not AGREEMENT.is_dir(), reason="the real texts are not beside this folder")


def revisions() -> list[tuple[str, str, str]]:
    """Return path, old and new body of each real revision."""
    lines = [line for file in sorted(REVISIONS.glob("*.jsonl")) for line in file.read_text("utf-8").split("\n") if line]
    rows = map(json.loads, lines)
    return [(row["path"], row["old"], row["new"]) for row in rows]


@real_revisions
def test_no_revision_is_left_out() -> None:
    """All of the revisions that the rules were made on are tried below."""
    assert len(revisions()) == 385


@real_revisions
@pytest.mark.parametrize("part", range(PARTS))
def test_real_revisions_are_given_back(part: int) -> None:
    """Accept and reject give back both texts of every real revision, and of its mirror image."""
    parser = new_parser()
    for _, old, new in revisions()[part::PARTS]:
        compare(old, new, parser=parser).verify()
        compare(new, old, parser=parser).verify()


# --- the two national agreements (M9) -------------------------------------------------------------------------


def agreements(first: str, second: str) -> Redline:
    """Return the redline of two of the national agreements."""
    texts: list[str] = []
    for year in (first, second):
        split = split_file((AGREEMENT / f"{year}.md").read_text("utf-8"), year)
        assert isinstance(split, tuple)
        texts.append(split[1])
    return compare(*texts)


def rows_of_pieces(redline: Redline) -> list[Pieces]:
    """Return the pieces of each block and cell that is marked; what moved is told by its new place."""
    nodes = [n for n in leaves(redline.nodes) if n.new is not None or n.relation is Relation.NONE]
    tables = [cell.pieces for n in nodes if n.table for row in n.table.rows for cell in row.cells]
    return [n.pieces for n in nodes if not n.table] + tables


def stretches(pieces: Iterable[Pieces]) -> list[list[tuple[bool, Pieces]]]:
    """Return each block as unbroken stretches, marked and not."""
    return [
        [(is_marked, tuple(group)) for is_marked, group in groupby(row, key=lambda p: p.state in MARKS)]
        for row in pieces
    ]


def islands(redline: Redline) -> list[str]:
    """Return what stands unchanged between two marks of one block with one or two words."""
    found: list[str] = []
    for row in stretches(rows_of_pieces(redline)):
        for is_marked, group in row[1:-1]:
            runs = tuple(run for piece in group for run in piece.of(Side.NEW))
            if not is_marked and 1 <= count_words(runs) < 3:
                found.append("".join(text for text, _ in runs))
    return found


@real_agreement
@pytest.mark.parametrize(("first", "second"), [("2019", "2024"), ("2024", "2019")])
def test_a_rewrite_can_be_read(first: str, second: str) -> None:
    """The agreement of 2024 beside that of 2019: no more than 75 marks, and no island of a word or two."""
    redline = agreements(first, second)
    redline.verify()
    assert sum(is_marked for row in stretches(rows_of_pieces(redline)) for is_marked, _ in row) <= 75
    assert islands(redline) == []
