"""YAML as nodes with line numbers, and its traps as findings an editor can act on."""

import re
from collections.abc import Iterator
from datetime import date

import yaml

from avtaleverk.corpus.wording import invisible, shorten
from avtaleverk.corpus.yaml_faults import diagnose
from avtaleverk.model.findings import Finding

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_CHARACTERS = 200_000
_MAX_DEPTH = 40
_TAGS = "tag:yaml.org,2002:"
_QUOTE = "eller sett hele verdien i anførselstegn"


def _syntax_finding(error: yaml.YAMLError, path: str, text: str, first_line: int) -> Finding:
    """Say where the YAML breaks, with the line as it was read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    index, cure = diagnose(lines, min(mark.line, len(lines) - 1) if mark else len(lines) - 1)
    return Finding(path, first_line + index, "", f"Feltene kan ikke leses her: «{shorten(lines[index])}»", cure)


def line_of(node: yaml.Node, first_line: int) -> int:
    """Return the line of a node in its file, counted from 1."""
    return int(node.start_mark.line) + first_line


def _unwanted(text: str) -> tuple[int, str, str] | None:
    """Return line, message and cure of the first thing in ``text`` that YAML allows and a corpus does not.

    The text is taken event by event: aliases can grow without end, and a deep nesting overflows the stack
    of the library before it can say so.
    """
    depth = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line if event.start_mark else 0
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > _MAX_DEPTH:
            return line, "For mange nivåer inne i hverandre", "Gjør innholdet flatere"
        if documents > 1:
            return line, "Fila har flere deler", "Ta bort linjen med streker (---)"
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            return line, "Ankere og henvisninger (& og *) er ikke tillatt", f"Skriv verdien helt ut, {_QUOTE}"
        if tag := getattr(event, "tag", None):
            return line, f"Merket «{shorten(tag.replace(_TAGS, '!!'))}» har egen betydning", f"Ta bort merket, {_QUOTE}"
    return None


def _key_findings(node: yaml.Node, path: str, first_line: int) -> Iterator[Finding]:
    """Report keys that are given twice, or are no words, at any depth."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _key_findings(item, path, first_line)
    if isinstance(node, yaml.MappingNode):
        yield from _duplicate_keys(node, path, first_line)
        for _, value in node.value:
            yield from _key_findings(value, path, first_line)


def _duplicate_keys(node: yaml.MappingNode, path: str, first_line: int) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        line = line_of(key, first_line)
        if not isinstance(key, yaml.ScalarNode):
            yield Finding(path, line, "", "Et feltnavn må være et ord", "Skriv linjen som «nøkkel: verdi»")
        elif key.value in first:
            hint = f"Behold bare én av dem (den første står på linje {first[key.value]})"
            yield Finding(path, line, shorten(key.value), "Feltet står to ganger", hint)
        else:
            first[key.value] = line


def _unreadable(text: str, path: str, first_line: int) -> Iterator[Finding]:
    """Yield what keeps ``text`` from being read at all."""
    if len(text) > _MAX_CHARACTERS:
        message = f"Feltene er for store ({len(text)} tegn)"
        yield Finding(path, first_line, "", message, f"Skriv kortere verdier, til sammen under {_MAX_CHARACTERS} tegn")
        return
    for index, name in invisible(text):
        yield Finding(path, first_line + index, "", f"Linjen har et usynlig tegn ({name})", "Slett tegnet")


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[yaml.Node | None, list[Finding]]:
    """Return the root node of ``text`` and what is wrong with it; the node is None on any error.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    if findings := list(_unreadable(text, path, first_line)):
        return None, findings
    try:
        if unwanted := _unwanted(text):
            line, message, hint = unwanted
            return None, [Finding(path, first_line + line, "", message, hint)]
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, path, text, first_line)]
    findings = list(_key_findings(node, path, first_line)) if node else []
    return (None if findings else node), findings


_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written.lower()) + 1


def looks_like_date(text: str) -> str | None:
    """Return ``26.9.2024``, ``26/9-2024``, ``26. september 2024`` or a time on that day as ``2024-09-26``, else None."""
    m = re.fullmatch(r"\s*(?P<d>\d{1,2})[./](?P<m>\d{1,2})[.\-/](?P<y>\d{4})\s*", text)
    m = m or re.fullmatch(r"\s*(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[Tt\s].*)?", text)
    m = m or re.fullmatch(
        rf"\s*(?P<d>\d{{1,2}})\.?\s+(?P<m>{'|'.join(_MONTHS)})\s+(?P<y>\d{{4}})\s*", text, re.IGNORECASE
    )
    try:
        return date(int(m["y"]), _month(m["m"]), int(m["d"])).isoformat() if m else None
    except ValueError:
        return None
