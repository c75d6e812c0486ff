"""The tasks that the handbook tells of, read from the Markdown files that come with the program."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from avtaleverk.pages.catalogue import LANGUAGES

FOLDER = Path(__file__).resolve().parent
_PICTURES = FOLDER / "bilder"
# Commands answer in one language, whatever the site speaks.
ANSWERED_IN = "nb"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: what it is called, why one would, its text, and which tasks come before (``needs``) and after (``then``)."""

    name: str
    title: str
    group: str
    order: int
    summary: str
    needs: tuple[str, ...]
    then: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the handbook, with its size in pixels."""

    name: str
    path: Path
    width: int
    height: int


@lru_cache(maxsize=len(LANGUAGES))
def tasks(language: str) -> tuple[Task, ...]:
    """Return all tasks in the order of the handbook, in one of the languages that a site may speak."""
    return tuple(sorted(map(_task, (FOLDER / language).glob("*.md")), key=lambda task: task.order))


def _task(path: Path) -> Task:
    """Return what one file tells: lines of «field: value» between two lines of hyphens, then the text."""
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    fields = {name: value.strip() for name, _, value in (line.partition(":") for line in front.split("\n"))}
    return Task(
        path.stem,
        fields["title"],
        fields["group"],
        int(fields["order"]),
        fields["summary"],
        _names(fields.get("needs", "")),
        _names(fields.get("then", "")),
        text.strip(),
    )


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in listed.split(",") if name.strip())


@lru_cache(maxsize=1)
def pictures() -> dict[str, Picture]:
    """Return the pictures of the handbook by the name of their file."""
    return {path.name: _picture(path) for path in sorted(_PICTURES.glob("*.png"))}


def _picture(path: Path) -> Picture:
    """Read the size where every PNG has it: in the eight bytes after the name of its first part."""
    with path.open("rb") as file:
        head = file.read(24)
    return Picture(path.name, path, int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big"))


@lru_cache(maxsize=1)
def answers() -> dict[str, str]:
    """Return what commands answered in the example, by the name of the file that it was written to."""
    return {path.name: path.read_text("utf-8").strip("\n") for path in sorted(_PICTURES.glob("*.svar.txt"))}
