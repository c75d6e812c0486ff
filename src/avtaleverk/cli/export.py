"""``avtaleverk eksporter``: a text, or what changed between two, as a Word file or a PDF; or all texts as one book."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from avtaleverk.cli.options import add_json, add_root, day
from avtaleverk.cli.report import as_json, complain, say
from avtaleverk.cli.saving import add_replace, save
from avtaleverk.cli.text_choice import (
    TextPlace,
    UsageError,
    document_of,
    file_name,
    known_versions,
    text_place,
    two_versions,
)
from avtaleverk.engines.file_makers import MAKERS
from avtaleverk.exports.paper import Paper, difference_paper, version_paper
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat
from avtaleverk.pages.context import Context

NAME = "eksporter"
HELP = "Lag en Word-fil eller en PDF av en tekst, eller av det som er endret."
_DESCRIPTION = (
    "Uten --versjon tas teksten som gjelder. Med --rodmerking 1.0..1.1 blir endringene sporede endringer i Word, og "
    "røde merker i PDF. Med --alt samles alle tekster som gjelder, i én PDF."
)
_WRONG_USE = 2


@dataclass(frozen=True, slots=True)
class _Order:
    """A file that can be made: its kind, a name for it, the texts in it, and what makes it."""

    format_: FileFormat
    name: str
    texts: Sequence[tuple[Document, Version]]
    make: Callable[[], bytes]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = _DESCRIPTION
    parser.add_argument(
        "dokument", metavar="DOKUMENT", nargs="?", help="mappa, nummeret eller begynnelsen av navnet, for eksempel 1"
    )
    parser.add_argument("--versjon", metavar="NUMMER", help="versjonen du vil ha (den som gjelder)")
    parser.add_argument("--rodmerking", "--rødmerking", metavar="FRA..TIL", help="endringene mellom to versjoner")
    parser.add_argument("--alt", action="store_true", help="alle tekster som gjelder, som én bok i PDF")
    parser.add_argument("--arkiv", action="store_true", help="PDF for arkivet (PDF/A)")
    parser.add_argument("--til", metavar="FIL", type=Path, help="fila som skal lages, .docx eller .pdf (et navn her)")
    add_replace(parser)
    add_root(parser)
    parser.add_argument("--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="dagen som avgjør hva som gjelder (i dag)")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Make one file; 2 where the call cannot be met.

    Raises AvtaleverkError where the folder has errors, the file fails its check, or cannot be written.
    """
    place = text_place(options, "Fila ble ikke laget.")
    try:
        order = _order(place, options)
    except UsageError as error:
        complain(str(error))
        return _WRONG_USE
    target: Path = options.til or Path(order.name)
    data = order.make()
    save(target, data, replaces=options.erstatt)
    for picture in _unread(place, order.texts):
        complain(f"Bildet {picture} kan ikke leses, eller er for stort. Fila har ordene for det i stedet.")
    if options.json:
        say(as_json({"fil": str(target.resolve()), "format": order.format_.value, "byte": len(data)}))
    else:
        say(f"Skrevet: {target.resolve()}")
    return 0


def _unread(place: TextPlace, texts: Iterable[tuple[Document, Version]]) -> list[str]:
    """Return the pictures of texts that no file can show."""
    paths = [f"{document.folder}/{image}" for document, version in texts for image in place.ctx.text(version).images]
    return [path for path in dict.fromkeys(paths) if not place.pictures(path)]


def _order(place: TextPlace, options: argparse.Namespace) -> _Order:
    """Return the file that is asked for; raises UsageError with all that is wrong."""
    wrong = _contradictions(options)
    format_ = _format(options, wrong)
    document = None if options.alt else document_of(place.ctx, options.dokument, wrong)
    pair = _versions(place.ctx, document, options, wrong) if document else None
    if wrong:
        raise UsageError("\n".join(wrong))
    ctx = place.ctx
    if not document or not pair:
        in_force = [(d, v) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d))]
        return _Order(format_, "bok.pdf", in_force, lambda: _book(place, archive=options.arkiv))
    old, new = pair
    texts = [(document, version) for version in (old, new) if version]
    name = file_name(ctx, document, old, new, format_)
    paper = partial(_paper, ctx, document, old, new)
    return _Order(format_, name, texts, lambda: _file(place, format_, paper(), archive=options.arkiv))


def _contradictions(options: argparse.Namespace) -> list[str]:
    said = []
    if options.alt and (options.dokument or options.versjon or options.rodmerking):
        said.append("--alt tar med alle dokumenter. Ta bort dokumentet, --versjon og --rodmerking.")
    if options.versjon and options.rodmerking:
        said.append("--versjon og --rodmerking kan ikke brukes sammen. Velg én av dem.")
    if not options.alt and not options.dokument:
        said.append("Det mangler et dokument. Skriv for eksempel avtaleverk eksporter 1, eller --alt for alle.")
    return said


def _format(options: argparse.Namespace, wrong: list[str]) -> FileFormat:
    """Return the kind of file: what the name says, else PDF for what only that can be, else Word."""
    only_pdf = options.alt or options.arkiv
    if options.til is None:
        return FileFormat.PDF if only_pdf else FileFormat.WORD
    ending = options.til.suffix.lower().removeprefix(".")
    if ending not in {format_.value for format_ in FileFormat}:
        wrong.append(f"«{options.til}» sier ikke hva slags fil det skal bli. La navnet slutte på .docx eller .pdf.")
    elif only_pdf and ending != FileFormat.PDF:
        wrong.append(f"--alt og --arkiv gir PDF. La navnet slutte på .pdf i stedet for .{ending}.")
    else:
        return FileFormat(ending)
    return FileFormat.PDF


def _versions(
    ctx: Context, document: Document, options: argparse.Namespace, wrong: list[str]
) -> tuple[Version | None, Version] | None:
    """Return the text to show and, for a redline, the one it is held against."""
    if options.rodmerking:
        return two_versions(document, options.rodmerking, "--rodmerking {}", wrong)
    found = document.version(options.versjon) if options.versjon else ctx.in_force(document)
    if found is None:
        what = f"Versjon {options.versjon} finnes ikke" if options.versjon else "Ingen versjon gjelder"
        wrong.append(f"{what} av {document.title}. {known_versions(document)}")
        return None
    return None, found


def _paper(ctx: Context, document: Document, old: Version | None, new: Version) -> Paper:
    return difference_paper(ctx, document, old, new) if old else version_paper(ctx, document, new)


def _file(place: TextPlace, format_: FileFormat, paper: Paper, *, archive: bool) -> bytes:
    if not archive:
        MAKERS[format_].ready()
        return MAKERS[format_].make(place.ctx, paper, place.pictures)
    # Loads WeasyPrint, which takes a second.
    from avtaleverk.engines.pdf import pdf_of  # noqa: PLC0415 - see above
    from avtaleverk.exports.pdf import html_of  # noqa: PLC0415 - see above

    return pdf_of(html_of(place.ctx, paper), archive=True, pictures=place.pictures)


def _book(place: TextPlace, *, archive: bool) -> bytes:
    from avtaleverk.engines.pdf import pdf_of  # noqa: PLC0415 - see above
    from avtaleverk.exports.pdf import book_html  # noqa: PLC0415 - see above

    return pdf_of(book_html(place.ctx), archive=archive, pictures=place.pictures)
