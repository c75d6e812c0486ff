"""The handbook, done: its commands run in order on a small made-up folder, on a day that stands still."""

import io
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any
from unittest.mock import patch

from avtaleverk.cli import main
from avtaleverk.history import read_checked
from avtaleverk.pages.context import Context
from avtaleverk.pages.handbook.page import filled
from avtaleverk.pages.handbook.tasks import FOLDER, Task, tasks
from avtaleverk.text import TextStore

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "handbok"
PICTURES = FOLDER / "bilder"
DAY = date(2026, 11, 22)
TASKS = {task.name: task for task in tasks("nb")}
# Code stands four columns to the right, or four more within a step.
_COMMAND = re.compile(r"^ {4,}(avtaleverk .+)$", re.MULTILINE)
_SECONDS = re.compile(r"\d+[.,]\d sekund(?:er)?")


class _Today(type):
    """Lets ordinary dates count as dates of the class below."""

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, date)


class _Date(date, metaclass=_Today):
    """A calendar that stands still; all that it makes are ordinary dates."""

    def __new__(cls, *args: Any) -> date:  # type: ignore[misc] # an ordinary date, so that nothing else differs
        return date(*args)

    @classmethod
    def today(cls) -> date:  # type: ignore[override] # the same
        return DAY

    @classmethod
    def fromisoformat(cls, text: str) -> date:  # type: ignore[override] # the same
        return date.fromisoformat(text)


@contextmanager
def standing_still() -> Iterator[None]:
    """Let every part of the program that asks what day it is get the same answer."""
    asking = [m for name, m in sys.modules.items() if name.startswith("avtaleverk.") and m.__dict__.get("date") is date]
    patches = [patch.object(module, "date", _Date) for module in asking]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def context(root: Path, day: date = DAY) -> Context:
    """Return a folder as the site sees it."""
    corpus = read_checked(root).corpus
    assert corpus
    return Context(corpus, day, TextStore())


def commands(task: Task, ctx: Context) -> list[str]:
    """Return the commands of a task in their order, with the names of a community in them."""
    return _COMMAND.findall(filled(ctx, task.text))


@dataclass
class Story:
    """An editor at work in a copy of the folder; ``said`` has what each command answered, by the command."""

    root: Path
    ctx: Context = field(init=False)
    said: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the folder as it is."""
        shutil.copytree(EXAMPLE, self.root)
        self.ctx = context(self.root)

    def of(self, name: str) -> list[str]:
        """Return the commands of a task as this editor copies them; the names are those of the beginning."""
        return commands(TASKS[name], self.ctx)

    def do(self, name: str, *, but: tuple[str, ...] = ()) -> None:
        """Run the commands of a task, without those that have one of the words in ``but``."""
        for command in self.of(name):
            if not any(word in command for word in but):
                assert self.run(command) == 0, f"{name}: {command}\n{self.said[command]}"

    def run(self, command: str) -> int:
        """Run one command as it stands in the handbook and keep what it answered; an editor who is asked says yes."""
        words, told = shlex.split(command)[1:], io.StringIO()
        with chdir(self.root), standing_still(), redirect_stdout(told), redirect_stderr(told):
            status = main([*words, *(["--ja"] if asks(words[0]) else [])])
        self.said[command] = told_shortly(told.getvalue(), self.root)
        return status

    def write(self, path: str, change: Callable[[str], str]) -> None:
        """Change a file as an editor would."""
        place = self.root / path
        place.write_text(change(place.read_text("utf-8")), "utf-8")

    def write_new(self, path: str, text: str) -> None:
        """Make a file as an editor would."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def answer(self, name: str, number: int = 0) -> str:
        """Return what a command of a task answered, with the command before it as it stands in the window."""
        command = self.of(name)[number]
        return f"$ {command}\n{self.said[command]}"


def asks(command: str) -> bool:
    """Say whether a command asks before it writes."""
    return command in {
        "revider", "horing", "vedta", "tilslutning", "gjennomgatt", "opphev", "ny", "send-inn", "publiser",
    }  # fmt: skip


def told_shortly(answer: str, root: Path) -> str:
    """Return an answer without what is another each time: where the folder lies, and how long it took."""
    text = answer.replace(f"{root.resolve()}/", "").replace(f"{root}/", "").replace(str(root.parent), "..")
    return _SECONDS.sub("2,0 sekunder", text).strip("\n")


NEWER = (
    ("innen 24 timer etter innleggelsen", "innen 12 timer etter innleggelsen"),
    ("Kan kommunen ikke svare, sier den fra på telefon.", "Svaret sier når kommunen kan ta imot pasienten."),
    ("to ganger i året", "fire ganger i året"),
)


def revised(text: str) -> str:
    """Return the text of guideline 1 as the working group wants it."""
    for old, new in NEWER:
        assert old in text, old
        text = text.replace(old, new)
    return text


def files(task: Task, ctx: Context) -> list[str]:
    """Return what a task lets the editor write in a file, in its order, with the names of a community in it."""
    blocks = re.findall(r"(?:^ {4,}.*\n?(?:\n(?= {4}))*)+", filled(ctx, task.text), re.MULTILINE)
    return [f"{dedent(block).strip()}\n" for block in blocks if not block.lstrip().startswith("avtaleverk ")]


GUIDELINE = "retningslinjer/01-utskriving"


def until_approved(story: Story, told: Callable[[str], None] = lambda _step: None) -> None:
    """Take the revision of guideline 1 from its first draft to the decision; ``told`` hears of each step."""
    story.do("revider-en-retningslinje", but=("sammenlign", "sjekk"))
    story.write(f"{GUIDELINE}/1.1.md", revised)
    told("revidert")
    story.do("send-pa-horing")
    told("horing")
    story.do("flytt-horingsfristen")
    story.do("registrer-et-horingssvar", but=("--fil",))
    told("svar")
    meeting = files(TASKS["legg-inn-et-mote"], story.ctx)[0]
    story.write_new("organisasjon/moter/2026-11-10-utvalget.md", meeting)
    story.do("vedta-en-retningslinje")
    told("vedtatt")


def ratified(story: Story, told: Callable[[str], None] = lambda _step: None) -> None:
    """Let one party adopt the agreement, then all the others; ``told`` hears of the first."""
    first, *rest = story.of("for-partenes-tilslutning")
    assert story.run(first) == 0, story.said[first]
    told("tilsluttet")
    for command in rest:
        assert story.run(command) == 0, story.said[command]
