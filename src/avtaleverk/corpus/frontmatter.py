"""Splits a content file into front matter and text, and reads the front matter strictly."""

import re
from dataclasses import dataclass

from avtaleverk.corpus.fields import Field
from avtaleverk.corpus.values import Checker, Values
from avtaleverk.corpus.wording import invisible, shorten
from avtaleverk.corpus.yaml_reader import read_yaml
from avtaleverk.model.findings import Finding, Severity
from avtaleverk.model.source import Source

_FENCE = re.compile(r"-{3,}[ \t]*")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """What one file says: its values, its text, the line the text begins on, and the faults."""

    values: Values
    body: str
    body_line: int
    findings: tuple[Finding, ...]


def _split(text: str, path: str) -> tuple[str, str, int] | Finding:
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        read = f"første linje er «{shorten(lines[0])}»" if lines[0].strip() else "første linje er tom"
        message = f"Fila begynner ikke med metadata: {read}" if text.strip() else "Fila er tom"
        return Finding(path, 1, "", message, "Skriv --- på første linje, feltene under, og --- igjen")
    for index, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:index]), "\n".join(lines[index + 1 :]), index + 2
    return Finding(path, 1, "", "Metadataene slutter aldri", "Skriv --- på en egen linje etter det siste feltet")


def split_file(text: str, path: str) -> tuple[str, str] | Finding:
    """Return front matter and text of any Markdown file; one that has no front matter is all text."""
    if not _FENCE.fullmatch(text.partition("\n")[0]):
        return "", text
    split = _split(text, path)
    return split if isinstance(split, Finding) else split[:2]


def read_content(text: str, path: str, fields: tuple[Field, ...], *, optional: bool = False) -> ContentFile:
    """Return a Markdown file with front matter; ``optional`` accepts a file without any."""
    if optional and not _FENCE.match(text):
        return ContentFile(Values(Source(path)), text, 1, tuple(_invisible(text, path, 1)))
    split = _split(text, path)
    if isinstance(split, Finding):
        return ContentFile(Values(Source(path)), "", 1, (split,))
    front, body, body_line = split
    values, findings = read_fields(front, path, fields, first_line=2)
    return ContentFile(values, body, body_line, (*findings, *_invisible(body, path, body_line)))


def read_fields(text: str, path: str, fields: tuple[Field, ...], first_line: int = 1) -> tuple[Values, list[Finding]]:
    """Return the values of a piece of YAML; nothing but the faults where it cannot be read."""
    node, findings = read_yaml(text, path, first_line)
    if findings:
        return Values(Source(path)), findings
    checker = Checker(path, first_line)
    return checker.group(node, fields), checker.findings


def _invisible(body: str, path: str, body_line: int) -> list[Finding]:
    """Warn of characters that nobody sees but that change what is read."""
    return [
        Finding(path, body_line + index, "", f"Teksten har et usynlig tegn ({name})", "Slett tegnet", Severity.WARNING)
        for index, name in invisible(body)
    ]
