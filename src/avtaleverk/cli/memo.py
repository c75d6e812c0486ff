"""``avtaleverk notat``: the case paper on a revision, with the marked text attached, as Word, PDF or Markdown."""

import argparse
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
from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.picture_data import picture_bytes
from avtaleverk.engines.file_makers import MAKERS
from avtaleverk.exports.memo import NAMES, TEMPLATE, Memo, case_paper, memo_of, own_template
from avtaleverk.model.disk_faults import why
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.downloads import FileFormat
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.pages.context import Context

NAME = "notat"
HELP = "Lag notatet til et møte: hva som er endret, hvem som avgjør, og den merkede teksten som vedlegg."
_DESCRIPTION = (
    "Notatet er et utkast. Skriv ferdig der det står «(Skriv …)». Et eget oppsett kan ligge i maler/notat.md; --mal "
    "lager fila, og --felter viser hva den kan bruke."
)
_WRONG_USE = 2
_MARKDOWN = "md"
_FAILURE = "Notatet ble ikke laget."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what this command can be told."""
    parser.epilog = _DESCRIPTION
    parser.add_argument(
        "dokument", metavar="DOKUMENT", nargs="?", help="mappa, nummeret eller begynnelsen av navnet, for eksempel 1"
    )
    parser.add_argument(
        "versjoner", metavar="FRA..TIL", nargs="?", help="versjonene, for eksempel 1.0..1.1, eller én for en ny tekst"
    )
    parser.add_argument("--til", metavar="FIL", type=Path, help="fila: .docx, .pdf eller .md (Word, med et navn her)")
    add_replace(parser)
    parser.add_argument("--mal", action="store_true", help=f"legg malen i {TEMPLATE}, så du kan endre den")
    parser.add_argument("--felter", action="store_true", help="vis hvilke navn en mal kan bruke")
    add_root(parser)
    parser.add_argument("--dato", metavar="ÅÅÅÅ-MM-DD", type=day, help="dagen notatet lages (i dag)")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Make one memo, or say how a template is written; 2 where the call cannot be met.

    Raises AvtaleverkError where the folder or the template has errors, or the file cannot be written.
    """
    if options.felter:
        say(as_json(dict(NAMES)) if options.json else "\n".join(f"{name:<14}{what}" for name, what in NAMES.items()))
        return 0
    place = text_place(options, _FAILURE)
    if options.mal:
        return _write_template(place.ctx, options)
    try:
        ending, document, old, new = _wanted(place.ctx, options)
    except UsageError as error:
        complain(str(error))
        return _WRONG_USE
    memo = memo_of(place.ctx, document, old, new, _community_template(options.rot))
    target: Path = options.til or Path(f"notat-{file_name(place.ctx, document, old, new, FileFormat.WORD)}")
    data = _data(place, memo, ending)
    save(target, data, replaces=options.erstatt)
    if options.json:
        say(as_json({"fil": str(target.resolve()), "format": ending, "byte": len(data)}))
    else:
        say(f"Skrevet: {target.resolve()}")
        complain("Notatet er et utkast. Skriv ferdig der det står «(Skriv …)».")
    return 0


def _community_template(root: Path) -> str | None:
    """Return the community's own template, None where it has none; raises AvtaleverkError where it cannot be read."""
    folder = Folder(root)
    if not folder.is_file(TEMPLATE):
        return None
    text = folder.text(TEMPLATE)
    if text is None:
        raise AvtaleverkError(_FAILURE, folder.findings)
    return text


def _write_template(ctx: Context, options: argparse.Namespace) -> int:
    """Put our template into the folder, to start from; one that is there is never touched."""
    place: Path = options.rot / TEMPLATE
    try:
        place.parent.mkdir(exist_ok=True)
    except OSError as error:
        message = f"Mappa {place.parent} kan ikke lages ({why(error)}). Ingenting ble skrevet."
        raise AvtaleverkError(message) from error
    save(place, own_template(ctx.t.language).encode(), replaces=False)
    say(f"Skrevet: {place.resolve()}")
    return 0


def _wanted(ctx: Context, options: argparse.Namespace) -> tuple[str, Document, Version | None, Version]:
    """Return the ending of the file and the versions it is about; raises UsageError with all that is wrong."""
    wrong: list[str] = []
    if options.dokument is None:
        wrong.append("Det mangler et dokument og to versjoner. Skriv for eksempel avtaleverk notat 1 1.0..1.1.")
    ending = options.til.suffix.lower().removeprefix(".") if options.til else FileFormat.WORD.value
    if ending not in {_MARKDOWN, *(format_.value for format_ in FileFormat)}:
        wrong.append(
            f"«{options.til}» sier ikke hva slags fil det skal bli. La navnet slutte på .docx, .pdf eller .md."
        )
    document = document_of(ctx, options.dokument, wrong)
    pair = _versions(document, options.versjoner, wrong) if document else None
    if wrong or document is None or pair is None:
        raise UsageError("\n".join(wrong))
    return ending, document, *pair


def _versions(document: Document, words: str | None, wrong: list[str]) -> tuple[Version | None, Version] | None:
    if words is None:
        wrong.append(f"Det mangler to versjoner, for eksempel 1.0..1.1. {known_versions(document)}")
        return None
    if ".." in words:
        return two_versions(document, words, "{}", wrong)
    found = document.version(words)
    if found is None:
        wrong.append(f"Versjon {words} finnes ikke av {document.title}. {known_versions(document)}")
    return (None, found) if found else None


def _data(place: TextPlace, memo: Memo, ending: str) -> bytes:
    """Return the bytes of the file; what a kind takes is loaded only where it is asked for."""
    if ending == _MARKDOWN:
        return case_paper(memo).encode()
    MAKERS[FileFormat(ending)].ready()
    from avtaleverk.exports.memo.files import memo_docx, memo_html  # noqa: PLC0415 - loads lxml, which few commands need

    if ending == FileFormat.WORD:
        return memo_docx(place.ctx, memo, picture_bytes(place.pictures))
    from avtaleverk.engines.pdf import pdf_of  # noqa: PLC0415 - loads WeasyPrint, which takes a second

    return pdf_of(memo_html(place.ctx, memo), pictures=place.pictures)
