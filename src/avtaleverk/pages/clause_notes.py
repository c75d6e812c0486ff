"""What a page says beside each clause: when it last changed and what it said before, and where old links lead now."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from avtaleverk.history.anchor_map import removed_anchor
from avtaleverk.history.comparison import Facts
from avtaleverk.history.lineage import Event, Thread
from avtaleverk.model.addresses import clause_history_address, difference_address, relative, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.text import Clause
from avtaleverk.pages.context import Context
from avtaleverk.pages.old_anchors import anchor_spans, led_on
from avtaleverk.pages.status_words import approval_words
from avtaleverk.pages.text_html import Notes, cited_html, clause_html
from avtaleverk.redline import Point, PointState
from avtaleverk.text.clauses import PREAMBLE


@dataclass(frozen=True, slots=True)
class Removed:
    """A clause that the text in force does not have any more, with its last text; ``anchors`` are its old ones."""

    name: str
    title: str
    anchors: tuple[str, ...]
    version: str
    approval: str
    last: str
    text: Markup
    last_address: str
    history: str


def clause_name(ctx: Context, clause: Clause) -> str:
    """Return what a clause is called in a sentence: «punkt 7.1», «§ 3», «Formål» i punkt 2, innledningen."""
    if clause.number:
        return clause.number if clause.number.startswith("§") else ctx.t("clause {label}", label=clause.number)
    title = f"«{clause.title}»" if clause.title else ctx.t("the introduction")
    return ctx.t("{title} in clause {number}", title=title, number=clause.within) if clause.within else title


def _sentence(words: str) -> str:
    """Return words as a sentence begins."""
    return words[:1].upper() + words[1:]


def history_of(ctx: Context, document: Document, thread: Thread) -> str:
    """Return the address where a clause is followed through all versions."""
    return clause_history_address(ctx.addresses[document.folder], thread_id(thread))


def thread_id(thread: Thread) -> str:
    """Return the last part of a clause's history: its anchor, with the version it stood in last where it is gone.

    No clause has a full stop in its anchor, so the two cannot be taken for one another.
    """
    return removed_anchor(thread) if thread.removed else thread.clause.id


def mark_of(point: Point) -> str:
    """Return the anchor of what happened to a clause in a difference; new numbers share one mark far away."""
    has_own = point.change and point.state is not PointState.RENUMBERED
    return f"endring-{point.change}" if has_own else point.anchor


class InForceNotes:
    """The notes of the text in force."""

    def __init__(self, ctx: Context, document: Document, version: Version, page: str) -> None:
        """Gather what the clauses of one text need."""
        self._ctx, self._document, self._version, self._page = ctx, document, version, page
        self._lineage = ctx.lineage(document)
        self._anchors = set(ctx.text(version).anchors)
        self._former = self._lineage.former(version)
        self._led = led_on(ctx, document, version)
        self._threads = {c.id: t for t in self._lineage.threads if (c := t.clause_in(version))}
        self._proposals = [(v, {p.old.id: p for p in self._facts(v).touched if p.old}) for v, _ in ctx.proposals(document) if v.order > version.order]  # fmt: skip

    def notes(self) -> Notes:
        """Return them as functions of a clause's anchor."""
        return Notes(self._before, self._after, self._end)

    def _facts(self, proposal: Version) -> Facts:
        return self._ctx.facts(self._version, proposal)

    def _before(self, anchor: str) -> str:
        """Return the old addresses of a clause, each a note that is seen by those who come that way alone."""
        thread, led = self._threads.get(anchor), self._led.get(anchor, ())
        former = {
            old: then
            for old, [(then, newest), *_] in self._former.items()
            if old not in self._anchors and newest is thread
        }
        # What stood below an old number is told of by the same note as the number.
        below = {old: [a for a in led if a.startswith(f"{old}-")] for old in sorted(former, key=len)}
        own = {a: old for old, anchors in below.items() for a in anchors}
        notes = (self._moved_here(old, then, anchor, [a for a in own if own[a] == old]) for old, then in former.items())
        others = anchor_spans([a for a in led if a not in own])
        return "".join((f'<div class="gamle-ankre">{others}</div>' if others else "", *notes))

    def _moved_here(self, former: str, then: Version, anchor: str, below: list[str]) -> str:
        ctx, thread = self._ctx, self._threads[anchor]
        old, now = thread.clause_in(then), thread.clause_in(self._version)
        if old is None or now is None:
            return ""
        words = ctx.t(
            "In version {number} this was {old}. It is {new} now.",
            number=then.number, old=clause_name(ctx, old), new=clause_name(ctx, now),
        )  # fmt: skip
        return f'<p class="gammel-adresse" id="{escape(former)}">{anchor_spans(below)}{escape(words)}</p>'

    def _after(self, anchor: str) -> str:
        return "".join((*self._other_clauses(anchor), self._last_change(anchor), *self._proposed(anchor)))

    def _end(self, anchor: str) -> str:
        return cited_html(self._ctx, self._document, anchor, self._page)

    def _other_clauses(self, anchor: str) -> Iterator[str]:
        """Yield which other clause had this number before, for those who come by an old link."""
        ctx = self._ctx
        for then, thread in self._former.get(anchor, ()):
            clause, now = thread.clause_in(then), thread.clause_in(self._version)
            name = ctx.t("In version {number} this number belonged to «{title}».", number=then.number, title=clause.title if clause else "")  # fmt: skip
            target = f"#{now.id}" if now else f"#{removed_anchor(thread)}"
            words = ctx.t("It is {new} now.", new=clause_name(ctx, now)) if now else ctx.t("It has been taken out.")
            yield f'<p class="samme-nummer">{escape(name)} <a href="{escape(target)}">{escape(words)}</a></p>'

    def _last_change(self, anchor: str) -> str:
        thread = self._threads.get(anchor)
        if thread is None:
            return ""
        ctx, event = self._ctx, thread.last_change
        before, point = event.before, event.point
        old = point.old if point else None
        return ctx.render(
            "punkt-endret.html",
            self._page,
            first=before is None,
            new=bool(before) and old is None,
            number=event.version.number,
            approval=approval_words(ctx, event.version, short=True),
            before=before.number if before else "",
            old_name=clause_name(ctx, old) if old else "",
            old_title=old.title if old and point and point.new and old.title != point.new.title else "",
            renamed=bool(
                old and point and point.new and (old.number, old.title) != (point.new.number, point.new.title)
            ),
            text=clause_html(ctx, self._document, before, old.id, self._page) if before and old else "",
            difference=self._difference(before, event.version, point) if before and point else "",
            history=history_of(ctx, self._document, thread) if thread.has_history else "",
        )

    def _difference(self, old: Version, new: Version, point: Point) -> str:
        address = difference_address(self._ctx.addresses[self._document.folder], old.number, new.number)
        return f"{address}#{mark_of(point)}"

    def _proposed(self, anchor: str) -> Iterator[str]:
        ctx = self._ctx
        for proposal, points in self._proposals:
            if point := points.get(anchor):
                href = escape(relative(self._difference(self._version, proposal, point), self._page))
                gone = point.state is PointState.REMOVED
                words = ctx.t("Version {number} proposes to take this clause out" if gone else "Version {number} proposes to change this clause", number=proposal.number)  # fmt: skip
                yield f'<p class="forslag-merke"><a href="{href}">{escape(words)}</a></p>'

    def first(self) -> Markup:
        """Return the old anchors of what stood before the first clause."""
        return anchor_spans(self._led.get(PREAMBLE, ()))

    def removed(self) -> list[Removed]:
        """Return the clauses that earlier versions had and this one has not."""
        threads = self._lineage.threads
        return [self._removed(t, e, e.before) for t in threads if (e := t.removed) and e.before]

    def _removed(self, thread: Thread, event: Event, before: Version) -> Removed:
        ctx = self._ctx
        anchors = [a for a, [(_, newest), *_] in self._former.items() if a not in self._anchors and newest is thread]
        anchors += [removed_anchor(thread), *self._led.get(removed_anchor(thread), ())]
        return Removed(
            _sentence(clause_name(ctx, thread.clause)), thread.clause.title, tuple(dict.fromkeys(anchors)), event.version.number,
            approval_words(ctx, event.version), before.number,
            clause_html(ctx, self._document, before, thread.clause.id, self._page),
            version_address(ctx.addresses[self._document.folder], before.number) + f"#{thread.clause.id}",
            history_of(ctx, self._document, thread),
        )  # fmt: skip


class VersionNotes:
    """The notes of a version that is not in force: what each clause is in the text that is."""

    def __init__(self, ctx: Context, document: Document, version: Version, current: Version, page: str) -> None:
        """Compare the version with the one in force."""
        self._ctx, self._document, self._page = ctx, document, page
        self._version, self._current = version, current
        self._is_later = version.order > current.order
        older, newer = (current, version) if self._is_later else (version, current)
        facts = ctx.facts(older, newer)
        sides = [((p.new if self._is_later else p.old), p) for p in facts.points]
        self._points = {clause.id: point for clause, point in sides if clause}
        self._difference = difference_address(ctx.addresses[document.folder], older.number, newer.number)

    def notes(self) -> Notes:
        """Return them as functions of a clause's anchor."""
        now = {a: c.id for a, p in self._points.items() if (c := p.old if self._is_later else p.new)}
        return Notes(after=self._after, now=now)

    def _after(self, anchor: str) -> str:
        point = self._points.get(anchor)
        if point is None:
            return ""
        now = point.old if self._is_later else point.new
        return self._ctx.render(
            "punkt-siden.html",
            self._page,
            is_proposal=self._ctx.standing(self._document, self._version).status.is_proposal,
            is_later=self._is_later,
            current=self._current.number,
            is_edited=point.is_edited,
            is_same=not point.is_edited and now is not None,
            now=clause_name(self._ctx, now) if now else "",
            has_other_name=bool(now and now.id != anchor),
            address=f"{self._ctx.addresses[self._document.folder]}#{now.id}" if now else "",
            difference=f"{self._difference}#{mark_of(point)}",
        )
