"""Content files in their canonical form: the text written anew, the front matter left as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from markdown import Markdown

from avtaleverk.corpus.files import Folder
from avtaleverk.corpus.frontmatter import split_file
from avtaleverk.corpus.read_community import markdown_paths
from avtaleverk.corpus.read_documents import ROOTS
from avtaleverk.corpus.record_lines import CONFLICT_MESSAGE, is_conflict_mark
from avtaleverk.corpus.wording import shorten
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.text.canonical import canonical
from avtaleverk.text.tree import TextError

_PLACES = (*ROOTS, "organisasjon/moter", "organisasjon/saker", "docs")
_KEPT = "Et stykke kan ikke skrives på noen annen måte, og står som før"
_TOO_DEEP_CURE = "Flytt noe av teksten ut av lista eller sitatet den står i"


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A file as it should be written. ``kept`` are warnings of the pieces that have their own form still."""

    path: str
    text: str
    is_approved: bool
    kept: tuple[Finding, ...] = ()


def content_paths(folder: Folder) -> tuple[str, ...]:
    """Return the Markdown files of a community, in order: texts, meetings, papers and pages written by hand."""
    return tuple(path for place in _PLACES for path in markdown_paths(folder, place))


def formatted_file(folder: Folder, path: str, md: Markdown | None = None) -> FormattedFile | None:
    """Return a file in its canonical form; None, and a finding of the folder, where it cannot be read.

    Lines end as on Unix, one empty line stands between front matter and text, and the last line is ended.
    """
    text = folder.text(path)
    if text is None:
        return None
    split = split_file(text, path)
    front, body = ("", "") if isinstance(split, Finding) else split
    node, faults = read_yaml(front, path, 2) if front else (None, [])
    faults = [*_conflicts(text, path)] or ([split] if isinstance(split, Finding) else faults)
    if faults:
        folder.findings += faults
        return None
    try:
        found = canonical(body, md)
    except TextError as error:
        folder.report(path, str(error), _TOO_DEEP_CURE)
        return None
    parts = [part for part in (text[: len(text) - len(body)].rstrip("\n"), found.text.rstrip("\n")) if part]
    whole = "\n\n".join(parts) + "\n" * bool(parts)
    return FormattedFile(path, whole, _is_approved(node), tuple(_told(path, whole, piece) for piece in found.kept))


def _conflicts(text: str, path: str) -> Iterator[Finding]:
    """Yield the first mark of a conflict: between such marks there are two texts, and neither is one."""
    for number, line in enumerate(text.split("\n"), 1):
        if is_conflict_mark(line) and not line.startswith("="):
            yield Finding(path, number, "", CONFLICT_MESSAGE, "Velg en av tekstene, og slett merkene")
            return


def _is_approved(node: yaml.Node | None) -> bool:
    """Say whether the front matter names who approved the text."""
    if not isinstance(node, yaml.MappingNode):
        return False
    return any(key.value == "godkjent_av" and value.value not in {"", "null", "~"} for key, value in node.value)


def _told(path: str, text: str, piece: str) -> Finding:
    line = text[: max(text.find(piece), 0)].count("\n") + 1
    return Finding(path, line, "", f"{_KEPT}: «{shorten(piece)}»", severity=Severity.WARNING)
