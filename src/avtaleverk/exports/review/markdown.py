"""The report as Markdown for a comment: short on top, the details folded, never longer than a comment may be."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from avtaleverk.exports.review.documents import DocumentReview, News, TextChange, VersionReview
from avtaleverk.exports.review.escaping import code, link, marked, safe
from avtaleverk.exports.review.facts import Review
from avtaleverk.exports.review.front import FieldChange
from avtaleverk.model.findings import Finding, Severity

# By this a workflow finds its own comment again, and writes over it.
MARK = "<!-- avtaleverk-rapport -->"
# A comment on GitHub has at most 65,536 characters; some room is left for what a workflow adds.
MOST = 65_000
_FIRST = 6
_BULLET, _NUMBER = re.compile(r"^(?:#+|\s*[-*]) "), re.compile(r"^\s*(\d+)\. ")
_ROOM_FOR_OMISSION = 300
_MARKED_PLACES = ("rødmerket tekst ett sted", "rødmerket tekst {n} steder")
_NEWS = {News.NEW: "ny", News.GONE: "borte", News.CHANGED: "endret"}


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the report, and how much it matters: heads (0) go before details (1), and those before marked text (2)."""

    text: str
    rank: int = 0


def report(review: Review, most: int | None = MOST) -> str:
    """Return the report, of at most ``most`` characters; what there was no room for is named at its end."""
    parts = list(_parts(review))
    if most is None:
        return _joined(part.text for part in parts)
    room = most - _ROOM_FOR_OMISSION
    kept: set[int] = set()
    for index in sorted(range(len(parts)), key=lambda i: (parts[i].rank, i)):
        cost = len(parts[index].text) + 2
        if cost <= room:
            kept.add(index)
            room -= cost
    shown = [part.text for index, part in enumerate(parts) if index in kept]
    return _joined([*shown, *_omission([part.rank for index, part in enumerate(parts) if index not in kept])])


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(texts) + "\n"


def _omission(ranks: Sequence[int]) -> Iterator[str]:
    """Yield what there was no room for, in a sentence."""
    named = (("{n} dokument", "{n} dokumenter"), ("detaljer ett sted", "detaljer {n} steder"), _MARKED_PLACES)
    counts = [(ranks.count(rank), one, many) for rank, (one, many) in enumerate(named)]
    what = [(one if n == 1 else many).format(n=n) for n, one, many in counts if n]
    if what:
        listed = " og ".join([", ".join(what[:-1]), what[-1]] if len(what) > 1 else what)
        yield f"**Rapporten er for lang for en kommentar.** Utelatt er {listed}. Alt får du med `--helt`."


def _parts(review: Review) -> Iterator[_Part]:
    yield _Part(f"{MARK}\n## Endringer i avtaler og retningslinjer")
    yield _Part(_summary(review))
    if warnings := list(_warnings(review)):
        yield _Part("\n>\n".join(["> **Advarsel**", *(f"> {words}." for words in warnings[:_FIRST]), *_more(warnings)]))
    if first := list(_first(review)):
        yield _Part("\n".join(["**Se først på**\n", *(f"{n}. {words}" for n, words in enumerate(first[:_FIRST], 1))]))
    yield from _finding_parts("Nye funn", review.new_findings)
    for document in review.documents:
        yield from _document(document)
    yield from _finding_parts("Funn som er borte", review.gone_findings)
    if review.other_files:
        rows = [f"- {code(path)} ({_NEWS[news]})" for path, news in review.other_files]
        yield _Part(_folded(f"Andre filer ({len(rows)})", rows), 1)


def _more(warnings: Sequence[str]) -> list[str]:
    more = len(warnings) - _FIRST
    return [f"> … og {more} til."] if more > 0 else []


def _summary(review: Review) -> str:
    if review.is_base_at_fault:
        return "Mappa det sammenlignes med, kan ikke leses, så endringene i tekstene vises ikke."
    if not review.is_readable:
        return "Mappa kan ikke leses før feilene er rettet, så endringene i tekstene vises ikke."
    if review.is_empty:
        return "Ingenting i avtaler, retningslinjer eller organisasjon er endret, og ingen funn er nye."
    errors = sum(f.severity is Severity.ERROR for f in review.new_findings)
    counts = [
        _count(len(review.documents), "dokument endret", "dokumenter endret"),
        _count(sum(v.news is News.NEW for d in review.documents for v in d.versions), "ny versjon", "nye versjoner"),
        _count(errors, "ny feil", "nye feil"),
        _count(len(review.new_findings) - errors, "ny advarsel", "nye advarsler"),
        _count(len(review.gone_findings), "funn borte", "funn borte"),
        _count(len(review.other_files), "annen fil", "andre filer"),
    ]
    return f"**{', '.join(filter(None, counts))}.**"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""


def _warnings(review: Review) -> Iterator[str]:
    for document, version in _versions(review):
        if version.is_approved_touched:
            yield f"{_name(document, version)} er vedtatt, og {_touched(version)}"
    yield from map(safe, review.warnings)


def _touched(version: VersionReview) -> str:
    if version.news is News.GONE:
        return "er tatt bort"
    return "teksten er endret" if version.is_text_touched else "er ikke lenger godkjent"


def _versions(review: Review) -> Iterator[tuple[DocumentReview, VersionReview]]:
    return ((document, version) for document in review.documents for version in document.versions)


def _name(document: DocumentReview, version: VersionReview) -> str:
    return f"{safe(document.name)}, versjon {safe(version.number)},"


def _first(review: Review) -> Iterator[str]:
    """Yield what deserves a look first: what stops the site, what must not be touched, what decides, what is large."""
    errors = [f for f in review.new_findings if f.severity is Severity.ERROR]
    yield from (f"Feilen i {code(f.path)}{f' linje {f.line}' if f.line else ''}: {safe(f.message)}" for f in errors[:2])
    pairs = list(_versions(review))
    yield from (f"{_name(d, v)} som er vedtatt og ikke skal endres" for d, v in pairs if v.is_approved_touched)
    yield from (f"{_name(d, v)} som er blitt vedtatt ({safe(_decision(v))})" for d, v in pairs if v.is_newly_approved)
    large = sorted(review.documents, key=lambda d: -d.size)
    yield from (
        f"{link(safe(d.name), d.href)}: {d.size} ord inn og ut i alt"
        for d in large[:3]
        if d.size and d.news is not News.GONE
    )


def _decision(version: VersionReview) -> str:
    told = {change.name: change.new for change in version.fields}
    return " ".join(filter(None, [told.get("godkjent_av"), told.get("godkjent")])) or version.status


def _document(document: DocumentReview) -> Iterator[_Part]:
    lines = [f"### {link(safe(document.name), document.href)}"]
    if document.news is not News.CHANGED:
        lines.append(f"Dokumentet er {_NEWS[document.news]}.")
    if document.moved_from:
        lines.append(f"Flyttet fra {code(document.moved_from)} til {code(document.folder)}.")
    lines += [f"- {_version(version)}" for version in document.versions]
    yield _Part("\n\n".join([lines[0], "\n".join(lines[1:])]).rstrip())
    if details := list(_details(document)):
        yield _Part(_folded("Punktene og feltene", details), 1)
    for version, change, title in _changes(document):
        if change.marked:
            yield _Part(_folded(f"Rødmerket: versjon {safe(version.number)}, {title}", _marked_lines(change)), 2)


def _changes(document: DocumentReview) -> Iterator[tuple[VersionReview, TextChange, str]]:
    """Yield the changes of each version: what was changed since the reviewer last looked, then the whole revision."""
    for version in document.versions:
        if version.since:
            yield version, version.since, "siden sist"
        if version.revision:
            yield version, version.revision, f"mot {safe(version.revision.against)}"


def _marked_lines(change: TextChange) -> list[str]:
    """Return the marked text, a paragraph a line, with its headings in bold."""
    # Items of lists become items of ours; a number before one must not begin a list of its own.
    lines = [_NUMBER.sub("\\1.\u2060 ", _BULLET.sub("", line)) for line in change.marked]
    heads = (line.startswith("#") for line in change.marked)
    return [f"- **{marked(line)}**" if head else f"- {marked(line)}" for line, head in zip(lines, heads, strict=True)]


def _version(version: VersionReview) -> str:
    name = link(f"Versjon {safe(version.number)}", version.href)
    if version.news is News.GONE:
        return f"{name} er borte (var {version.status_before})."
    status = version.status
    if version.status_before and version.status_before != version.status:
        status = f"{version.status_before} → **{version.status}**"
    said = [f"{name} {'er ny' if version.news is News.NEW else 'er endret'} ({status})."]
    if version.since:
        said.append(f"Siden sist: {_size(version.since)}.")
    if version.revision:
        said.append(f"Mot {safe(version.revision.against)}: {_size(version.revision)}.")
    return " ".join(said)


def _size(change: TextChange) -> str:
    if change.kind.value == "ingen":
        return "ingen ord er endret"
    points = _count(len(change.points), "punkt", "punkter")
    words = f"{change.words_in} ord inn og {change.words_out} ut"
    size = ", ".join(filter(None, [str(change.kind), points, words]))
    return f"{size} ({link('rødmerket', change.href)})" if change.href else size


def _details(document: DocumentReview) -> Iterator[str]:
    yield from _fields("Dokumentet", document.fields)
    for version, change, title in _changes(document):
        if change.points:
            yield f"**Versjon {safe(version.number)}, {title}**\n"
            yield from _table(change)
    for version in document.versions:
        yield from _fields(f"Versjon {safe(version.number)}", version.fields)


def _table(change: TextChange) -> Iterator[str]:
    rows = ["| punkt | hva | ord inn | ord ut |", "| --- | --- | ---: | ---: |"]
    for point in change.points:
        told = "; ".join(safe(words) for words in point.told)
        rows.append(f"| {safe(point.name)} | {told} | {point.words_in} | {point.words_out} |")
    yield "\n".join(rows) + "\n"


def _fields(whose: str, fields: Sequence[FieldChange]) -> Iterator[str]:
    if fields:
        yield f"**{whose}: felter**\n"
        yield "\n".join(f"- {code(f.name)}: {_value(f.old)} → {_value(f.new)}" for f in fields) + "\n"


def _value(text: str) -> str:
    return code(text) if text else "(ikke oppgitt)"


def _finding_parts(title: str, findings: Sequence[Finding]) -> Iterator[_Part]:
    if findings:
        rows = [f"- {_finding(finding)}" for finding in findings]
        yield _Part(_folded(f"{title} ({len(rows)})", rows[:200]), 1)


def _finding(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    hint = f" {safe(finding.hint)}." if finding.hint else ""
    return f"{finding.severity.value}: {code(place)} {safe(finding.message)}.{hint}"


def _folded(title: str, lines: Sequence[str]) -> str:
    # The empty line lets a reader of Markdown see what is inside as Markdown again.
    return "\n".join([f"<details><summary>{title}</summary>", "", *lines, "", "</details>"])
