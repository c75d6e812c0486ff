"""Measures the redline: M1–M8 of its rules over generated edits, each with its bar.

Run ``python benchmarks/rodmerking_maal.py 2000``; ``--vis 3`` shows the three worst scripts of each measure with
the marks that the engine made, ``--bare "rad fjernet"`` makes scripts of one edit of that kind alone.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from redigering import EDITS, Script, make_scripts
from rodmerking_minst import smallest
from rodmerking_tall import Score, compare, measure
from rodmerking_vis import show


@dataclass(frozen=True, slots=True)
class Result:
    """A script and what was counted in it."""

    script: Script
    score: Score


@dataclass(frozen=True, slots=True)
class Bar:
    """What is demanded of one measure: at most, or at least, ``limit``."""

    name: str
    measured: float
    limit: float
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        """Say whether the measure is good enough."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    def row(self) -> tuple[str, str, str, str]:
        """Return the row of the table."""
        limit = f"{'minst' if self.at_least else 'høyst'} {_number(self.limit)}"
        return self.name, _number(self.measured), limit, "holder" if self.is_met else "holder ikke"


def _number(value: float) -> str:
    return (f"{value:.0f}" if value == round(value) else f"{value:.4f}".rstrip("0").rstrip(".")).replace(".", ",")


def run_scripts(count: int, first: int = 1, only: str = "") -> list[Result]:
    """Measure ``count`` scripts."""
    return [Result(script, measure(compare(script))) for script in make_scripts(count, first, only)]


def _share(hits: int, misses: int) -> float:
    return hits / (hits + misses) if hits + misses else 1.0


def bars(results: Sequence[Result]) -> list[Bar]:
    """Return every measure with its bar."""
    scores = [result.score for result in results]
    excess = [score.excess for score in scores]
    pairs = [sum(score.pairs[n] for score in scores) for n in range(3)]
    moves = [sum(score.moves[n] for score in scores) for n in range(3)]
    f1 = 2 * pairs[0] / (2 * pairs[0] + pairs[1] + pairs[2])
    return [
        Bar("Numre som ble lest annerledes enn de ble skrevet", _with_fault(scores, "Lesing"), 0),
        Bar("M1 skript der godta eller forkast ikke gir siden tilbake", _with_fault(scores, "M1"), 0),
        Bar("M2 merkede ord mot redigerte, median", median(excess), 1.15),
        Bar("M2 merkede ord mot redigerte, verste skript", max(excess), 1.5),
        Bar("M2 uendrede ord merket i delt eller sammenslått", sum(score.seam_marks for score in scores), 0),
        Bar("M3 ord som er ulike uten merke", sum(score.unmarked for score in scores), 0),
        Bar("M4 merker mot redigerte steder, samlet", _share_of_marks(scores), 1.3),
        Bar("M4 merker som begynner eller slutter inne i et ord", sum(score.cut_words for score in scores), 0),
        Bar("M4 merker av bare mellomrom", sum(score.blank_marks for score in scores), 0),
        Bar("M5 F1 av blokker som er de samme", f1, 0.98, at_least=True),
        Bar("M6 flyttinger, presisjon", _share(moves[0], moves[1]), 0.98, at_least=True),
        Bar("M6 flyttinger, dekning", _share(moves[0], moves[2]), 0.95, at_least=True),
        Bar("M7 merkede ord i urørte punkter", sum(score.untouched_marks for score in scores), 0),
        Bar("M7 nye numre som ikke ble kjent igjen", sum(score.numbers_missed for score in scores), 0),
        Bar("M8 tabeller med feil rad, kolonne eller celle", _with_fault(scores, "M8"), 0),
    ]


def _with_fault(scores: Sequence[Score], measure_name: str) -> int:
    return sum(len(score.faults.get(measure_name, ())) for score in scores)


def _share_of_marks(scores: Sequence[Score]) -> float:
    return sum(score.marks for score in scores) / max(1, sum(score.spots for score in scores))


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _more(results: Sequence[Result]) -> None:
    """Say what lies behind the figures."""
    excess = sorted(result.score.excess for result in results)
    parts = quantiles(excess * 2, n=100)
    over = sum(value > 1.5 for value in excess)  # noqa: PLR2004 - the bar
    blocks = sum(len(result.script.before.blocks) for result in results)
    print(f"\n{len(results)} skript, {blocks} blokker, {sum(len(r.script.edits) for r in results)} endringer.")
    print(f"M2: 95 av 100 skript høyst {_number(parts[94])}, 99 høyst {_number(parts[98])}; {over} over 1,5.")
    moves = sum(len(r.script.truth.moves) for r in results)
    print(f"M6: {moves} blokker flyttet. M8: {sum(r.score.tables for r in results)} tabeller.")


def _by_edit(results: Sequence[Result]) -> None:
    """Say for each kind of edit in how many of the scripts that had this one alone something was wrong."""
    single = defaultdict[str, list[Result]](list)
    for result in results:
        if len(result.script.edits) == 1:
            single[result.script.edits[0][0]].append(result)
    rows = [("Endring alene", "skript", "med feil", "feil i")]
    for name in EDITS:
        wrong = [result for result in single[name] if result.score.faults]
        where = sorted({fault for result in wrong for fault in result.score.faults})
        rows.append((name, str(len(single[name])), str(len(wrong)), ", ".join(where)))
    print()
    _table(rows)


def worst(results: Sequence[Result], count: int) -> dict[str, list[Result]]:
    """Return for each measure the scripts that did worst; the shorter texts first, as they are read sooner."""
    found = defaultdict[str, list[Result]](list)
    for result in results:
        for name in result.score.faults:
            found[name].append(result)
    return {
        name: sorted(wrong, key=lambda r: (len(r.script.edits), len(r.script.before.blocks)))[:count]
        for name, wrong in sorted(found.items())
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Måler rødmerkingen på tekster og endringer med kjent fasit.")
    parser.add_argument("antall", type=int, nargs="?", default=500, help="hvor mange skript (500)")
    parser.add_argument("--fra", type=int, default=1, help="det første frøet (1)")
    parser.add_argument(
        "--bare", default="", choices=["", *EDITS], help="bare én endring i hvert skript, av dette slaget"
    )
    parser.add_argument("--vis", type=int, default=0, metavar="N", help="vis de N verste skriptene for hvert mål")
    parser.add_argument("--minst", action="store_true", help="vis dem så små som de kan bli, med teksten")
    parser.add_argument("--hver", action="store_true", help="vis feil for hvert slag endring som står alene")
    return parser.parse_args()


def main() -> int:
    """Measure, print the table, and return 1 where a bar is not met."""
    options = _options()
    results = run_scripts(options.antall, options.fra, options.bare)
    for name, wrong in worst(results, options.vis).items() if options.vis else ():
        for result in wrong:
            print(f"\n{'=' * 100}\n{name}, skript {result.script.seed}")
            script = smallest(result.script, name) if options.minst else result.script
            run = compare(script)
            print(show(run, measure(run)))
            if options.minst:
                print(f"{'-' * 40} gammel\n{script.old}{'-' * 40} ny\n{script.new}")
    if options.hver:
        _by_edit(results)
    _more(results)
    print()
    found = bars(results)
    _table([("Mål", "Målt", "Krav", ""), *(bar.row() for bar in found)])
    return 0 if all(bar.is_met for bar in found) else 1


if __name__ == "__main__":
    sys.exit(main())
