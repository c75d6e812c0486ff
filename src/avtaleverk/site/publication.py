"""What becomes of a published site when another takes its place, in the words of those who publish it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from avtaleverk.history.comparison import Comparisons
from avtaleverk.history.lock_file import LOCK, parse_lock
from avtaleverk.model.addresses import file_format
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.text import Clause
from avtaleverk.site.manifest import MANIFEST, SIGNATURE, Difference, Entry, Manifest, difference
from avtaleverk.site.plan import Plan

# The search is indexed anew at each build, and never comes out the same.
_NOISE = ("pagefind", MANIFEST, SIGNATURE)
_MOST_PACKED, _MOST_FILE = 150_000, 25_000_000


@dataclass(frozen=True, slots=True)
class TextChange:
    """A document whose text in force becomes another: version numbers, None for none, and the points that differ."""

    folder: str
    name: str
    old: str | None
    new: str | None
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """The difference that readers will meet: pages by address, other files by path, texts in force.

    ``days`` are the days that the two sites show, None for a site that is not there.
    """

    pages: Difference
    files: Difference
    texts: tuple[TextChange, ...]
    days: tuple[str | None, str] = (None, "")

    @property
    def is_another_day(self) -> bool:
        """Say whether the two sites show different days, by which alone most pages differ."""
        return self.days[0] not in {None, self.days[1]}

    def __bool__(self) -> bool:
        """Say whether there is any difference."""
        return bool(self.pages or self.files or self.texts)


def publication(plan: Plan, new: Manifest, old: Manifest | None, comparisons: Comparisons) -> Publication:
    """Return what the site of a plan changes in the one that is published; ``old`` is None where none is."""
    differs = difference(_told(old) if old else {}, _told(new))
    # What leads on from where a page was is no page of its own, unless nothing leads on from there any more.
    pages = {*plan.keys, *(path for path in differs.gone if path.endswith(".html"))}
    addresses = Difference(*(tuple(map(address_of, side)) for side in _sides(differs.of(pages))))
    rest = {path for side in _sides(differs) for path in side} - pages
    texts = tuple(_text_changes(plan, new, old, comparisons))
    return Publication(addresses, differs.of(rest), texts, (old.day if old else None, new.day))


def _told(manifest: Manifest) -> Mapping[str, Entry]:
    return {path: entry for path, entry in manifest.files.items() if not path.startswith(_NOISE)}


def _sides(differs: Difference) -> tuple[tuple[str, ...], ...]:
    return differs.new, differs.changed, differs.gone


def address_of(path: str) -> str:
    """Return the address that readers know a page by."""
    return f"/{path.removesuffix('index.html')}"


def _text_changes(plan: Plan, new: Manifest, old: Manifest | None, comparisons: Comparisons) -> Iterator[TextChange]:
    before = {folder: text.number for folder, text in old.texts.items()} if old else {}
    after = {folder: text.number for folder, text in new.texts.items()}
    for document in plan.corpus.all_documents():
        numbers = before.pop(document.folder, None), after.get(document.folder)
        if numbers[0] != numbers[1]:
            points = tuple(_points(document, *numbers, comparisons))
            yield TextChange(document.folder, document.title, *numbers, points)
    yield from (TextChange(folder, folder, number, None) for folder, number in sorted(before.items()) if number)


def _points(document: Document, old: str | None, new: str | None, comparisons: Comparisons) -> Iterator[str]:
    """Yield the points that two versions differ in, by number or heading."""
    first, second = _version(document, old), _version(document, new)
    if first and second:
        yield from (_label(point.clause) for point in comparisons.facts(first.body, second.body).touched)


def _version(document: Document, number: str | None) -> Version | None:
    return next((v for v in document.versions if v.number == number), None)


def _label(clause: Clause) -> str:
    return clause.number or f"«{clause.title}»"


def warnings(
    plan: Plan, differs: Publication, packed: Mapping[str, int], sizes: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield what a reader would rather be without: lost pages, heavy pages (``packed`` are their sizes as sent), large files."""
    known = {page.path: page.source for page in plan}
    before, after = differs.days
    if before and after < before:
        message = f"Nettstedet viser {after}, og det som er publisert nå, viser {before}"
        yield _warning("/", message, "Se etter at klokka på maskinen går riktig, og at --dato er riktig")
    for address in differs.pages.gone:
        hint = f'Har noen lenket til den, skriver du i videresending.yml: - {{fra: "{address}", til: "/adressen/"}}'
        yield _warning(address, "Siden er publisert nå, og blir borte", hint)
    if files := [path for path in differs.files.gone if file_format(path)]:
        message = f"{len(files)} filer av tekstene er publisert nå, og blir borte, den første er {files[0]}"
        yield _warning("/", message, "Publiser med --med, eller skriv med: under publisering i helsefellesskap.yml")
    for path, size in sorted(packed.items()):
        if size > _MOST_PACKED:
            message = f"Siden er {size // 1000} kB pakket, og {_MOST_PACKED // 1000} kB er mye på en telefon"
            hint = "Del teksten, eller gjør bildene mindre" + (f" ({source})" if (source := known.get(path)) else "")
            yield _warning(address_of(path), message, hint)
    for path, size in sorted(sizes.items()):
        if size > _MOST_FILE:
            message = f"Fila er {size // 1_000_000} MB, og {_MOST_FILE // 1_000_000} MB er mye å hente"
            yield _warning(f"/{path}", message, "Gjør den mindre, eller legg den et annet sted og lenk dit")


def lock_warnings(published: bytes | None, new: bytes | None) -> Iterator[Finding]:
    """Yield where lines of the lock that is published are not in the new one: its end can be cut without a trace in itself."""
    old, now = (parse_lock((data or b"").decode("utf-8", "replace")).links for data in (published, new))
    lost = {link.own for link in old} - {link.own for link in now}
    if lost:
        message = f"{len(lost)} av {len(old)} linjer i låsen som er publisert nå, står ikke i låsen her"
        yield _warning(
            LOCK, message, "Er den kortet ned eller byttet, henter du den tilbake slik den var, for eksempel fra git"
        )


def _warning(place: str, message: str, hint: str) -> Finding:
    return Finding(place, 0, "", message, hint, Severity.WARNING)
