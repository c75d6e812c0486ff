"""The matrix of adoption: it counts to the number of parties, agrees with the status, and names its lines."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from party_corpus import (
    ADOPTED,
    AGREEMENT,
    APPROVED,
    BASE,
    DAY,
    PARTIES,
    PENDING,
    REJECTED,
    UNTOUCHED,
    adoption,
    corpus,
    decision,
    version,
    write,
)

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Outcome, Ratification
from avtaleverk.model.status import Status, standing
from avtaleverk.organisation.adoption import Cell, CellState, Matrix, Row, matrices

SMALL = read_corpus(BASE).corpus
assert SMALL
THREE = tuple(p.id for p in SMALL.community.parties)


def only(found: Corpus, day: date = DAY) -> Matrix:
    (matrix,) = matrices(found, day)
    return matrix


def newest(found: Corpus, day: date = DAY) -> Row:
    return only(found, day).rows[0]


def states(row: Row) -> dict[str, CellState]:
    return {cell.party.id: cell.state for cell in row.cells}


def test_eighteen_parties(tmp_path: Path) -> None:
    """Fourteen have adopted it, two are at it, one said no, one has not begun: fourteen of eighteen."""
    row = newest(corpus(tmp_path))
    expected = dict.fromkeys(ADOPTED, CellState.ADOPTED) | dict.fromkeys(PENDING, CellState.PENDING)
    assert states(row) == expected | {REJECTED: CellState.REJECTED, UNTOUCHED: CellState.UNTOUCHED}
    assert (row.count(CellState.ADOPTED), len(row.cells)) == (14, 18)
    assert (row.standing.adopted_by, row.standing.parties, row.standing.status) == (14, 18, Status.RATIFYING)
    assert [p.id for p in row.missing] == [*PENDING, REJECTED, UNTOUCHED]
    assert row.is_awaited
    assert row.completed is None


def test_each_cell_traces_to_its_line(tmp_path: Path) -> None:
    """The line that a cell names is the one of its party; without a line of its own it is the field, or the file."""
    place = write(tmp_path, {f"{AGREEMENT}/2027.md": version("2027", APPROVED.replace("2026", "2027"))})
    found = read_corpus(place).corpus
    assert found
    unstated, row = only(found).rows[:2]
    lines = (place / row.version.source.path).read_text("utf-8").splitlines()
    for cell in row.cells:
        assert cell.path == f"{AGREEMENT}/2026.md"
        line = lines[cell.line - 1]
        assert (f"part: {cell.party.id}," in line) if cell.party.id != UNTOUCHED else line == "tilslutning:"
    assert {(c.path, c.line, c.state) for c in unstated.cells} == {(f"{AGREEMENT}/2027.md", 1, CellState.UNSTATED)}


def test_a_cell_tells_day_body_and_case(tmp_path: Path) -> None:
    """What the file says of a decision goes along."""
    cell = newest(corpus(tmp_path)).cell("k01")
    assert cell
    assert (cell.decided, cell.body, cell.case) == (date(2026, 5, 2), "kommunestyret", "12/26")


def test_versions_run_from_the_newest(tmp_path: Path) -> None:
    """The text on its way comes before the one in force, which all have adopted."""
    rows = only(corpus(tmp_path)).rows
    assert [r.version.number for r in rows] == ["2026", "2023"]
    assert rows[1].standing.status is Status.IN_FORCE
    assert rows[1].missing == ()
    assert rows[1].completed == date(2023, 5, 18)


@pytest.mark.parametrize(("day", "n"), [("2026-05-01", 1), ("2026-05-10", 10), ("2026-06-19", 14)])
def test_a_day_knows_what_had_happened_by_then(tmp_path: Path, day: str, n: int) -> None:
    """A decision counts from its own day, and the rejection of June is not known in May."""
    row = newest(corpus(tmp_path), date.fromisoformat(day))
    assert row.count(CellState.ADOPTED) == n == row.standing.adopted_by
    assert states(row)[REJECTED] is CellState.UNTOUCHED
    assert states(row)[PENDING[0]] is CellState.PENDING


def test_in_force_when_all_have_adopted(tmp_path: Path) -> None:
    """Seventeen of eighteen is not enough; the eighteenth brings it into force on its own day."""
    files = {f"{AGREEMENT}/2026.md": version("2026", APPROVED + adoption(PARTIES[:17], (), ()))}
    assert newest(corpus(tmp_path / "a", files)).standing.status is Status.RATIFYING
    last = decision(PARTIES[17], day="2026-10-01")
    files = {f"{AGREEMENT}/2026.md": version("2026", APPROVED + adoption(PARTIES[:17], (), ()) + last)}
    whole = corpus(tmp_path / "b", files)
    assert newest(whole, date(2026, 9, 30)).is_awaited
    row = newest(whole, date(2026, 10, 1))
    assert (row.standing.status, row.completed) == (Status.IN_FORCE, date(2026, 10, 1))


def test_a_signature_stands_for_all() -> None:
    """A signed text is not held up, and a party without a line is not said to have left it alone."""
    assert SMALL
    agreement = next(d for d in SMALL.documents if d.folder == AGREEMENT)
    entries = (agreement.versions[0].ratifications or ())[:1]
    signed = replace(agreement.versions[0], ratifications=entries)
    row = newest(replace(SMALL, documents=(replace(agreement, versions=(signed,)),)))
    assert states(row) == {"sykehuset": CellState.ADOPTED, "dalset": CellState.UNSTATED, "nesset": CellState.UNSTATED}
    assert not row.is_awaited


def test_documents_whose_approval_is_enough_are_left_out() -> None:
    """Guidelines do not wait for the parties, so they have no matrix."""
    assert SMALL
    assert [m.document.folder for m in matrices(SMALL, DAY)] == [AGREEMENT]


_ENTRY = st.builds(
    Ratification,
    st.sampled_from([*THREE, "ukjent"]),
    st.none(),
    st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 10)),
    st.none(),
    st.sampled_from(Outcome),
)


@given(
    st.none() | st.lists(_ENTRY, max_size=6),
    st.booleans(),
    st.booleans(),
    st.dates(date(2023, 12, 31), date(2024, 1, 12)),
)
def test_cells_are_the_parties_and_count_as_the_status_does(
    entries: list[Ratification] | None, is_signed: bool, is_approved: bool, day: date  # noqa: FBT001 - drawn
) -> None:  # fmt: skip
    """Whatever is written, doubled or unknown, each party has one cell, and the count is that of the status."""
    assert SMALL
    agreement = next(d for d in SMALL.documents if d.folder == AGREEMENT)
    text = replace(
        agreement.versions[0],
        ratifications=None if entries is None else tuple(entries),
        signed=date(2024, 1, 5) if is_signed else None,
        approved_by="styringsgruppa" if is_approved else None,
    )
    whole = replace(agreement, versions=(text,))
    row = newest(replace(SMALL, documents=(whole,)), day)
    assert tuple(c.party.id for c in row.cells) == THREE
    assert sum(row.count(state) for state in CellState) == len(THREE)
    now = standing(text, whole, THREE, day)
    assert row.standing == now
    if now.parties:
        assert (row.count(CellState.ADOPTED), len(row.cells)) == (now.adopted_by, now.parties)
        assert (now.status is Status.RATIFYING) == bool(row.missing)
    if entries is None:
        assert {c.state for c in row.cells} == {CellState.UNSTATED}


def test_the_agreement_of_this_folder_says_nothing_of_the_parties() -> None:
    """The sources do not tell who adopted what: every cell is «ikke oppgitt», and there are eighteen."""
    found = read_corpus(Path(__file__).resolve().parents[1]).corpus
    assert found
    matrix = only(found, date(2026, 11, 26))
    assert len(matrix.parties) == 18
    cells: list[Cell] = [cell for row in matrix.rows for cell in row.cells]
    assert {cell.state for cell in cells} == {CellState.UNSTATED}
    assert len(cells) == 18 * len(matrix.document.versions)
