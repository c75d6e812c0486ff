"""Where YAML that cannot be read goes wrong, judged line by line as an editor would see it."""

import re
from collections.abc import Callable

_FIELD = re.compile(r"(?:-\s+)*(?:[^\s:\[{\"'#-][^:]*:(?:\s+|$))?(?P<value>.*)")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_ESCAPE = re.compile(r"\\[^0abtnvfreNLP_xuU\"\\/ \t]")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?(?:\s+#.*)?")


def _value(line: str) -> str:
    """Return what stands after ``- `` and ``key:``, which is all of the line where neither is there."""
    m = _FIELD.fullmatch(line.strip())
    return m["value"] if m else ""


def _indent(line: str) -> int:
    """Return how far in the field of a line begins, after the hyphen where it is an item."""
    m = re.match(r" *(?:- +)*", line)
    return m.end() if m else 0


def _above(lines: list[str], at: int) -> str | None:
    """Return the nearest line above that says something."""
    said = (line for line in reversed(lines[:at]) if line.strip() and not line.lstrip().startswith("#"))
    return next(said, None)


def _tab(lines: list[str], at: int) -> bool:
    return bool(re.match(r" *\t", lines[at]))


def _document_mark(lines: list[str], at: int) -> bool:
    return bool(re.match(r"(?:---|\.\.\.)(?:\s|$)", lines[at]))


def _open_quote(lines: list[str], at: int) -> bool:
    value = _value(lines[at])
    return value[:1] in _QUOTED and not _QUOTED[value[0]].match(value)


def _text_after_quote(lines: list[str], at: int) -> bool:
    value = _value(lines[at])
    m = _QUOTED[value[0]].match(value) if value[:1] in _QUOTED else None
    return bool(m) and not re.fullmatch(r"(?:\s+#.*)?", value[m.end() :] if m else "")


def _escape(lines: list[str], at: int) -> bool:
    value = _value(lines[at])
    return value.startswith('"') and bool(_ESCAPE.search(value.replace("\\\\", "")))


def _unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", "", text)


def _open_bracket(lines: list[str], at: int) -> bool:
    """Say whether a list or group that begins here is still open where the reading stopped."""
    if _value(lines[at])[:1] not in {"[", "{"}:
        return False
    text = _unquoted("\n".join(lines[at:]))
    return text.count("[") + text.count("{") > text.count("]") + text.count("}")


def _text_after_bracket(lines: list[str], at: int) -> bool:
    value = re.sub(r"\s+#.*", "", _unquoted(_value(lines[at])))
    return value[:1] in {"[", "{"} and value[-1] not in "]},"


def _special(lines: list[str], at: int) -> bool:
    value = _value(lines[at])
    return value[:1] in set("@`%*&!|>,]}") and not _BLOCK.fullmatch(value)


def _colon(lines: list[str], at: int) -> bool:
    value = _value(lines[at])
    return bool(re.search(r":(?:\s|$)", value)) and value[0] not in "\"'[{|>#"


def _indented(lines: list[str], at: int) -> bool:
    above = _above(lines, at)
    if above is None or not _value(above) or _indent(lines[at]) <= _indent(above):
        return False
    return bool(re.match(r"\s*[^\s:#-][^:]*:(?:\s|$)", lines[at]))


def _outdented(lines: list[str], at: int) -> bool:
    """Say whether a line begins further out than the one above, yet in line with none before."""
    above, margin = _above(lines, at), len(lines[at]) - len(lines[at].lstrip(" "))
    margins = {len(line) - len(line.lstrip(" ")) for line in lines[:at]} | {_indent(line) for line in lines[:at]}
    return bool(lines[at].strip()) and above is not None and margin < _indent(above) and margin not in margins


def _tight_hyphen(lines: list[str], at: int) -> bool:
    return bool(re.match(r"\s*-[^\s\-.\d]", lines[at]))


def _missing_comma(lines: list[str], at: int) -> bool:
    value = _unquoted(_value(lines[at]))
    return value[:1] == "{" and any(len(re.findall(r":\s", piece)) > 1 for piece in value.split(","))


def _text_below(lines: list[str], at: int) -> bool:
    return any(not line.strip() for line in lines[:at]) and _no_colon(lines, at)


def _no_colon(lines: list[str], at: int) -> bool:
    line, above = lines[at], _above(lines, at)
    plain = line.strip() and not re.match(r"\s*(?:#|-(?:\s|$))", line) and not re.search(r":(?:\s|$)", line)
    return bool(plain) and (above is None or _indent(line) <= _indent(above))


_SIGNS: tuple[tuple[Callable[[list[str], int], bool], str], ...] = (
    (_tab, "Bruk mellomrom i stedet for tabulator først på linjen"),
    (_document_mark, "Ta bort linjen. Streker (---) og prikker (...) på egen linje avslutter feltene"),
    (_open_quote, "Lukk anførselstegnet sist i verdien"),
    (_escape, "Bruk enkle anførselstegn (') når teksten har omvendt skråstrek"),
    (_text_after_quote, "Sett anførselstegnene rundt hele verdien"),
    (_open_bracket, "Lukk klammen, og skill mellom leddene med komma"),
    (_text_after_bracket, "Verdien begynner med en klamme. Sett hele verdien i anførselstegn"),
    (_missing_comma, "Skill mellom feltene med komma"),
    (_tight_hyphen, "Skriv et mellomrom etter streken (-)"),
    (_special, "Verdien begynner med et tegn som har egen betydning. Sett hele verdien i anførselstegn"),
    (_colon, "Verdien har et kolon. Sett hele verdien i anførselstegn"),
    (_indented, "Gi linjen samme innrykk som feltene den hører sammen med"),
    (_outdented, "Gi linjen samme innrykk som feltene den hører sammen med"),
    (_text_below, "Skriv linjen som «nøkkel: verdi», eller skriv --- på en egen linje før teksten begynner"),
    (_no_colon, "Skriv linjen som «nøkkel: verdi», med mellomrom etter kolonet"),
)


def diagnose(lines: list[str], stopped: int) -> tuple[int, str]:
    """Return the line at fault and its cure, seeking upwards from the line where reading stopped."""
    for at in range(stopped, -1, -1):
        for is_at_fault, cure in _SIGNS:
            if is_at_fault(lines[: stopped + 1], at):
                return at, cure
    return stopped, "Se etter innrykk, kolon og anførselstegn på denne linjen eller linjen over"
