"""Hearings: what is out for comment, how to answer, and what came of it."""

from dataclasses import dataclass
from datetime import date

from avtaleverk.model.documents import Document, Version
from avtaleverk.model.status import Status
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, hearing_words, version_view


@dataclass(frozen=True, slots=True)
class HearingView:
    """A proposal that is or has been on hearing."""

    label: str
    title: str
    version: VersionView
    period: str
    reply_to: str
    days: str
    is_open: bool
    closes: date | None


def _hearing(ctx: Context, document: Document, version: Version) -> HearingView:
    hearing = version.hearing
    days = hearing.days if hearing else None
    return HearingView(
        label=ctx.label(document),
        title=ctx.title(document, version),
        version=version_view(ctx, document, version),
        period=hearing_words(ctx, version),
        reply_to=(hearing.reply_to if hearing else None) or "",
        days=ctx.t.count("{n} day", "{n} days", days) if days is not None else ctx.t("not stated"),
        is_open=ctx.standing(document, version).status is Status.HEARING,
        closes=hearing.closes if hearing else None,
    )


def hearings(ctx: Context) -> list[HearingView]:
    """Return every hearing, the open ones first, then those that closed last."""
    found = [
        _hearing(ctx, d, v)
        for d in ctx.corpus.all_documents()
        for v in d.versions
        if v.hearing and (not v.hearing.opens or v.hearing.opens <= ctx.day)
    ]
    return sorted(found, key=lambda h: (h.is_open, h.closes or date.min), reverse=True)


def hearings_html(ctx: Context, page: str) -> str:
    """Return the page of open and closed hearings."""
    return ctx.render("horinger.html", page, hearings=hearings(ctx))
