"""What a text takes with it when it leaves the site, whatever kind of file it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache

from avtaleverk.model.addresses import difference_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.source import Source
from avtaleverk.model.text import Reference
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import version_view
from avtaleverk.pages.status_words import approval_words
from avtaleverk.redline import Redline, compare
from avtaleverk.text.store import code_fingerprint, fingerprint


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the version log of a document: which version, what was new in it, who approved it and when."""

    version: str
    changes: str
    approved: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A text ready to become a file.

    ``redline`` holds the text: where ``old_number`` is None both sides of it are the same text, else the marks lead
    from that version to ``number``. ``label`` is «Retningslinje 1», ``running_head`` one line for the top of every
    page, ``facts`` names and words for the first page, ``notice`` what the community says about all its texts.
    ``address`` is where the text stands on the site, whole, and ``site`` where the site begins. ``links`` says where
    each of the ``references`` of a clean text leads, in order, "" where nobody knows. ``dated`` is the day of the text, which the marks bear;
    ``author`` who made them. Dates that nobody stated are «ikke oppgitt» in words and None here.
    """

    document: Document
    version: Version
    old: Version | None
    label: str
    title: str
    language: str
    community: str
    running_head: str
    facts: tuple[tuple[str, str], ...]
    notice: str
    log: tuple[LogRow, ...]
    address: str
    site: str
    links: tuple[str, ...]
    references: tuple[Reference, ...]
    redline: Redline
    author: str
    dated: date | None

    @property
    def is_marked(self) -> bool:
        """Say whether this is the difference between two versions."""
        return self.old is not None

    @property
    def number(self) -> str:
        """Return the number of the version that the file shows, or leads to."""
        return self.version.number


def version_paper(ctx: Context, document: Document, version: Version, *, lasting: bool = False) -> Paper:
    """Return one version as a clean text.

    With ``lasting`` it is one that an address promises for ever: it says nothing that is true of today alone, and
    holds no more of the document than its file can show.
    """
    redline = compare(version.body, version.body)
    return _paper(ctx, document, version, None, redline, lasting=lasting)


def difference_paper(ctx: Context, document: Document, old: Version, new: Version, *, lasting: bool = False) -> Paper:
    """Return the difference between two versions, the older one first; ``lasting`` as for ``version_paper``."""
    return _paper(ctx, document, new, old, compare(old.body, new.body), lasting=lasting)


def paper_key(ctx: Context, document: Document, version: Version, old: Version | None = None) -> str:
    """Return the key of a lasting paper, which costs no comparison: equal keys give equal files."""
    paper = _paper(ctx, document, version, old, _no_redline(), lasting=True)
    known = [getattr(paper, f.name) for f in fields(paper) if f.name not in _TEXTS]
    texts = [_text_key(ctx, document, v) for v in (version, old) if v]
    return fingerprint(
        code_fingerprint(), ctx.t.language, repr(known), repr(replace(paper.document, versions=())), *texts
    )


def _text_key(ctx: Context, document: Document, version: Version) -> str:
    """Return the key of a version, which many differences have in common."""
    return ctx.once(("text-key", document.folder, version.number), lambda: fingerprint(repr(version)))


# The parts of a paper that hold whole texts; the redline follows from the others.
_TEXTS = frozenset({"document", "version", "old", "redline"})


@lru_cache(maxsize=1)
def _no_redline() -> Redline:
    return compare("", "")


def _paper(  # noqa: PLR0913 - what a paper is made from
    ctx: Context, document: Document, version: Version, old: Version | None, redline: Redline, *, lasting: bool
) -> Paper:
    community, base = ctx.corpus.community, ctx.addresses[document.folder]
    place = difference_address(base, old.number, version.number) if old else version_address(base, version.number)
    site = community.address.rstrip("/")
    return Paper(
        document=_bare(document, version, old) if lasting else document,
        version=version,
        old=old,
        label=ctx.label(document),
        title=ctx.title(document, version),
        language=document.language or ctx.t.language,
        community=community.name,
        running_head=_running_head(ctx, document, version, old),
        facts=tuple((name, words) for name, words in _facts(ctx, document, version, old, lasting=lasting) if words),
        notice=community.notice or "",
        log=_log(ctx, document, version),
        address=f"{site}/{place}",
        site=site,
        references=() if old else ctx.text(version).references,
        links=() if old else tuple(reference_links(ctx, version, site, lasting=lasting)),
        redline=redline,
        author=community.secretariat.name if community.secretariat else community.name,
        dated=_day_of(ctx, version) or (None if lasting else ctx.day),
    )


def _day_of(ctx: Context, version: Version) -> date | None:
    """Return the day that a text is from, as far as its file says: approved, sent out, before a meeting, in force."""
    meeting = ctx.corpus.meeting(version.meeting) if version.meeting else None
    opens = version.hearing.opens if version.hearing else None
    return version.approved or opens or (meeting.held if meeting else None) or version.valid_from


def _bare(document: Document, version: Version, old: Version | None) -> Document:
    """Return a document without what may change while a file of one version stays the same."""
    versions = tuple(v for v in (old, version) if v)
    source = Source(document.source.path)
    return replace(document, summary="", source=source, versions=versions, attachments=(), former_addresses=())


def reference_links(ctx: Context, version: Version, site: str, *, lasting: bool) -> Iterator[str]:
    """Yield where each reference of a text leads; those within it begin with «#»."""
    text = ctx.text(version)
    for reference in text.references:
        if reference.law:
            yield reference.law
        elif reference.document:
            target = ctx.target(reference)
            # Which point another text has is true of today alone.
            target = target.partition("#")[0] if target and lasting else target
            yield f"{site}/{target}" if target is not None else ""
        else:
            clause = text.clause(reference.clause)
            yield f"#{clause.id}" if clause else ""


def _running_head(ctx: Context, document: Document, version: Version, old: Version | None) -> str:
    """Return what stands at the top of every page: «Retningslinje 1 · versjon 1.0 · Partnerskapsmøtet 26. september 2024»."""
    t = ctx.t
    name = ctx.label(document) if document.number else ctx.title(document, version)
    if old:
        which = t("changes from version {old} to version {new}", old=old.number, new=version.number)
    else:
        which = t("version {number}", number=version.number)
    return " · ".join([name, which, approval_words(ctx, version)])


def _facts(
    ctx: Context, document: Document, version: Version, old: Version | None, *, lasting: bool
) -> list[tuple[str, str]]:
    t, view, community = ctx.t, version_view(ctx, document, version), ctx.corpus.community
    today = t("{status} as of {day}", status=view.status.word, day=t.long_date(ctx.day))
    lasts = "" if version.is_approved else t("This is a proposal and does not apply.")
    # Whoever keeps the file for years must be able to see what applies then.
    newest = f"{community.address.rstrip('/')}/{ctx.addresses[document.folder]}"
    return [
        (t("Version"), version.number),
        (t("Compared with"), t("version {number}", number=old.number) if old else ""),
        (t("Status"), lasts if lasting else today),
        (t("The text in force"), newest if lasting else ""),
        (t("Approved by"), view.approval),
        (t("Period"), view.period if version.is_approved else ""),
        (t("Hearing"), view.hearing),
        (t("Owner"), ctx.corpus.body_name(document.owner) if document.owner else ""),
    ]


def _log(ctx: Context, document: Document, version: Version) -> tuple[LogRow, ...]:
    """Return the version log up to ``version``, the oldest first; proposals that came to nothing are left out."""
    known = [v for v in document.versions if v is version or (v.is_approved and v.order < version.order)]
    views = [version_view(ctx, document, v) for v in known]
    return tuple(LogRow(v.number, v.changes, v.approval) for v in views)
