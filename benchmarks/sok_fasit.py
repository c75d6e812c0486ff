"""What people search for and the addresses that answer: reading such a file, and when a hit is right."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

_NUMBERED = re.compile(r"pkt-\d+(-\d+)*")
_PART = re.compile(r"(ledd|strek|nr|tabell)-\d")
_FIELDS = ("sok", "treff")
_EXAMPLE = "- {sok: taushetsplikt, treff: [/retningslinjer/1/#pkt-2]}"


class BadFileError(Exception):
    """The file cannot be used; ``faults`` says why, one sentence for each place."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Keep all faults, so that they can be mended in one go."""
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Search:
    """One search, the addresses that answer it, and the line it stands in."""

    words: str
    answers: tuple[str, ...]
    line: int


def address(url: str) -> str:
    """Return an address as this benchmark writes it: from the root, without host, query or file name."""
    parts = urlsplit(url)
    path = unquote(parts.path).removesuffix("index.html")
    return f"/{path.lstrip('/')}" + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


def is_answer(expected: str, hit: str) -> bool:
    """Say whether ``hit`` is the page or the point that was ``expected``, or a part of it that has no number.

    Point 2.3.1 is another point than 2.3, and a whole page is not the point that was asked for.
    """
    page, _, point = expected.partition("#")
    hit_page, _, hit_point = hit.partition("#")
    if page != hit_page or not point:
        return page == hit_page
    if not hit_point.startswith(f"{point}-"):
        return point == hit_point
    part = hit_point[len(point) + 1 :]
    return not part[0].isdigit() if _NUMBERED.fullmatch(point) else bool(_PART.match(part))


def place_of_answer(search: Search, hits: Sequence[str], *, strict: bool = False) -> int:
    """Return the place of the first right hit, from 1; 0 where none is right. ``strict`` wants the very address."""

    def is_right(hit: str) -> bool:
        return hit in search.answers if strict else any(is_answer(answer, hit) for answer in search.answers)

    return next((place for place, hit in enumerate(hits, 1) if is_right(hit)), 0)


def read_searches(path: Path, site: Path) -> list[Search]:
    """Read the searches of ``path``, whose answers must be there on the built ``site``.

    Raises:
        BadFileError: The file is missing or no YAML, or an entry lacks something or names an address that is not there.

    """
    entries = list(_entries(path))
    faults = [fault for entry in entries for fault in _faults(path, entry, site)]
    if faults:
        raise BadFileError(faults)
    return [_search(entry) for entry in entries]


def _entries(path: Path) -> Iterator[yaml.Node]:
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except OSError as error:
        raise BadFileError([f"{path}: Fila kan ikke leses ({error.strerror}). Oppgi en fil som finnes"]) from error
    except UnicodeDecodeError as error:
        raise BadFileError([f"{path}: Fila er ikke UTF-8. Lagre den som UTF-8"]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise BadFileError([f"{where}: Fila er ikke gyldig YAML. Skriv hvert søk slik: {_EXAMPLE}"]) from error
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        raise BadFileError([f"{path}: Fila er ikke en liste av søk. Skriv hvert søk slik: {_EXAMPLE}"])
    yield from root.value


def _values(entry: yaml.Node) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in entry.value} if isinstance(entry, yaml.MappingNode) else {}


def _search(entry: yaml.Node) -> Search:
    values = _values(entry)
    return Search(str(values["sok"].value), tuple(address(node.value) for node in values["treff"].value), _line(entry))


def _line(node: yaml.Node) -> int:
    line: int = node.start_mark.line + 1
    return line


def _faults(path: Path, entry: yaml.Node, site: Path) -> Iterator[str]:
    """Yield what is wrong with an entry."""
    here, values = f"{path}:{_line(entry)}", _values(entry)
    if set(values) != set(_FIELDS):
        yield f"{here}: Et søk har feltene sok og treff. Skriv det slik: {_EXAMPLE}"
        return
    words, answers = values["sok"], values["treff"]
    if not isinstance(words, yaml.ScalarNode) or not words.value.strip():
        yield f"{here}: sok: Her skal det stå ord å søke etter"
    if not isinstance(answers, yaml.SequenceNode) or not answers.value:
        yield f"{here}: treff: Her skal det stå en liste med minst én adresse"
        return
    for node in answers.value:
        missing = _missing(node, site)
        if missing:
            yield f"{path}:{_line(node)}: treff: {missing}"


def _missing(node: yaml.Node, site: Path) -> str:
    """Return what is wrong with an address, nothing where it is there."""
    if not isinstance(node, yaml.ScalarNode):
        return "En adresse er én tekst, for eksempel /retningslinjer/1/"
    page, _, point = address(node.value).partition("#")
    file = site / page.lstrip("/") / "index.html"
    if not file.is_file():
        return f"«{node.value}» finnes ikke på nettstedet. Bruk en adresse fra roten, med skråstrek til slutt"
    if point and point not in map(html.unescape, re.findall(r'\sid="?([^"\s>]+)', file.read_text("utf-8"))):
        return f"«{node.value}» er en side som finnes, men den har ikke stedet «{point}»"
    return ""
