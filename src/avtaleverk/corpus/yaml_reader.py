"""YAML as nodes with line numbers, and its traps as findings an editor can act on."""

import re
from collections.abc import Iterator

import yaml

from avtaleverk.model.findings import Finding

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_CHARACTERS = 200_000
_MAX_DEPTH = 40
_CURES = (
    ("mapping values are not allowed", "Står det et kolon i teksten, sett hele verdien i anførselstegn"),
    ("cannot start any token", "Bruk mellomrom i stedet for tabulator, og anførselstegn rundt verdier som begynner med et spesialtegn"),
    ("could not find expected ':'", "Hver linje skal ha formen «nøkkel: verdi»"),
    ("did not find expected key", "Se etter et innrykk som ikke stemmer, eller et anførselstegn som mangler"),
    ("did not find expected ',' or", "En liste i klammer skal ha komma mellom leddene og slutte med ]"),
    ("found unexpected end of stream", "Et anførselstegn er ikke lukket"),
    ("found undefined alias", "Tegnet * foran en verdi har egen betydning. Sett verdien i anførselstegn"),
    ("found unknown escape", "Bruk enkle anførselstegn når teksten har omvendt skråstrek"),
    ("found undefined tag", "Tegnet ! foran en verdi har egen betydning. Sett verdien i anførselstegn"),
    ("control characters", "Teksten har et usynlig kontrolltegn. Slett det og skriv tegnet på nytt"),
    ("special characters", "Teksten har et usynlig kontrolltegn. Slett det og skriv tegnet på nytt"),
    ("expected a single document", "Linjen --- skal bare stå først og sist i metadataene"),
)  # fmt: skip


def _cure(problem: str) -> str:
    for sign, cure in _CURES:
        if sign in problem:
            return cure
    return "Se etter innrykk, kolon og anførselstegn på denne linjen eller linjen over"


def _syntax_finding(error: yaml.YAMLError, path: str, text: str, first_line: int) -> Finding:
    """Say where the YAML breaks, with the line as it was read."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    index = min(mark.line, len(lines) - 1) if mark else 0
    if not lines[index].strip() and index:
        index -= 1
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "\t" in lines[index][: len(lines[index]) - len(lines[index].lstrip())]:
        problem = "cannot start any token"
    read = lines[index].strip()[:80]
    return Finding(path, first_line + index, "", f"Metadataene kan ikke leses her: «{read}»", _cure(problem))


def _walk(node: yaml.Node, depth: int = 0) -> Iterator[tuple[yaml.Node, int]]:
    yield node, depth
    if depth > _MAX_DEPTH:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(key, depth + 1)
            yield from _walk(value, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _walk(value, depth + 1)


def line_of(node: yaml.Node, first_line: int) -> int:
    """Return the line of a node in its file, counted from 1."""
    return int(node.start_mark.line) + first_line


def _shape_findings(root: yaml.Node, path: str, first_line: int) -> Iterator[Finding]:
    """Report aliases (which can grow without end), deep nesting and keys given twice."""
    seen: set[int] = set()
    for node, depth in _walk(root):
        if id(node) in seen:
            line = line_of(node, first_line)
            yield Finding(path, line, "", "Ankere og henvisninger (& og *) er ikke tillatt", "Skriv verdien helt ut")
            return
        seen.add(id(node))
        if depth > _MAX_DEPTH:
            yield Finding(
                path, line_of(node, first_line), "", "For mange nivåer inne i hverandre", "Gjør innholdet flatere"
            )
            return
        if isinstance(node, yaml.MappingNode):
            yield from _duplicate_keys(node, path, first_line)


def _duplicate_keys(node: yaml.MappingNode, path: str, first_line: int) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        line = line_of(key, first_line)
        if not isinstance(key, yaml.ScalarNode):
            yield Finding(path, line, "", "En nøkkel må være et ord", "Skriv «nøkkel: verdi»")
        elif key.value in first:
            hint = f"Behold bare én av dem (den første står på linje {first[key.value]})"
            yield Finding(path, line, key.value, "Nøkkelen står to ganger", hint)
        else:
            first[key.value] = line


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[yaml.Node | None, list[Finding]]:
    """Return the root node of ``text`` and what is wrong with it; the node is None on any error.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    if len(text) > _MAX_CHARACTERS:
        return None, [
            Finding(
                path, first_line, "", f"Metadataene er for store ({len(text)} tegn)", "Flytt teksten under metadataene"
            )
        ]
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, path, text, first_line)]
    except (RecursionError, ValueError, MemoryError):
        return None, [Finding(path, first_line, "", "Metadataene kan ikke leses", "Se etter klammer som ikke lukkes")]
    if node is None:
        return None, []
    findings = list(_shape_findings(node, path, first_line))
    return (None if findings else node), findings


def looks_like_date(text: str) -> str | None:
    """Return ``26.9.2024`` or ``26/9-2024`` as ``2024-09-26``, None where it is no such thing."""
    m = re.fullmatch(r"\s*(\d{1,2})[./](\d{1,2})[.\-/](\d{4})\s*", text)
    return f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}" if m else None
