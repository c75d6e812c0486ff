"""Whether a body is there today, from when until when it was, and what it came from and became."""

from dataclasses import dataclass

from avtaleverk.model.addresses import body_address
from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.structures.lifetime import Lifetime, heirs, lifetimes, origins
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_words import full_name, page_of_body, period_of_body


@dataclass(frozen=True, slots=True)
class BodyStanding:
    """How a body stands on the day of the page: ``told`` is what the reader must know if it does not work then.

    ``is_past`` says that it is over, ``existed`` from when until when it is or was there, and the last two what it
    came from and what came of it, as names with addresses.
    """

    told: str
    is_past: bool
    existed: str
    origins: tuple[tuple[str, str], ...]
    heirs: tuple[tuple[str, str], ...]


def standing_of(ctx: Context, body: Body, structure: Structure) -> BodyStanding:
    """Return how a body stands, as ``structure`` has it."""
    spans = lifetimes(ctx.corpus, body.id)
    told, is_past = _told(ctx, body, spans, in_force=structure == ctx.structure)
    return BodyStanding(
        told=told,
        is_past=is_past,
        existed=period_of_body(ctx, body) or ctx.t.listed([_span(ctx, s) for s in spans] or [ctx.t("not stated")]),
        origins=tuple((ctx.corpus.body_name(o), page_of_body(ctx, o)) for o in origins(ctx.corpus, body)),
        heirs=tuple((full_name(b), body_address(b.id)) for b in heirs(ctx.corpus, body.id)),
    )


def _span(ctx: Context, span: Lifetime) -> str:
    """Return a stretch in words, its ends as exactly as they are known."""
    t, start = ctx.t, span.first.valid_from
    end = t.moment(span.until.valid_from) if span.until else ""
    if start and end:
        return t("from {start} to {end}", start=t.moment(start), end=end)
    if end:
        return t("until {day}, from when is not stated", day=end)
    return t("from {day}", day=t.moment(start)) if start else t("from when is not stated")


def _told(ctx: Context, body: Body, spans: tuple[Lifetime, ...], *, in_force: bool) -> tuple[str, bool]:
    """Return what to say about a body that does not work today, and whether it is over; "" for one that does."""
    t, day = ctx.t, ctx.day
    if in_force and body.active_until and body.active_until < day:
        return t("This body worked until {day}.", day=t.long_date(body.active_until)), True
    if in_force and body.active_from and body.active_from > day:
        return t("This body begins on {day}.", day=t.long_date(body.active_from)), False
    if in_force:
        return "", False
    ended = [s for s in spans if s.until and s.until.starts <= day]
    if ended and ended[-1].until:
        return t("This body is not part of the structure any more. It was there until {day}.", day=t.moment(ended[-1].until.valid_from)), True  # fmt: skip
    start = next((s.first.valid_from for s in spans if s.first.starts > day), None)
    return t("This body is not there yet. It is part of the structure from {day}.", day=t.moment(start)), False
