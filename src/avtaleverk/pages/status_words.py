"""A status in words: what the reader is told, and what the page will say when a date has passed."""

import json
from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.model.documents import Document, Version
from avtaleverk.model.status import Standing, Status
from avtaleverk.pages.context import Context

_TONES = {
    Status.IN_FORCE: "gjeldende",
    Status.REPLACED: "historisk",
    Status.EXPIRED: "utlopt",
    Status.REPEALED: "utlopt",
}
_WORDS = {
    Status.DRAFT: "Draft",
    Status.HEARING: "On hearing",
    Status.PENDING: "Under consideration",
    Status.RATIFYING: "Awaiting adoption by the parties",
    Status.ADOPTED: "Approved, not yet in force",
    Status.IN_FORCE: "In force",
    Status.REPLACED: "Replaced",
    Status.EXPIRED: "Expired",
    Status.REPEALED: "Repealed",
}


@dataclass(frozen=True, slots=True)
class StatusView:
    """A status as the templates show it: colour, word, and the changes that dates will bring.

    ``coming`` is JSON for the page's script: from which day, which tone and which word.
    """

    tone: str
    word: str
    coming: str


def tone(status: Status) -> str:
    """Return the name of the colours of a status; a proposal has its own."""
    return _TONES.get(status, "forslag")


def plain_word(ctx: Context, status: Status) -> str:
    """Return a status as it stands in a sentence, without any count."""
    return ctx.t(_WORDS[status]).lower()


def word(ctx: Context, standing: Standing) -> str:
    """Return the status in a word or two, with the count where parties must adopt the text."""
    plain = ctx.t(_WORDS[standing.status])
    if standing.status is Status.RATIFYING:
        return ctx.t("{word} ({n} of {total})", word=plain, n=standing.adopted_by, total=standing.parties)
    return plain


def status_view(ctx: Context, document: Document, version: Version) -> StatusView:
    """Return how to show what a version is today and what it is already known to become."""
    return ctx.once(("status", document.folder, version.number), lambda: _status(ctx, document, version))


def _status(ctx: Context, document: Document, version: Version) -> StatusView:
    now = ctx.standing(document, version)
    coming = [
        {"fra": s.day.isoformat(), "tone": tone(s.status), "ord": word(ctx, s)} for s in ctx.upcoming(document, version)
    ]
    return StatusView(tone(now.status), word(ctx, now), json.dumps(coming, ensure_ascii=False) if coming else "")


def approval_words(ctx: Context, version: Version, *, short: bool = False) -> str:
    """Return who approved a version and when: «Partnerskapsmøtet 26. september 2024»."""
    if not version.approved_by:
        return ctx.t("not approved")
    name = ctx.corpus.body_short(version.approved_by) if short else ctx.corpus.body_name(version.approved_by)
    if version.approved:
        day = ctx.t.short_date(version.approved) if short else ctx.t.long_date(version.approved)
        return f"{name} {day}"
    return ctx.t("{body} (date not stated)", body=name)


def period_words(ctx: Context, document: Document, version: Version) -> str:
    """Return the period a version applies in, as far as its file says."""
    start, end = ctx.standing(document, version).since, version.valid_until
    if start and end:
        return ctx.t("in force from {start} to {end}", start=ctx.t.long_date(start), end=ctx.t.long_date(end))
    if end:
        return ctx.t("in force until {end}", end=ctx.t.long_date(end))
    return ctx.t("in force from {start}", start=ctx.t.long_date(start)) if start else ctx.t("first day not stated")


def days_left(ctx: Context, version: Version) -> Markup:
    """Return how long a hearing is still open, "" where it has not begun or has no deadline ahead.

    The deadline goes along, so that a page built last week can count anew.
    """
    hearing = version.hearing
    closes = hearing.closes if hearing else None
    if not hearing or not closes or closes < ctx.day or (hearing.opens and hearing.opens > ctx.day):
        return Markup("")
    words = ctx.t.days_left((closes - ctx.day).days)
    return Markup('<span data-frist="{}">{}</span>').format(closes.isoformat(), words)
