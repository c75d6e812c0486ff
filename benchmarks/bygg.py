"""Measures how fast avtaleverk builds, against plain MkDocs with Material on the same texts.

Everything is measured in one run on one machine, so that the ratios hold where the seconds do not.
Run ``python benchmarks/bygg.py``, with ``--liten`` to leave out the large corpus. It works in memory where it
can: what a disk takes to make a folder differs tenfold from one moment to the next. ``--mappe`` asks for a disk.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

from korpus import VERSIONS, Made
from maaling import Run, middle, preview, run
from verksted import Bench, Peer, add_word, differing, kept_pages, page_hashes

_DOCUMENTS, _MANY = 60, 600
_COLD, _REBUILD, _SCREEN_MS, _GROWTH, _PEAK_GIB = 1.5, 0.25, 1000.0, 12.0, 1.5
_STRAYED = 0
_PAUSE = 1.0
_BUSY = 1.25
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder with a name of its own is made there
_ROOM = 2 * 2**30
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Bar:
    """What is demanded of one measure: at most ``limit``, or exactly that."""

    name: str
    measured: float
    limit: float
    unit: str = ""
    exact: bool = False

    @property
    def is_met(self) -> bool:
        """Say whether the measure is good enough."""
        return self.measured == self.limit if self.exact else self.measured <= self.limit

    def row(self) -> tuple[str, str, str, str]:
        """Return the row of the table."""
        limit = f"{'nøyaktig' if self.exact else 'høyst'} {_number(self.limit)}{self.unit}"
        return self.name, f"{_number(self.measured)}{self.unit}", limit, "holder" if self.is_met else "holder ikke"


def _number(value: float) -> str:
    shown = f"{value:.0f}" if value == round(value) or value >= 100 else f"{value:.2f}"  # noqa: PLR2004 - three digits say enough
    return shown.replace(".", ",")


def _say(words: str) -> None:
    print(words, flush=True)


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    return median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))


class Measuring:
    """One run of all measures, in a folder of its own."""

    def __init__(self, place: Path, repeats: int) -> None:
        """Write the corpus, and let every program be loaded once before a clock starts."""
        self.place = place
        self.repeats = repeats
        self.bench = Bench(place)
        self.root, self.made = self.bench.corpus(_DOCUMENTS)
        self.peer = Peer(place / "mkdocs-alene", self.root, self.made)
        self.site = place / "nettsted"
        self.cache = self.bench.new_cache()
        self.bars: list[Bar] = []
        self.touched: list[set[str]] = []
        self.strayed: list[set[str]] = []
        self.remade: list[int] = []
        self.waited = False
        self.bench.build(self.root, self.site, self.cache)
        self.peer.build()

    def _show(self, name: str, runs: Sequence[Run]) -> None:
        run = middle(runs)
        memory = run.peak_bytes / 2**20
        _say(f"  {name}: {_number(run.seconds)} s ({_number(run.cpu)} s prosessortid, {memory:.0f} MiB)")
        self.waited = self.waited or run.seconds > _BUSY * run.cpu

    def rounds(self) -> None:
        """Build in every way, turn by turn, so that all meet the same machine; ratios are taken in each round."""
        peer, bare, empty, again = list[Run](), list[Run](), list[Run](), list[Run]()
        for number, document in enumerate(_some(self.made, self.repeats)):
            peer.append(self.peer.build())
            bare.append(self.bench.cold_build(self.root, None))
            empty.append(self.bench.cold_build(self.root, self.bench.new_cache()))
            again.append(self._edited(document, f"Nyord{number}"))
        self._show(f"MkDocs med Material alene, {len(self.made) * VERSIONS} sider", peer)
        self._show("Full bygging uten mellomlager", bare)
        self._show("Full bygging med tomt mellomlager", empty)
        self._show("Bygging etter én endret linje, ny prosess", again)
        slower = max(bare, empty, key=lambda runs: middle(runs).seconds)
        self.bars.append(Bar("Full bygging mot MkDocs alene", _ratio(slower, peer), _COLD))
        self.bars.append(Bar("Bygging etter én endret linje mot MkDocs alene", _ratio(again, peer), _REBUILD))

    def _edited(self, document: Made, word: str) -> Run:
        """Edit a line and build in a new process; note which pages are not what they were."""
        before, kept = page_hashes(self.site), kept_pages(self.cache)
        add_word(document.path(self.root), word)
        measured = self.bench.build(self.root, self.site, self.cache)
        self.touched.append(differing(before, page_hashes(self.site)))
        own = (document.address, "endringer/")
        self.strayed.append({name for name in self.touched[-1] if not name.startswith(own)})
        self.remade.append(len(kept_pages(self.cache) - kept))
        assert word in (self.site / document.address / "index.html").read_text("utf-8")
        return measured

    def pages_touched(self) -> None:
        """Say which pages one line changed: those of its document, and the register of changes."""
        names = sorted(self.touched[0])
        _say(f"  Endrede sider: {', '.join('/' + name.removesuffix('index.html') for name in names)}")
        _say(f"  Laget på nytt uten å bli endret: {max(self.remade) - max(map(len, self.touched))}")
        strayed = max(map(len, self.strayed))
        self.bars.append(Bar("Endrede sider utenfor dokumentet og registeret", strayed, _STRAYED, exact=True))

    def contents(self) -> None:
        """Say what the site holds, so that nobody takes a ratio for more than it is."""
        pages = page_hashes(self.site)
        compared = sum("/endringer/" in name for name in pages)
        _say(f"  Nettstedet har {len(pages)} sider, {compared} av dem sammenligner to versjoner.")
        # The bar is set for neighbours alone; the site has every pair, and is measured with them all.
        neighbours = len(self.made) * (VERSIONS - 1)
        assert compared > neighbours
        _say(f"  Kravet til full bygging gjelder {neighbours} sammenligninger av naboer. Her er alle par med.")

    def screen(self) -> None:
        """Save a file beside a running preview, and wait until the page shows it."""
        command = self.bench.command("vis", "--rot", self.root)
        documents, random = _some(self.made, max(5, self.repeats)), Random(1)
        taken = []
        with preview(command, self.bench.env(self.cache), self.place) as running:
            running.wait_for(documents[0].address)
            for number, document in enumerate(documents):
                # The preview looks for changes at intervals: an edit must not always fall just after one.
                time.sleep(_PAUSE + random.random())
                add_word(document.path(self.root), f"Skjermord{number}")
                taken.append(1000 * running.wait_for(document.address, f"Skjermord{number}"))
        _say(f"  Fra lagret til vist: {', '.join(f'{ms:.0f}' for ms in taken)} ms")
        self.bars.append(Bar("Fra lagret til vist på skjermen", median(taken), _SCREEN_MS, " ms"))

    def growth(self) -> None:
        """Build ten times as many documents, and compare with the same build of the smaller corpus."""
        root, _ = self.bench.corpus(_MANY)
        before = [self.bench.cold_build(self.root, None) for _ in range(self.repeats)]
        large = self.bench.cold_build(root, None)
        small = middle([*before, *(self.bench.cold_build(self.root, None) for _ in before)])
        self._show(f"Full bygging, {_MANY} × {VERSIONS}", [large])
        self.bars.append(Bar("Ti ganger så mange dokumenter, tid", large.seconds / small.seconds, _GROWTH))
        self.bars.append(Bar(f"Toppminne ved {_MANY} × {VERSIONS}", large.peak_bytes / 2**30, _PEAK_GIB, " GiB"))

    def parts(self) -> None:
        """Say where our own time goes: from nothing, and after one edited line."""
        cache = self.bench.new_cache()
        cold = self._parts(cache, "deler")
        add_word(self.made[-1].path(self.root), "Delord")
        again = self._parts(cache, "deler")
        _say(f"\n{'Del av byggingen (sekunder)':<36}{'full':>8}{'én linje':>10}")
        for part in sorted(cold, key=lambda name: -cold[name]):
            _say(f"{part.capitalize():<36}{cold[part]:>8.2f}{again.get(part, 0):>10.2f}".replace(".", ","))

    def _parts(self, cache: Path, site: str) -> dict[str, float]:
        out = self.place / "deler.json"
        command = [sys.executable, str(_HERE / "deler.py"), str(out)]
        command += ["bygg", "--rot", str(self.root), "--til", str(self.place / site)]
        whole = run(command, self.bench.env(cache), self.place).seconds
        parts: dict[str, float] = json.loads(out.read_text("utf-8"))
        return {**parts, "starte Python og laste programmet": whole - sum(parts.values())}


def _some(made: list[Made], count: int) -> list[Made]:
    """Return documents spread over the corpus."""
    return [made[(7 * n + 3) % len(made)] for n in range(count)]


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        _say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _workplace(wanted: Path | None) -> Path:
    """Return where to work: in memory unless another place is asked for or there is no room."""
    if wanted:
        return wanted
    has_room = _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM
    return _IN_MEMORY if has_room else Path(tempfile.gettempdir())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Måler hvor fort avtaleverk bygger, mot MkDocs med Material alene.")
    parser.add_argument("--liten", action="store_true", help=f"hopp over bygging av {_MANY} dokumenter")
    parser.add_argument("--gjentak", type=int, default=3, help="hvor mange ganger hvert tall måles (3)")
    parser.add_argument("--deler", action="store_true", help="vis også hvor tiden går i vår egen bygging")
    parser.add_argument("--mappe", type=Path, help="mappa det arbeides i (i minnet der det er plass)")
    return parser.parse_args()


def main() -> int:
    """Measure, print the table, and return 1 where a bar is not met."""
    options = _options()
    workplace = _workplace(options.mappe)
    with tempfile.TemporaryDirectory(prefix="avtaleverk-benk-", dir=workplace) as place:
        _say(f"Måler {_DOCUMENTS} dokumenter × {VERSIONS} versjoner i {workplace} …")
        measuring = Measuring(Path(place), max(1, options.gjentak))
        measuring.rounds()
        measuring.contents()
        measuring.pages_touched()
        measuring.screen()
        if options.deler:
            measuring.parts()
        if not options.liten:
            measuring.growth()
    if measuring.waited:
        _say("  Merk: Maskinen var opptatt med annet. Mål på nytt når den er ledig.")
    _say("")
    _table([("Mål", "Målt", "Krav", ""), *(bar.row() for bar in measuring.bars)])
    return 0 if all(bar.is_met for bar in measuring.bars) else 1


if __name__ == "__main__":
    sys.exit(main())
