"""The chart of the bodies as a picture whose every box is a link, and as a file for a poster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from markupsafe import Markup

from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.drawing.chart import WIDTHS, Chart, chart
from avtaleverk.organisation.drawing.chart_shapes import Box, Caption
from avtaleverk.organisation.drawing.chart_text import DOT
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_words import full_name, level_words, member_words, period_of_body, place_of_body


class ChartMark(StrEnum):
    """What happened to a body between two structures."""

    NEW = "nytt"
    GONE = "borte"
    RENAMED = "navn"
    MERGED = "samlet"
    SPLIT = "delt"
    CHANGED = "endret"


_MARK_WORDS = {
    ChartMark.NEW: "New body",
    ChartMark.GONE: "Body gone",
    ChartMark.RENAMED: "Body renamed",
    ChartMark.MERGED: "Body merged",
    ChartMark.SPLIT: "Body split",
    ChartMark.CHANGED: "Body changed",
}
_NO_BREAK = "\u00a0"
_SHORT = 20
NO_MARKS: Mapping[str, ChartMark] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box as it is drawn: where it leads, what it is called where it is read aloud, and how it looks."""

    box: Box
    address: str
    said: str
    kind: str
    is_temporary: bool
    mark: ChartMark | None

    @property
    def looks(self) -> str:
        """Return its classes: its level, that it is temporary, and what happened to it."""
        classes = [f"kart-organ--{self.kind}"]
        classes += ["kart-organ--midlertidig"] if self.is_temporary else []
        classes += ["kart-organ--merket", f"kart-organ--{self.mark}"] if self.mark else []
        return " ".join(classes)


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart in one width, ready to be drawn."""

    chart: Chart
    boxes: tuple[BoxView, ...]
    size: str

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return the lines as two paths with their classes, so that nothing is darker where lines meet."""
        return path_of(self.chart, beside=False), path_of(self.chart, beside=True)


def path_of(drawn: Chart, *, beside: bool) -> tuple[str, str]:
    """Return the class of the lines to those below or ``beside``, and their path ("" where there are none)."""
    path = "".join(
        "M" + "L".join(f"{x} {y}" for x, y in line.points) for line in drawn.lines if line.is_beside == beside
    )  # fmt: skip
    return ("kart-strek kart-strek--stab" if beside else "kart-strek"), path


def captions(
    ctx: Context, structure: Structure, marks: Mapping[str, ChartMark], gone: Sequence[Body]
) -> dict[str, Caption]:
    """Return what is written about each body."""
    words = {body_id: ctx.t(_MARK_WORDS[mark]) for body_id, mark in marks.items()}
    words |= {b.id: ctx.t(_MARK_WORDS[ChartMark.GONE]) for b in gone}
    return {b.id: _caption(ctx, structure, b, words.get(b.id, "")) for b in (*gone, *structure.bodies)}


def _caption(ctx: Context, structure: Structure, body: Body, mark: str) -> Caption:
    t = ctx.t
    first = f" {DOT} ".join(
        _held_together(w) for w in (level_words(ctx, body), member_words(ctx, body, structure)) if w
    )
    parts = t.listed(list(body.meeting_parts)) if body.meeting_parts else ""
    passing = t("Temporary") if body.is_temporary else ""
    facts = (first, parts, ", ".join(w for w in (passing, period_of_body(ctx, body)) if w))
    return Caption(full_name(body), tuple(f for f in facts if f), mark)


def _held_together(words: str) -> str:
    """Return a short fact so that no line ends within it."""
    return words.replace(" ", _NO_BREAK) if len(words) <= _SHORT else words


def _box_view(  # noqa: PLR0913, PLR0917 - a box, and all that is known of its body
    ctx: Context, structure: Structure, box: Box, body: Body, caption: Caption, mark: ChartMark | None
) -> BoxView:  # fmt: skip
    return BoxView(
        box=box,
        address=place_of_body(ctx, structure, body),
        said=", ".join(w for w in (caption.name, caption.mark, *caption.facts) if w)
        .replace(_NO_BREAK, " ")
        .replace(f" {DOT}", ","),
        kind="stab" if body.staff else str(body.level or 3),
        is_temporary=body.is_temporary,
        mark=mark,
    )


def chart_html(  # noqa: PLR0913 - a chart, where it stands, and what is marked in it
    ctx: Context, structure: Structure, page: str, *,
    day: date | None = None, marks: Mapping[str, ChartMark] = NO_MARKS, gone: Sequence[Body] = (),
) -> Markup:  # fmt: skip
    """Return the chart of a structure for the page at ``page``: three pictures, of which CSS shows the one that fits.

    ``day`` leaves out the bodies that do not work then (None: all are shown); ``marks`` says what happened to
    bodies of the structure, and ``gone`` are bodies of another one that this has not, shown struck through.
    """
    all_marks = {**marks, **{b.id: ChartMark.GONE for b in gone}}
    bodies = {b.id: b for b in (*gone, *structure.bodies)}
    written = captions(ctx, structure, marks, gone)

    def view(width: int) -> ChartView:
        drawn = chart(structure, written, width, day=day, gone=gone, gone_name=ctx.t("Bodies gone"))
        boxes = [
            _box_view(ctx, structure, box, bodies[box.body_id], written[box.body_id], all_marks.get(box.body_id))
            for box in drawn.boxes
        ]
        return ChartView(drawn, tuple(boxes), f"{width / 16:g}em")

    sizes = ("smal", "middels", "bred")
    charts = list(zip(sizes, map(view, WIDTHS), strict=True))
    return Markup(ctx.render("kart.html", page, charts=charts))  # noqa: S704 - the template escapes what it shows


# Where the chart of today lies as a file.
POSTER = "organisasjon/kart.svg"
_POSTER_HEAD, _POSTER_FOOT, _POSTER_EDGE = 84, 40, 24


def poster(ctx: Context) -> bytes | None:
    """Return the chart of today as a file of its own, for print and slides; None where no body is known."""
    structure = ctx.structure
    written = captions(ctx, structure, NO_MARKS, ()) if structure else {}
    drawn = chart(structure, written, WIDTHS[-1], day=ctx.day) if structure else None
    if structure is None or drawn is None or not drawn.boxes:
        return None
    bodies = {b.id: b for b in structure.bodies}
    svg = ctx.render(
        "kartfil.html",
        POSTER,
        chart=drawn,
        lines=(path_of(drawn, beside=False), path_of(drawn, beside=True)),
        boxes=[_box_view(ctx, structure, box, bodies[box.body_id], written[box.body_id], None) for box in drawn.boxes],
        base=ctx.corpus.community.address,
        since=ctx.t.moment(structure.valid_from) if structure.valid_from else "",
        day=ctx.t.long_date(ctx.day),
        width=drawn.width + 2 * _POSTER_EDGE,
        height=drawn.height + _POSTER_HEAD + _POSTER_FOOT,
        edge=_POSTER_EDGE,
        head=_POSTER_HEAD,
    )
    return svg.encode()
