"""The page of one difference: what changed from one version to another, why, and who decided it."""

from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.history.comparison import Facts
from avtaleverk.history.named_points import Agreement, agreement
from avtaleverk.history.pairs import MOST_FOR_ANY_TWO, VersionPair, before, difference_pairs
from avtaleverk.model.addresses import difference_address, history_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.clause_notes import clause_name
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, version_view
from avtaleverk.pages.downloads import difference_downloads
from avtaleverk.pages.proposal_words import changed_points, next_step
from avtaleverk.pages.text_html import anchored, placed
from avtaleverk.redline import PointState
from avtaleverk.redline.frame import legend, views

_LEAST_TO_CHOOSE = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the marked contents: numbers before and after, and what happened to the point."""

    anchor: str
    level: int
    before: str
    after: str
    title: str
    state: PointState
    touched: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One pair in the chooser: the places of its versions in the lists, and where its page lies."""

    one: int
    other: int
    words: str
    address: str


def difference_html(ctx: Context, document: Document, old: Version, new: Version) -> str:
    """Return the page of the difference between two versions, the older one first."""
    address = ctx.addresses[document.folder]
    page = difference_address(address, old.number, new.number)
    facts, marked = ctx.facts(old, new), ctx.marked(old, new)
    language = ctx.comparisons.language
    text = placed(ctx, anchored(ctx, document, (new, old), "".join(marked.rows), page), page, document)
    return ctx.render(
        "endring.html",
        page,
        document=document,
        label=ctx.label(document),
        title=ctx.title(document, new),
        address=address,
        history=history_address(address),
        old=version_view(ctx, document, old),
        new=version_view(ctx, document, new),
        current=ctx.in_force(document),
        is_proposal=ctx.standing(document, new).status.is_proposal,
        next_step=next_step(ctx, document, new),
        points=changed_points(ctx, facts),
        between=[version_view(ctx, document, v) for v in _between(document, old, new)],
        agreement=agreement_words(ctx, document, old, new, facts),
        overview=Markup(marked.overview),  # noqa: S704 - the redline's own HTML, escaped and checked
        views=Markup(views(language)),  # noqa: S704 - fixed words
        legend=Markup(legend(language)),  # noqa: S704 - fixed words
        text=Markup(text),  # noqa: S704 - the redline's own HTML, escaped and checked
        contents=contents(facts),
        is_real=facts.is_real,
        chooser=chooser(ctx, document, (old, new)),
        files=difference_downloads(ctx, document, old, new),
    )


def contents(facts: Facts) -> list[Entry]:
    """Return the marked contents, without what stands before the first heading."""
    return [
        Entry(
            p.anchor, p.clause.level, p.old.number if p.old else "", p.new.number if p.new else "", p.clause.title,
            p.state, p.is_touched,
        )
        for p in facts.points
        if p.clause.title or p.clause.number
    ]  # fmt: skip


def _between(document: Document, old: Version, new: Version) -> list[Version]:
    """Return the approved versions that lie between the two, and the newer one where it has others before it."""
    passed = [v for v in document.versions if old.order < v.order < new.order and v.is_approved]
    return [*passed, new] if passed else []


def agreement_words(ctx: Context, document: Document, old: Version, new: Version, facts: Facts) -> str:
    """Return whether the decision named the points that changed; "" where it named none, or another text was its base."""
    if before(document, new) is not old:
        return ""
    found = agreement(new, facts)
    if not found:
        return ""
    named = ctx.t.listed(list(found.named))
    by = "The decision names clause {list}." if new.is_approved else "The proposal names clause {list}."
    agrees = [ctx.t("The same points have changed in the text.")] if found.holds else _disagreement(ctx, found)
    return " ".join([ctx.t(by, list=named), *agrees])


def _disagreement(ctx: Context, found: Agreement) -> list[str]:
    said = []
    if found.unnamed:
        points = ctx.t.listed(list(dict.fromkeys(clause_name(ctx, p.clause) for p in found.unnamed)))
        said.append(ctx.t("These have also changed: {list}.", list=points))
    if found.unchanged:
        said.append(ctx.t("Not changed in the text: clause {list}.", list=ctx.t.listed(list(found.unchanged))))
    return said


@dataclass(frozen=True, slots=True)
class Chooser:
    """Two lists of versions and the pages of their pairs; ``one`` and ``other`` are chosen to begin with."""

    versions: tuple[VersionView, ...]
    choices: tuple[Choice, ...]
    one: int
    other: int


def chooser(ctx: Context, document: Document, chosen: VersionPair | None = None) -> Chooser | None:
    """Return the choice of any two versions, None where there is nothing to choose or too much."""
    versions = document.versions
    if not _LEAST_TO_CHOOSE <= len(versions) <= MOST_FOR_ANY_TWO:
        return None
    place = {v.number: n for n, v in enumerate(versions, 1)}
    address = ctx.addresses[document.folder]
    choices = tuple(
        Choice(
            place[old.number], place[new.number],
            ctx.t("Show what changed from {old} to {new}", old=old.number, new=new.number),
            difference_address(address, old.number, new.number),
        )
        for old, new in difference_pairs(document, ctx.in_force(document))
    )  # fmt: skip
    one, other = chosen or (versions[-2], versions[-1])
    views_ = tuple(version_view(ctx, document, v) for v in versions)
    return Chooser(views_, choices, place[one.number], place[other.number])
