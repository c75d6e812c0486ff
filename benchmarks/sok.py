"""Measures how often the search finds what people look for, beside Material's own search on the same site.

Run ``python benchmarks/sok.py FIL.yml --rot MAPPE``; the file is a list of ``{sok: words, treff: [addresses]}``. Both
sites are built, served and typed into in Chromium. A search succeeds at 1 when its first hit is one of the addresses,
at 3 when one of the first three is. An address of a page takes any part of that page; one of a point takes its
parts that have no number. ``sok_stor.py`` measures what the search costs on a large site.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from maaling import run
from sok_fasit import BadFileError, Search, place_of_answer, read_searches
from sok_material import build_material
from sok_nettleser import Hits, MaterialSearch, OwnSearch, SearchPage, chromium
from sok_tjener import POLICY, served
from verksted import Bench

_HERE = Path(__file__).resolve().parent
_FIRST, _THREE = 0.9, 1.0
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search came to: the hits as shown and the place of the first right one, in three ways of counting."""

    search: Search
    hits: Hits

    @property
    def place(self) -> int:
        """Return the place of the first right hit, 0 for none."""
        return place_of_answer(self.search, self.hits.shown)

    @property
    def strict_place(self) -> int:
        """Return the place of the first hit that is exactly one of the addresses."""
        return place_of_answer(self.search, self.hits.shown, strict=True)

    @property
    def kind_place(self) -> int:
        """Return the place where a page that only heads its points is not counted as a hit."""
        return place_of_answer(self.search, self.hits.points_first)

    def to_dict(self) -> dict[str, object]:
        """Return the outcome for a program."""
        return {
            "sok": self.search.words,
            "linje": self.search.line,
            "plass": self.place,
            "streng_plass": self.strict_place,
            "treff": self.hits.shown[:10],
            "ventet": list(self.search.answers),
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """One search engine over all searches."""

    name: str
    outcomes: tuple[Outcome, ...]

    def share(self, places: Sequence[int], within: int) -> float:
        """Return how many of all searches have their answer within the first places."""
        return sum(0 < place <= within for place in places) / len(places)

    def figures(self) -> dict[str, float]:
        """Return success at 1 and at 3: by the rule, to the letter, and without pages that only head their points."""
        ways = {
            "": [one.place for one in self.outcomes],
            "streng_": [one.strict_place for one in self.outcomes],
            "uten_sidetitler_": [one.kind_place for one in self.outcomes],
        }
        return {f"{way}{within}": self.share(places, within) for way, places in ways.items() for within in (1, 3)}

    def to_dict(self) -> dict[str, object]:
        """Return the figures and the searches that missed, for a program."""
        return {**self.figures(), "bom": [one.to_dict() for one in self.outcomes if one.place != 1]}


def _say(words: str = "") -> None:
    print(words, flush=True)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def measure(name: str, page: SearchPage, searches: Sequence[Search]) -> Measured:
    """Type every search into a page."""
    return Measured(name, tuple(Outcome(search, page.hits(search.words)) for search in searches))


def _build(root: Path, place: Path) -> tuple[Bench, Path]:
    """Build the site of ``root``."""
    bench, site = Bench(place), place / "avtaleverk"
    bench.build(root, site, None)
    return bench, site


def _build_peer(bench: Bench, root: Path, place: Path) -> Path:
    """Build the same pages with Material."""
    staged, site = place / "sider", place / "material"
    run(bench.command("bygg", "--rot", root, "--sider", staged, "--uten-mellomlager"), bench.env(place), place)
    build_material(staged, site)
    return site


def _table(found: Sequence[Measured]) -> None:
    names = {
        "1": "Riktig først",
        "3": "Riktig blant de tre første",
        "streng_1": "Riktig først, nøyaktig adresse",
        "streng_3": "Blant de tre første, nøyaktig adresse",
        "uten_sidetitler_1": "Riktig først, uten sidetitler over punkter",
        "uten_sidetitler_3": "Blant de tre første, uten sidetitler over punkter",
    }
    _say(f"\n{'':<52}{''.join(f'{one.name:>12}' for one in found)}")
    for key, words in names.items():
        _say(f"{words:<52}{''.join(f'{_percent(one.figures()[key]):>12}' for one in found)}")


def _misses(measured: Measured) -> None:
    missed = [one for one in measured.outcomes if one.place != 1]
    _say(f"\n{measured.name}: {len(missed)} av {len(measured.outcomes)} søk traff ikke først")
    for one in missed:
        place = f"nr. {one.place}" if one.place else "ikke"
        instead = ", ".join(one.hits.shown[:_SHOWN]) or "ingen treff"
        _say(f"  {one.search.line:>4}  «{one.search.words}»: {place}; først kom {instead}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Måler hvor ofte søket finner det folk leter etter.")
    parser.add_argument("fil", type=Path, nargs="?", default=_HERE / "sporringer.yml", help="søk og svar (YAML)")
    parser.add_argument("--rot", type=Path, default=_HERE.parent, help="mappa nettstedet bygges av (dette repoet)")
    parser.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    parser.add_argument("--uten-material", action="store_true", help="hopp over Material, som tar lengst tid")
    return parser.parse_args()


def _measure(options: argparse.Namespace, place: Path) -> list[Measured]:
    root = options.rot.resolve()
    bench, site = _build(root, place)
    searches = read_searches(options.fil, site)
    if not options.json:
        _say(f"{len(searches)} søk fra {options.fil} på {root} …")
    with chromium() as browser:
        with served(site, POLICY) as (url, _):
            found = [measure("avtaleverk", OwnSearch(browser, url), searches)]
        if not options.uten_material:
            with served(_build_peer(bench, root, place)) as (url, _):
                found.append(measure("Material", MaterialSearch(browser, url), searches))
    return found


def _report(found: Sequence[Measured], *, as_json: bool) -> None:
    if as_json:
        _say(json.dumps({one.name.lower(): one.to_dict() for one in found}, ensure_ascii=False, indent=2))
        return
    for one in reversed(found):
        _misses(one)
    _table(found)


def main() -> int:
    """Measure, print, and return 1 where our own search is below its bars, 2 where the file cannot be used."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="avtaleverk-sok-") as place:
        try:
            found = _measure(options, Path(place))
        except BadFileError as error:
            print(error, file=sys.stderr)
            return 2
    _report(found, as_json=options.json)
    ours = found[0].figures()
    met = ours["1"] >= _FIRST and ours["3"] >= _THREE
    if not options.json:
        words = "holder" if met else "holder ikke"
        _say(f"\nKrav: {_percent(_FIRST)} riktig først og {_percent(_THREE)} blant de tre første: {words}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
