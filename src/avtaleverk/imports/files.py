"""Every kind of file that may be handed over: opened here, or refused with what to do instead."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import PurePath

from avtaleverk.imports.clauses import Known
from avtaleverk.imports.gathering import merged
from avtaleverk.imports.imported import Imported, marked_by
from avtaleverk.imports.one_text import text_of_tree
from avtaleverk.imports.pandoc import INSTALL, syntax_tree
from avtaleverk.model.findings import AvtaleverkError
from avtaleverk.text.canonical import formatted
from avtaleverk.word.noted import Noted, NoteKind

# What a file gives when it is known which document it is about.
Texts = Callable[[Known], Imported]

_AS_WORD = "Åpne den i {program}, velg «{command}», og velg Word-dokument (.docx)."
_WORD, _SAVE = "Word", "Lagre som"
_REFUSED = {
    ".doc": ("det gamle Word-formatet .doc", _WORD, _SAVE),
    ".dot": ("det gamle Word-formatet .dot", _WORD, _SAVE),
    ".docm": ("et Word-dokument med makroer (.docm)", _WORD, _SAVE),
    ".dotx": ("en Word-mal (.dotx)", _WORD, _SAVE),
    ".dotm": ("en Word-mal med makroer (.dotm)", _WORD, _SAVE),
    ".rtf": ("formatet .rtf", _WORD, _SAVE),
    ".pages": ("formatet .pages fra Apple", "Pages", "Eksporter til"),
    ".htm": ("en nettside", _WORD, _SAVE),
    ".html": ("en nettside", _WORD, _SAVE),
    ".txt": ("ren tekst", _WORD, _SAVE),
    ".fodt": ("formatet .fodt", "LibreOffice", _SAVE),
}


class FileError(AvtaleverkError):
    """A file that cannot be read; the message says what to do with it."""


def open_file(name: str, data: bytes) -> Texts:
    """Return what gives the texts of a file, which is read as far as can be done without knowing its document.

    Raises AvtaleverkError where it is of a kind that cannot be read, broken, or too large.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _REFUSED:
        what, program, command = _REFUSED[ending]
        message = f"«{name}» er {what}, som ikke kan leses. {_AS_WORD.format(program=program, command=command)}"
        raise FileError(message)
    if ending not in _OPENERS:
        message = f"«{name}» kan ikke leses. Filer som kan leses, er {', '.join(_OPENERS)}."
        raise FileError(message)
    try:
        return _OPENERS[ending](data)
    except ImportError as error:
        message = f"Lesing av {ending}-filer trenger {error.name}, som ikke er installert. {INSTALL}"
        raise FileError(message) from error


# What a memo of ours says that it is about.
_MEMO = "Notat ·"
_IS_MEMO = (
    "Fila er et notat til et møte, med teksten som vedlegg. Se etter at forslaget bare har teksten. Er notatet kommet "
    "med, så lagre vedlegget som en egen fil, og les inn den"
)


def _word(data: bytes) -> Texts:
    from avtaleverk.word.reading import read_word  # noqa: PLC0415 - needs lxml, which other commands do without

    first = read_word(data)
    tree = cache(lambda side: syntax_tree(side, "docx"))

    def texts(known: Known) -> Imported:
        # Red that stands in the published text already is no change, so the file is read anew when that is known.
        reading = read_word(data, published=known.body) if first.has_red and known.body else first
        sides = (reading.new, reading.old) if reading.has_marks else (reading.new,)
        with ThreadPoolExecutor(len(sides)) as threads:
            trees = list(threads.map(tree, sides))
        new, *olds = [text_of_tree(tree, known) for tree in trees]
        noted = list(reading.notes)
        if reading.subtitle:
            noted.append(Noted(NoteKind.LEFT_OUT, f"Undertittelen er ikke tatt med i teksten: «{reading.subtitle}»"))
        if reading.properties.get("subject", "").startswith(_MEMO):
            noted.insert(0, Noted(NoteKind.UNSURE, _IS_MEMO))
        return Imported(
            "et Word-dokument",
            new.markdown,
            new.title or reading.title,
            merged(noted, new.notes, *(old.notes for old in olds)),
            olds[0].markdown if olds else None,
            (
                *(marked_by(a.name, a.first, a.last) for a in reading.authors),
                *(["rød skrift"] if reading.has_red else []),
            ),
        )

    return texts


def _open_document(data: bytes) -> Texts:
    from avtaleverk.imports.odt.reading import read_odt  # noqa: PLC0415 - needs lxml, which other commands do without

    reading = read_odt(data)
    trees = [syntax_tree(side, "odt") for side in (reading.new, reading.old) if side is not None]

    def texts(known: Known) -> Imported:
        new, *olds = [text_of_tree(tree, known, styles=False) for tree in trees]
        notes = merged(reading.notes, new.notes, *(old.notes for old in olds))
        old = olds[0].markdown if olds else None
        return Imported("et ODT-dokument", new.markdown, new.title, notes, old, reading.people)

    return texts


def _pdf(data: bytes) -> Texts:
    from avtaleverk.imports.pdf.reading import read_pdf  # noqa: PLC0415 - needs pypdf, which other commands do without

    return read_pdf(data)


def _markdown(data: bytes) -> Texts:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        message = "Fila er ikke lagret som UTF-8. Lagre den på nytt med tegnsettet UTF-8."
        raise FileError(message) from error
    front, body = _split(text)
    left_out = Noted(NoteKind.LEFT_OUT, "Metadataene øverst i fila er ikke tatt med, bare teksten")
    read = Imported("en Markdown-fil", formatted(body), "", (left_out,) if front else ())
    return lambda _: replace(read)


def _split(text: str) -> tuple[str, str]:
    """Return front matter and body of a Markdown file."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---" or "\n---" not in f"\n{rest}":
        return "", text
    front, _, body = f"\n{rest}".partition("\n---")
    return front, body.partition("\n")[2]


_OPENERS: dict[str, Callable[[bytes], Texts]] = {
    ".docx": _word,
    ".odt": _open_document,
    ".pdf": _pdf,
    ".md": _markdown,
}
ENDINGS = frozenset(_OPENERS) | frozenset(_REFUSED)
