"""The picture of a document's versions along time.

Places are percent of the width and heights are em of the text, so that the same picture is legible
on a phone and on a poster, and grows with the reader's letters. It shows nothing that the list below
it does not say in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date

from avtaleverk.model.documents import Document, Outcome, Version
from avtaleverk.model.periods import Period, periods
from avtaleverk.pages.context import Context
from avtaleverk.pages.status_words import tone, word

_FEWEST_DATES = 2
_MOST_YEARS = 5
# Percent of the width: room for a first day that nobody states, and for the arrow of what goes on.
_LEFT, _LEFT_UNSTATED, _RIGHT = 0.8, 8.0, 95.0
# Em of the text: what stands above the rows, a row, what it grows by, and the years below.
_TOP, _ROW, _ADOPTIONS, _NOTE, _YEARS = 2.2, 3.5, 0.6, 1.4, 1.9
# How near the edge, in percent, words in the middle of their place would be cut off on a phone.
_NEAR_EDGE_YEAR, _NEAR_EDGE_DAY = 7.0, 14.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time; ``open_start`` is a first day nobody states, ``open_end`` a text that goes on."""

    begin: float
    end: float
    open_start: bool = False
    open_end: bool = False

    @property
    def x(self) -> str:
        """Return where it begins."""
        return _percent(self.begin)

    @property
    def x2(self) -> str:
        """Return where it ends."""
        return _percent(self.end)

    @property
    def width(self) -> str:
        """Return how far it reaches."""
        return _percent(self.end - self.begin)


@dataclass(frozen=True, slots=True)
class Row:
    """One version: its words, and its marks along time."""

    number: str
    word: str
    tone: str
    note: str
    bars: tuple[Bar, ...]
    hearings: tuple[Bar, ...]
    decision: str
    adoptions: tuple[str, ...]

    @property
    def is_drawn(self) -> bool:
        """Say whether there is any mark, or words alone."""
        return bool(self.bars or self.hearings or self.decision or self.adoptions)

    @property
    def note_y(self) -> str:
        """Return how far down the note stands: below the marks, or where they would have been."""
        return _em(_ROW + _ADOPTIONS * bool(self.adoptions) if self.is_drawn else 2.4)

    @property
    def height(self) -> float:
        """Return the height of the row."""
        return _ROW + _ADOPTIONS * bool(self.adoptions) + _NOTE * bool(self.note and self.is_drawn)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place along time with words, turned away from an edge that is near."""

    x: str
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; rows come with their place from the top, ``legend`` is mark and words."""

    rows: tuple[tuple[str, Row], ...]
    years: tuple[Tick, ...]
    today: Tick
    axis: str
    height: str
    legend: tuple[tuple[str, str], ...]


def picture(ctx: Context, document: Document) -> Picture | None:
    """Return the picture, or None where there are too few dates to place for it to say anything."""
    maker = _Maker(ctx, document)
    return maker.picture() if len(maker.dates) >= _FEWEST_DATES else None


def adoptions(version: Version, parties: Sequence[str], day: date) -> dict[str, date | None]:
    """Return the parties that had adopted a version by ``day``, with the date where it is stated."""
    return {
        r.party: r.decided
        for r in version.ratifications or ()
        if r.outcome is Outcome.ADOPTED and r.party in parties and (r.decided is None or r.decided <= day)
    }


def was_overtaken(version: Version, found: Sequence[Period]) -> bool:
    """Say whether a later text without a first day took over, so that nobody knows this one's last day."""
    first = found[0] if found else None
    return bool(first and first.version and first.start is None and first.version.order > version.order)


class _Scale:
    """Places days between the beginning of the first year and the end of the last."""

    def __init__(self, days: Sequence[date], left: float) -> None:
        self._years = range(min(days).year, max(days).year + 2)
        self._first, self._last = _new_year(self._years[0]), _new_year(self._years[-1])
        self.left = left

    def place(self, day: date, *, after: bool = False) -> float:
        """Return where a day begins, or the one after it, in percent of the width."""
        return self._at(day.toordinal() + after)

    def _at(self, ordinal: int) -> float:
        share = (ordinal - self._first) / (self._last - self._first)
        return self.left + share * (_RIGHT - self.left)

    def years(self) -> list[tuple[int, float]]:
        """Return a few round years with their places."""
        steps = (n * 10**power for power in range(4) for n in (1, 2, 4, 5))
        chosen = ([y for y in self._years if y % step == 0] for step in steps)
        few = next(years for years in chosen if len(years) <= _MOST_YEARS)
        return [(year, self._at(_new_year(year))) for year in few]


def _new_year(year: int) -> int:
    """Return the ordinal of a year's first day, also of the year after the last there is."""
    return date(year, 1, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1


def _percent(place: float) -> str:
    return f"{place:.2f}%"


def _em(height: float) -> str:
    return f"{height:.2f}em"


def _tick(place: float, words: str, near: float) -> Tick:
    anchor = "start" if place < near else "end" if place > 100 - near else "middle"
    return Tick(_percent(place), anchor, words)


class _Maker:
    """Gathers the dates of one document and puts them in their places."""

    def __init__(self, ctx: Context, document: Document) -> None:
        self._ctx, self._t, self._document = ctx, ctx.t, document
        self._parties = ctx.parties(document)
        self._periods = periods(document, self._parties)
        self.dates = {day for version in document.versions for day in self._placed(version)}

    def _placed(self, version: Version) -> Iterator[date]:
        """Yield the dates of a version that have a mark in the picture."""
        bounds = (bound for p in self._dated(version) for bound in (p.start, p.end))
        hearing = version.hearing
        heard = (hearing.opens, hearing.closes) if hearing else ()
        yield from (day for day in (*bounds, *heard, version.approved, *self._adopted(version)) if day)

    def _dated(self, version: Version) -> list[Period]:
        """Return the periods of a version that have a day to begin or end with."""
        return [p for p in self._periods if p.version is version and (p.start or p.end)]

    def _adopted(self, version: Version) -> list[date]:
        return sorted(d for d in adoptions(version, self._parties, self._ctx.day).values() if d)

    def picture(self) -> Picture:
        """Put everything together, the newest version first."""
        day, t = self._ctx.day, self._t
        unstated = any(p.start is None for v in self._document.versions for p in self._dated(v))
        scale = _Scale([*self.dates, day], _LEFT_UNSTATED if unstated else _LEFT)
        rows = [self._row(version, scale) for version in reversed(self._document.versions)]
        tops = [_TOP + sum(row.height for row in rows[:n]) for n in range(len(rows) + 1)]
        return Picture(
            tuple((_em(top), row) for top, row in zip(tops, rows, strict=False)),
            tuple(_tick(place, str(year), _NEAR_EDGE_YEAR) for year, place in scale.years()),
            _tick(scale.place(day), t.short_date(day), _NEAR_EDGE_DAY),
            _em(tops[-1]),
            _em(tops[-1] + _YEARS),
            tuple(self._legend(rows)),
        )

    def _row(self, version: Version, scale: _Scale) -> Row:
        standing = self._ctx.standing(self._document, version)
        return Row(
            version.number,
            word(self._ctx, standing),
            tone(standing.status),
            self._note(version, tone(standing.status)),
            tuple(self._bar(p, scale) for p in self._dated(version)),
            tuple(self._hearing(version, scale)),
            _percent(scale.place(version.approved)) if version.approved else "",
            tuple(_percent(scale.place(day)) for day in self._adopted(version)),
        )

    @staticmethod
    def _bar(period: Period, scale: _Scale) -> Bar:
        begin = scale.place(period.start) if period.start else scale.left
        end = scale.place(period.end, after=True) if period.end else _RIGHT + 2
        return Bar(begin, end, period.start is None, period.end is None)

    @staticmethod
    def _hearing(version: Version, scale: _Scale) -> Iterator[Bar]:
        """Yield the hearing; where one of its days is not stated, the other stands alone."""
        hearing = version.hearing
        opens, closes = (hearing.opens, hearing.closes) if hearing else (None, None)
        first, last = opens or closes, closes or opens
        if first and last:
            yield Bar(scale.place(first), scale.place(max(first, last), after=True))

    def _note(self, version: Version, tone_: str) -> str:
        """Return what a row says in words because it cannot be drawn."""
        dated = self._dated(version)
        if dated:
            return self._t("first day not stated") if dated[0].start is None else ""
        stated = (version.valid_from, version.valid_until, version.repealed, version.signed)
        if not any(stated) and not any(self._placed(version)):
            return self._t("no dates stated")
        if not version.is_approved or tone_ == "forslag":
            return ""
        overtaken = was_overtaken(version, self._periods)
        return self._t("last day not stated") if overtaken else self._t("has not been in force")

    def _legend(self, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
        t = self._t
        bars = [(row.tone, bar) for row in rows for bar in row.bars]
        marks = (
            ("felt", t("in force then"), any(tone_ != "forslag" for tone_, _ in bars)),
            ("kommer", t("will be in force"), any(tone_ == "forslag" for tone_, _ in bars)),
            ("pil", t("no last day stated"), any(bar.open_end for _, bar in bars)),
            ("horing", t("hearing"), any(row.hearings for row in rows)),
            ("vedtak", t("approved"), any(row.decision for row in rows)),
            ("tilslutning", t("adopted by a party"), any(row.adoptions for row in rows)),
            ("idag", t("today, {day}", day=t.long_date(self._ctx.day)), True),
        )
        yield from ((mark, words) for mark, words, occurs in marks if occurs)
