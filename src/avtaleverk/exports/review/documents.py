"""What differs in one document between two states of a folder."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from avtaleverk.exports.review.front import FieldChange, field_changes
from avtaleverk.history.pairs import before, difference_pairs
from avtaleverk.model.addresses import difference_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.context import Context
from avtaleverk.pages.status_words import plain_word
from avtaleverk.redline import Change, RevisionKind, Style, compare
from avtaleverk.redline.phrases import Language

_HEADING = re.compile(r"#{1,6} ")
# A mark, or a label such as «(Nytt avsnitt)» before the words.
_TELLING = re.compile(r".*\[[-+~]|\s*(?:\S+ )?\([A-ZÆØÅ]")


class News(StrEnum):
    """What has happened to a document or a version."""

    NEW = "ny"
    GONE = "borte"
    CHANGED = "endret"


@dataclass(frozen=True, slots=True)
class PointChange:
    """What was done in one point, in words, and how many words came and went."""

    name: str
    told: tuple[str, ...]
    words_in: int
    words_out: int

    def as_dict(self) -> dict[str, object]:
        """Return it under the names that ``--json`` promises."""
        return {"punkt": self.name, "hva": list(self.told), "ord_inn": self.words_in, "ord_ut": self.words_out}


@dataclass(frozen=True, slots=True)
class TextChange:
    """What differs between two texts: ``against`` names the older one, ``href`` shows it marked, "" for nowhere.

    ``marked`` are those lines of the redline that tell of a change, and the headings over them.
    """

    against: str
    kind: RevisionKind
    words_in: int
    words_out: int
    points: tuple[PointChange, ...]
    href: str = ""
    marked: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Return it under the names that ``--json`` promises."""
        return {
            "mot": self.against,
            "type": str(self.kind),
            "ord_inn": self.words_in,
            "ord_ut": self.words_out,
            "punkter": [point.as_dict() for point in self.points],
            "adresse": self.href,
        }


@dataclass(frozen=True, slots=True)
class VersionReview:
    """What has happened to one version. ``was_approved`` says that it may not be changed at all.

    ``revision`` is what it changes in the text before it, ``since`` what was changed in it since the older state.
    Statuses are "" on the side that does not have it.
    """

    number: str
    path: str
    news: News
    status_before: str = ""
    status: str = ""
    is_approved: bool = False
    was_approved: bool = False
    revision: TextChange | None = None
    since: TextChange | None = None
    is_text_touched: bool = False
    fields: tuple[FieldChange, ...] = ()
    href: str = ""

    @property
    def is_approved_touched(self) -> bool:
        """Say whether an approved text was changed, taken away, or is not approved any more."""
        return self.was_approved and (self.is_text_touched or self.news is News.GONE or not self.is_approved)

    @property
    def is_newly_approved(self) -> bool:
        """Say whether somebody has approved it between the two states."""
        return self.is_approved and not self.was_approved

    def as_dict(self) -> dict[str, object]:
        """Return it under the names that ``--json`` promises."""
        return {
            "versjon": self.number,
            "sti": self.path,
            "nytt": str(self.news),
            "status_for": self.status_before,
            "status": self.status,
            "vedtatt_tekst_endret": self.is_approved_touched,
            "revisjon": self.revision.as_dict() if self.revision else None,
            "siden_sist": self.since.as_dict() if self.since else None,
            "felter": [change.as_dict() for change in self.fields],
            "adresse": self.href,
        }


@dataclass(frozen=True, slots=True)
class DocumentReview:
    """What has happened to one document; ``moved_from`` is the folder that it lay in before, "" where it lay there."""

    folder: str
    name: str
    news: News
    versions: tuple[VersionReview, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    moved_from: str = ""
    href: str = ""

    @property
    def is_touched(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.news is not News.CHANGED or self.versions or self.fields or self.moved_from)

    @property
    def size(self) -> int:
        """Return how many words came and went in all."""
        changes = [change for v in self.versions for change in (v.since or v.revision,) if change]
        return sum(change.words_in + change.words_out for change in changes)

    def as_dict(self) -> dict[str, object]:
        """Return it under the names that ``--json`` promises."""
        return {
            "mappe": self.folder,
            "navn": self.name,
            "nytt": str(self.news),
            "flyttet_fra": self.moved_from or None,
            "felter": [change.as_dict() for change in self.fields],
            "versjoner": [version.as_dict() for version in self.versions],
            "adresse": self.href,
        }


@dataclass(frozen=True, slots=True)
class State:
    """A folder as it is at one time: the corpus on the day of the report, and its files as text by their paths."""

    ctx: Context
    files: Mapping[str, str]


def gone_document(state: State, document: Document) -> DocumentReview:
    """Return that a document is not there any more."""
    versions = (_gone(state, document, version) for version in document.versions)
    return DocumentReview(document.folder, state.ctx.name(document), News.GONE, tuple(versions))


def document_review(old: State, new: State, was: Document | None, now: Document, site: str) -> DocumentReview:
    """Return what has happened to a document, which ``was`` None where it is new; ``site`` is where pages can be seen."""
    versions = [
        review
        for version in now.versions
        if (review := _version(old, new, (was, was.version(version.number) if was else None), (now, version), site))
    ]
    numbers = {version.number for version in now.versions}
    if was:
        versions += [_gone(old, was, version) for version in was.versions if version.number not in numbers]
    fields = _fields(old, new, f"{was.folder}/index.md", f"{now.folder}/index.md") if was else ()
    moved_from = was.folder if was and was.folder != now.folder else ""
    news = News.CHANGED if was else News.NEW
    href = f"{site}{new.ctx.addresses[now.folder]}" if site else ""
    return DocumentReview(now.folder, new.ctx.name(now), news, tuple(versions), fields, moved_from, href)


def _gone(state: State, document: Document | None, version: Version) -> VersionReview:
    status = _status(state.ctx, document, version)
    return VersionReview(
        version.number, version.source.path, News.GONE, status_before=status, was_approved=version.is_approved
    )


def _version(
    old: State, new: State, was: tuple[Document | None, Version | None], now: tuple[Document, Version], site: str
) -> VersionReview | None:
    """Return what has happened to a version, None where nothing has."""
    (former, earlier), (document, version) = was, now
    path, ctx = version.source.path, new.ctx
    is_same = earlier is not None and earlier.body == version.body
    since = None if earlier is None or is_same else _between(ctx, earlier.body, version.body, "slik den var")
    fields = _fields(old, new, earlier.source.path, path) if earlier else ()
    status_before, status = _status(old.ctx, former, earlier), _status(ctx, document, version)
    if earlier and is_same and not fields and status_before == status:
        return None
    base = before(document, version)
    revision = _revision(ctx, document, base, version, site) if base and not is_same else None
    return VersionReview(
        version.number, path, News.CHANGED if earlier else News.NEW, status_before, status,
        version.is_approved, earlier is not None and earlier.is_approved, revision, since,
        since is not None and since.kind is not RevisionKind.NONE, fields,
        f"{site}{version_address(ctx.addresses[document.folder], version.number)}" if site else "",
    )  # fmt: skip


def _status(ctx: Context, document: Document | None, version: Version | None) -> str:
    return plain_word(ctx, ctx.standing(document, version).status) if document and version else ""


def _fields(old: State, new: State, before_path: str, path: str) -> tuple[FieldChange, ...]:
    return field_changes(old.files.get(before_path, ""), new.files.get(path, ""))


def _revision(ctx: Context, document: Document, base: Version, version: Version, site: str) -> TextChange:
    has_page = (base, version) in difference_pairs(document, ctx.in_force(document))
    address = difference_address(ctx.addresses[document.folder], base.number, version.number)
    return _between(ctx, base.body, version.body, base.number, f"{site}{address}" if site and has_page else "")


def _between(ctx: Context, old: str, new: str, against: str, href: str = "") -> TextChange:
    language = ctx.comparisons.language
    try:
        redline = compare(old, new)
        redline.verify()
    except AvtaleverkError:
        # What cannot be marked is told as that, and looked at by hand.
        unmarked = PointChange("hele teksten", ("Forskjellen kan ikke merkes. Les begge tekstene",), 0, 0)
        return TextChange(against, RevisionKind.CONTENT, 0, 0, (unmarked,))
    summary = redline.summary
    points = tuple(_points(redline.changes, language))
    marked = tuple(_marked(redline.to_text(language=language)))
    return TextChange(against, summary.kind, summary.words_in, summary.words_out, points, href, marked)


def _marked(text: str) -> Iterator[str]:
    """Yield the lines of a redline with a mark or a label in them, each heading before the first such line under it."""
    heading = ""
    for line in text.partition("\n\n")[2].split("\n"):
        if _HEADING.match(line):
            heading = line
        if _TELLING.match(line):
            yield from [heading, line] if heading not in {"", line} else [line]
            heading = ""


def _points(changes: tuple[Change, ...], language: Language) -> Iterator[PointChange]:
    for name, group in groupby(changes, key=lambda change: change.point(language)):
        those = list(group)
        told = tuple(dict.fromkeys(change.explain(Style.ROW, language) for change in those))
        yield PointChange(name, told, sum(c.words_in for c in those), sum(c.words_out for c in those))
