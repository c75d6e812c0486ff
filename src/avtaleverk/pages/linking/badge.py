"""The badge: a small picture that says which version is in force, to stand beside a link on other sites.

It was true on the day it was made and says which day that was, since a picture cannot look at the calendar. A last
day that is known already stands in it too, so that no text that has run out looks as if it applied.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from avtaleverk.model.addresses import badge_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.status import Status
from avtaleverk.pages.context import Context

_SIZE = 14
_TEXT_LEFT, _RIGHT, _HEIGHT, _USUAL_WIDTH = 44, 12, 54, 320
# Widths of characters in a usual sans-serif, in parts of its size; the picture then holds the text to them.
_NARROW, _USUAL, _WIDE, _WIDEST = 0.29, 0.56, 0.7, 0.9
_BOLD = 1.08
# Colour of frame and icon, ground, and text: those of the site on a light page, on a ground of their own anywhere.
_COLOURS = {"gjeldende": ("#0b4a6f", "#e6f0f6", "#0a3956"), "utlopt": ("#65717a", "#edf0f2", "#353f46")}
_ICONS = {"gjeldende": "m6.2 10.4 2.6 2.6 5-5.6", "utlopt": "M6 10h8"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, with the width that it is drawn in."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Badge:
    """What the badge of a document says and how large it is; ``tone`` chooses its colours."""

    tone: str
    first: Line
    second: Line
    words: str

    @property
    def width(self) -> int:
        """Return the width in pixels: the same for nearly all documents, so that badges line up."""
        return max(_USUAL_WIDTH, round(_TEXT_LEFT + max(self.first.width, self.second.width) + _RIGHT))

    @property
    def height(self) -> int:
        """Return the height in pixels."""
        return _HEIGHT


def _width(text: str, *, bold: bool = False) -> float:
    def one(character: str) -> float:
        if character in " .,:;!|'·()[]/-iIjlftr":
            return _NARROW
        if character in "mMwW%@—–" or ord(character) >= 0x2E80:  # noqa: PLR2004 - from here on signs are square
            return _WIDEST
        return _WIDE if character.isupper() else _USUAL

    return round(sum(map(one, text)) * _SIZE * (_BOLD if bold else 1), 1)


def last_day(ctx: Context, document: Document, version: Version) -> date | None:
    """Return the last day on which a version in force applies, None where none is known yet."""
    ends = (s.day for s in ctx.upcoming(document, version) if s.status is not Status.IN_FORCE)
    return next((day - timedelta(days=1) for day in ends), None)


def badge(ctx: Context, document: Document) -> Badge:
    """Return the badge of a document as it is today."""
    return ctx.once(("badge", document.folder), lambda: _badge(ctx, document))


def _badge(ctx: Context, document: Document) -> Badge:
    t, version = ctx.t, ctx.in_force(document)
    today = t("as of {day}", day=t.short_date(ctx.day))
    if version is None:
        said = t("No text is in force") if document.versions else t("The text has not been added yet")
        return Badge("utlopt", Line(said, _width(said, bold=True)), Line(today, _width(today)), f"{said} ({today})")
    said = t("Version {number} in force", number=version.number)
    if end := last_day(ctx, document, version):
        said = t("Version {number} in force until {end}", number=version.number, end=t.short_date(end))
    approved = t("approved {day}", day=t.short_date(version.approved)) if version.approved else t("date not stated")
    second = f"{approved} · {today}"
    words = f"{said}, {approved} ({today})"
    return Badge("gjeldende", Line(said, _width(said, bold=True)), Line(second, _width(second)), words)


def badge_svg(ctx: Context, document: Document) -> bytes:
    """Return the badge of a document as a file."""
    shown = badge(ctx, document)
    edge, ground, ink = _COLOURS[shown.tone]
    return ctx.render(
        "merkefil.html",
        badge_address(ctx.addresses[document.folder]),
        badge=shown,
        edge=edge,
        ground=ground,
        ink=ink,
        icon=_ICONS[shown.tone],
    ).encode()
