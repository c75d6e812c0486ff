"""What can be found on a site: every point in force, the documents, bodies and parties, the words of the glossary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from avtaleverk.model.addresses import (
    body_address,
    meeting_address,
    paper_address,
    party_address,
    slug,
    version_address,
)
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.status import Status
from avtaleverk.model.structure import Body, Structure
from avtaleverk.model.subjects import SubjectKind
from avtaleverk.pages.context import Context
from avtaleverk.pages.handbook.search import handbook_records
from avtaleverk.pages.organisation.body_words import full_name
from avtaleverk.pages.organisation.meeting_pages import meeting_view
from avtaleverk.pages.status_words import status_view
from avtaleverk.pages.subject_links import subjects_of
from avtaleverk.search.records import Jump, Part, SearchRecord, SearchSource
from avtaleverk.search.words import words_of
from avtaleverk.text.plain import clause_texts, plain

# Readers get less from a place that says little, or says what was.
_NO_TEXT, _OF_THE_PAST, _LESS, _WORD = 0.3, 0.4, 0.6, 0.25
_WHOLE = 0.8
_MOST_POINTS = 8_000


_SUBJECTS = {
    "tema": SubjectKind.THEME, "pasientgruppe": SubjectKind.PATIENTS, "malgruppe": SubjectKind.AUDIENCE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Point:
    """A numbered point with what stands under unnumbered headings in it, or a heading where nothing is numbered."""

    anchor: str
    number: str
    title: str
    texts: list[str] = field(default_factory=list)


def search_in_force(ctx: Context) -> SearchSource:
    """Return what a search finds unless it is asked for more: the texts in force, the bodies, the parties, the words."""
    records = (*_documents(ctx), *_bodies(ctx), *_parties(ctx), *_glossary(ctx))
    return SearchSource(records, tuple(_jumps(ctx)), _synonyms(ctx), _labels(ctx, records))


def search_older(ctx: Context) -> SearchSource:
    """Return what is found only when asked for: proposals, earlier versions, meetings, case papers and the handbook."""
    records = (*_older(ctx), *_meetings(ctx), *_papers(ctx), *handbook_records(ctx))
    return SearchSource(records, (), _synonyms(ctx), _labels(ctx, records))


def _synonyms(ctx: Context) -> tuple[tuple[str, ...], ...]:
    """Return the words that mean the same by the glossary, and the bodies with their abbreviations."""
    terms = (tuple(filter(None, (t.word, t.abbreviation, *t.synonyms))) for t in ctx.corpus.terms)
    bodies = ((body.name, short) for short, body in _unique_short(ctx).items())
    return (*(group for group in terms if len(group) > 1), *bodies)


def _points(ctx: Context, version: Version) -> tuple[str, list[_Point]]:
    """Return what stands before the first heading of a text, and its points."""
    text = ctx.text(version)
    numbered = any(c.number for c in text.clauses)
    opening, points = "", list[_Point]()
    for clause, words in clause_texts(text):
        if clause is None or (numbered and not clause.number and not points):
            opening = f"{opening} {words}".strip()
        elif clause.number or not numbered:
            points.append(_Point(clause.id, clause.number, clause.title, [words]))
        else:
            points[-1].texts.append(f"{clause.title} – {words}".strip(" –"))
    return opening, points


def _documents(ctx: Context) -> Iterator[SearchRecord]:
    for document in ctx.corpus.all_documents():
        yield from _document(ctx, document, ctx.in_force(document))


def _document(ctx: Context, document: Document, version: Version | None) -> Iterator[SearchRecord]:
    """Yield a document as a whole, and each point of its text in force."""
    summary = plain(ctx.texts.of(document.summary).html)
    opening, points = _points(ctx, version) if version else ("", [])
    address, title = ctx.addresses[document.folder], ctx.title(document, version)
    yield replace(
        _place(ctx, document, version, address),
        heading=title, text=f"{summary} {opening}".strip(), names=f"{ctx.label(document)} {title}",
        aside=" ".join((*document.themes, *document.patient_groups, *document.audience)),
        worth=_WHOLE if version else _NO_TEXT,
    )  # fmt: skip
    if version:
        found = [_of_point(ctx, document, version, point, address) for point in points]
        yield from _by_chapter(found) if _is_large(ctx) else found


def _is_large(ctx: Context) -> bool:
    """Say whether there are so many points that the list of records, which every search fetches, would be too long."""
    return ctx.once(("search", "large"), lambda: sum(_count(ctx, d) for d in ctx.corpus.all_documents()) > _MOST_POINTS)


def _count(ctx: Context, document: Document) -> int:
    version = ctx.in_force(document)
    return len(ctx.text(version).clauses) if version else 0


def _by_chapter(points: Iterable[SearchRecord]) -> Iterator[SearchRecord]:
    """Join the points of each chapter into one record that knows where each of them begins."""
    chapter: list[SearchRecord] = []
    for point in points:
        if chapter and point.number.partition(".")[0] != chapter[0].number.partition(".")[0]:
            yield _joined(chapter)
            chapter = []
        chapter.append(point)
    if chapter:
        yield _joined(chapter)


def _joined(points: list[SearchRecord]) -> SearchRecord:
    if len(points) == 1 or not points[0].number:
        return points[0]
    parts, words = [], 0
    for point in points:
        parts.append(Part(point.address, point.number, point.heading, words))
        words += len(words_of(point.text))
    return replace(
        points[0], text=" ".join(p.text for p in points), names=" ".join(p.names for p in points), parts=tuple(parts)
    )


def _of_point(ctx: Context, document: Document, version: Version, point: _Point, page: str) -> SearchRecord:
    title = ctx.title(document, version)
    return replace(
        _place(ctx, document, version, f"{page}#{point.anchor}"),
        heading=point.title, text=" ".join(filter(None, point.texts)), number=point.number, document_title=title,
        names=f"{point.title} punkt {point.number}" if point.number else point.title,
        aside=f"{ctx.label(document)} {title} {document.folder.rpartition('/')[2].replace('-', ' ')}",
    )  # fmt: skip


def _place(ctx: Context, document: Document, version: Version | None, address: str) -> SearchRecord:
    """Return a place of a document with what all its places share."""
    status = status_view(ctx, document, version) if version else None
    return SearchRecord(
        address, document.kind.value, "", "",
        document=ctx.label(document) if document.number else "",
        version=version.number if version else "",
        status=status.word if status else "",
        tone=status.tone if status else "",
        language=ctx.language(document) or "",
        filters=_filters(ctx, document, version),
    )  # fmt: skip


def _filters(ctx: Context, document: Document, version: Version | None) -> Mapping[str, tuple[str, ...]]:
    rule = ctx.corpus.rule_for(document)
    body = (version.approved_by if version else None) or (rule.body if rule else None)
    groups = {
        "type": (document.kind.value,),
        "organ": (body,) if body else (),
        **{group: tuple(s.name for s in subjects_of(ctx, document, kind)) for group, kind in _SUBJECTS.items()},
    }
    return {group: values for group, values in groups.items() if values}


def _bodies(ctx: Context) -> Iterator[SearchRecord]:
    """Yield every body, as the newest structure that has it tells of it."""
    current = ctx.structure
    known: dict[str, tuple[Body, Structure]] = {}
    for structure in (*ctx.corpus.structures, *([current] if current else [])):
        known |= {body.id: (body, structure) for body in structure.bodies}
    called = {term.word: term.synonyms for term in ctx.corpus.terms}
    for body, structure in known.values():
        tasks = ". ".join(item for group in body.tasks for item in group.items)
        yield SearchRecord(
            body_address(body.id), "organ", full_name(body),
            " ".join(filter(None, (body.note, body.authority, tasks))),
            names=" ".join(filter(None, (body.name, body.abbreviation, *called.get(body.name, ())))),
            aside=" ".join(seat.role for seat in body.seats),
            worth=1.0 if structure is current else _OF_THE_PAST,
            filters={"type": ("organ",), "organ": (body.id,)},
        )  # fmt: skip


def _parties(ctx: Context) -> Iterator[SearchRecord]:
    for party in ctx.corpus.community.parties:
        yield SearchRecord(
            party_address(party.id), "part", party.name, "",
            names=party.name, worth=_LESS, filters={"type": ("part",)},
        )  # fmt: skip


def _glossary(ctx: Context) -> Iterator[SearchRecord]:
    for term in ctx.corpus.terms:
        yield SearchRecord(
            f"ordliste/#{slug(term.word)}", "ord", term.word, plain(ctx.texts.of(term.explanation).html),
            names=" ".join(filter(None, (term.word, term.abbreviation, *term.synonyms))),
            worth=_WORD, filters={"type": ("ord",)},
        )  # fmt: skip


def _older(ctx: Context) -> Iterator[SearchRecord]:
    """Yield the points of proposals and of earlier versions; one wording of a point is found once, where it is newest."""
    for document in ctx.corpus.all_documents():
        current = ctx.in_force(document)
        seen = {(p.number, *p.texts) for p in _points(ctx, current)[1]} if current else set()
        for version in reversed(document.versions):
            if version is current:
                continue
            proposed = ctx.standing(document, version).status not in _GONE
            page = version_address(ctx.addresses[document.folder], version.number)
            for point in _points(ctx, version)[1]:
                wording = (point.number, *point.texts)
                if wording not in seen:
                    seen.add(wording)
                    found = _of_point(ctx, document, version, point, page)
                    yield replace(found, worth=_LESS if proposed else _OF_THE_PAST)


_GONE = frozenset({Status.REPLACED, Status.EXPIRED, Status.REPEALED})


def _meetings(ctx: Context) -> Iterator[SearchRecord]:
    for meeting in ctx.corpus.meetings:
        view = meeting_view(ctx, meeting)
        cases = " ".join(f"{item.title}. {item.outcome or ''}".strip() for item in meeting.items)
        minutes = plain(ctx.texts.of(meeting.minutes).html)
        yield SearchRecord(
            meeting_address(meeting.id), "mote", view.title, f"{cases} {minutes}".strip(),
            names=view.title, worth=_LESS, filters={"type": ("mote",), "organ": (meeting.body,)},
        )  # fmt: skip


def _papers(ctx: Context) -> Iterator[SearchRecord]:
    for paper in ctx.corpus.papers:
        yield SearchRecord(
            paper_address(paper.id), "sak", paper.title, plain(ctx.texts.of(paper.text).html),
            names=paper.title, worth=_LESS, filters={"type": ("sak",)},
        )  # fmt: skip


def _unique_short(ctx: Context) -> dict[str, Body]:
    """Return the bodies of today that have an abbreviation of their own; six FSU share one."""
    found: dict[str, list[Body]] = {}
    for body in ctx.structure.bodies if ctx.structure else ():
        found.setdefault(body.abbreviation or "", []).append(body)
    return {short: bodies[0] for short, bodies in found.items() if short and len(bodies) == 1}


def _jumps(ctx: Context) -> Iterator[Jump]:
    """Yield the places that a number or an abbreviation alone means."""
    for document in ctx.corpus.all_documents():
        version = ctx.in_force(document)
        points = _points(ctx, version)[1] if version else []
        numbered = tuple((p.number, "" if p.anchor == _anchor(p.number) else p.anchor) for p in points if p.number)
        yield Jump(
            document.kind.value, document.number or "", ctx.addresses[document.folder],
            ctx.name(document), numbered, (ctx.title(document, version),),
        )  # fmt: skip
    for short, body in _unique_short(ctx).items():
        yield Jump("organ", "", body_address(body.id), full_name(body), (), (short, body.name))
    taken = {short.lower() for short in _unique_short(ctx)}
    for term in ctx.corpus.terms:
        if term.abbreviation and term.abbreviation.lower() not in taken:
            label = f"{term.word} ({term.abbreviation})"
            yield Jump("ord", "", f"ordliste/#{slug(term.word)}", label, (), (term.abbreviation,))


def _anchor(number: str) -> str:
    return f"pkt-{number.replace('.', '-')}"


_KINDS = {
    **{kind.value: word for kind, word in (
        (DocumentKind.GUIDELINE, "Guidelines"), (DocumentKind.AGREEMENT, "Agreements"), (DocumentKind.ATTACHMENT, "Attachments"),
    )},
    "organ": "The bodies", "part": "The parties", "ord": "Glossary", "mote": "Meetings", "sak": "Cases",
    "handbok": "Handbook",
}  # fmt: skip


def _labels(ctx: Context, records: Iterable[SearchRecord]) -> Mapping[str, Mapping[str, str]]:
    """Return the words for each value that hits can be filtered by, group by group."""
    found: dict[str, dict[str, str]] = {group: {} for group in ("type", "organ", "tema", "pasientgruppe", "malgruppe")}
    for record in records:
        for group, values in record.filters.items():
            for value in values:
                found[group].setdefault(value, _label(ctx, group, value))
    return {group: values for group, values in found.items() if values}


def _label(ctx: Context, group: str, value: str) -> str:
    if group == "type":
        return ctx.t(_KINDS[value])
    return ctx.corpus.body_name(value) if group == "organ" else value
