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
    if body.id not in _with_a_page(ctx) and structure.body(body.id):
        return _in_structure(structure, body.id)
    return page_of_body(ctx, body.id) or _in_structure(structure, body.id)


def page_of_body(ctx: Context, body_id: str) -> str:
    """Return where a body is told about, in the last proposal where it is only proposed.

    "" for one that is in no structure, as the board of a trust is.
    """
    if body_id in _with_a_page(ctx):
        return body_address(body_id)
    proposing = next((s for s in reversed(ctx.corpus.proposed_structures) if s.body(body_id)), None)
    return _in_structure(proposing, body_id) if proposing else ""


def _with_a_page(ctx: Context) -> frozenset[str]:
    return ctx.once(("bodies with a page",), lambda: frozenset(b.id for s in ctx.corpus.structures for b in s.bodies))


def _in_structure(structure: Structure, body_id: str) -> str:
    return f"{structure_address(structure.id)}#organ-{slug(body_id)}"
