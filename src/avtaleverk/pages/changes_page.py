"""The register of changes: what has been approved and repealed across the corpus, and what is on its way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from avtaleverk.history.comparison import Facts
from avtaleverk.history.pairs import before
from avtaleverk.model.addresses import difference_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import VersionView, version_view
from avtaleverk.pages.proposal_words import base_of, changed_points
from avtaleverk.pages.status_words import approval_words
from avtaleverk.redline import RevisionKind

_UNDATED = "uten"


class Kind(StrEnum):
    """What a change is; the value stands in the address of a filtered register."""

    FIRST = "ny"
    CONTENT = "innhold"
    LANGUAGE = "sprak"
    CORRECTION = "retting"
    METADATA = "metadata"
    REPEALED = "opphevet"


_OF_TEXT = {
    RevisionKind.CONTENT: Kind.CONTENT,
    RevisionKind.LANGUAGE: Kind.LANGUAGE,
    RevisionKind.CORRECTION: Kind.CORRECTION,
    RevisionKind.METADATA: Kind.METADATA,
    RevisionKind.NONE: Kind.METADATA,
}
_WORDS = {
    Kind.FIRST: "New text",
    Kind.CONTENT: "Content",
    Kind.LANGUAGE: "Language",
    Kind.CORRECTION: "Correction",
    Kind.METADATA: "Metadata alone",
    Kind.REPEALED: "Repealed",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A version that was approved or repealed on ``day`` (None where the file does not say).

    ``base`` is the approved text before it and ``facts`` what differs, both None for a first text and a repeal.
    """

    document: Document
    version: Version
    kind: Kind
    day: date | None
    base: Version | None = None
    facts: Facts | None = None

    @property
    def is_real(self) -> bool:
        """Say whether readers got another text to go by."""
        return self.kind is Kind.FIRST or (self.facts is not None and self.facts.is_real)


def changes_of(ctx: Context, document: Document) -> Iterator[Change]:
    """Yield what has happened to one document until today, the newest version first."""
    for version in reversed(document.versions):
        if not version.is_approved or (version.approved and version.approved > ctx.day):
            continue
        if version.repealed and version.repealed <= ctx.day:
            yield Change(document, version, Kind.REPEALED, version.repealed)
        base = before(document, version)
        facts = ctx.facts(base, version) if base else None
        kind = _OF_TEXT[facts.kind] if facts else Kind.FIRST
        yield Change(document, version, kind, version.approved, base, facts)


def changes(ctx: Context) -> tuple[Change, ...]:
    """Return what has happened to all documents until today, newest first and the undated last."""
    found = [change for document in ctx.corpus.all_documents() for change in changes_of(ctx, document)]
    return tuple(sorted(found, key=lambda c: (c.day is not None, c.day or date.min), reverse=True))


@dataclass(frozen=True, slots=True)
class Entry:
    """A change as pages show it; addresses are from the site's root.

    ``id`` is the same for ever, so that a browser can know what it has seen. ``filed`` holds the values that the
    filters ask for, by their names.
    """

    id: str
    day: date | None
    label: str
    title: str
    name: str
    address: str
    number: str
    version: str
    difference: str
    kind: Kind
    kind_words: str
    reason: str
    size: str
    points: str
    approval: str
    audience: tuple[str, ...]
    filed: dict[str, tuple[str, ...]]

    @property
    def is_repeal(self) -> bool:
        """Say whether a text ceased to apply and none was approved."""
        return self.kind is Kind.REPEALED


def entry(ctx: Context, change: Change) -> Entry:
    """Return a change in words. Who repealed a text no file says, so a repeal names who had approved it."""
    document, version = change.document, change.version
    address = ctx.addresses[document.folder]
    place = version_address(address, version.number)
    is_repeal = change.kind is Kind.REPEALED
    return Entry(
        id=f"{place}#{change.kind}" if is_repeal else place,
        day=change.day,
        label=ctx.label(document),
        title=ctx.title(document, version),
        name=named(ctx, document, version),
        address=address,
        number=version.number,
        version=place,
        difference=difference_address(address, change.base.number, version.number) if change.base else "",
        kind=change.kind,
        kind_words=kind_words(ctx, change),
        reason="" if is_repeal else version.changes or "",
        size=size_words(ctx, change),
        points=changed_points(ctx, change.facts) if change.facts else "",
        approval=approval_words(ctx, version) if is_repeal else ctx.corpus.body_name(version.approved_by or ""),
        audience=document.audience,
        filed=_filed(change, address),
    )


def _filed(change: Change, address: str) -> dict[str, tuple[str, ...]]:
    return {
        "dokument": (address.strip("/"),),
        "organ": (change.version.approved_by or "",),
        "type": (change.kind,),
        "malgruppe": change.document.audience,
        "ar": (str(change.day.year) if change.day else _UNDATED,),
    }


def kind_words(ctx: Context, change: Change) -> str:
    """Return what kind of change it is, in a word or two."""
    return ctx.t(_WORDS[change.kind])


def size_words(ctx: Context, change: Change) -> str:
    """Return how many words came and went, "" where no text was changed."""
    facts = change.facts
    return _size(ctx, facts) if facts and facts.is_real else ""


def _size(ctx: Context, facts: Facts) -> str:
    return ctx.t("{n} words in, {m} words out", n=facts.words_in, m=facts.words_out)


def meter(ctx: Context, facts: Facts) -> str:
    """Return a whole revision in a line, as computed: «Innhold: punkt 7.1 og 11 (25 ord inn, 20 ord ut)»."""
    kind = ctx.t(_WORDS[_OF_TEXT[facts.kind]])
    if not facts.is_real:
        return kind
    points = changed_points(ctx, facts)
    return f"{kind}: {points} ({_size(ctx, facts)})" if points else f"{kind} ({_size(ctx, facts)})"


@dataclass(frozen=True, slots=True)
class Year:
    """The changes of a year under their heading; ``id`` is its anchor."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from: its name in the address, its words, and its choices as value and words."""

    name: str
    words: str
    everything: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """A proposal that is on its way; ``difference`` leads to what it would change, "" where it is all new."""

    label: str
    version: VersionView
    reason: str
    difference: str


def recent(ctx: Context, most: int) -> list[Entry]:
    """Return the newest changes that have a date, as the start page lists them."""
    return [entry(ctx, change) for change in changes(ctx) if change.day][:most]


def changes_html(ctx: Context, feed: str, page: str) -> str:
    """Return the register of changes; ``feed`` is the address of the Atom feed, "" where there is none."""
    entries = [entry(ctx, change) for change in changes(ctx)]
    return ctx.render(
        "endringer.html",
        page,
        years=_years(ctx, entries),
        total=len(entries),
        filters=[f for f in _filters(ctx, entries) if f.choices],
        coming=list(_coming(ctx)),
        feed=feed,
        short_name=ctx.corpus.community.short_name,
    )


def _years(ctx: Context, entries: Iterable[Entry]) -> list[Year]:
    years = groupby(entries, key=lambda e: e.filed["ar"][0])
    return [Year(f"ar-{year}", _year_words(ctx, year), tuple(found)) for year, found in years]


def _year_words(ctx: Context, year: str) -> str:
    return ctx.t("Without a date") if year == _UNDATED else year


def _filters(ctx: Context, entries: list[Entry]) -> Iterator[Filter]:
    """Yield the filters, each with the choices that would show something."""
    t, corpus = ctx.t, ctx.corpus

    def present(name: str) -> dict[str, None]:
        return dict.fromkeys(value for e in entries for value in e.filed[name])

    documents = {ctx.addresses[d.folder].strip("/"): named(ctx, d, ctx.in_force(d)) for d in corpus.all_documents()}
    known = present("dokument")
    bodies = sorted(((b, corpus.body_name(b)) for b in present("organ")), key=lambda pair: pair[1])
    kinds = [(k, t(_WORDS[k])) for k in Kind if k in present("type")]
    audiences = [(a, a) for a in sorted(present("malgruppe"))]
    yield Filter("dokument", t("Document"), t("All documents"), tuple(p for p in documents.items() if p[0] in known))
    yield Filter("organ", t("Approved by"), t("All bodies"), tuple(bodies))
    yield Filter("type", t("Kind of change"), t("All kinds"), tuple(kinds))
    yield Filter("malgruppe", t("Audience"), t("All audiences"), tuple(audiences))
    yield Filter("ar", t("Year"), t("All years"), tuple((y, _year_words(ctx, y)) for y in present("ar")))


def named(ctx: Context, document: Document, version: Version | None) -> str:
    """Return what a version of a document is called: label and title where it has a number, else the title."""
    title = ctx.title(document, version)
    return f"{ctx.label(document)} {title}" if document.number else title


def _coming(ctx: Context) -> Iterator[Coming]:
    for document in ctx.corpus.all_documents():
        for proposal, _ in ctx.proposals(document):
            base = base_of(ctx, document, proposal)
            address = ctx.addresses[document.folder]
            yield Coming(
                ctx.label(document),
                version_view(ctx, document, proposal),
                proposal.changes or "",
                difference_address(address, base.number, proposal.number) if base else "",
            )
