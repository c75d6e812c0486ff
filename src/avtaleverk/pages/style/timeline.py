"""A document made up for the style page, whose versions are in every state on the day the page is made."""

from dataclasses import replace
from datetime import date, timedelta

from avtaleverk.model.community import ApprovalRule
from avtaleverk.model.documents import Document, DocumentKind, Hearing, Outcome, Ratification, Version
from avtaleverk.model.source import Source
from avtaleverk.pages.context import Context
from avtaleverk.pages.history_pages import Entry, entries
from avtaleverk.pages.timeline import Picture, picture

_FOLDER = "stil/tidslinje"
_PARTIES = ("en", "to", "tre")
_SOURCE = Source("stil.md")
# The samples lie up to three years away from the day of the page, and no day lies outside the years 1 to 9999.
_FIRST, _LAST = date(10, 1, 1), date(9990, 1, 1)


def _day(ctx: Context) -> date:
    """Return the day that the samples are seen on: that of the page, or the nearest with room around it."""
    return min(max(ctx.day, _FIRST), _LAST)


def _version(number: str, **fields: object) -> Version:
    return Version(number, "", 1, _SOURCE, **fields)  # type: ignore[arg-type]


def _versions(day: date) -> tuple[Version, ...]:
    """Return an undated draft, an undated text, a gap, a text in force, one to come, and two proposals."""

    def on(days: int) -> date:
        return day + timedelta(days=days)

    adopted = tuple(
        Ratification(party, None, on(-days), None, Outcome.ADOPTED)
        for party, days in zip(_PARTIES, (400, 380, 350), strict=True)
    )
    return (
        _version("0.9"),
        _version("1.0", approved_by="SSU"),
        _version("2.0", approved_by="SSU", approved=on(-1100), valid_from=on(-1060), valid_until=on(-500)),
        _version("3.0", approved_by="SSU", approved=on(-430), ratifications=adopted),
        _version("4.0", approved_by="SSU", approved=on(-20), valid_from=on(150), hearing=Hearing(on(-130), on(-80))),
        _version("5.0", approved_by="SSU", approved=on(-5), ratifications=adopted[:0]),
        _version("6.0", hearing=Hearing(on(-10), on(30))),
    )


def _alone(ctx: Context, versions: tuple[Version, ...]) -> tuple[Context, Document]:
    """Return a document of these versions, and a corpus that holds nothing else."""
    document = Document(_FOLDER, "", DocumentKind.GUIDELINE, "", _SOURCE, versions=versions)
    rule = ApprovalRule(_FOLDER, "SSU", _PARTIES)
    community = replace(ctx.corpus.community, approval=(rule,))
    return Context(replace(ctx.corpus, community=community, documents=(document,)), _day(ctx), ctx.texts), document


def sample_pictures(ctx: Context) -> list[Picture | None]:
    """Return the timeline with every mark, and that of a text that has run out."""
    day = _day(ctx)
    expired = _version(
        "1.0", approved_by="SSU", approved=day - timedelta(days=900), valid_until=day - timedelta(days=60)
    )
    return [picture(*_alone(ctx, versions)) for versions in (_versions(day), (expired,))]


def sample_entries(ctx: Context, address: str) -> list[Entry]:
    """Return the list below the first picture; all its links lead to ``address``."""
    made = entries(*_alone(ctx, _versions(_day(ctx))))
    return [
        replace(e, address=address, ways=tuple(replace(w, address=w.address and address) for w in e.ways)) for e in made
    ]
