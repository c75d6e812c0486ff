"""Measures what the search costs on a large site: what it downloads, how soon it answers, what it takes to make.

Run ``python benchmarks/sok_stor.py --storrelse 1000``. The corpus is invented, with a vocabulary of a hundred thousand
words; Material's own search is measured on the same pages. Bytes are those on the wire from a server that
compresses, heads included; the page itself (its HTML and what that names) does not count, all else does.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urljoin

from korpus import write_corpus
from maaling import run
from playwright.sync_api import Browser
from sok_material import build_material
from sok_nettleser import MaterialSearch, OwnSearch, chromium
from sok_ordforrad import WideWriter
from sok_tjener import POLICY, Sent, served
from verksted import Bench

_HERE = Path(__file__).resolve().parent
_VERSIONS = 2
_KB, _MS, _SHARE = 300.0, 100.0, 0.5
_COLD, _WARM, _SLOW_KEY_MS = 5, 15, 250
_ASKED = ("opplæring av ansatte", "hvem har ansvar for utskrivning", "retningslinje 7 pkt 2.1", "samhandlingsavvvik")
_TIMED = """words => new Promise(done => {
    const field = document.querySelector("main input[type=search]");
    const list = document.querySelector("[data-sok-treff]");
    const start = performance.now();
    const watch = new MutationObserver(() => {
        if (list.dataset.klar !== words) return;
        watch.disconnect();
        done(performance.now() - start);
    });
    watch.observe(list, { attributes: true, attributeFilter: ["data-klar"] });
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
})"""


@dataclass(frozen=True, slots=True)
class Bar:
    """What is demanded of one measure: at most ``limit``."""

    name: str
    measured: float
    limit: float
    unit: str

    @property
    def is_met(self) -> bool:
        """Say whether the measure is good enough."""
        return self.measured <= self.limit


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the first search of a new reader fetched."""

    page: int
    search: tuple[int, ...]
    requests: tuple[int, ...]
    files: tuple[tuple[str, int], ...]


def _say(words: str = "") -> None:
    print(words, flush=True)


def _number(value: float) -> str:
    return (f"{value:.0f}" if value >= 100 else f"{value:.2f}").replace(".", ",")  # noqa: PLR2004 - three digits say enough


def _searches(root: Path, count: int) -> list[str]:
    """Return searches that people could make: words and pairs of words out of the texts, and some of their own."""
    random, found = Random(7), list(_ASKED)
    texts = sorted(root.rglob(f"{_VERSIONS}.0.md"))
    while len(found) < count:
        words = re.findall(r"[a-zæøå]{5,}", random.choice(texts).read_text("utf-8").split("---\n", 2)[2])
        place = random.randrange(len(words) - 1)
        found.append(" ".join(words[place : place + random.choice((1, 2))]))
    return found[:count]


def _fetched(page: str, site: Path, sent: Sent) -> tuple[list[int], list[tuple[str, int]]]:
    """Return the bytes of the page, with what its HTML names, and all else that was fetched."""
    html = (site / page.lstrip("/") / "index.html").read_text("utf-8")
    named = {
        urljoin(page, name).split("#")[0]
        for name in re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="?([^"\s>]+)', html)
    }
    own = {page, "/favicon.ico", *named}
    return [size for url, size in sent.answers if url in own], [(u, n) for u, n in sent.answers if u not in own]


def first_search(
    site: Path, page: str, policy: str, words: Iterable[str], search: Callable[[str, str], None]
) -> Fetched:
    """Let a new reader make each search, and note what was fetched for it."""
    rounds: list[tuple[list[int], list[tuple[str, int]]]] = []
    for one in words:
        with served(site, policy) as (url, sent):
            search(url, one)
            rounds.append(_fetched(page, site, sent))
    worst = max((files for _, files in rounds), key=lambda files: sum(size for _, size in files))
    return Fetched(
        max(sum(own) for own, _ in rounds),
        tuple(sum(size for _, size in files) for _, files in rounds),
        tuple(len(files) for _, files in rounds),
        tuple(worst),
    )


def _own_search(browser: Browser, key_ms: int | None = None) -> Callable[[str, str], None]:
    def search(url: str, words: str) -> None:
        page = OwnSearch(browser, url)
        page.page.wait_for_load_state("networkidle")
        page.type(words, *([key_ms] if key_ms else []))
        page.page.wait_for_load_state("networkidle")
        page.page.context.close()

    return search


def _material_search(browser: Browser) -> Callable[[str, str], None]:
    def search(url: str, words: str) -> None:
        page = MaterialSearch(browser, url)
        page.hits(words)
        page.page.context.close()

    return search


class Measuring:
    """All measures on one invented corpus."""

    def __init__(self, place: Path, size: int, *, quiet: bool) -> None:
        """Write the corpus."""
        self.place, self.bench, self.root = place, Bench(place), place / "korpus"
        self.quiet = quiet
        self.figures: dict[str, object] = {"dokumenter": size}
        self.bars: list[Bar] = []
        self.site = place / "nettsted"
        self._tell(f"Skriver {size} dokumenter i {place} …")
        write_corpus(self.root, size, versions=_VERSIONS, writer=WideWriter)
        self.cold, self.warm = _searches(self.root, _COLD), _searches(self.root, _WARM)

    def _tell(self, words: str) -> None:
        if not self.quiet:
            _say(words)

    def _note(self, name: str, value: object, words: str) -> None:
        self.figures[name] = value
        self._tell(f"  {words}")

    def building(self) -> None:
        """Build without the search, then the search alone, in one process."""
        out = self.place / "klokke.json"
        script = [sys.executable, str(_HERE / "sok_klokke.py"), str(out), str(self.site)]
        run([*script, "--rot", str(self.root), "--uten-mellomlager"], self.bench.env(self.place), self.place)
        taken = json.loads(out.read_text("utf-8"))
        (build, build_cpu), (search, search_cpu) = taken["bygg"], taken["sok"]
        size = {name: _size(self.site / name) for name in taken["mapper"]}
        files = sum(len([p for p in (self.site / name).rglob("*") if p.is_file()]) for name in size)
        self._note("bygg_s", build, f"Bygging uten søk: {_number(build)} s ({_number(build_cpu)} s prosessortid)")
        self._note("sok_s", search, f"Søket alene: {_number(search)} s ({_number(search_cpu)} s prosessortid)")
        self._note(
            "cpu_andel", search_cpu / build_cpu, f"Prosessortid, søket mot resten: {_number(search_cpu / build_cpu)}"
        )
        on_disk = ", ".join(f"{name} {_number(n / 1e6)} MB" for name, n in size.items())
        self._note("disk", size, f"Indeksene på disk: {on_disk}, {files} filer")
        self.bars.append(Bar("Tid å lage søket mot resten av byggingen", search / build, _SHARE, ""))

    def downloads(self, browser: Browser) -> None:
        """Let new readers make their first search."""
        got = first_search(self.site, "/sok/", POLICY, self.cold, _own_search(browser))
        self._note("sokesiden_kb", got.page / 1000, f"Søkesiden selv: {_number(got.page / 1000)} kB")
        self._note("forste_sok_kb", [n / 1000 for n in got.search], f"Første søk: {_listed(got.search)}")
        self._note("forespørsler", list(got.requests), f"Forespørsler: {', '.join(map(str, got.requests))}")
        for name, size in sorted(got.files, key=lambda file: -file[1])[:6]:
            self._tell(f"    {_number(size / 1000):>6} kB  {name}")
        slow = first_search(self.site, "/sok/", POLICY, self.cold[:2], _own_search(browser, _SLOW_KEY_MS))
        self._note("sakte_kb", [n / 1000 for n in slow.search], f"Skrevet én bokstav om gangen: {_listed(slow.search)}")
        self.bars.append(Bar("Lastet ned ved første søk, det tyngste", max(got.search) / 1000, _KB, " kB"))

    def answers(self, browser: Browser) -> None:
        """Time how soon the hits are there, with an engine that has answered once."""
        with served(self.site, POLICY) as (url, _):
            own = OwnSearch(browser, url)
            own.type("møte")
            taken = [own.page.evaluate(_TIMED, words) for words in self.warm]
            again = [own.page.evaluate(_TIMED, words) for words in reversed(self.warm)]
        shown = ", ".join(f"{ms:.0f}" for ms in sorted(taken))
        self._note("svar_ms", taken, f"Fra skrevet til treff, nye ord: {shown} ms")
        self._note("svar_igjen_ms", again, f"De samme ordene igjen: {_number(median(again))} ms (median)")
        self.bars.append(Bar("Fra skrevet til treff, median", median(taken), _MS, " ms"))

    def peer(self, browser: Browser) -> None:
        """Let new readers make the same searches with Material."""
        staged, site = self.place / "sider", self.place / "material"
        command = self.bench.command("bygg", "--rot", self.root, "--sider", staged, "--uten-mellomlager")
        run(command, self.bench.env(self.place), self.place)
        build_material(staged, site)
        got = first_search(site, "/", "", self.cold[:2], _material_search(browser))
        index = site / "search" / "search_index.json"
        self._note("material_disk", index.stat().st_size, f"Material: {_number(index.stat().st_size / 1e6)} MB på disk")
        self._note("material_kb", [n / 1000 for n in got.search], f"Material, første søk: {_listed(got.search)}")


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _listed(sizes: Sequence[int]) -> str:
    return ", ".join(_number(size / 1000) for size in sizes) + " kB"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Måler hva søket koster på et stort nettsted.")
    parser.add_argument("--storrelse", type=int, default=1000, help="antall dokumenter (1000)")
    parser.add_argument("--uten-material", action="store_true", help="hopp over Material")
    parser.add_argument("--mappe", type=Path, help="mappa det arbeides i")
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and return 1 where a bar is not met."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="avtaleverk-sok-", dir=options.mappe) as place:
        measuring = Measuring(Path(place), options.storrelse, quiet=options.json)
        measuring.building()
        with chromium() as browser:
            measuring.downloads(browser)
            measuring.answers(browser)
            if not options.uten_material:
                measuring.peer(browser)
    if options.json:
        bars = {bar.name: {"målt": bar.measured, "krav": bar.limit, "holder": bar.is_met} for bar in measuring.bars}
        _say(json.dumps({**measuring.figures, "krav": bars}, ensure_ascii=False, indent=2))
    else:
        for bar in measuring.bars:
            words = "holder" if bar.is_met else "holder ikke"
            _say(f"{bar.name:<44}{_number(bar.measured) + bar.unit:>12}  høyst {_number(bar.limit)}{bar.unit}  {words}")
    return 0 if all(bar.is_met for bar in measuring.bars) else 1


if __name__ == "__main__":
    sys.exit(main())
