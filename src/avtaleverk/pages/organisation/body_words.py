"""A body in a few words, and where it is told about."""

from avtaleverk.model.addresses import body_address, slug, structure_address
from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.seats import members, participants
from avtaleverk.pages.context import Context


def full_name(body: Body) -> str:
    """Return the name with the abbreviation after it, where the name does not hold it already."""
    short = body.abbreviation
    return f"{body.name} ({short})" if short and short not in body.name else body.name


def level_words(ctx: Context, body: Body) -> str:
    """Return the level of a body, or that it is staff; "" where neither is said."""
    if body.staff:
        return ctx.t("Staff")
    return ctx.t("Level {n}", n=body.level) if body.level else ""


def member_words(ctx: Context, body: Body, structure: Structure) -> str:
    """Return how many sit in a body, observers not counted, and how many of them decide where not all do.

    "" where nothing is said of who sits there.
    """
    if not body.seats:
        return ""
    community = ctx.corpus.community
    number, total = members(body, structure, community), participants(body, structure, community)
    if number is None:
        return ctx.t("number of members not stated")
    if number == total:
        return ctx.t.count("{n} member", "{n} members", number)
    return ctx.t("{n} of {total} decide", n=number, total=total) if total else ctx.t("{n} decide", n=number)


def period_of_body(ctx: Context, body: Body) -> str:
    """Return from when and until when a body works, where it is not as its structure does; "" else."""
    t, start, end = ctx.t, body.active_from, body.active_until
    if start and end:
        return t("from {start} to {end}", start=t.long_date(start), end=t.long_date(end))
    if end:
        return t("until {day}", day=t.long_date(end))
    return t("from {day}", day=t.long_date(start)) if start else ""


def place_of_body(ctx: Context, structure: Structure, body: Body) -> str:
    """Return the address of the page of a body; what is only proposed stands on the page of the proposal."""
    known = ctx.once(("bodies with a page",), lambda: frozenset(b.id for s in ctx.corpus.structures for b in s.bodies))
    if body.id in known:
        return body_address(body.id)
    proposing = [s for s in (structure, *reversed(ctx.corpus.proposed_structures)) if s.body(body.id)]
    return f"{structure_address((proposing or [structure])[0].id)}#organ-{slug(body.id)}"
