"""Adoption by the parties: each version and what each party has done with it, as a page, JSON and CSV."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from avtaleverk.model.addresses import ADOPTION, party_address, version_anchor
from avtaleverk.model.status import Status
from avtaleverk.organisation.adoption import Cell, CellState, Matrix, Row, matrices
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, version_view

JSON, CSV = f"{ADOPTION}tilslutning.json", f"{ADOPTION}tilslutning.csv"
# As many versions stand beside each other; the older ones lie in tables of their own below.
_COLUMNS = 4
_WORDS = {
    CellState.ADOPTED: "Adopted",
    CellState.PENDING: "Being considered",
    CellState.REJECTED: "Rejected",
    CellState.UNTOUCHED: "Not considered",
    CellState.UNSTATED: "Not stated",
}


@dataclass(frozen=True, slots=True)
class CellView:
    """What one party has done with one version; ``state`` names the sign and its colours.

    ``source`` is the line of the front matter that says so, as ``path:line``.
    """

    party: str
    address: str
    state: str
    word: str
    day: str
    details: str
    source: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One party in the bar of a version; ``x`` is its place from the left, from 0."""

    x: int
    state: str


@dataclass(frozen=True, slots=True)
class AdoptionView:
    """One version: how far its adoption has come, in words and as a bar, and a cell for each party."""

    anchor: str
    version: VersionView
    words: str
    missing: str
    total: str
    segments: tuple[Segment, ...]
    cells: tuple[CellView, ...]
    is_stated: bool


@dataclass(frozen=True, slots=True)
class MatrixView:
    """A document with its versions, the newest first, and the tables that hold them side by side."""

    name: str
    address: str
    parties: int
    versions: tuple[AdoptionView, ...]
    tables: tuple[tuple[AdoptionView, ...], ...]
    is_stated: bool


def _all(ctx: Context) -> tuple[Matrix, ...]:
    return ctx.once(("adoption",), lambda: matrices(ctx.corpus, ctx.day))


def key_of(state: CellState) -> str:
    """Return the name of a state as classes have it."""
    return state.value.replace(" ", "-")


def word_of(ctx: Context, state: CellState) -> str:
    """Return a state in a word or two."""
    return ctx.t(_WORDS[state])


def source_of(cell: Cell) -> str:
    """Return the line of the front matter that a cell comes from."""
    return f"{cell.path}:{cell.line}"


def details_of(ctx: Context, cell: Cell) -> str:
    """Return which body decided in which case, as far as the file says."""
    case = ctx.t("case {number}", number=cell.case) if cell.case else ""
    return ", ".join(part for part in (cell.body or "", case) if part)


def _cell(ctx: Context, cell: Cell) -> CellView:
    is_decided = cell.state in {CellState.ADOPTED, CellState.REJECTED}
    day = ctx.t.short_date(cell.decided) if cell.decided else ctx.t("date not stated") if is_decided else ""
    return CellView(
        party=cell.party.name,
        address=party_address(cell.party.id),
        state=key_of(cell.state),
        word=word_of(ctx, cell.state),
        day=day,
        details=details_of(ctx, cell),
        source=source_of(cell),
    )


def progress(ctx: Context, row: Row) -> str:
    """Return how far the adoption of a version has come: «Vedtatt av 14 av 18 parter. Til behandling hos 2.»."""
    t = ctx.t
    if row.version.signed:
        return t("Signed by the parties on {day}.", day=t.long_date(row.version.signed))
    if not row.is_stated:
        return _unstated(ctx, row)
    counts = [
        t("{n} are considering it.", n=n) if (n := row.count(CellState.PENDING)) else "",
        t("{n} have rejected it.", n=n) if (n := row.count(CellState.REJECTED)) else "",
        t("{n} have not considered it.", n=n) if (n := row.count(CellState.UNTOUCHED)) else "",
    ]
    first = t("{done}. The last one decided on {day}.", done=total(ctx, row), day=t.long_date(row.completed)) if row.completed else f"{total(ctx, row)}."  # fmt: skip
    return " ".join([first, *filter(None, counts)])


def total(ctx: Context, row: Row) -> str:
    """Return how many of the parties have adopted a version: «Vedtatt av 14 av 18 parter»."""
    done = row.count(CellState.ADOPTED)
    return ctx.t("Adopted by {n} of {total} parties", n=done, total=len(row.cells))


def _unstated(ctx: Context, row: Row) -> str:
    if row.standing.status.is_proposal:
        return ctx.t("A proposal. No decisions of the parties are stated.")
    return ctx.t("What the parties have decided is not stated. The text counts as adopted.")


def _missing(ctx: Context, row: Row) -> str:
    """Name the parties that a version waits for; where all of them are missing, or nothing is stated, names tell nothing."""
    names = [p.name for p in row.missing]
    if row.version.signed or not row.is_stated or not names or len(names) == len(row.cells):
        return ""
    return ctx.t("Missing: {names}.", names=ctx.t.listed(names))


def segments(row: Row) -> tuple[Segment, ...]:
    """Return the bar of a version: one segment for each party, those that have adopted it first."""
    ordered = [cell.state for state in CellState for cell in row.cells if cell.state is state]
    return tuple(Segment(x, key_of(state)) for x, state in enumerate(ordered))


def adoption_view(ctx: Context, row: Row) -> AdoptionView:
    """Gather what is shown about the adoption of a version."""
    return AdoptionView(
        anchor=version_anchor(ctx.addresses[row.document.folder], row.version.number),
        version=version_view(ctx, row.document, row.version),
        words=progress(ctx, row),
        missing=_missing(ctx, row),
        total=ctx.t("{n} of {total}", n=row.count(CellState.ADOPTED), total=len(row.cells)),
        segments=segments(row),
        cells=tuple(_cell(ctx, cell) for cell in row.cells),
        is_stated=row.is_stated,
    )


def _view(ctx: Context, matrix: Matrix) -> MatrixView:
    rows = tuple(adoption_view(ctx, row) for row in matrix.rows)
    return MatrixView(
        name=ctx.name(matrix.document),
        address=ctx.addresses[matrix.document.folder],
        parties=len(matrix.parties),
        versions=rows,
        tables=tuple(rows[n : n + _COLUMNS] for n in range(0, len(rows), _COLUMNS)),
        is_stated=any(row.is_stated for row in matrix.rows),
    )


def adoption_html(ctx: Context, page: str) -> str:
    """Return the page with the adoption of every document that needs it."""
    found = [_view(ctx, matrix) for matrix in _all(ctx)]
    return ctx.render(
        "tilslutning.html",
        page,
        documents=found,
        json=JSON,
        csv=CSV,
        states=legend_states(ctx),
    )


def legend_states(ctx: Context) -> list[tuple[str, str]]:
    """Return every state with its word, for those who wonder what a sign means."""
    return [(key_of(state), word_of(ctx, state)) for state in CellState]


def sample_segments() -> tuple[Segment, ...]:
    """Return a bar with a party in each state, for the page that shows how the site looks."""
    return tuple(Segment(x, key_of(state)) for x, state in enumerate(CellState))


# --- for the secretariat's own use --------------------------------------------------------------------------------


_CELL_FIELDS = ("dokument", "tittel", "versjon", "part", "navn", "tilstand", "dato", "organ", "sak", "fil", "linje")


def _records(ctx: Context) -> Iterator[dict[str, str | int | None]]:
    for matrix in _all(ctx):
        for row in matrix.rows:
            for cell in row.cells:
                yield {
                    "dokument": matrix.document.folder,
                    "tittel": ctx.title(matrix.document, row.version),
                    "versjon": row.version.number,
                    "part": cell.party.id,
                    "navn": cell.party.name,
                    "tilstand": cell.state.value,
                    "dato": cell.decided.isoformat() if cell.decided else None,
                    "organ": cell.body,
                    "sak": cell.case,
                    "fil": cell.path,
                    "linje": cell.line,
                }


def adoption_files(ctx: Context) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of the cells as JSON and as CSV; without any, so that the addresses never die."""
    records = list(_records(ctx))
    counts = [
        {
            "dokument": m.document.folder,
            "versjon": row.version.number,
            "vedtatt": row.count(CellState.ADOPTED),
            "parter": len(row.cells),
            "gjelder": row.standing.status is Status.IN_FORCE,
        }
        for m in _all(ctx)
        for row in m.rows
    ]
    whole = {"dag": ctx.day.isoformat(), "versjoner": counts, "celler": records}
    yield JSON, json.dumps(whole, ensure_ascii=False, indent=1).encode()
    yield CSV, _csv(records)


def _csv(records: list[dict[str, str | int | None]]) -> bytes:
    """Return the cells as Norwegian spreadsheets open them: semicolons, and a mark that says UTF-8."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _CELL_FIELDS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in record.items()} for record in records)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(value: str | int | None) -> str | int | None:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
