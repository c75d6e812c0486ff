"""Plays the year that ``tests/ar/aret.txt`` tells, command by command, and keeps the site of each step."""

import html
import io
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from word_files import gone, ins, par, run, word_file

from avtaleverk.cli import main
from avtaleverk.engines.cache import FileCache
from avtaleverk.engines.workshop import Workshop
from avtaleverk.site.plan import Plan
from avtaleverk.word.package import packed

HERE = Path(__file__).resolve().parent / "ar"
TELEMARK = HERE.parents[1]
PARTS = ("avtaler", "retningslinjer", "organisasjon", "docs", "maler", "helsefellesskap.yml", "ordliste.yml", "avtaleverk.lock", "avtaleverk.permalenker")  # fmt: skip
_STEP = re.compile(r"== (\d{4}-\d{2}-\d{2}) (.+)")
_QUOTED = re.compile(r"«([^»]*)»")
DRAFT = (
    ("1 Formål", "Pasienten skal få en trygg utskriving, og partene skal vite hvem som gjør hva."),
    ("2 Hvem retningslinjen gjelder", "Retningslinjen gjelder alle som skrives ut til kommunale tjenester."),
    ("3 Varsel", "Sykehuset varsler komunen innen 24 timer etter innleggelsen. Kommunen svarer samme dag."),
    ("4 Uenighet", "Er partene uenige, får pasienten hjelp først. Spørsmålet avklares etterpå."),
)


@dataclass(slots=True)
class Played:
    """The year: the folder at its end, and of each step what was said and the site of its day."""

    root: Path
    place: Path
    said: dict[str, str] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    published: dict[str, str] = field(default_factory=dict)

    def page(self, step: str, address: str) -> str:
        """Return the words of a page as it was after a step."""
        plan = self.plans[step]
        page = next(page for page in plan if page.address == address)
        return words(plan.html(page))

    def markup(self, step: str, address: str) -> str:
        """Return the HTML of the same."""
        plan = self.plans[step]
        return plan.html(next(page for page in plan if page.address == address))


def words(markup: str) -> str:
    """Return what a reader sees of a page, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def play(place: Path) -> Played:
    """Play the year in a copy of the Telemark folder."""
    root, work = place / "telemark", place / "arbeid"
    for part in PARTS:
        source = TELEMARK / part
        if source.is_dir():
            shutil.copytree(source, root / part)
        elif source.is_file():
            root.mkdir(exist_ok=True)
            shutil.copy(source, root / part)
    work.mkdir()
    shutil.copy(HERE / "svar-skien.md", work)
    (work / "svar-porsgrunn.docx").write_bytes(word_file(par("Porsgrunn kommune har ingen merknader.")))
    (work / "utkast.docx").write_bytes(_draft())
    played, cache = Played(root, work), FileCache(place / "mellomlager")
    for day, step, lines in _steps():
        played.said[step] = "".join(_do(played, line) for line in lines)
        played.plans[step] = Workshop(root, day, cache).plan()
        shown = work / "nettsted/gjeldende/retningslinjer/2/index.html"
        played.published[step] = words(shown.read_text("utf-8")) if shown.is_file() else ""
    return played


def _steps() -> Iterator[tuple[date, str, list[str]]]:
    text = (HERE / "aret.txt").read_text("utf-8")
    for piece in text.split("\n== ")[1:]:
        head, *lines = f"== {piece}".splitlines()
        m = _STEP.fullmatch(head)
        assert m, head
        yield date.fromisoformat(m[1]), m[2], [line for line in lines if line and not line.startswith("#")]


def _do(played: Played, line: str) -> str:
    """Do what a line says, and return what was answered."""
    verb, _, rest = line.partition(" ")
    if verb == "avtaleverk":
        return _call(played, rest)
    name, (old, new) = rest.partition(" ")[0], _QUOTED.findall(rest)
    place = (played.root if verb == "skriv" else played.place) / name
    if verb == "word":
        place.write_bytes(_tracked(place.read_bytes(), old, new))
        return ""
    text = place.read_text("utf-8")
    assert text.count(old) == 1, line
    place.write_text(text.replace(old, new), "utf-8")
    return ""


def _call(played: Played, words_: str) -> str:
    answer = io.StringIO()
    with chdir(played.place), redirect_stdout(answer):
        status = main([*shlex.split(words_), "--rot", str(played.root)])
    assert status == 0, f"{words_}: {answer.getvalue()}"
    return answer.getvalue()


def _draft() -> bytes:
    body = par("Retningslinje 2 Utskriving fra sykehus", "Tittel")
    return word_file(body + "".join(par(head, "Overskrift1") + par(text) for head, text in DRAFT))


def _tracked(data: bytes, old: str, new: str) -> bytes:
    """Return a Word file in which somebody has changed a few words with «Spor endringer» on."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    text = files["word/document.xml"].decode("utf-8")
    pattern = re.compile(
        rf"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>([^<]*){re.escape(old)}([^<]*)</w:t></w:r>"
    )
    changed, count = pattern.subn(lambda m: run(m[1]) + gone(run(old)) + ins(run(new)) + run(m[2]), text)
    assert count == 1
    return packed(files | {"word/document.xml": changed.encode("utf-8")})
