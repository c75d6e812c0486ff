"""The history of a document: its versions along time, what applied on which day, and the version log."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from avtaleverk.history.pairs import before
from avtaleverk.model.addresses import (
    difference_address,
    history_address,
    meeting_address,
    paper_address,
    version_address,
)
from avtaleverk.model.documents import Document, Hearing, Version
from avtaleverk.model.periods import Period, floor, periods
from avtaleverk.model.status import Status, effective_from
from avtaleverk.pages.changes_page import meter
from avtaleverk.pages.clause_history import clause_title
from avtaleverk.pages.clause_notes import history_of
from avtaleverk.pages.context import Context
from avtaleverk.pages.difference_pages import chooser
from avtaleverk.pages.document_pages import version_view
from avtaleverk.pages.status_words import StatusView, approval_words, days_left, status_view, tone
from avtaleverk.pages.timeline import adoptions, picture, was_overtaken


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known about a version, under its name; it may lead somewhere."""

    name: str
    words: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A link out of the history; ``of`` says what it concerns to those who hear links alone.

    Without an address it is words alone, where there is nothing to go to.
    """

    words: str
    of: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version in the list below the picture; addresses are from the site's root."""

    number: str
    status: StatusView
    address: str
    facts: tuple[Fact, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One line of the table of periods; without a number no version was in force."""

    start: str
    end: str
    number: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Lookup:
    """What the question of a day is answered from: ``data`` and ``words`` for the script, rows for all."""

    data: tuple[dict[str, str | None], ...]
    words: dict[str, str]
    rows: tuple[PeriodRow, ...]


def history_html(ctx: Context, document: Document) -> str:
    """Return the page of a document's history."""
    address = ctx.addresses[document.folder]
    page = history_address(address)
    parties = ctx.parties(document)
    return ctx.render(
        "historikk.html",
        page,
        label=ctx.label(document),
        title=ctx.title(document, ctx.in_force(document)),
        language=ctx.language(document),
        address=address,
        versions=[version_view(ctx, document, v) for v in reversed(document.versions)],
        entries=entries(ctx, document),
        picture=picture(ctx, document),
        lookup=_lookup(ctx, document, periods(document, parties), page),
        removed=_removed(ctx, document),
        chooser=chooser(ctx, document),
        floor=_floor_words(ctx, floor(document, parties)),
    )


@dataclass(frozen=True, slots=True)
class Removed:
    """A clause that stands in no text any more: its name, the version that took it out, its history."""

    name: str
    number: str
    address: str


def _removed(ctx: Context, document: Document) -> list[Removed]:
    return [
        Removed(clause_title(t.clause), t.removed.version.number, history_of(ctx, document, t))
        for t in ctx.lineage(document).threads
        if t.removed
    ]


def entries(ctx: Context, document: Document) -> list[Entry]:
    """Return the versions of a document as the list shows them, the newest first."""
    found = periods(document, ctx.parties(document))
    return [_Teller(ctx, document, found, version).entry() for version in reversed(document.versions)]


def _floor_words(ctx: Context, first: Period | None) -> str:
    """Return how far back the history goes."""
    t = ctx.t
    if not first or not first.version:
        return t("No version has been in force, as far as is stated here.")
    number = first.version.number
    if not first.start:
        return t("The history begins with version {number}. The date is not stated.", number=number)
    day = t.long_date(first.start)
    if first.start > ctx.day:
        return t("Version {number} is the first one. It applies from {day}.", number=number, day=day)
    return t("The history goes back to {day} (version {number}).", day=day, number=number)


def _lookup(ctx: Context, document: Document, found: tuple[Period, ...], page: str) -> Lookup:
    return Lookup(
        tuple(_as_data(ctx, document, p, page) for p in found),
        _answers(ctx),
        tuple(_period_row(ctx, document, p) for p in reversed(found)),
    )


def _address(ctx: Context, document: Document, period: Period) -> str:
    return version_address(ctx.addresses[document.folder], period.version.number) if period.version else ""


def _as_data(ctx: Context, document: Document, period: Period, page: str) -> dict[str, str | None]:
    """Return a period as the script reads it: ISO dates, and the version with its address."""
    version = period.version
    return {
        "fra": period.start.isoformat() if period.start else None,
        "til": period.end.isoformat() if period.end else None,
        "versjon": ctx.t("Version {number}", number=version.number) if version else None,
        "adresse": ctx.link(_address(ctx, document, period), page) if version else None,
    }


def _answers(ctx: Context) -> dict[str, str]:
    """Return what the script answers; it puts the link to the version and the day in their places."""
    t = ctx.t
    return {
        "gjaldt": t("{version} applied on {day}."),
        "gjelder": t("{version} applies on {day}, as far as is known now."),
        "ingen": t("No version applied on {day}."),
        "ingenNaa": t("No version applies on {day}, as far as is known now."),
        "uoppgitt": t("{version} has no stated first day. Whether it applied on {day}, we cannot say."),
        "foer": t("{day} is before the history begins."),
    }


def _period_row(ctx: Context, document: Document, period: Period) -> PeriodRow:
    t = ctx.t
    end = t.short_date(period.end) if period.end else t("until further notice")
    number = period.version.number if period.version else None
    return PeriodRow(t.short_date(period.start), end, number, _address(ctx, document, period))


class _Teller:
    """Tells what is known about one version, and where one can go from it."""

    def __init__(self, ctx: Context, document: Document, found: tuple[Period, ...], version: Version) -> None:
        self._ctx, self._t, self._document, self._version = ctx, ctx.t, document, version
        self._periods = found
        self._status = ctx.standing(document, version).status
        self._base = ctx.addresses[document.folder]

    def entry(self) -> Entry:
        """Return the version as the list shows it; what nobody stated and nobody expects is left out."""
        number = self._version.number
        return Entry(
            number,
            status_view(self._ctx, self._document, self._version),
            version_address(self._base, number),
            tuple(fact for fact in self._facts() if fact.words),
            tuple(self._ways()),
        )

    def _facts(self) -> Iterator[Fact]:
        t, version = self._t, self._version
        yield Fact(t("What is new"), self._changes())
        if base := before(self._document, version):
            yield Fact(t("Changed in the text"), meter(self._ctx, self._ctx.facts(base, version)))
        yield Fact(t("Approved by"), approval_words(self._ctx, version))
        yield Fact(t("Adoption by the parties"), self._adoption())
        yield Fact(t("Signed"), t.long_date(version.signed) if version.signed else "")
        yield Fact(t("Period"), self._period())
        yield Fact(t("Repealed from"), t.long_date(version.repealed) if version.repealed else "")
        yield Fact(t("Hearing"), self._hearing(version.hearing) if version.hearing else "")
        if version.meeting:
            yield Fact(t("Meeting"), t("See the meeting"), meeting_address(version.meeting))
        if version.case:
            yield Fact(t("Case"), t("Read the case paper"), paper_address(version.case))
        if version.repeal_case:
            yield Fact(t("Case on the repeal"), t("Read the case paper"), paper_address(version.repeal_case))

    def _changes(self) -> str:
        t, version = self._t, self._version
        changes = version.changes or t("not stated")
        clauses = t.listed(list(version.changed_clauses)) if version.changed_clauses else ""
        return f"{changes} ({t('clauses named: {list}', list=clauses)})" if clauses else changes

    def _adoption(self) -> str:
        """Return how many parties have adopted the text, where they must and it is asked for."""
        t, version, parties = self._t, self._version, self._ctx.parties(self._document)
        if not parties or (version.ratifications is None and (version.signed or not version.is_approved)):
            return ""
        if version.ratifications is None:
            return t("not stated")
        days = adoptions(version, parties, self._ctx.day)
        known = [day for day in days.values() if day]
        words = t("adopted by {n} of {total} parties", n=len(days), total=len(parties))
        return t("{words}, last on {day}", words=words, day=t.long_date(max(known))) if known else words

    def _hearing(self, hearing: Hearing) -> str:
        t, opens, closes = self._t, hearing.opens, hearing.closes
        if opens and closes:
            words = t("from {start} to {end}", start=t.long_date(opens), end=t.long_date(closes))
        elif opens or closes:
            words = t("from {start}", start=t.long_date(opens)) if opens else t("until {end}", end=t.long_date(closes))
        else:
            words = t("no dates stated")
        left = days_left(self._ctx, self._version)
        return Markup("{} ({})").format(words, left) if left else words

    def _period(self) -> str:
        """Return when the text was, is or will be in force, as the picture and the table have it."""
        own = [self._period_of(p) for p in self._periods if p.version is self._version]
        return "; ".join(own) if own else self._no_period()

    def _no_period(self) -> str:
        t, version = self._t, self._version
        if not version.is_approved or tone(self._status) == "forslag":
            return ""
        if not was_overtaken(version, self._periods):
            return t("has not been in force")
        start = effective_from(version, self._ctx.parties(self._document))
        words = t("applied from {start}", start=t.long_date(start)) if start else t("first day not stated")
        return f"{words}, {t('last day not stated')}"

    def _period_of(self, period: Period) -> str:
        t, start, end = self._t, period.start, period.end
        over = bool(end and end < self._ctx.day)
        days = {"start": t.long_date(start), "end": t.long_date(end)}
        if start and end:
            words = t("applied from {start} to {end}", **days) if over else t("in force from {start} to {end}", **days)
        elif start:
            words = t("in force from {start}", start=days["start"])
        elif end:
            until = t("applied until {end}", end=days["end"]) if over else t("in force until {end}", end=days["end"])
            words = f"{until}, {t('first day not stated')}"
        else:
            words = t("first day not stated")
        stated = self._version.valid_from
        if start and stated and stated < start:
            return t("{words}, with effect from {day}", words=words, day=t.long_date(stated))
        return words

    def _ways(self) -> Iterator[Way]:
        """Yield the text, what the change did, and how it differs from the text in force."""
        t, of = self._t, self._t("version {number}", number=self._version.number)
        yield Way(self._read_words(), of, version_address(self._base, self._version.number))
        current = self._ctx.in_force(self._document)
        previous = self._previous()
        if not previous:
            yield Way(t("First version"))
        if self._status.is_proposal:
            if base := current or previous:
                yield Way(t("Show the changes in the proposal"), of, self._difference(base))
            return
        if previous:
            coming = self._status is Status.ADOPTED
            words = t("What this change will do") if coming else t("What this change did")
            yield Way(words, of, self._difference(previous))
        if current and current is not self._version and current is not previous:
            yield Way(t("Compare with today"), of, self._difference(current))

    def _read_words(self) -> str:
        t = self._t
        if self._status.is_proposal or not self._version.is_approved:
            return t("Read the proposal")
        if self._status is Status.IN_FORCE:
            return t("Read it as it is")
        return t("Read it as it will be") if self._status is Status.ADOPTED else t("Read it as it was")

    def _previous(self) -> Version | None:
        """Return the text that this one changes: the approved one before it, else a proposal that led to it."""
        earlier = [v for v in self._document.versions if v.order < self._version.order]
        return before(self._document, self._version) or (earlier[-1] if earlier else None)

    def _difference(self, other: Version) -> str:
        old, new = sorted((other, self._version), key=lambda v: v.order)
        return difference_address(self._base, old.number, new.number)
