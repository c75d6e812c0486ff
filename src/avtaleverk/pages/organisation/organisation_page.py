"""The page of all bodies: the chart, and the same as a list of who answers to whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from avtaleverk.model.structure import Body, Structure
from avtaleverk.organisation.drawing.chart_tree import Group, Node, grouped
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation.body_words import full_name, level_words, member_words, period_of_body, place_of_body
from avtaleverk.pages.organisation.chart import POSTER, chart_html


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the list, with the staff beside it and the bodies below it."""

    name: str
    address: str
    facts: tuple[str, ...]
    under: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class Trunk:
    """The bodies of one fellowship, or all; ``name`` is "" where there is only one."""

    name: str
    branches: tuple[Branch, ...]


def trunks(
    ctx: Context, structure: Structure, groups: Iterable[Group], place: Callable[[Body], str] | None = None
) -> tuple[Trunk, ...]:
    """Return bodies as a list of who answers to whom, the staff before those below.

    ``place`` says where each body is told about (None: on its own page).
    """

    def branch(node: Node) -> Branch:
        under = (*(Node(b) for b in node.staff), *node.children)
        body = node.body
        return Branch(
            full_name(body),
            place(body) if place else place_of_body(ctx, structure, body),
            facts_of(ctx, structure, body),
            tuple(branch(n) for n in under),
        )

    return tuple(
        Trunk(g.name, tuple(branch(n) for n in (*g.tops, *(Node(b) for b in g.staff)))) for g in groups
    )  # fmt: skip


def facts_of(ctx: Context, structure: Structure, body: Body) -> tuple[str, ...]:
    """Return what a body is in few words; what nobody states is left out."""
    t = ctx.t
    yearly = body.meetings_per_year
    facts = (
        level_words(ctx, body),
        t("temporary") if body.is_temporary else "",
        period_of_body(ctx, body),
        member_words(ctx, body, structure),
        t.count("{n} meeting a year", "{n} meetings a year", yearly) if yearly else "",
        t("each meeting has {parts}", parts=t.listed(list(body.meeting_parts))) if body.meeting_parts else "",
    )
    return tuple(f for f in facts if f)


def organisation_html(ctx: Context, page: str) -> str:
    """Return the bodies of today, as a chart and as a list."""
    structure, first = ctx.structure, ctx.corpus.structures[:1]
    groups = grouped(structure, ctx.day) if structure else ()
    return ctx.render(
        "organisasjon.html",
        page,
        structure=structure,
        chart=chart_html(ctx, structure, page, day=ctx.day) if structure and groups else "",
        trunks=trunks(ctx, structure, groups) if structure else (),
        since=ctx.t.moment(structure.valid_from) if structure else "",
        first=ctx.t.moment(first[0].valid_from) if first else "",
        poster=POSTER,
    )
