"""Whether the newest text of a document has the form that the community asks for, and nothing is left to fill in."""

import re
from collections.abc import Iterator
from itertools import pairwise

from avtaleverk.corpus.fields import APPROVED_DEMANDS, DOCUMENT, DOCUMENT_DEMANDS, SUMMARY_DEMAND, VERSION
from avtaleverk.corpus.known import Known
from avtaleverk.corpus.read_templates import FORM_FILE
from avtaleverk.corpus.wording import near, shorten
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.templates import FormDemand, HeadingDemand, Template
from avtaleverk.model.text import Clause
from avtaleverk.text import TextError, TextStore

# What templates and memos leave to be filled in: «(Skriv hva …)», «(Skriv: hva …)»; «\(Skriv» is text like any other.
LEFT_OVER = re.compile(r"(?<!\\)\(Skriv:?(?=\s)(?:[^)\n]|\n(?!\s*\n))*\)")
_WORDS = re.compile(r"\w+")
_HELP = {field.name: field.help.rstrip(".") for field in (*VERSION, *DOCUMENT)}


def check_form(known: Known, texts: TextStore) -> Iterator[Finding]:
    """Yield what is wrong with the form of texts; earlier texts are history and are left alone, but for what was forgotten."""
    corpus = known.corpus
    for document in corpus.all_documents():
        yield from _left_over(document)
        newest = document.versions[-1] if document.versions else None
        if newest and not known.is_broken_below(document.folder):
            for demand in corpus.form:
                if demand.covers(document) and not _is_spared(demand, newest):
                    yield from _headings(document, newest, demand, _clauses(newest, texts))
                    yield from _fields(document, newest, demand)
    yield from _bodies(known, corpus.templates)


def _clauses(version: Version, texts: TextStore) -> tuple[Clause, ...] | None:
    """Return the headings of a text, None where it cannot be rendered, which is reported elsewhere."""
    try:
        return texts.of(version.body).clauses
    except TextError:
        return None


def _is_spared(demand: FormDemand, version: Version) -> bool:
    """Say whether a text is older than the demand."""
    return bool(demand.since and version.approved and version.approved < demand.since)


def _left_over(document: Document) -> Iterator[Finding]:
    """Report what a template left to be filled in: an error where it was approved, a warning where others read it."""
    for version in document.versions:
        if version.is_approved or (version.hearing and version.hearing.opens):
            what = "Teksten er vedtatt" if version.is_approved else "Forslaget er på høring"
            severity = Severity.ERROR if version.is_approved else Severity.WARNING
            yield from _found(version.body, version.body_line, version.source.path, what, severity)
    if document.summary and any(v.is_approved for v in document.versions):
        # Where the few lines begin is not kept; the finding quotes the words.
        yield from _found(document.summary, 0, document.source.path, "Dokumentet er vedtatt", Severity.WARNING)


def _found(text: str, first_line: int, path: str, what: str, severity: Severity) -> Iterator[Finding]:
    if "(Skriv" not in text:
        return
    for found in LEFT_OVER.finditer(text):
        line = first_line + text.count("\n", 0, found.start()) if first_line else 0
        message = f"{what}, men her står det «{shorten(found[0])}»"
        hint = r"Skriv ferdig, eller ta bort ordene. Hører de til teksten, skriver du \(Skriv"
        yield Finding(path, line, "", message, hint, severity)


def _headings(
    document: Document, version: Version, demand: FormDemand, clauses: tuple[Clause, ...] | None
) -> Iterator[Finding]:
    if clauses is None:
        return
    asked = [h for h in demand.headings if document.attachments or not h.with_attachments]
    places = [(heading, _place(heading, clauses)) for heading in asked]
    for heading, place in places:
        if place is None:
            message = f"Teksten har ikke overskriften «{heading.name}»"
            others = f" (eller {', '.join(f'«{other}»' for other in heading.others)})" if heading.others else ""
            hint = f"Legg til punktet{others}. Kravet står i {FORM_FILE}"
            yield _warning(version.source.path, version.body_line, "", message, hint)
    found = [(heading, place) for heading, place in places if place is not None]
    for (before, earlier), (after, later) in pairwise(found):
        if demand.in_order and later < earlier:
            line = _line(version, clauses[later].title)
            message = f"«{after.name}» står før «{before.name}»"
            yield _warning(version.source.path, line, "", message, f"Flytt punktet. Rekkefølgen står i {FORM_FILE}")


def _place(heading: HeadingDemand, clauses: tuple[Clause, ...]) -> int | None:
    """Return which heading holds the words of a demand, one after the other; the outermost such heading, else any."""
    wanted = [_words(name) for name in (heading.name, *heading.others)]
    held = [n for n, clause in enumerate(clauses) if any(_holds(_words(clause.title), words) for words in wanted)]
    return min(held, key=lambda n: (clauses[n].level, n), default=None)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


def _holds(words: list[str], wanted: list[str]) -> bool:
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words))) if wanted else False


def _line(version: Version, title: str) -> int:
    """Return the line that a heading stands on, else where the text begins."""
    lines = version.body.split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith("#") and title in line), 0)
    return version.body_line + at


def _fields(document: Document, version: Version, demand: FormDemand) -> Iterator[Finding]:
    for name in demand.fields:
        if name == SUMMARY_DEMAND:
            if not document.summary:
                hint = f"Skriv noen linjer til leserne under metadataene. Kravet står i {FORM_FILE}"
                yield _warning(document.source.path, 1, "", "Dokumentet er ikke fortalt kort", hint)
            continue
        source = document.source if name in DOCUMENT_DEMANDS else version.source
        if name in source.lines or (name in APPROVED_DEMANDS and not version.is_approved):
            continue
        hint = f"Legg til {name} ({_HELP[name]}). Kravet står i {FORM_FILE}"
        yield _warning(source.path, 1, name, "Feltet er ikke fylt ut", hint)


def _warning(path: str, line: int, field: str, message: str, hint: str) -> Finding:
    return Finding(path, line, field, message, hint, Severity.WARNING)


def _bodies(known: Known, templates: tuple[Template, ...]) -> Iterator[Finding]:
    """Report an owner in a template that is no body."""
    for template in templates:
        if template.owner and known.lacks_body(template.owner):
            source, message = template.source, f"Organet «{template.owner}» finnes ikke"
            yield Finding(source.path, source.line("eier"), "eier", message, near(template.owner, known.bodies))
